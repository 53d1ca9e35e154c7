using Duoshou.Analytics.Ads;
using Duoshou.Analytics.Experiments;
using Duoshou.Analytics.Trust;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Ads;

/// <summary>One day of one search word of one campaign, in the currency of the analysis.</summary>
public readonly record struct AdDay(DateOnly Day, string Campaign, string? Keyword, decimal Impressions, decimal Clicks, decimal Cost, decimal Orders, decimal Sales)
{
    /// <summary>The account, where several are looked at together; campaigns of one name in two accounts are two.</summary>
    public string Account { get; init; } = "";
}

/// <summary>A campaign over the range.</summary>
/// <param name="CostShare">Cost over credited sales (ACOS); null without sales.</param>
/// <param name="Exponent">How sales answer spend (a x^b); null where spend did not move enough to tell.</param>
public sealed record CampaignCard(
    string Campaign, decimal Impressions, decimal Clicks, decimal Cost, decimal Orders, decimal Sales, decimal? Cpc, decimal? Conversion,
        decimal? Return, decimal? CostShare, decimal? Exponent, int Days)
{
    /// <summary>The account, where there are several.</summary>
    public string Account { get; init; } = "";
}

/// <summary>A search word: what it cost and brought, what a click is worth, and what to do.</summary>
/// <param name="Conversion">Orders per click, pulled towards the account's own rate by as much as few clicks deserve.</param>
/// <param name="Low">Lower end of the 95 % interval of the raw conversion.</param>
/// <param name="ClickWorth">What a click may cost before profit.</param>
/// <param name="Advice">harvest, exclude or wait.</param>
/// <param name="Wasted">Cost of a word that would have sold by now; 0 for others.</param>
public sealed record WordCard(
    string Campaign, string Word, decimal Impressions, decimal Clicks, decimal Cost, decimal Orders, decimal Sales, decimal? Cpc, decimal Conversion,
        decimal Low, decimal High, decimal? ClickWorth,
    TermAdvice Advice, decimal Wasted)
{
    /// <summary>The account, where there are several.</summary>
    public string Account { get; init; } = "";
}

/// <summary>A word that stands in several search words (an n-gram), over all of them.</summary>
public sealed record RootCard(string Root, int Words, decimal Clicks, decimal Cost, decimal Orders, decimal? CostShare);

/// <summary>A budget moved: now, advised, and what it should bring a day.</summary>
public sealed record BudgetMove(string Campaign, decimal SpendNow, decimal SpendAdvised, decimal SalesNow, decimal SalesAdvised, decimal Low, decimal High)
{
    /// <summary>The account within which it is moved, where there are several.</summary>
    public string Account { get; init; } = "";
}

