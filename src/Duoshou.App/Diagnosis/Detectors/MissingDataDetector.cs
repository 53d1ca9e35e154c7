using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Days of a feed that did not come, or came half.</summary>
static class MissingDataDetector
{
    const int DaysLooked = 14;
    static readonly FactKind[] Daily = [FactKind.OrderLine, FactKind.Traffic, FactKind.Ad];

    public static IEnumerable<Problem> Find(Inspection shop)
    {
        foreach (FactKind kind in Daily)
        {
            FeedRows[] rows = [.. shop.Evidence.Feeds.Where(feed => feed.Kind == kind)
                .Select(feed => new FeedRows(FactTables.Of(kind).Name, feed.Day, feed.Rows))];
            DataGap[] gaps = [.. DataGap.Find(rows, Period.Ending(shop.On, DaysLooked)).Where(gap => gap.IsCertain
                && !(kind == FactKind.Ad && AdsStopped(shop, gap.Day)))];
            foreach ((DateOnly from, DateOnly to) in Runs.Of(gaps.Select(gap => gap.Day))) yield return Told(shop, kind, from,
                to);
        }
    }

    static Problem Told(Inspection shop, FactKind kind, DateOnly from, DateOnly to)
    {
        int days = to.DayNumber - from.DayNumber + 1;
        decimal? weekly = kind == FactKind.OrderLine ? shop.Rounded(Math.Min(7, days) * shop.PaidBefore(from)) : null;
        Words title = FactTables.Of(kind).Title;
        string metric = kind switch { FactKind.OrderLine => "orders", FactKind.Ad => "ad_cost", _ => "visitor_days" };
        return new(ProblemKind.MissingData, from, to, metric, [new AttributeValue("feed", FactTables.Of(kind).Name)], weekly,
            weekly is null ? new("不是损失，是看不见", "Not lost, but unseen") : new("缺的那几天通常的销售额；不是损失，是看不见",
                "Usual sales of the days that are missing; not lost, but unseen"), Grade.Shown,
            new($"「{title.Zh}」{DayText.Short(from)} 起缺 {days} 天的数据",
                days == 1 ? $"{title.En}: the day of {DayText.English(from)} has not come" : $"{title.En}: {days} days from {DayText.English(from)} have not come"));
    }

    /// <summary>Ads without rows because plans stopped: their visitors stayed away too.</summary>
    static bool AdsStopped(Inspection shop, DateOnly day) => shop.Signs.Any(sign => sign.Kind == "ad_budget" && sign.IsFromFacts
        && sign.From <= day && (sign.To ?? shop.On) >= day);
}
