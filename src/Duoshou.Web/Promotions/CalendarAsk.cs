using System.Globalization;
using Duoshou.App.Promotions;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Promotions;

/// <summary>What of the calendar is shown: six weeks, the kinds, as strip or as list. It stands in the address.</summary>
public sealed record CalendarAsk
{
    const int Weeks = 6;
    static readonly string[] Always = ["offers", "festivals"], Every = ["offers", "ads", "arrivals", "changes", "festivals"];

    /// <summary>A Monday.</summary>
    public required DateOnly First { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
    public required bool AsList { get; init; }

    /// <summary>Neither days nor kinds nor form were asked for.</summary>
    public required bool IsPlain { get; init; }

    public Period Range => new(First, First.AddDays(7 * Weeks - 1));

    /// <summary>Many shops start with offers and festivals alone: everything of twelve shops fills no screen in a useful way.</summary>
    public static CalendarAsk From(IQueryCollection query, Desk desk)
    {
        string[] kinds = [.. query["kinds"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(Every.Contains).Distinct()];
        bool dated = DateOnly.TryParseExact(query["at"].ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly at)
            && at.Year is > 2000 and < 2100;
        return new()
        {
            First = Monday(dated ? at : desk.LastDay.AddDays(-21)), Kinds = kinds.Length > 0 ? kinds : desk.Chosen.Count > 3 ? Always : Every,
            AsList = query["as"] == "list", IsPlain = kinds.Length == 0 && !dated && query["as"] != "list",
        };
    }

    public bool Shows(string kind) => Kinds.Contains(kind);

    public static IReadOnlyList<string> Names => Every;

    public IReadOnlyCollection<CalendarKind> OfFacts => [.. Kinds.Select(kind => kind switch
    {
        "ads" => CalendarKind.Ad, "arrivals" => CalendarKind.Arrival, "changes" => CalendarKind.Change, _ => (CalendarKind?)null,
    }).OfType<CalendarKind>()];

    /// <summary>The same page with one kind more or less; the last one stays.</summary>
    public string Toggled(Desk desk, string kind)
    {
        string[] kinds = [.. Every.Where(one => one == kind ? !Shows(one) : Shows(one))];
        return To(desk, First, kinds.Length == 0 ? Kinds : kinds, AsList);
    }

    public string Moved(Desk desk, int weeks) => To(desk, First.AddDays(7 * weeks), Kinds, AsList);

    public string In(Desk desk, bool asList) => To(desk, First, Kinds, asList);

    static string To(Desk desk, DateOnly first, IReadOnlyList<string> kinds, bool asList) => desk.To("/campaigns",
        ("at", first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("kinds", string.Join(',', kinds)), ("as", asList ? "list" : null)) + "#calendar";

    static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
