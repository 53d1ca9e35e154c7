using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Tests.RootCauses;

/// <summary>The root-cause data sets beside the clone.</summary>
static class ReferenceTables
{
    public static IEnumerable<MadeTable> Of(string set)
    {
        using ZipArchive zip = ZipFile.OpenRead(ReferenceFiles.Path($"data/rca/{set}.zip"));
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.Path("data/rca/truth.json")));
        foreach (JsonElement made in truth.RootElement.EnumerateArray())
        {
            string name = made.GetProperty("case").GetString()!;
            if (!name.StartsWith(set, StringComparison.Ordinal)) continue;
            using StreamReader reader = new(zip.GetEntry(name + ".csv")!.Open());
            LeafTable table = LeavesFile.Read(reader);
            yield return new(table, Causes(made, table.Dimensions));
        }
    }

    /// <summary>Real incidents: the minute in question against the mean of the four before; successes over requests.</summary>
    public static IEnumerable<MadeTable> Incidents()
    {
        using ZipArchive zip = ZipFile.OpenRead(ReferenceFiles.Path("data/rca/rs_real.zip"));
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(ReferenceFiles.Path("data/rca/rs_truth.json")));
        foreach (JsonElement made in truth.RootElement.EnumerateArray())
        {
            using StreamReader reader = new(zip.GetEntry(made.GetProperty("case").GetString() + ".csv")!.Open());
            LeafTable table = Incident(reader, made.GetProperty("at").GetInt64());
            yield return new(table, Causes(made, table.Dimensions));
        }
    }

    static LeafTable Incident(StreamReader reader, long at)
    {
        string[] header = reader.ReadLine()!.Split(',');
        int minute = Array.IndexOf(header, "min"), failures = Array.IndexOf(header, "value");
        int requests = Array.IndexOf(header, "cnt");
        int[] dimensions = [.. Enumerable.Range(0, header.Length).Except([minute, failures, requests])];
        List<Leaf> leaves = [];
        while (reader.ReadLine() is { } line)
        {
            string[] row = line.Split(',');
            long when = (long)Number(row[minute]);
            if (when > at || when < at - 240) continue;
            decimal count = Number(row[requests]), good = count - Number(row[failures]);
            string[] cell = [.. dimensions.Select(d => row[d])];
            leaves.Add(when == at ? new(cell, good, 0, count) : new(cell, 0, good / 4, 0, count / 4));
        }

        return new([.. dimensions.Select(d => header[d])], leaves, isRatio: true);
    }

    static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    static HashSet<string> Causes(JsonElement made, IReadOnlyList<string> dimensions) => [.. made.GetProperty("root_causes")
        .EnumerateArray()
        .Select(cause => MadeTables.Key(cause.EnumerateObject()
            .OrderBy(a => dimensions.ToList().IndexOf(a.Name))
            .Select(a => new AttributeValue(a.Name, a.Value.GetString()!))))];
}
