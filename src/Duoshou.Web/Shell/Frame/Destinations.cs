namespace Duoshou.Web.Shell.Frame;

/// <summary>A page of the rail.</summary>
/// <param name="Key">Also the key of its text and, with "nav." before it, of its name.</param>
/// <param name="Group">Look, do, settle: the rail draws a line between groups.</param>
/// <param name="Phone">Stands in the bottom bar at 390 px.</param>
public sealed record Destination(string Key, string Path, string Icon, int Group, bool Phone = false);

/// <summary>What the rail, the bottom bar and the palette lead to: pages that are there, in the order of the work.</summary>
public static class Destinations
{
    public static IReadOnlyList<Destination> All { get; } =
    [
        new("cockpit", "/", "wheel", 0, Phone: true),
        new("diagnosis", "/diagnosis", "pulse", 0, Phone: true),
        new("why", "/why", "branch", 0),
        new("traffic", "/traffic", "people", 0),
        new("products", "/products", "cube", 0),
        new("ads", "/ads", "megaphone", 0),
        new("audience", "/audience", "heart", 0),
        new("keywords", "/keywords", "tag", 0),
        new("market", "/market", "compass", 0),
        new("experiments", "/experiments", "flask", 0),
        new("explore", "/explore", "chart", 0, Phone: true),
        new("metrics", "/metrics", "book", 0),
        new("campaigns", "/campaigns", "calendar", 1),
        new("shops", "/shops", "shop", 1),
        new("tax", "/tax", "stamp", 1),
        new("import", "/data/import", "inbox", 1),
        new("data", "/data", "database", 1, Phone: true),
    ];

    /// <summary>What the days of the context bar mean for the pages of a section.</summary>
    public static DaysUse DaysOf(string section) => section switch
    {
        "cockpit" or "why" or "traffic" or "explore" or "data" or "audience" or "tax" => DaysUse.All,
        "diagnosis" or "products" or "ads" or "keywords" or "market" => DaysUse.Last,
        _ => DaysUse.None,
    };
}

/// <summary>Which of the chosen days a page goes by.</summary>
public enum DaysUse
{
    /// <summary>It shows exactly those days.</summary>
    All,

    /// <summary>It looks back from the last of them over a stretch of its own, which it names.</summary>
    Last,

    /// <summary>None of them matters to it.</summary>
    None,
}
