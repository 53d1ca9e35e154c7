using System.Text.RegularExpressions;
using Duoshou.App.Connectors.Formats;

namespace Duoshou.App.Connectors.Translation;

/// <summary>The coarse place that a fact keeps.</summary>
/// <param name="Country">ISO 3166 code of two letters.</param>
/// <param name="Region">Province or state.</param>
/// <param name="City">City.</param>
public readonly record struct Place(string? Country, string? Region, string? City);

/// <summary>Countries by any of their names, and provinces of China by their long and short names.</summary>
public static partial class Places
{
    sealed record PlaceNames(IReadOnlyList<string> Countries, IReadOnlyList<string> ChineseProvinces);

    static readonly PlaceNames Names = KnownFormats.Read<PlaceNames>(KnownFormats.Files("places.json").Single());

    static readonly Dictionary<string, string> Countries = Names.Countries
        .SelectMany(line => line.Split('|') is var names ? names.Select(name => (Name: name, Code: names[0])) : [])
        .ToDictionary(pair => pair.Name, pair => pair.Code, StringComparer.OrdinalIgnoreCase);

    static readonly (string Name, string Short)[] Provinces = [.. Names.ChineseProvinces
        .SelectMany(line => line.Split('|') is var names ? names.Select(name => (name, names[0])) : [])
        .OrderByDescending(pair => pair.name.Length)];

    static readonly HashSet<string> CitiesOfTheirOwn = ["北京", "上海", "天津", "重庆", "香港", "澳门"];

    /// <summary>
    /// The ISO code of a country named in Chinese, English or by code; what is no country we know stays as it is written.
    /// </summary>
    public static string? Country(string name)
    {
        string clean = name.Trim();
        if (clean.Equals("unspecified", StringComparison.OrdinalIgnoreCase) || Blank.Is(clean)) return null;
        return Countries.GetValueOrDefault(clean, clean);
    }

    /// <summary>A province of China by its short name (内蒙古自治区 is 内蒙古); any other region as it is written.</summary>
    public static string Region(string name) => Province(name.Trim()) is { } found && found.Length >= name.Trim().Length
        ? found.Short : name.Trim();

    /// <summary>What a whole address says of country, region and city.</summary>
    public static Place InAddress(string address)
    {
        string clean = address.Trim().TrimStart('"', '\'');
        if (clean.StartsWith("中国", StringComparison.Ordinal)) clean = clean[2..].TrimStart(' ', ',', '，', '-');
        if (Province(clean) is { } province)
        {
            string rest = clean[province.Length..].TrimStart(' ', ',', '，', '-', '\t');
            string? city = CitiesOfTheirOwn.Contains(province.Short) ? province.Short
                : City().Match(rest) is { Success: true } match ? match.Groups[1].Value : null;
            return new("CN", province.Short, city);
        }
        string[] parts = clean.Split([',', '，', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 0 && Countries.TryGetValue(parts[^1], out string? country) ? new(country, null, null) : default;
    }

    static (string Short, int Length)? Province(string text)
    {
        foreach ((string name, string shortName) in Provinces)
            if (text.StartsWith(name, StringComparison.Ordinal)) return (shortName, name.Length);
        return null;
    }

    [GeneratedRegex("^([\\p{IsCJKUnifiedIdeographs}]{2,10}?)(?:市|自治州|地区|盟)", RegexOptions.CultureInvariant)]
    private static partial Regex City();
}
