using System.Reflection;
using Duoshou.Cli.Terminal;

namespace Duoshou.Cli.Door;

/// <summary>A command that is handed over, and where the person is who typed it.</summary>
/// <param name="Build">The program that hands it over.</param>
/// <param name="Words">The words of the command line.</param>
/// <param name="Folder">The folder that relative paths start from.</param>
/// <param name="Tongue">The language of the terminal.</param>
/// <param name="Out">How answers are to look.</param>
/// <param name="Error">How progress is to look.</param>
/// <param name="IsWatched">Somebody watches the progress.</param>
sealed record Call(string Build, IReadOnlyList<string> Words, string Folder, string Tongue, Looks Out, Looks Error, bool IsWatched)
{
    /// <summary>Names this very build: two that differ in a line differ in it.</summary>
    public static string OwnBuild { get; } = string.Join(' ', Parts(typeof(Call).Assembly).Select(part => part.ManifestModule.ModuleVersionId.ToString("n")));

    static IEnumerable<Assembly> Parts(Assembly program) => program.GetReferencedAssemblies()
        .Where(name => name.Name!.StartsWith("Duoshou.", StringComparison.Ordinal)).OrderBy(name => name.Name, StringComparer.Ordinal)
        .Select(Assembly.Load).Prepend(program);
}
