using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Cases;
using Duoshou.App;
using Duoshou.Cli.Terminal;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands;

/// <summary>The batch forms of worked cases: analyse; tax quote and promo price use the same. What a case expects is never read.</summary>
static class WorkedCases
{
    static readonly Option<string> Cases = new("--cases") { Required = true, Description = "A file of worked cases; - for standard input" };

    public static IEnumerable<Command> Commands()
    {
        Option<string[]> data = new("--data") { AllowMultipleArgumentsPerToken = true, Description = "Where data files stand: shared=DIR heldout=DIR" };
        yield return OnCases("analyse", "Runs the analyses of a case file.", "analyse --cases analyses.json --data shared=data --json", [data],
            (parsed, file) => AnalyticsCases.Answer(file, (prefix, path) => Opened(parsed.GetValue(data) ?? [], prefix, path)));
    }

    static Command OnCases(string name, string does, string example, IEnumerable<Option> further, Func<ParseResult, Stream, JsonNode> answer) =>
        Verb.OnFiles(name, does, example, [Cases, .. further], (parsed, output, _)
            => Task.FromResult(Answer(parsed.GetRequiredValue(Cases), output, file => answer(parsed, file))));

    /// <summary>The answers to a file of cases, or why it cannot be read.</summary>
    public static int Answer(string path, Output output, Func<Stream, JsonNode> answer)
    {
        try
        {
            using Stream file = Here.Open(path);
            JsonNode document = answer(file);
            return output.Answer(document, people => people.Profile.Out.Writer.WriteLine(document.ToJsonString(WireFormat.Json)));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or FormatException or KeyNotFoundException)
        {
            return output.Refuse(new("cases.unreadable", new($"读不了「{path}」：{unreadable.Message}", $"“{path}” cannot be read: {unreadable.Message}"),
                new("检查路径，以及顶层是否有 cases 列表。", "Check the path, and that the file has a list named cases at its top."), "cases", path));
        }
    }

    /// <summary>A data file of a case, from the folder that its prefix names; with or without the folder's own data below it, packed or not.</summary>
    static Stream Opened(string[] folders, string prefix, string path)
    {
        string? folder = folders.Where(given => given.StartsWith(prefix + "=", StringComparison.Ordinal)).Select(given => Here.Full(given[(prefix.Length + 1)..])).FirstOrDefault()
            ?? throw new FileNotFoundException($"The case reads {prefix}: {path}; say where with --data {prefix}=DIR.");
        string[] places = [Path.Combine(folder, path), Path.Combine(folder, "data", path), Path.Combine(folder, path + ".gz"), Path.Combine(folder, "data", path + ".gz")];
        string found = places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"There is no {path} below {folder}.");
        return found.EndsWith(".gz", StringComparison.Ordinal) && !path.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(found), CompressionMode.Decompress)
            : File.OpenRead(found);
    }
}
