using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Audience;

/// <summary>Whom a shop means to reach, as the operator declares it.</summary>
/// <param name="Statement">In the operator's own words.</param>
/// <param name="PriceFrom">The lowest price of a piece that these people pay, in the shop's currency; null for no floor.</param>
/// <param name="PriceTo">The highest; null for no ceiling.</param>
/// <param name="Countries">ISO codes; empty for any.</param>
/// <param name="InsideShare">The share of orders that should come from them.</param>
/// <param name="NewShare">The share of orders that should be first orders; null for no plan.</param>
public sealed record AudiencePlan(string Statement, decimal? PriceFrom, decimal? PriceTo, IReadOnlyList<string> Countries, decimal InsideShare, decimal? NewShare)
{
    /// <summary>An order of these people.</summary>
    public bool Holds(AudienceOrder order) =>
        (PriceFrom is not { } from || order.PiecePrice >= from) && (PriceTo is not { } to || order.PiecePrice <= to)
        && (Countries.Count == 0 || order.Country is { } country && Countries.Contains(country));
}

/// <summary>One order as an audience is read from it.</summary>
/// <param name="IsNew">The buyer's first order; null when the source does not say.</param>
public readonly record struct AudienceOrder(
    string Order, DateOnly Day, decimal PiecePrice, decimal Amount, bool? IsNew, string? Country, string? Region, string? Device, string? Channel, string? Keyword);

/// <summary>A part of the orders: how many, what share, and how many of them are whom the shop means.</summary>
/// <param name="Drift">Points of the inside share that this part moved since the range before; below zero it took away.</param>
public sealed record AudiencePart(string Dimension, string Value, long Orders, decimal Share, decimal? ShareBefore, decimal? Inside, decimal? Drift);

