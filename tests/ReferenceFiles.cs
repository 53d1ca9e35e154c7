using System.Runtime.CompilerServices;

namespace Duoshou.Tests;

/// <summary>
/// Real data sets and worked cases that stand beside the repository and never in it. A test that needs one asks here: it is skipped
/// with a reason where the folder is missing, and fails where DUOSHOU_REFERENCE=required says that it must be there.
/// Use with [SkippableFact] or [SkippableTheory].
/// </summary>
static class ReferenceFiles
{
    /// <summary>The root of the repository, found from this file's own place.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The full path of a file or folder below the reference folder, such as "data/rca/gmv.zip".</summary>
    public static string Path(string relative)
    {
        string folder = Environment.GetEnvironmentVariable("DUOSHOU_REFERENCE_DIR")
            ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(Repository, "..", "shared"));
        string full = System.IO.Path.Combine(folder, relative);
        bool there = File.Exists(full) || Directory.Exists(full);
        if (!there && Environment.GetEnvironmentVariable("DUOSHOU_REFERENCE") == "required")
            throw new FileNotFoundException($"Reference file {relative} must be there in this run (DUOSHOU_REFERENCE=required) but {full} is not.");
        Skip.IfNot(there, $"Reference file {relative} is not beside this clone.");
        return full;
    }

    static string FindRepository([CallerFilePath] string here = "")
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Duoshou.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, ".."));
    }
}
