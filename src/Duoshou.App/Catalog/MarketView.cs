using Duoshou.Analytics.Market;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>What is known of a market on a day: of a category, a word, or a rival's offer.</summary>
/// <param name="Certainty">measured, reported, estimated or index.</param>
/// <param name="OwnItem">The own item that a rival's offer stands against.</param>
public readonly record struct MarketDay(
    DateOnly Day, string? Category, string? Keyword, string? Rival, string? OwnItem, string? Certainty, decimal? Demand, decimal? Clicks,
        decimal? Offers, decimal? Price);

/// <summary>A niche: what is wanted, what is offered, how it moves.</summary>
/// <param name="PerOffer">Demand per offer; as an index it may only be compared over time or between niches of one source.</param>
/// <param name="Growth">Demand of the last quarter of the span over the first, less one; null where the span is too short.</param>
/// <param name="ClickShareTop4">Share of clicks of the four largest rivals in percent; null where clicks are not known.</param>
/// <param name="OwnSales">What the shop sold there.</param>
public sealed record NicheCard(
    string Niche, string Certainty, int Days, decimal? Demand, decimal? Offers, decimal? PerOffer, decimal? Growth, decimal? Hhi,
        decimal? ClickShareTop4, decimal OwnSales, decimal? OwnGrowth)
{
    /// <summary>Demand by day, oldest first.</summary>
    public IReadOnlyList<decimal?> Daily { get; init; } = [];
}

/// <summary>A rival's price beside one's own.</summary>
/// <param name="Gap">Own over theirs, less one: above zero one is dearer.</param>
/// <param name="Cuts">Days on which they went down by 3 % or more.</param>
public sealed record PriceGap(string Item, string? Product, string Rival, string Certainty, decimal OwnPrice, decimal RivalPrice, decimal Gap,
    decimal? GapBefore, int Cuts, DateOnly LastSeen);

/// <summary>Where the market is: niches, price gaps; every figure says how it is known.</summary>
public sealed record MarketView(Footing Footing, IReadOnlyList<NicheCard> Niches, IReadOnlyList<PriceGap> Gaps, decimal? MedianGap) : IAnalysed
{
    /// <summary>An own item: its category, price, and sales by day.</summary>
    public sealed record OwnItem(string Item, string? Product, string? Category, decimal? Price, IReadOnlyList<(DateOnly Day, decimal Sales)> Sales);

    /// <summary>Reads a market.</summary>
    public static MarketView Of(IReadOnlyList<MarketDay> days, IReadOnlyList<OwnItem> own, Currency currency, IReadOnlyList<Words> limits)
    {
        Period? span = days.Count == 0 ? null : new(days.Min(day => day.Day), days.Max(day => day.Day));
        NicheCard[] niches = span is not { } range ? [] : [.. days.Where(day => day.Demand is not null || day.Offers is not null || day.Clicks is not null)
            .GroupBy(day => (Niche: day.Keyword ?? day.Category ?? "", Certainty: day.Certainty ?? "reported"))
            .Select(group => Niche(group.Key.Niche, group.Key.Certainty, [.. group], own, range)).OrderByDescending(card => card.OwnSales)
                .ThenBy(card => card.Niche, StringComparer.Ordinal)];
        PriceGap[] gaps = [.. days.Where(day => day is { Price: > 0m, Rival: not null }).GroupBy(day => (day.OwnItem, Rival: day.Rival!))
            .Select(group => Gap(group.Key.OwnItem, group.Key.Rival, [.. group], own)).OfType<PriceGap>()
            .OrderByDescending(gap => gap.Gap)];
        decimal[] sorted = [.. gaps.Select(gap => gap.Gap).Order()];
        List<Words> more = [.. limits];
        if (niches.Any(card => card.Certainty == "index")) more.Add(new("需求是指数：只能比高低和升降，不是人数。", "Demand is an index: it tells more from less, not how many people."));
        if (niches.Length > 0 && niches.All(card => card.Hhi is null)) more.Add(new("没有竞品的点击或销量，集中度算不了。",
            "Rivals' clicks or sales are not known, so concentration cannot be reckoned."));
        Footing footing = new(days.Count, span is { Days: >= 14 }, Sureness(days, span), NextStep(niches, gaps)) { Span = span, Currency = currency, Limits = more };
        return new(footing, niches, gaps, sorted.Length == 0 ? null : sorted[sorted.Length / 2]);
    }

    static NicheCard Niche(string name, string certainty, MarketDay[] days, IReadOnlyList<OwnItem> own, Period span)
    {
        decimal? Mean(Func<MarketDay, decimal?> of) => days.Select(of).OfType<decimal>().ToArray() is { Length: > 0 } known ? decimal.Round(known.Average(), 4) : null;
        Dictionary<DateOnly, decimal> demand = days.Where(day => day.Demand is not null).GroupBy(day => day.Day).ToDictionary(group => group.Key,
            group => group.Average(day => day.Demand!.Value));
        (decimal? wanted, decimal? offered) = (Mean(day => day.Demand), Mean(day => day.Offers));
        double[] clicks = [.. days.Where(day => day is { Rival: not null, Clicks: not null }).GroupBy(day => day.Rival)
            .Select(group => (double)group.Sum(day => day.Clicks!.Value))];
        Concentration? shares = clicks.Length > 1 ? Concentration.Of(clicks) : null;
        OwnItem[] here = [.. own.Where(item => item.Category == name)];
        return new(name, certainty, demand.Count, wanted, offered, wanted is { } w && offered is > 0m ? decimal.Round(w / offered.Value, 4) : null, Growth(demand, span),
            shares is null ? null : Written.Number(shares.Hhi, 1), shares is null ? null : Written.Number(shares.TopFourPercent, 2),
                here.Sum(item => item.Sales.Sum(day => day.Sales)),
            Growth(here.SelectMany(item => item.Sales).GroupBy(day => day.Day).ToDictionary(group => group.Key, group => group.Sum(day => day.Sales)), span))
            { Daily = [.. span.Each().Select(day => demand.TryGetValue(day, out decimal value) ? value : (decimal?)null)] };
    }

