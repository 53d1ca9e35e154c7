using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Incidents;

/// <summary>
/// Spreads incidents over shops and days so that each has calm before it: seven kinds reach the last day, the others end
/// within the last month, every kind comes again within the last sixty days, and once more in each quarter of a year before.
/// </summary>
static class IncidentPlanner
{
    const int CalmBefore = 15, CalmAfter = 9, FirstDay = 28;

    /// <summary>Hardest to place first.</summary>
    static readonly IncidentKind[] Order =
    [
        IncidentKind.WrongRate, IncidentKind.LateCarrier, IncidentKind.CouponClash, IncidentKind.RivalPriceCut,
        IncidentKind.AdBudgetEnd,
        IncidentKind.TrackingLoss, IncidentKind.Brushing, IncidentKind.ImageChange, IncidentKind.PriceRise, IncidentKind.StockOut,
        IncidentKind.BadBatch, IncidentKind.MissingFeed,
    ];

    static readonly IncidentKind[] AlwaysRecent = [IncidentKind.StockOut, IncidentKind.AdBudgetEnd, IncidentKind.CouponClash,
        IncidentKind.MissingFeed];

    public static IReadOnlyList<PlannedIncident> Of(SimulationPlan plan, IReadOnlyList<SimulatedShop> shops)
    {
        if (!plan.WithIncidents) return [];
        Dice dice = new(plan.Seed, 0, 0, Throw.Incidents);
        List<IncidentKind> others = [.. Order.Except(AlwaysRecent)];
        dice.Shuffle(others);
        HashSet<IncidentKind> recent = [.. AlwaysRecent, .. others.Take(3)];
        List<PlannedIncident> planned = [];
        int last = plan.Days - 1;
        foreach (IncidentKind kind in Order)
            Place(ref dice, plan, shops, planned, kind, recent.Contains(kind) ? (last, last) : (last - 20, last - 8));
        foreach (IncidentKind kind in Order) Place(ref dice, plan, shops, planned, kind, (last - 52, last - 34));
        for (int back = last - 70; back > 120; back -= 90)
            foreach (IncidentKind kind in Order) Place(ref dice, plan, shops, planned, kind, (back - 80, back));
        return [.. planned.OrderBy(i => i.Shop.Index).ThenBy(i => i.CauseDay)];
    }

    static void Place(ref Dice dice, SimulationPlan plan, IReadOnlyList<SimulatedShop> shops, List<PlannedIncident> planned,
        IncidentKind kind, (int First, int Last) end)
    {
        List<SimulatedShop> able = [.. shops.Where(shop => Fits(shop, kind, shops))];
        dice.Shuffle(able);
        foreach (SimulatedShop shop in able.OrderBy(shop => planned.Count(i => i.Shop == shop)))
        {
            for (int attempt = 0; attempt < 6; attempt++)
            {
                PlannedIncident incident = Draw(ref dice, plan, shop, kind, dice.Between(end.First, end.Last));
                if (incident.CauseDay < FirstDay || planned.Any(other => other.Shop == shop
                    && Disturbs(other, incident))) continue;
                planned.Add(incident);
                return;
            }
        }
    }

    static bool Disturbs(PlannedIncident one, PlannedIncident other) =>
        one.CauseDay - CalmBefore <= other.To + CalmAfter && other.CauseDay - CalmBefore <= one.To + CalmAfter;

    static bool Fits(SimulatedShop shop, IncidentKind kind, IReadOnlyList<SimulatedShop> shops)
    {
        bool visitors = shop.Feeds.Contains(FactKind.Traffic);
        return kind switch
        {
            IncidentKind.CouponClash => shop.TellsCost,
            IncidentKind.LateCarrier => Platform.Named(shop.Platform).HasScores,
            IncidentKind.RivalPriceCut => visitors && shop.Feeds.Contains(FactKind.Market),
            IncidentKind.WrongRate => shop.Currency.Code != "CNY" && IsRarest(shop, shops),
            IncidentKind.StockOut or IncidentKind.BadBatch or IncidentKind.MissingFeed => true,
            _ => visitors,
        };
    }

    /// <summary>A wrong rate touches every shop of its currency, so the currency with the fewest shops is taken.</summary>
    static bool IsRarest(SimulatedShop shop, IReadOnlyList<SimulatedShop> shops)
    {
        var sizes = shops.Where(s => s.Currency.Code != "CNY").GroupBy(s => s.Currency)
            .ToDictionary(group => group.Key, group => group.Count());
        return sizes[shop.Currency] == sizes.Values.Min();
    }

    static PlannedIncident Draw(ref Dice dice, SimulationPlan plan, SimulatedShop shop, IncidentKind kind, int to)
    {
        (int shortest, int longest, int lag) = kind switch
        {
            IncidentKind.MissingFeed => (2, 2, 0),
            IncidentKind.WrongRate => (2, 3, 0),
            IncidentKind.LateCarrier => (7, 8, 8),
            IncidentKind.BadBatch => (6, 7, 6),
            IncidentKind.AdBudgetEnd => (4, 5, 0),
            _ => (5, 7, 0),
        };
        int from = to - dice.Between(shortest, longest) + 1;
        int[] items = kind switch
        {
            IncidentKind.CouponClash => [0, 1, 2],
            // The hit of the shop, so that the whole shop feels it.
            IncidentKind.StockOut or IncidentKind.ImageChange or IncidentKind.PriceRise or IncidentKind.RivalPriceCut => [0],
            IncidentKind.BadBatch => [dice.Below(2)],
            IncidentKind.Brushing => [dice.Between(3, 6)],
            _ => [],
        };
        HomeMarket market = HomeMarket.Of(shop.Country);
        // One of the larger regions and the next.
        int region = dice.Below(2);
        string aspect = dice.Pick(ReviewPhrases.GoodsAspects);
        FactKind feed = dice.Pick([.. new[] { FactKind.OrderLine, FactKind.Traffic, FactKind.Ad }.Where(shop.Feeds.Contains)]);
        return new(kind, shop, from - lag, from, to, items, Size(ref dice, kind))
        {
            Aspect = aspect,
            Regions = [region, (region + 1) % market.Regions.Length],
            Feed = feed,
        };
    }

    /// <summary>What Size means by kind: factor on conversion, on price, on budget, on visitors counted, on the rate; orders a
    /// day against the item's own.</summary>
    static decimal Size(ref Dice dice, IncidentKind kind) => kind switch
    {
        IncidentKind.ImageChange => Step(ref dice, 0.46, 0.58),
        IncidentKind.PriceRise => Step(ref dice, 1.20, 1.28),
        IncidentKind.AdBudgetEnd => dice.Chance(0.5) ? 0m : Step(ref dice, 0.05, 0.10),
        IncidentKind.CouponClash => Step(ref dice, 0.18, 0.22),
        IncidentKind.WrongRate => dice.Pick([0.1m, 10m, 1.35m, 0.65m]),
        IncidentKind.Brushing => Step(ref dice, 2.5, 4),
        IncidentKind.RivalPriceCut => Step(ref dice, 0.70, 0.78),
        IncidentKind.TrackingLoss => Step(ref dice, 0.45, 0.55),
        _ => 1m,
    };

    static decimal Step(ref Dice dice, double low, double high) => decimal.Round((decimal)dice.Between(low, high), 2);
}
