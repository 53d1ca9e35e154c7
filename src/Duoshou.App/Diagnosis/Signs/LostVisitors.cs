using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Visitors that fell alike on every channel while orders held: they were not counted, they did come.</summary>
static class LostVisitors
{
    const int WeeksBefore = 2, FewestDays = 2;
    const decimal Fallen = 0.78m, OrdersAgainstVisitors = 1.3m, MainChannel = 0.05m, ChannelFallen = 0.88m;

    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        Dictionary<DateOnly, decimal> visitors = shop.VisitsByChannel.GroupBy(visit => visit.Day).ToDictionary(day => day.Key,
            day => day.Sum(visit => visit.Visitors));
        Dictionary<DateOnly, decimal> lines = shop.Sales.GroupBy(sale => sale.Day).ToDictionary(day => day.Key, day =>
            (decimal)day.Sum(sale => sale.Lines));
        List<DateOnly> low = [];
        foreach (DateOnly day in shop.Span.Each().Where(day => visitors.GetValueOrDefault(day) > 0))
            if (Against(visitors, day, low) is { } ratio && ratio <= Fallen && Against(lines, day, low) is { } orders
                && orders >= ratio * OrdersAgainstVisitors) low.Add(day);
        foreach ((DateOnly from, DateOnly to) in Runs.Of(low).Where(run => run.To.DayNumber - run.From.DayNumber
            + 1 >= FewestDays))
        {
            if (!OnEveryChannel(shop, new(from, to))) continue;
            decimal[] ratios = [.. new Period(from, to).Each().Select(day => Against(visitors, day, low)).OfType<decimal>()];
            string size = (ratios.DefaultIfEmpty(1m).Average() - 1).ToString("+0%;-0%", CultureInfo.InvariantCulture);
            LoggedChange? code = shop.Changes.Where(change => change.Property is "tracking_code" or "tracking"
                && Math.Abs(change.Day.DayNumber - from.DayNumber) <= 1).MaxBy(change => change.At);
            string because = code is null ? "" : $"{code.Old} → {code.New}, ";
            yield return new Sign("tracking", shop.Shop, code?.Day < from ? code.Day : from, [],
                new($"{because}各渠道访客同时 {size}，订单没有少",
                $"{because}visitors {size} on every channel, orders hold"))
            {
                To = to >= shop.Span.Last ? null : to, Tendency = Push.Down, IsFromFacts = true, Cause = code,
            };
        }
    }

    /// <summary>A day against the same weekday of the weeks before, days already found aside.</summary>
    static decimal? Against(Dictionary<DateOnly, decimal> series, DateOnly day, List<DateOnly> aside)
    {
        decimal[] before = [.. Enumerable.Range(1, WeeksBefore + 1).Select(week => day.AddDays(-7 * week))
            .Where(d => !aside.Contains(d) && series.GetValueOrDefault(d) > 0)
            .Take(WeeksBefore).Select(d => series[d])];
        return before.Length == 0 ? null : series.GetValueOrDefault(day) / before.Average();
    }

    static bool OnEveryChannel(ShopEvidence shop, Period days)
    {
        Period before = new(days.First.AddDays(-14), days.First.AddDays(-1));
        decimal all = shop.VisitsByChannel.Where(visit => before.Contains(visit.Day)).Sum(visit => visit.Visitors);
        return all > 0 && shop.VisitsByChannel.GroupBy(visit => visit.Of).All(channel =>
        {
            decimal was = channel.Where(visit => before.Contains(visit.Day)).Sum(visit => visit.Visitors);
            decimal now = channel.Where(visit => days.Contains(visit.Day)).Sum(visit => visit.Visitors);
            return was < all * MainChannel || now / days.Days <= was / before.Days * ChannelFallen;
        });
    }
}
