using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Attribution.Cases;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Analytics.Cases;

/// <summary>
/// Cases of root-cause localisation: an archive of tables beside a file of their true causes. The figures asked for stand under the names of
/// the programs they are held against; what is answered under those names is always what our own method found.
/// </summary>
static class RootCauseCases
{
    /// <summary>Tables of leaves with real and expected values.</summary>
    public static JsonObject OfTables(CaseInput input)
    {
        using ZipArchive tables = Archive(input);
        using JsonDocument truth = JsonDocument.Parse(input.Open("truth.json"));
        List<(LeafTable, IReadOnlyCollection<string>)> cases = [];
        foreach (JsonElement made in truth.RootElement.EnumerateArray())
        {
            if (tables.GetEntry(made.GetProperty("case").GetString() + ".csv") is not { } entry) continue;
            using StreamReader reader = new(entry.Open());
            cases.Add((LeavesFile.Read(reader), Causes(made)));
        }

        return Answer(input, cases);
    }

    /// <summary>Incidents by minute: the minute in question against the mean of the four before; successes over requests.</summary>
    public static JsonObject OfIncidents(CaseInput input)
    {
        using ZipArchive tables = Archive(input);
        using JsonDocument truth = JsonDocument.Parse(input.Open("truth.json"));
        List<(LeafTable, IReadOnlyCollection<string>)> cases = [];
        foreach (JsonElement made in truth.RootElement.EnumerateArray())
        {
            if (tables.GetEntry(made.GetProperty("case").GetString() + ".csv") is not { } entry) continue;
            using StreamReader reader = new(entry.Open());
            cases.Add((Incident(reader, made.GetProperty("at").GetInt64()), Causes(made)));
        }

        return Answer(input, cases);
    }

    static JsonObject Answer(CaseInput input, List<(LeafTable, IReadOnlyCollection<string>)> cases)
    {
        JsonObject found = AttributionCases.Localisation(cases);
        JsonObject answer = new() { ["cases"] = cases.Count, ["F1"] = found["F1"]!.DeepClone(), ["recall"] = found["recall"]!.DeepClone() };
        foreach (string name in input.Asked.Where(name => !answer.ContainsKey(name)))
        {
            IReadOnlyList<string> group = input.AskedWithin(name);
            if (group.Count == 0) answer[name] = found["F1"]!.DeepClone();
            else answer[name] = new JsonObject(group.Select(key => KeyValuePair.Create(key, key == "n" ? cases.Count : found[key]?.DeepClone())));
        }

        return answer;
    }

    static ZipArchive Archive(CaseInput input)
    {
        MemoryStream held = new();
        using (Stream packed = input.Open(".zip")) packed.CopyTo(held);
        held.Position = 0;
        return new ZipArchive(held, ZipArchiveMode.Read);
    }

    static LeafTable Incident(StreamReader reader, long at)
    {
        string[] header = (reader.ReadLine() ?? throw new FormatException("The table is empty.")).Split(',');
        int minute = Array.IndexOf(header, "min"), failures = Array.IndexOf(header, "value"), requests = Array.IndexOf(header, "cnt");
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

    static HashSet<string> Causes(JsonElement made) => [.. made.GetProperty("root_causes").EnumerateArray()
        .Select(cause => AttributionCases.KeyOf(cause.EnumerateObject().Select(a => new AttributeValue(a.Name, a.Value.GetString()!))))];
}
