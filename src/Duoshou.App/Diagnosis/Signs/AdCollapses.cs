using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Advertising plans that stopped spending, and with it stopped bringing visitors.</summary>
static class AdCollapses
{
    const int DaysBefore = 14, FewestDays = 5;
    const decimal Collapsed = 0.35m, VisitorsHold = 0.6m;

    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        foreach (var plan in shop.Ads.GroupBy(ad => ad.Campaign))
        {
            Dictionary<DateOnly, decimal> cost = plan.GroupBy(ad => ad.Day).ToDictionary(day => day.Key, day => day.Sum(ad => ad.Cost));
            List<DateOnly> low = [];
            decimal usual = 0m;
            foreach (DateOnly day in shop.Span.Each())
            {
                decimal[] before = [.. Enumerable.Range(1, DaysBefore).Select(back => day.AddDays(-back)).Where(d => !low.Contains(d) && cost.ContainsKey(d)).Select(d => cost[d])];
                if (before.Length < FewestDays) continue;
                usual = Runs.Middle(before);
                if (usual > 0 && cost.GetValueOrDefault(day) <= usual * Collapsed && !OnlyTheFeedIsMissing(shop, plan.Key, day)) low.Add(day);
            }

            foreach ((DateOnly from, DateOnly to) in Runs.Of(low).Where(run => run.To.DayNumber > run.From.DayNumber))
                yield return Told(shop, plan.Key, cost, from, to);
        }
    }

    static Sign Told(ShopEvidence shop, string plan, Dictionary<DateOnly, decimal> cost, DateOnly from, DateOnly to)
    {
        decimal usual = Runs.Middle(Enumerable.Range(1, DaysBefore).Select(back => from.AddDays(-back)).Where(cost.ContainsKey).Select(d => cost[d]));
        decimal now = new Period(from, to).Each().Average(day => cost.GetValueOrDefault(day));
        string was = new Money(usual, shop.Shop.Currency).Rounded().ToString(), only = new Money(now, shop.Shop.Currency).Rounded().ToString();
        Sign sign = new("ad_budget", shop.Shop, from, ChangeSigns.PlacesOfCampaign(shop, plan), new($"{plan} 日花费 {was} → {only}", $"{plan} spent {was} → {only} a day"))
        {
            To = to == shop.Span.Last ? null : to, Tendency = Push.Down, IsFromFacts = true,
        };
        return sign with { Cause = Behind(shop, plan, from) };
    }

    static LoggedChange? Behind(ShopEvidence shop, string plan, DateOnly from) => shop.Changes
        .Where(change => change.Campaign == plan && change.ThingKind == "campaign" && Math.Abs(change.Day.DayNumber - from.DayNumber) <= 1).MaxBy(change => change.At);

    /// <summary>No row of any plan while the visitors of paid channels still come: the statement is late, the plans run.</summary>
    static bool OnlyTheFeedIsMissing(ShopEvidence shop, string plan, DateOnly day)
    {
        if (shop.Has(FactKind.Ad, day)) return false;
        if (!shop.ChannelOfCampaign.TryGetValue(plan, out string? channel) || !shop.Has(FactKind.Traffic, day)) return true;
        decimal now = Visitors(shop, channel, day);
        decimal usual = Runs.Middle(Enumerable.Range(1, DaysBefore).Select(back => Visitors(shop, channel, day.AddDays(-back))).Where(v => v > 0));
        return now >= usual * VisitorsHold;
    }

    static decimal Visitors(ShopEvidence shop, string channel, DateOnly day) =>
        shop.VisitsByChannel.Where(visit => visit.Of == channel && visit.Day == day).Sum(visit => visit.Visitors);
}