    /// <summary>The last quarter of the span over the first; day by day, so that gaps do not shrink a quarter.</summary>
    static decimal? Growth(Dictionary<DateOnly, decimal> byDay, Period span)
    {
        int quarter = span.Days / 4;
        if (quarter < 7) return null;
        decimal[] first = [.. byDay.Where(day => day.Key < span.First.AddDays(quarter)).Select(day => day.Value)],
            last = [.. byDay.Where(day => day.Key > span.Last.AddDays(-quarter)).Select(day => day.Value)];
        return first.Length == 0 || last.Length == 0 || first.Average() <= 0m ? null : decimal.Round(last.Average() / first.Average() - 1m, 4);
    }

    static PriceGap? Gap(string? item, string rival, MarketDay[] days, IReadOnlyList<OwnItem> own)
    {
        if (own.FirstOrDefault(one => one.Item == item) is not { Price: > 0m } mine) return null;
        MarketDay[] sorted = [.. days.OrderBy(day => day.Day)];
        decimal last = sorted[^1].Price!.Value, first = sorted[0].Price!.Value;
        int cuts = sorted.Zip(sorted.Skip(1)).Count(pair => pair.Second.Price <= pair.First.Price * 0.97m);
        return new(mine.Item, mine.Product, rival, sorted[^1].Certainty ?? "reported", mine.Price.Value, last,
            decimal.Round(mine.Price.Value / last - 1m, 4), decimal.Round(mine.Price.Value / first - 1m, 4), cuts, sorted[^1].Day);
    }

    static Words Sureness(IReadOnlyList<MarketDay> days, Period? span) => span is null
        ? new("没有市场数据。", "There is no market data.")
        : new($"{span.Value.Days} 天、{days.Count} 行：{Kinds(days, Language.Chinese, "，")}。",
            $"{span.Value.Days} days, {days.Count} rows: {Kinds(days, Language.English, ", ")}.");

    static string Kinds(IReadOnlyList<MarketDay> days, Language language, string between) =>
        string.Join(between, days.GroupBy(day => day.Certainty ?? "reported").Select(group => $"{CertaintyOf(group.Key).In(language)} {group.Count()}"));

    static Words NextStep(NicheCard[] niches, PriceGap[] gaps)
    {
        if (gaps.FirstOrDefault(gap => gap.Gap > 0.15m) is { } dear)
            return new($"「{dear.Product ?? dear.Item}」比「{dear.Rival}」贵 {Written.Percent(dear.Gap, 0)}：先想清楚凭什么，再决定跟不跟。",
                $"“{dear.Product ?? dear.Item}” is {Written.Percent(dear.Gap, 0)} dearer than {dear.Rival}: know why before you follow.");
        if (niches.Where(card => card is { Growth: not null, OwnGrowth: not null } && card.OwnGrowth < card.Growth - 0.1m).MaxBy(card => card.OwnSales) is { } lost)
            return new($"「{lost.Niche}」市场 {Written.WithSign(lost.Growth, 0)}，你 {Written.WithSign(lost.OwnGrowth, 0)}：份额在丢，去看原因。",
                $"“{lost.Niche}”: the market {Written.WithSign(lost.Growth, 0)}, you {Written.WithSign(lost.OwnGrowth, 0)}. Share is being lost; see why.");
        return new("写下你对这个市场的判断和期限，到期再看对不对。", "Write down what you think of this market and by when, then see whether it came true.");
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "细分" : "Niches", zh ? ["细分", "怎么知道的", "天数", "需求", "在售", "需求÷在售", "增长", "HHI", "前四占比 %", "自己销售", "自己增长"]
                : ["Niche", "How known", "Days", "Demand", "Offers", "Demand per offer", "Growth", "HHI", "Top four %", "Own sales", "Own growth"],
                [.. Niches.Select(card => (IReadOnlyList<Cell>)[card.Niche, CertaintyOf(card.Certainty).In(language), Cell.Of(card.Days),
                    Cell.Of(card.Demand), Cell.Of(card.Offers), Cell.Of(card.PerOffer), Cell.Of(card.Growth),
                    Cell.Of(card.Hhi), Cell.Of(card.ClickShareTop4), Cell.Of(card.OwnSales), Cell.Of(card.OwnGrowth)])]),
            new(zh ? "价差" : "Price gaps", zh ? ["商品", "名称", "竞品", "怎么知道的", "自己价", "对手价", "价差", "期初价差", "降价次数", "最后见到"]
                : ["Item", "Product", "Rival", "How known", "Own price", "Their price", "Gap", "Gap at first", "Cuts", "Last seen"],
                [.. Gaps.Select(gap => (IReadOnlyList<Cell>)[gap.Item, gap.Product, gap.Rival, CertaintyOf(gap.Certainty).In(language),
                    Cell.Of(gap.OwnPrice), Cell.Of(gap.RivalPrice), Cell.Of(gap.Gap), Cell.Of(gap.GapBefore),
                    Cell.Of(gap.Cuts), Cell.Of(gap.LastSeen)])]),
        ];
    }

    /// <summary>How a figure is known, in words.</summary>
    public static Words CertaintyOf(string certainty) => certainty switch
    {
        "measured" => new("测得", "measured"), "reported" => new("平台报的", "reported"), "estimated" => new("估算", "estimated"),
            "index" => new("指数", "index"), _ => new(certainty, certainty),
    };
}
