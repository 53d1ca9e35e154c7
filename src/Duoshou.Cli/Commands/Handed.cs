using Duoshou.App.Connectors.Files;
using Duoshou.Cli.Terminal;

namespace Duoshou.Cli.Commands;

/// <summary>The files that a command line names. Standard input can be read only once and an import reads a file several times, so it is kept aside meanwhile.</summary>
sealed class Handed : IDisposable
{
    string? aside;

    /// <exception cref="ImportProblem">A path cannot be opened, or holds nothing that is a table.</exception>
    public List<InputFile> Files(IEnumerable<string> paths)
    {
        List<InputFile> inputs = [];
        foreach (string path in paths) inputs.AddRange(path == "-" ? InputFile.Of("stdin", null, Opened) : InputFile.At(Here.Full(path)));
        return inputs;
    }

    public void Dispose()
    {
        if (aside is not null) File.Delete(aside);
    }

    FileStream Opened() => new(Standard(), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);

    string Standard()
    {
        if (aside is not null) return aside;
        aside = Path.GetTempFileName();
        using Stream standard = Here.Current.Input();
        using FileStream target = File.Create(aside);
        standard.CopyTo(target);
        return aside;
    }
}
