using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>The sentences about events: shown, fitting, or not to be told apart.</summary>
static class EventSentences
{
    const int MostNamed = 3;

    public static IEnumerable<Finding> Of(Explanation found, Figures figures)
    {
        IReadOnlyList<EventMatch>[] groups = [.. found.Causes.Select(c => c.Events), found.Events];
        foreach (IReadOnlyList<EventMatch> group in groups.Where(g => g.Count > 0))
            foreach (Finding finding in OfGroup(group, found, figures)) yield return finding;
        if (groups.All(g => g.Count == 0) && !found.IsGap)
            yield return new("event.none", Grade.CannotTell, new("没有时间和对象都对得上的事件，说不清为什么",
                "No event fits in time and thing; cannot tell why"));
    }

    static IEnumerable<Finding> OfGroup(IReadOnlyList<EventMatch> group, Explanation found, Figures figures)
    {
        EventMatch[] shown = [.. group.Where(m => m.Grade == Grade.Shown)];
        foreach (EventMatch match in shown) yield return OfShown(match, found, figures, others: shown.Length - 1);
        if (shown.Length > 0) yield break;
        EventMatch[] fits = [.. group.Where(m => m.Grade == Grade.Fits)];
        EventMatch[] named = [.. (fits.Length > 0 ? fits : group).Take(MostNamed)];
        Words list = new(string.Join("；", named.Select(m => Told(m, figures, Language.Chinese))),
            string.Join("; ", named.Select(m => Told(m, figures, Language.English))));
        Words began = Began(found, figures);
        if (fits.Length > 0)
            yield return new("event.fits", Grade.Fits, new($"{began.Zh}{list.Zh}", $"{began.En}{list.En}"));
        else if (named.Length > 1)
            yield return new("event.cannot_tell", Grade.CannotTell, new(
                $"{began.Zh}{list.Zh}。说不清是哪一个。先撤回其中一个试 3 天就能分开",
                $"{began.En}{list.En}. Cannot tell which. Undoing one of them for three days would separate them"));
        else
            yield return new("event.unsure", Grade.CannotTell, new($"{began.Zh}{list.Zh}，但说不清是不是它",
                $"{began.En}{list.En}, but whether that is why cannot be told"));
    }

    /// <param name="others">How many others fit the same place as well; what is lost there is then theirs together, and never told twice as if it were two losses.</param>
    static Finding OfShown(EventMatch match, Explanation found, Figures figures, int others)
    {
        decimal amount = found.Causes[match.Cause!.Value].Cause.Amount;
        string shareZh = others == 0 ? "" : $"（与同处另外 {others} 项变动合计）", shareEn = others == 0 ? "" : $", shared with {others} more in the same place";
        return new("event.shown", Grade.Shown, new(
            $"{Told(match, figures, Language.Chinese)}，{(amount < 0 ? "少掉" : "多出")}的 "
            + $"{figures.Amount(Math.Abs(amount), Language.Chinese)} 就在这一处{shareZh}",
            $"{Told(match, figures, Language.English)}; the {figures.Amount(Math.Abs(amount), Language.English)} "
            + $"{(amount < 0 ? "lost" : "gained")} is there{shareEn}"));
    }

    static Words Began(Explanation found, Figures figures)
    {
        bool fell = found.Split.Change < 0;
        return found.Onset is not { } onset
            ? new("同一时间：", "At the same time: ")
            : new($"从 {figures.Day(onset.Day, Language.Chinese)} 起{(fell ? "下降" : "上升")}；",
                $"{(fell ? "Fell" : "Rose")} from {figures.Day(onset.Day, Language.English)}: ");
    }

    static string Told(EventMatch match, Figures figures, Language language)
    {
        string kind = EventKinds.NameOf(match.Event.Kind).In(language), when = When(match, language);
        string told = figures.Detail(match.Event, language);
        string detail = string.IsNullOrWhiteSpace(told) ? "" : language == Language.Chinese ? $"（{told}）" : $" ({told})";
        string thing = figures.Where(match.Event.Thing, language);
        return language == Language.Chinese
            ? $"{when}{(thing.Length > 0 ? thing + " " : "")}{kind}{detail}{RoleOf(match.Role, language)}"
            : $"{kind}{(thing.Length > 0 ? " on " + thing : "")}{detail}{RoleOf(match.Role, language)}{when}";
    }

    static string RoleOf(Role role, Language language) => (role, language) switch
    {
        (Role.Ended, Language.Chinese) => "结束",
        (Role.Ended, _) => " ended",
        (Role.InComparison, Language.Chinese) => "在对比期，这次没有",
        (Role.InComparison, _) => " in the period compared with and not now",
        _ => "",
    };

    static string When(EventMatch match, Language language)
    {
        if (match.Role == Role.InComparison) return "";
        int days = Math.Abs(match.DaysBefore);
        string count = days.ToString(CultureInfo.InvariantCulture);
        bool zh = language == Language.Chinese;
        return (match.DaysBefore, days) switch
        {
            (0, _) => zh ? "当天" : " the same day",
            (> 0, 1) => zh ? "前一天" : " the day before",
            (> 0, _) => zh ? $"前 {count} 天" : $" {count} days before",
            (_, 1) => zh ? "后一天" : " the day after",
            _ => zh ? $"后 {count} 天" : $" {count} days after",
        };
    }
}