/// <summary>Who really buys, held against whom the shop means to reach.</summary>
/// <param name="Inside">The share of orders from whom the shop means; null without a declared audience.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="Causes">The channels and words that moved the inside share most, worst first.</param>
public sealed record AudienceFit(
    Footing Footing, AudiencePlan? Plan, long Orders, decimal? Inside, decimal? Low, decimal? High, decimal? InsideBefore, decimal? NewShare, decimal? NewShareBefore,
    decimal? MedianPiecePrice, IReadOnlyList<AudiencePart> Parts, IReadOnlyList<AudiencePart> Causes) : IAnalysed
{
    const int Few = 100;
    static readonly (string Key, Words Name, Func<AudienceOrder, string?> Of)[] Sides =
    [
        ("country", new("国家", "Country"), order => order.Country), ("region", new("地区", "Region"), order => order.Region),
            ("device", new("设备", "Device"), order => order.Device),
        ("channel", new("渠道", "Channel"), order => order.Channel), ("keyword", new("搜索词", "Search word"), order => order.Keyword),
    ];

    /// <summary>Reads the audience of a range, held against the range before it.</summary>
    public static AudienceFit Of(IReadOnlyList<AudienceOrder> now, IReadOnlyList<AudienceOrder> before, AudiencePlan? plan, Currency currency,
        Period? span, IReadOnlyList<Words> limits)
    {
        decimal? inside = plan is null ? null : Share(now, plan.Holds), insideBefore = plan is null || before.Count == 0 ? null : Share(before, plan.Holds);
        (decimal? low, decimal? high) = plan is null || now.Count == 0 ? (null, null) : Interval(now.Count(plan.Holds), now.Count);
        AudiencePart[] parts = [.. Sides.SelectMany(side => PartsOf(side.Key, side.Of, now, before, plan, 12))];
        AudiencePart[] causes = insideBefore is null ? []
            : [.. Sides.Where(side => side.Key is "channel" or "keyword").SelectMany(side => PartsOf(side.Key, side.Of, now, before, plan, int.MaxValue))
                .Where(part => part.Drift is < -0.001m or > 0.001m).OrderBy(part => part.Drift).Take(8)];
        decimal[] prices = [.. now.Select(order => order.PiecePrice).Order()];
        Footing footing = new(now.Count, now.Count >= Few, Sureness(now.Count, plan, low, high),
            NextStep(plan, inside, insideBefore, causes)) { Span = span, Currency = currency, Limits = limits };
        return new(footing, plan, now.Count, inside, low, high, insideBefore, NewOf(now), NewOf(before), prices.Length == 0 ? null
            : prices[prices.Length / 2], parts, causes);
    }

    static IEnumerable<AudiencePart> PartsOf(
        string key, Func<AudienceOrder, string?> of, IReadOnlyList<AudienceOrder> now, IReadOnlyList<AudienceOrder> before, AudiencePlan? plan, int most)
    {
        if (now.Count == 0 || now.All(order => of(order) is null)) yield break;
        Dictionary<string, (long Count, long Inside)> earlier = before.GroupBy(order => of(order) ?? "").ToDictionary(group => group.Key,
            group => ((long)group.Count(), plan is null ? 0L : group.Count(plan.Holds)), StringComparer.Ordinal);
        foreach (var group in now.GroupBy(order => of(order) ?? "").OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal).Take(most))
        {
            long count = group.Count(), held = plan is null ? 0 : group.Count(plan.Holds);
            (long countBefore, long heldBefore) = earlier.GetValueOrDefault(group.Key);
            decimal? drift = plan is null || before.Count == 0 ? null
                : decimal.Round((decimal)heldBefore / before.Count * -1m + (decimal)held / now.Count - InsideOf(before,
                    plan) * ((decimal)count / now.Count - (decimal)countBefore / before.Count), 6);
            yield return new(key, group.Key, count, decimal.Round((decimal)count / now.Count, 6), before.Count == 0 ? null
                : decimal.Round((decimal)countBefore / before.Count, 6),
                plan is null ? null : decimal.Round((decimal)held / count, 6), drift);
        }
    }

    static decimal InsideOf(IReadOnlyList<AudienceOrder> orders, AudiencePlan plan) => orders.Count == 0 ? 0m : (decimal)orders.Count(plan.Holds) / orders.Count;

    static decimal? Share(IReadOnlyList<AudienceOrder> orders, Func<AudienceOrder, bool> held) =>
        orders.Count == 0 ? null : decimal.Round((decimal)orders.Count(held) / orders.Count, 6);

    static decimal? NewOf(IReadOnlyList<AudienceOrder> orders)
    {
        AudienceOrder[] told = [.. orders.Where(order => order.IsNew is not null)];
        return told.Length == 0 ? null : decimal.Round((decimal)told.Count(order => order.IsNew is true) / told.Length, 6);
    }

    static (decimal?, decimal?) Interval(long held, long all)
    {
        Analytics.Experiments.RateInterval interval = Analytics.Experiments.RateInterval.Wilson(held, all);
        return (Written.Number(interval.Low), Written.Number(interval.High));
    }

    static Words Sureness(long orders, AudiencePlan? plan, decimal? low, decimal? high) =>
        orders == 0 ? new("这段时间没有订单。", "There are no orders in this range.")
        : orders < Few ? new($"只有 {orders} 单，占比会晃。", $"Only {orders} orders; shares will swing.")
        : plan is null ? new($"{orders} 单的实际构成；还没有声明目标人群，所以没有可比的计划。", $"What {orders} orders were; no audience is declared, so there is no plan to compare with.")
        : new($"{orders} 单；目标人群占比 95% 落在 {low:P1} 到 {high:P1}。",
            $"{orders} orders; the share of the intended audience lies between {low:P1} and {high:P1} with 95 % confidence.");

    static Words NextStep(AudiencePlan? plan, decimal? inside, decimal? before, AudiencePart[] causes)
    {
        if (plan is null) return new("先声明目标人群：谁、什么价位、哪些国家、应占多少。", "Declare the audience first: who, at what price, in which countries, and what share they should be.");
        if (inside is null) return new("等有订单再看。", "Look again when there are orders.");
        if (causes.FirstOrDefault(cause => cause.Drift < 0m) is { } worst && before is { } earlier && inside < earlier)
            return new($"占比从 {earlier:P1} 变到 {inside:P1}；拉低最多的是「{Name(worst).Zh}」（{worst.Drift:P2}）。先看它带来的是谁。",
                $"The share went from {earlier:P1} to {inside:P1}; “{Name(worst).En}” took most ({worst.Drift:P2}). See first whom it brings.");
        return inside >= plan.InsideShare
            ? new($"在计划之内（{inside:P1}，计划 {plan.InsideShare:P1}）。", $"Within the plan ({inside:P1} of {plan.InsideShare:P1}).")
            : new($"低于计划（{inside:P1}，计划 {plan.InsideShare:P1}），但不是最近才变的：看渠道与词的构成。",
                $"Below the plan ({inside:P1} of {plan.InsideShare:P1}), yet not a recent change: look at channels and words.");
    }

    /// <summary>A part in words: its dimension and value; the empty value says so.</summary>
    public static Words Name(AudiencePart part)
    {
        Words side = Sides.First(known => known.Key == part.Dimension).Name;
        return part.Value.Length > 0 ? new($"{side.Zh} {part.Value}", $"{side.En} {part.Value}") : new($"{side.Zh}未提供", $"{side.En} not supplied");
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        IReadOnlyList<string> head = zh ? ["维度", "值", "单数", "占比", "前期占比", "其中目标人群", "拉动（占比点）"]
            : ["Dimension", "Value", "Orders", "Share", "Share before", "Intended audience", "Drift (share)"];
        return [new(zh ? "构成" : "Make-up", head, [.. RowsOf(Parts, language)]), .. Causes.Count == 0 ? Array.Empty<Sheet>()
            : [new(zh ? "偏移原因" : "Causes of drift", head, [.. RowsOf(Causes, language)])]];

        static IEnumerable<IReadOnlyList<Cell>> RowsOf(IReadOnlyList<AudiencePart> parts, Language language) => parts.Select(part => (IReadOnlyList<Cell>)
            [Sides.First(side => side.Key == part.Dimension).Name.In(language), part.Value, Cell.Of(part.Orders), Cell.Of(part.Share),
                Cell.Of(part.ShareBefore), Cell.Of(part.Inside), Cell.Of(part.Drift)]);
    }
}
