using Duoshou.Kernel;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Shell.Frame;

/// <summary>The words of the selection as the context bar shows them.</summary>
static class Labels
{
    public static string Client(Desk desk, IStringLocalizer texts) =>
        desk.Selection.Client is { } client
            ? desk.Shops.FirstOrDefault(shop => shop.Client == client)?.ClientName ?? texts["none"].Value
            : texts["all.clients", desk.Shops.Select(shop => shop.Client).Distinct().Count()].Value;

    public static string Shops(Desk desk, IStringLocalizer texts) =>
        desk.Chosen is [var only] ? only.Name : texts["shops.count", desk.Chosen.Count].Value;

    public static string Platform(Desk desk, IStringLocalizer texts) =>
        desk.Selection.Platform is { } key ? App.Shops.Platforms.Of(key).Name.In(desk.Language) : texts["all"].Value;

    public static string Against(Desk desk, IStringLocalizer texts) => desk.Selection.Against switch
    {
        null => texts["against.none"].Value,
        { Kind: ComparisonKind.Previous } when desk.Selection.Range.Days == 1 => texts["against.previous.day"].Value,
            { Kind: ComparisonKind.Previous } => texts["against.previous", desk.Selection.Range.Days].Value,
        { Kind: ComparisonKind.SameWeekdaysLastYear } => texts["against.weekdays"].Value,
        { Kind: ComparisonKind.LastYear } => texts["against.year"].Value,
        { Kind: ComparisonKind.Festival } => texts["against.festival"].Value,
        { Range: { } range } => desk.Moments.Range(range),
        _ => "",
    };

    /// <summary>周 for 周岚, ZL for Zhou Lan.</summary>
    public static string Initials(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return "?";
        if (!char.IsAsciiLetter(name[0])) return name[..1];
        return string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => char.ToUpperInvariant(part[0])));
    }
}
