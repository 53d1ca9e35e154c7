using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>Sixth step: how sure a figure is, from the days it covers, the days for which there are facts, and the habits of platforms.</summary>
sealed class NumberStates(Availability there, DateTimeOffset now)
{
    readonly Dictionary<(int, RowShops, Period), NumberState> known = [];
    readonly Dictionary<string, DateOnly> today = new(StringComparer.Ordinal);

    /// <summary>The state of a figure over some shops and days.</summary>
    /// <param name="place">The metric's place in the question.</param>
    public Figure Of(Metric metric, int place, Worked worked, RowShops shops, Period days)
    {
        if (worked.Value is null) return Figure.None(worked.Why == EmptyReason.None ? EmptyReason.NoData : worked.Why);
        // Many rows stand on the same shops and days; only the first of them looks the feeds up.
        if (!known.TryGetValue((place, shops, days), out NumberState state)) known[(place, shops, days)] = state = Of(metric, shops.Shops, days);
        if (worked.Incomplete) state = NumberState.Incomplete;
        else if (worked.Estimated && state != NumberState.Incomplete) state = NumberState.Estimated;
        return new Figure(worked.Value, state) { Base = worked.Base };
    }

    NumberState Of(Metric metric, IReadOnlyList<NumberedShop> shops, Period days) =>
        metric.Needs.Any(kind => Missing(kind, shops, days)) ? NumberState.Incomplete
        : metric.Needs.Any(kind => shops.Any(shop => days.Last > Today(shop).AddDays(-RestatedDays(kind)))) ? NumberState.Live
        : NumberState.Settled;

    /// <summary>Some shop has no facts of the kind, or its facts begin after the first day or end before the last that is over.</summary>
    bool Missing(FactKind kind, IReadOnlyCollection<NumberedShop> shops, Period days) => shops.Any(shop =>
    {
        if (there.Feed(shop.Number, kind) is not { } feed) return true;
        DateOnly over = Today(shop).AddDays(-1);
        DateOnly last = days.Last < over ? days.Last : over;
        int quiet = QuietDays(kind);
        return last >= days.First && (feed.Days.First > days.First.AddDays(quiet) || feed.Days.Last < last.AddDays(-quiet));
    });

    DateOnly Today(NumberedShop shop)
    {
        if (!today.TryGetValue(shop.Facts.Zone, out DateOnly day)) today[shop.Facts.Zone] = day = new ShopZone(shop.Facts.Zone).Day(now);
        return day;
    }

    /// <summary>How many days after the event platforms still change it: refunds within 15 days, ad credit within 14, statements within a month.</summary>
    static int RestatedDays(FactKind kind) => kind switch
    {
        FactKind.OrderLine => 15,
        FactKind.Ad or FactKind.Affiliate => 14,
        FactKind.Fee => 30,
        FactKind.Traffic => 2,
        _ => 1,
    };

    /// <summary>How many days may pass without a row before facts are held to be missing: a small shop does not sell every day.</summary>
    static int QuietDays(FactKind kind) => kind switch
    {
        FactKind.Traffic or FactKind.Ad => 0,
        FactKind.Fee or FactKind.Stock => 31,
        FactKind.Review or FactKind.Service => 14,
        _ => 3,
    };
}
