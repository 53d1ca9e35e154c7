using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Formats;

/// <summary>A format that ships with the product: how to know it, and how to read it.</summary>
public sealed record KnownFormat
{
    /// <summary>Headers that must all be there; alternatives are parted by " | ". Empty for a format without headers.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Headers that must not be there: they mark a richer format.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>What the columns of a file without headers hold: integer, decimal, date8, unix, or words parted by |.</summary>
    public IReadOnlyList<string> Shape { get; init; } = [];

    /// <summary>The currency in which such files are usually written, to be compared with the shop's.</summary>
    public string? UsualCurrency { get; init; }

    /// <summary>How it is read.</summary>
    public required Mapping Mapping { get; init; }
}

/// <summary>The formats that ship with the product, as mapping data beside this file.</summary>
public static class KnownFormats
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Every format.</summary>
    public static IReadOnlyList<KnownFormat> All { get; } = [.. Files("formats.").SelectMany(Read<List<KnownFormat>>)];

    /// <summary>The rules by which rows of any order file are classed when its own format has none.</summary>
    public static IReadOnlyList<ClassRule> GeneralClasses { get; } = Read<List<ClassRule>>(Files("classes.json").Single());

    /// <summary>The format of a name, or null.</summary>
    public static KnownFormat? Named(string name) => ByName.GetValueOrDefault(name);

    internal static T Read<T>(string resource)
    {
        using Stream stream = typeof(KnownFormats).Assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<T>(stream, Json)!;
    }

    internal static IEnumerable<string> Files(string beginning)
    {
        string folder = typeof(KnownFormats).Namespace + "." + beginning;
        return Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name =>
            name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    static readonly FrozenDictionary<string, KnownFormat> ByName = All.ToFrozenDictionary(format =>
        format.Mapping.Name, StringComparer.Ordinal);
}
