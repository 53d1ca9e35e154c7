using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Duoshou.Analytics.Cases;

/// <summary>
/// What one case gives: its method, its settings and its data files. The expected values are not offered, only their names.
/// </summary>
public sealed class CaseInput
{
    readonly JsonElement source;
    readonly Func<string, string, Stream> openData;

    internal CaseInput(JsonElement source, Func<string, string, Stream> openData)
    {
        (this.source, this.openData) = (source, openData);
        Id = Text("id");
        Method = Text("method");
        Capability = Text("capability");
        Params = source.TryGetProperty("params", out JsonElement given) ? given : default;
        Asked = source.TryGetProperty("expected", out JsonElement expected) && expected.ValueKind == JsonValueKind.Object
            ? [.. expected.EnumerateObject().Select(p => p.Name)]
            : [];
    }

    /// <summary>The case's id, unique in its file.</summary>
    public string Id { get; }

    /// <summary>What is to be computed, in words.</summary>
    public string Method { get; }

    /// <summary>The section of the specification.</summary>
    public string Capability { get; }

    /// <summary>Inputs and settings; undefined where the case gives none.</summary>
    public JsonElement Params { get; }

    /// <summary>What kind each setting is, in words, for whoever wrote one wrongly.</summary>
    internal string Kinds() => Params.ValueKind != JsonValueKind.Object ? $"params is {KindOf(Params)}"
        : string.Join(", ", Params.EnumerateObject().Select(setting => $"params.{setting.Name} is {KindOf(setting.Value)}"));

