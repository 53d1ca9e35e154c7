using System.Globalization;
using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions;

/// <summary>What sales and profit to expect from offers on days to come: the same weekdays of eight weeks, what the replay says the offers cost, and
/// an assumed growth that is seen.</summary>
public sealed class ExpectSales
{
    const int Weeks = 8, FewestDays = 14;

    /// <summary>How many percent more orders a percent off brings, low, middle and high: assumed where nothing was measured yet.</summary>
    static readonly (decimal Low, decimal Mid, decimal High) Elasticity = (0.5m, 1.2m, 2m);

    readonly IShops shops;
    readonly DailySales daily;

    internal ExpectSales(IShops shops, DailySales daily) => (this.shops, this.daily) = (shops, daily);

    /// <param name="ExtraCost">Advertising and other money that the plan costs besides its discounts.</param>
    public sealed record Request(string Shop, ReplayAnswer Replay, Period Days, Uplift? Uplift, decimal ExtraCost)
    {
        /// <summary>Channels and slot: what they cost beside that.</summary>
        public IReadOnlyList<SideCost> Costs { get; init; } = [];
    }

    /// <summary>The growth that is assumed for the depth of the offers over all orders of the replay.</summary>
    public static Uplift Usual(ReplayAnswer replay)
    {
        decimal depth = replay.PaidBefore > 0m ? Math.Max(0m, replay.Cost / replay.PaidBefore) : 0m;
        return new(Round(depth * Elasticity.Low), Round(depth * Elasticity.Mid), Round(depth * Elasticity.High), new(
            $"订单增幅按让利深度 {Percent(depth)} × 价格弹性 0.5 / 1.2 / 2.0 假定（还没有本店的实测）",
            $"Growth of orders is assumed: a depth of {Percent(depth)} times an elasticity of 0.5, 1.2 and 2.0; nothing was measured in this shop yet"));
    }

    public async Task<Answered<SalesRange>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Named(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop));
        DateOnly until = request.Days.First.AddDays(-1);
        SortedDictionary<DateOnly, decimal> sales = await daily.Read(shop, "paid_sales", Period.Ending(until, 7 * Weeks), scope, cancel);
        if (sales.Count < FewestDays) return new(null, TooLittle(shop.Name, sales.Count));
        DateOnly known = sales.Keys.Last();
        decimal mid = request.Days.Each().Sum(day => Weekday(sales, day)), spread = Spread(sales);
        Band baseline = new(Cents(mid * (1m - spread)), Cents(mid), Cents(mid * (1m + spread)));
        Uplift uplift = request.Uplift ?? Usual(request.Replay);
        ReplayAnswer replay = request.Replay;
        decimal given = replay.PaidBefore > 0m ? replay.Cost / replay.PaidBefore : 0m;
        Band band = new(Cents(baseline.Low * (1m + uplift.Low) * (1m - given)), Cents(mid * (1m + uplift.Mid) * (1m - given)),
            Cents(baseline.High * (1m + uplift.High) * (1m - given)));
        decimal? buyers = await daily.Total(shop, "new_buyers", Period.Ending(known, 28), scope, cancel);
        Band? fresh = buyers is not { } counted ? null : new(
            Whole(counted / 28m * request.Days.Days * (1m - spread) * (1m + uplift.Low)), Whole(counted / 28m * request.Days.Days * (1m + uplift.Mid)),
            Whole(counted / 28m * request.Days.Days * (1m + spread) * (1m + uplift.High)));
        List<Assumption> assumed =
        [
            new($"基线：{known:yyyy-MM-dd} 之前 8 周的同星期均值，周与周之间的波动 ±{Percent(spread)}",
                $"Baseline: means of the same weekdays over the eight weeks before {known:yyyy-MM-dd}; weeks differ by ±{Percent(spread)}"),
            uplift.Because,
            new($"每单让利按回放的 {Percent(given)}（{replay.Orders} 单）", $"Given away per order as in the replay of {replay.Orders} orders: {Percent(given)}"),
        ];
        if (request.ExtraCost > 0m) assumed.Add(new($"另计推广等费用 {Written.Plain(request.ExtraCost)}", $"Extra cost, such as advertising: {Written.Plain(request.ExtraCost)}"));
        assumed.AddRange(replay.Reached.Select(r => new Assumption(r.Zh, r.En)));
        assumed.AddRange(request.Costs.Select(c => new Assumption(c.Zh, c.En)));
        return new(new(request.Days, known, shop.Currency.Code, baseline, band, Profit(request, baseline, mid, uplift, given), fresh, assumed), null);
    }

    /// <summary>Margin on what is sold with the offers, less the margin of what would be sold anyway.</summary>
    static Band? Profit(Request request, Band baseline, decimal mid, Uplift uplift, decimal given)
    {
        ReplayAnswer replay = request.Replay;
        if (replay.MarginBefore is not { } before || replay.MarginAfter is not { } after || replay.PaidBefore <= 0m || replay.PaidAfter <= 0m) return null;
        decimal rateBefore = before / replay.PaidBefore, rateAfter = after / replay.PaidAfter;
        decimal[] all = [Of(baseline.Low, uplift.Low), Of(mid, uplift.Mid), Of(baseline.High, uplift.High)];
        return new(all.Min(), all[1], all.Max());

        decimal Of(decimal anyway, decimal growth)
        {
            decimal sold = anyway * (1m + growth) * (1m - given);
            return Cents(sold * rateAfter - anyway * rateBefore - request.ExtraCost - request.Costs.Sum(c => c.Of(sold)));
        }
    }

    internal static decimal Weekday(SortedDictionary<DateOnly, decimal> sales, DateOnly day)
    {
        decimal[] same = [.. sales.Where(s => s.Key.DayOfWeek == day.DayOfWeek).Select(s => s.Value)];
        return same.Length > 0 ? same.Average() : sales.Values.Average();
    }

    /// <summary>How far weeks differ from their mean: standard deviation of weekly sums over their mean.</summary>
    internal static decimal Spread(SortedDictionary<DateOnly, decimal> sales)
    {
        DateOnly last = sales.Keys.Last();
        decimal[] weeks = [.. sales.GroupBy(s => (last.DayNumber - s.Key.DayNumber) / 7).Where(week => week.Count() == 7).Select(week => week.Sum(s => s.Value))];
        if (weeks.Length < 2 || weeks.Average() == 0m) return 0.1m;
        decimal mean = weeks.Average();
        return Math.Round((decimal)Math.Sqrt((double)(weeks.Sum(w => (w - mean) * (w - mean)) / (weeks.Length - 1))) / mean, 4);
    }

    static decimal Cents(decimal amount) => decimal.Round(amount, 2);

    static decimal Whole(decimal count) => decimal.Round(count);

    static decimal Round(decimal ratio) => decimal.Round(ratio, 4);

    internal static string Percent(decimal ratio) => (ratio * 100m).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    internal static Refusal TooLittle(string shop, int days) => new("range.too_little", new($"「{shop}」在这之前只有 {days} 天的销售。", $"“{shop}” has only {days} days of sales before it."),
        new("至少要 14 天才能写预期。", "A range needs at least 14 days."), "shop", shop);
}
