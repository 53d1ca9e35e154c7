namespace Duoshou.Web.Agency;

/// <summary>The zones that a field offers: those of the machine that name a place.</summary>
static class Zones
{
    public static IReadOnlyList<string> Known { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/",
            StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