    static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "a group",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "missing",
    };

    /// <summary>The names of the figures that are asked for.</summary>
    public IReadOnlyList<string> Asked { get; }

    /// <summary>Whether a figure is wanted: a case that asks for nothing by name wants everything.</summary>
    public bool Wants(string name) => Asked.Count == 0 || Asked.Contains(name);

    /// <summary>An answer without the figures that nobody asked for.</summary>
    public JsonObject Trimmed(JsonObject answer)
    {
        foreach (string key in answer.Select(p => p.Key).Where(k => !Wants(k)).ToArray()) answer.Remove(key);
        return answer;
    }

    /// <summary>The names asked for inside one named group of figures.</summary>
    public IReadOnlyList<string> AskedWithin(string group) =>
        source.TryGetProperty("expected", out JsonElement expected) && expected.TryGetProperty(group, out JsonElement inner)
            && inner.ValueKind == JsonValueKind.Object
            ? [.. inner.EnumerateObject().Select(p => p.Name)]
            : [];

    /// <summary>Opens the case's data file of that position, unpacked.</summary>
    public Stream Open(int index = 0)
    {
        string[] files = Files();
        return index < files.Length ? OpenNamed(files[index])
            : throw new FormatException($"Case {Id} names no data file {index + 1}; write it as data: \"shared: folder/name.csv\".");
    }

    /// <summary>Opens the first of the case's files whose path ends so, unpacked.</summary>
    public Stream Open(string ending) =>
        OpenNamed(Files().FirstOrDefault(f => PathOf(f).EndsWith(ending, StringComparison.Ordinal))
            ?? throw new FormatException($"Case {Id} names no data file that ends in {ending}; write it as data: \"shared: folder/{ending}\"."));

    /// <summary>Whether the case's first data file is one whose path ends so, packed or not.</summary>
    public bool OpensText(string ending) =>
        Files().FirstOrDefault() is { } first && PathOf(first).Replace(".gz", "", StringComparison.Ordinal).EndsWith(ending,
            StringComparison.Ordinal);

    /// <summary>
    /// The inputs of a table that the file writes with its answers beside them: the leading columns of each row, and nothing
    /// else.
    /// </summary>
    public double[][] GivenIn(string table, int inputColumns) =>
        source.TryGetProperty("expected", out JsonElement expected) && expected.TryGetProperty(table, out JsonElement rows)
            ? [.. rows.EnumerateArray().Select(r => AsNumbers(r, table)[..inputColumns])]
            : [];

    /// <summary>The setting as a number, or the fallback where it is not given.</summary>
    public double Number(string name, double fallback = double.NaN) =>
        !Has(name, out JsonElement value) ? fallback : value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble() is var number && double.IsFinite(number) ? number
                : throw new FormatException($"params.{name} holds {value}, which is beyond what can be reckoned with."),
            JsonValueKind.String => throw new FormatException($"params.{name} holds '{value}', which is no number; write it as a JSON number."),
            // A list or a group of figures under the same name is read by whoever asks for those.
            _ => fallback,
        };

    /// <summary>The first of several names of one setting that is given as a number.</summary>
    /// <exception cref="FormatException">None of them is given.</exception>
    public double Needed(params string[] names)
    {
        foreach (string name in names)
            if (Number(name) is var value && !double.IsNaN(value)) return value;
        throw new FormatException($"params.{names[0]} is missing; give it as a number{(names.Length > 1 ? " (also read: "
            + string.Join(", ", names.Skip(1)) + ")" : "")}.");
    }

    /// <summary>The first of several names of one setting that is given as a number, or else the fallback.</summary>
    public double AnyOf(double fallback, params string[] names) =>
        names.Select(name => Number(name)).FirstOrDefault(v => !double.IsNaN(v), fallback);

    /// <summary>A number that the method's own words give after a word, such as "alpha 0.05" or "tau=0.01".</summary>
    public double InWords(string word, double fallback)
    {
        Match said = Regex.Match(Method,
            $@"\b{word}\s*=?\s*([0-9]*\.?[0-9]+)", RegexOptions.IgnoreCase);
        return said.Success ? double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : fallback;
    }

    /// <summary>Whether the case names any data file.</summary>
    public bool HasData => Files().Length > 0;

    /// <summary>The setting as a text, or the fallback where it is not given.</summary>
    public string Setting(string name, string fallback) =>
        Has(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : fallback;

    /// <summary>The setting as true or false; false where it is not given.</summary>
    public bool Flag(string name) => Has(name, out JsonElement value) && (value.ValueKind != JsonValueKind.String ? value.ValueKind == JsonValueKind.True
        : bool.TryParse(value.GetString(), out bool said) ? said
        : throw new FormatException($"params.{name} holds '{value}', which is neither true nor false; write it as JSON true or false."));

    /// <summary>
    /// The setting as a list of numbers; a single number is a list of one, and a missing setting an empty list.
    /// </summary>
    public double[] Numbers(string name) => Has(name, out JsonElement value) ? AsNumbers(value, name) : [];

    /// <summary>The first of several names of one list that is given.</summary>
    public double[] NumbersOf(params string[] names) =>
        names.Select(Numbers).FirstOrDefault(list => list.Length > 0) ?? [];

    /// <summary>The setting as rows of numbers.</summary>
    public double[][] Rows(string name) => Has(name, out JsonElement value) ? [.. value.EnumerateArray().Select(row => AsNumbers(row, name))] : [];

    /// <summary>The setting as texts; a single text is a list of one.</summary>
    public string[] Texts(string name) => !Has(name, out JsonElement value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.ToString())] : [value.ToString()];

    /// <summary>Whether the setting is given.</summary>
    public bool Has(string name, out JsonElement value)
    {
        value = default;
        return Params.ValueKind == JsonValueKind.Object && Params.TryGetProperty(name, out value);
    }

    static double[] AsNumbers(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(v => AsNumber(v, name))],
        JsonValueKind.Object => [.. value.EnumerateObject().Select(p => AsNumber(p.Value, $"{name}.{p.Name}"))],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [AsNumber(value, name)],
    };

    /// <summary>A value that is not there is NaN; anything else that is no number is refused by name.</summary>
    static double AsNumber(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Null => double.NaN,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => throw new FormatException($"params.{name} holds '{value}', which is no number; write it as a JSON number."),
    };

    string[] Files()
    {
        if (!source.TryGetProperty("data", out JsonElement data)) return [];
        return data.ValueKind switch
        {
            JsonValueKind.String => [data.GetString()!],
            JsonValueKind.Array => [.. data.EnumerateArray().Select(d => d.GetString() ?? "")],
            _ => [],
        };
    }

    /// <summary>A file is written "shared: folder/name.csv (a remark)".</summary>
    static string PathOf(string file)
    {
        string path = file[(file.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        int remark = path.IndexOf(" (", StringComparison.Ordinal);
        return remark < 0 ? path : path[..remark];
    }

    Stream OpenNamed(string file)
    {
        int colon = file.IndexOf(':', StringComparison.Ordinal);
        string path = PathOf(file);
        Stream raw = openData(colon < 0 ? "shared" : file[..colon].Trim(), path);
        return path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    string Text(string name) => source.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
}