/// <summary>A paid-search account looked through: campaigns, words, waste, harvest and negatives, budget moves.</summary>
/// <param name="MarginShare">The share of sales left before advertising, by which a click's worth is reckoned.</param>
/// <param name="MarginKnown">False where the share was assumed.</param>
public sealed record AdReview(
    Footing Footing, decimal Cost, decimal Sales, decimal Clicks, decimal Orders, decimal Wasted, decimal MarginShare, bool MarginKnown,
        IReadOnlyList<CampaignCard> Campaigns, IReadOnlyList<WordCard> Words,
    IReadOnlyList<RootCard> Roots, IReadOnlyList<BudgetMove> Moves) : IAnalysed
{
    const decimal AssumedMargin = 0.3m;

    /// <summary>Looks an account through.</summary>
    /// <param name="margin">The share of sales left before advertising; null for an assumption, which is said.</param>
    public static AdReview Of(IReadOnlyList<AdDay> days, Currency currency, decimal? margin, IReadOnlyList<Words> limits)
    {
        decimal cost = days.Sum(day => day.Cost), clicks = days.Sum(day => day.Clicks), orders = days.Sum(day => day.Orders), sales = days.Sum(day => day.Sales);
        List<Words> more = [.. limits];
        if (margin is null) more.Add(new($"没有成本，按毛利率 {Written.Percent(AssumedMargin, 0)} 算一次点击值多少（假定，用 --margin 改）。",
            $"Without costs a margin of {Written.Percent(AssumedMargin, 0)} is assumed to value a click; say yours with --margin."));
        decimal share = margin ?? AssumedMargin;
        CampaignCard[] campaigns = [.. days.GroupBy(day => (day.Account, day.Campaign)).Select(Campaign).OrderByDescending(card => card.Cost)];
        WordCard[] words = WordsOf(days, share, clicks, orders, sales);
        BudgetMove[] moves = BudgetMoves.Of(days);
        decimal wasted = words.Sum(word => word.Wasted);
        Period? span = days.Count == 0 ? null : new(days.Min(day => day.Day), days.Max(day => day.Day));
        Footing footing = new(days.Count, clicks >= 300 && orders >= 10, Sureness(clicks, orders, span),
            NextStep(words, wasted, moves, currency)) { Span = span, Currency = currency, Limits = more };
        return new(footing, cost, sales, clicks, orders, wasted, share, margin is not null, campaigns, words, RootsOf(words), moves);
    }

    static CampaignCard Campaign(IGrouping<(string Account, string Campaign), AdDay> days)
    {
        decimal clicks = days.Sum(day => day.Clicks), cost = days.Sum(day => day.Cost), orders = days.Sum(day => day.Orders), sales = days.Sum(day => day.Sales);
        return new(days.Key.Campaign, days.Sum(day => day.Impressions), clicks, cost, orders, sales, Ratio(cost, clicks), Ratio(orders, clicks),
            Ratio(sales, cost), Ratio(cost, sales),
            BudgetMoves.CurveOf(days.Key.Campaign, days) is { } curve ? Written.Number(curve.Curve.Exponent) : null, days.Select(day => day.Day).Distinct().Count())
            { Account = days.Key.Account };
    }

    static WordCard[] WordsOf(IReadOnlyList<AdDay> days, decimal margin, decimal clicks, decimal orders, decimal sales)
    {
        var words = days.Where(day => !string.IsNullOrEmpty(day.Keyword)).GroupBy(day => (day.Account, day.Campaign, Word: day.Keyword!))
            .Select(group => (group.Key.Account, group.Key.Campaign, group.Key.Word, Impressions: group.Sum(day => day.Impressions),
                Clicks: group.Sum(day => day.Clicks), Cost: group.Sum(day => day.Cost),
                Orders: group.Sum(day => day.Orders), Sales: group.Sum(day => day.Sales)))
            .OrderBy(word => word.Account, StringComparer.Ordinal).ThenBy(word => word.Campaign, StringComparer.Ordinal)
                    .ThenBy(word => word.Word, StringComparer.Ordinal).ToArray();
        if (words.Length == 0) return [];
        IReadOnlyList<double> rates = ShrunkenRates.Fit([.. words.Select(word => (double)Math.Min(word.Orders, word.Clicks))],
            [.. words.Select(word => (double)word.Clicks)]).Rates;
        double expected = clicks > 0m ? (double)(orders / clicks) : 0, orderValue = orders > 0m ? (double)(sales / orders) : 0, target = expected;
        return [.. words.Select((word, i) =>
        {
            (int tried, int sold) = ((int)Math.Min(int.MaxValue, word.Clicks), (int)Math.Min(word.Clicks, word.Orders));
            RateInterval interval = RateInterval.Wilson(sold, Math.Max(1, tried));
            TermAdvice advice = ClickValue.Judge(tried, sold, target, expected);
            double value = word.Orders > 0m ? (double)(word.Sales / word.Orders) : orderValue;
            return new WordCard(word.Campaign, word.Word, word.Impressions, word.Clicks, word.Cost, word.Orders, word.Sales,
                Ratio(word.Cost, word.Clicks), Written.OrZero(rates[i], 5),
                tried == 0 ? 0m : Written.OrZero(interval.Low, 5), tried == 0 ? 1m : Written.OrZero(interval.High, 5),
                    Written.Number(ClickValue.PerClick(rates[i], value * (double)margin), 3), advice,
                advice == TermAdvice.Exclude ? word.Cost : 0m) { Account = word.Account };
        }).OrderByDescending(word => word.Cost).ThenBy(word => word.Word, StringComparer.Ordinal)];
    }

    /// <summary>Words that recur in search words: a bad root shows before each single word has clicks enough.</summary>
    static RootCard[] RootsOf(WordCard[] words) => [.. words
        .SelectMany(word => Analytics.Keywords.Segmentation.Standard.Terms(word.Word).Distinct().Where(root => root.Length > 1).Select(root => (Root: root, Word: word)))
        .GroupBy(pair => pair.Root, StringComparer.Ordinal).Where(group => group.Select(pair => pair.Word.Word).Distinct().Count() > 1)
        .Select(group => new RootCard(group.Key, group.Select(pair => pair.Word.Word).Distinct().Count(), group.Sum(pair => pair.Word.Clicks),
            group.Sum(pair => pair.Word.Cost), group.Sum(pair => pair.Word.Orders),
            Ratio(group.Sum(pair => pair.Word.Cost), group.Sum(pair => pair.Word.Sales)))).OrderByDescending(root => root.Cost).Take(40)];

    static decimal? Ratio(decimal over, decimal under) => under == 0m ? null : decimal.Round(over / under, 6);

    static Words Sureness(decimal clicks, decimal orders, Period? span) => span is null
        ? new("没有推广数据。", "There is no advertising data.")
        : new($"{span.Value.Days} 天、{clicks:N0} 次点击、{orders:N0} 单；订单和销售是平台自己归因的，最近 7 天还会补。少点击的词向账户平均靠拢。",
            $"{span.Value.Days} days, {clicks:N0} clicks, {orders:N0} orders; orders and sales are the platform's own claim, the last 7 days still " +
                $"grow. Words with few clicks are pulled to the account's mean.");

    static Words NextStep(WordCard[] words, decimal wasted, BudgetMove[] moves, Currency currency)
    {
        int negative = words.Count(word => word.Advice == TermAdvice.Exclude), harvest = words.Count(word => word.Advice == TermAdvice.Harvest);
        string code = currency == Currency.None ? "" : currency.Code + " ";
        if (negative > 0) return new($"先否定 {negative} 个词，省下 {code}{wasted:N2}；再把 {harvest} 个已证明会卖的词单独出价。",
            $"Exclude {(negative == 1 ? "one word" : $"{negative:N0} words")} first, saving {code}{wasted:N2}; then bid on the {harvest:N0} that have shown to sell.");
        if (moves.Where(move => move.SpendAdvised > move.SpendNow).MaxBy(move => move.SalesAdvised - move.SalesNow) is { } up)
            return new($"总预算不变，先给{up.Account}「{up.Campaign}」加到每天 {code}{up.SpendAdvised:N0}，两周后对照区间看。",
                $"With the same total, raise “{up.Campaign}”{(up.Account.Length > 0 ? $" of {up.Account}" : "")} " +
                $"to {code}{up.SpendAdvised:N0} a day first, and hold it against the range in two weeks.");
        return new("数据还不足以动预算；先攒点击。", "Not enough yet to move budgets; gather clicks first.");
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "计划" : "Campaigns", zh ? ["计划", "展现", "点击", "花费", "订单", "销售额", "点击单价", "转化率", "投产比", "花费占比", "边际指数", "天数"]
                : ["Campaign", "Impressions", "Clicks", "Cost", "Orders", "Sales", "Cost per click", "Conversion", "Return", "Cost share", "Response exponent", "Days"],
                [.. Campaigns.Select(card => (IReadOnlyList<Cell>)[card.Campaign, Cell.Of(card.Impressions), Cell.Of(card.Clicks), Cell.Of(card.Cost),
                    Cell.Of(card.Orders), Cell.Of(card.Sales), Cell.Of(card.Cpc),
                    Cell.Of(card.Conversion), Cell.Of(card.Return), Cell.Of(card.CostShare), Cell.Of(card.Exponent), Cell.Of(card.Days)])]),
            new(zh ? "搜索词" : "Words", zh ? ["计划", "词", "展现", "点击", "花费", "订单", "销售额", "点击单价", "转化率（收缩）", "下限", "上限", "一次点击值", "建议", "浪费"]
                : ["Campaign", "Word", "Impressions", "Clicks", "Cost", "Orders", "Sales", "Cost per click", "Conversion (shrunken)", "Low", "High",
                    "Worth of a click", "Advice", "Wasted"],
                [.. Words.Select(word => (IReadOnlyList<Cell>)[word.Campaign, word.Word, Cell.Of(word.Impressions), Cell.Of(word.Clicks),
                    Cell.Of(word.Cost), Cell.Of(word.Orders), Cell.Of(word.Sales), Cell.Of(word.Cpc),
                    Cell.Of(word.Conversion), Cell.Of(word.Low), Cell.Of(word.High), Cell.Of(word.ClickWorth), NameOf(word.Advice).In(language), Cell.Of(word.Wasted)])]),
            new(zh ? "预算调动" : "Budget moves", zh ? ["计划", "现在每天", "建议每天", "现在销售", "预计销售", "下限", "上限"] : ["Campaign", "Spend now", "Spend advised",
                "Sales now", "Sales expected", "Low", "High"],
                [.. Moves.Select(move => (IReadOnlyList<Cell>)[move.Campaign, Cell.Of(move.SpendNow), Cell.Of(move.SpendAdvised),
                    Cell.Of(move.SalesNow), Cell.Of(move.SalesAdvised), Cell.Of(move.Low), Cell.Of(move.High)])]),
            new(zh ? "词根" : "Roots", zh ? ["词根", "词数", "点击", "花费", "订单", "花费占比"] : ["Root", "Words", "Clicks", "Cost", "Orders", "Cost share"],
                [.. Roots.Select(root => (IReadOnlyList<Cell>)[root.Root, Cell.Of(root.Words), Cell.Of(root.Clicks), Cell.Of(root.Cost),
                    Cell.Of(root.Orders), Cell.Of(root.CostShare)])]),
        ];
    }

    /// <summary>An advice in words.</summary>
    public static Words NameOf(TermAdvice advice) => advice switch
    {
        TermAdvice.Harvest => new("单独出价", "Bid on it"),
        TermAdvice.Exclude => new("否定", "Exclude"),
        _ => new("再等等", "Wait"),
    };
}
