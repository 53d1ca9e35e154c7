using Duoshou.Analytics.Portfolio;
using Duoshou.Analytics.Stock;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.App.Tax;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>What is on hand of an item.</summary>
public sealed record StockOnHand(string Item, string? Product, string? Category, decimal OnHand, decimal Inbound, decimal? Price);

/// <summary>One item in its place.</summary>
/// <param name="Growth">Sales of the last half of the span over those of the first half, less one; null without sales in the first.</param>
/// <param name="RelativeShare">Its sales over those of the largest other item of its category.</param>
/// <param name="Quadrant">star, cow, question or dog: relative share against 1, growth against the category's.</param>
/// <param name="HitChance">Chance to become a hit in the coming 28 days; null where the history is too short to learn from.</param>
/// <param name="CoverDays">Days that the stock lasts at the last 28 days' pace; null without stock data or sales.</param>
/// <param name="ReorderAt">Order when stock falls to this, at 95 % service; null without stock data.</param>
public sealed record PortfolioCard(
    string Item, string? Product, string? Category, decimal Sales, decimal SalesShare, decimal Pieces, decimal? Margin, AbcClass Abc, XyzClass Xyz,
        decimal Variation, LifeStage Stage,
    decimal? Growth, decimal? RelativeShare, string? Quadrant, decimal? HitChance, decimal? OnHand, decimal? CoverDays, decimal? ReorderAt, bool Dead, decimal MeanPrice)
{
    /// <summary>Pieces by day over the last eight weeks.</summary>
    public IReadOnlyList<decimal> Pace { get; init; } = [];

    /// <summary>Duty and import tax by market; null where the item crosses no border.</summary>
    public LandedCost? Landed { get; init; }

    /// <summary>The margin less the duty and import tax that the price holds; null where cost or tax is not known.</summary>
    public decimal? MarginLanded => Margin is not { } margin || MeanPrice <= 0m ? null : Landed is null or { IsOnTop: true } ? margin
        : Landed.Mean is { } tax ? decimal.Round(margin - tax.Borne / MeanPrice, 4) : null;
}

/// <summary>How often calls of a hit came true in this data: made at past days from what was known then.</summary>
/// <param name="Calls">Items called.</param>
/// <param name="CameTrue">Of them, those that became hits.</param>
/// <param name="Hits">All that became hits.</param>
public sealed record HitRecord(int Days, int Calls, int CameTrue, int Hits)
{
    /// <summary>The share of calls that were false; null without calls.</summary>
    public decimal? FalseAlarms => Calls == 0 ? null : decimal.Round(1m - (decimal)CameTrue / Calls, 4);
}

/// <summary>Products by what they bring, how steadily, where they are in life, and what lies dead (货品结构).</summary>
public sealed record ProductPortfolio(
    Footing Footing, int Items, decimal Sales, HitRecord? HitRecord, decimal DeadStockValue, IReadOnlyList<PortfolioCard> Rows) : IAnalysed
{
    /// <summary>A hit is called at this chance.</summary>
    const double CalledAt = 0.3;

    const double LeadDays = 14, LeadDeviation = 3, ServiceLevel = 0.95;

    /// <summary>Places the items of some lines, with stock where it is known.</summary>
    public static ProductPortfolio Of(SoldLines sold, IReadOnlyList<StockOnHand>? stock = null)
    {
        SoldLine[] lines = [.. sold.Lines.Where(line => line.Item is not null)];
        List<Words> limits = [.. sold.Limits];
        if (lines.Length < sold.Lines.Count) limits.Add(new($"{sold.Lines.Count - lines.Length} 行没有商品，没有算。",
            $"{sold.Lines.Count - lines.Length} rows name no item and were left out."));
        if (lines.Length == 0)
            return new(Footing.TooLittle(0, new("没有带商品的销售。", "No sale names an item."),
                new("补上商品列（--item-column）。", "Add a column of items (--item-column).")) with { Limits = limits }, 0, 0m, null, 0m, []);
        DateOnly first = lines.Min(line => line.Day), end = sold.End;
        int days = Math.Max(1, end.DayNumber - first.DayNumber + 1);
        var items = lines.GroupBy(line => line.Item!, StringComparer.Ordinal).Select(group => new Seen(group.Key, [.. group], first, days))
            .ToDictionary(seen => seen.Item, StringComparer.Ordinal);
        Dictionary<string, StockOnHand> held = (stock ?? []).ToDictionary(one => one.Item, StringComparer.Ordinal);
        int weeks = days / 7;
        IReadOnlyList<PortfolioItem> placed = AbcXyz.Classify(items.Values.Select(seen => (seen.Item, seen.Sales, seen.Weeks(weeks))));
        (Dictionary<string, decimal> chances, HitRecord? record) = Hits(lines, end, days);
        decimal total = items.Values.Sum(seen => seen.Sales);
        Dictionary<string, (decimal First, decimal Second)> halves = items.Values.GroupBy(seen => seen.Category ?? "")
            .ToDictionary(group => group.Key, group => (group.Sum(seen => seen.Half(0)), group.Sum(seen => seen.Half(1))));
        double[] week = WeekOf(items.Values, first, days);
        List<PortfolioCard> cards = [.. placed.Select(item => Card(item, items[item.Item], held.GetValueOrDefault(item.Item), stock is not null))];
        cards.AddRange(held.Values.Where(one => !items.ContainsKey(one.Item)).Select(one => Unsold(one)));
        decimal dead = cards.Where(card => card.Dead).Sum(card => (card.OnHand ?? 0m) * card.MeanPrice);
        if (weeks < 8) limits.Add(new($"只有 {weeks} 整周，XYZ（需求稳不稳）不可靠。", $"Only {weeks} whole weeks: XYZ (how steady demand is) is not reliable."));
        if (stock is not null) limits.Add(new($"补货点按交期 {LeadDays:0} 天（标准差 {LeadDeviation:0}）、95% 不断货算；交期不是测得的，是假定。",
            $"Reorder points assume a lead time of {LeadDays:0} days (deviation {LeadDeviation:0}) at 95 % service; the lead time is assumed, not measured."));
        if (stock is not null) limits.Add(new("这里的补货点按最近 28 天的销速算，每款都有；备货计划的补货点按预测算，只有卖得最多的几十款。两者不同时以备货计划为准。",
            "Reorder points here go by the pace of the last 28 days, for every item; those of the stock plan go by the forecast, " +
                "for the items that sell most. Where they differ, the plan's holds."));
        Footing footing = new(lines.Length, days >= 56 && items.Count >= 5, Sureness(items.Count, days, record),
            NextStep(cards, dead)) { Span = sold.Span, Currency = sold.Currency, Limits = limits };
        return new(footing, cards.Count, total, record, decimal.Round(dead, 2), cards);

        PortfolioCard Card(PortfolioItem item, Seen seen, StockOnHand? one, bool stockKnown)
        {
            (decimal earlier, decimal later) = (seen.Half(0), seen.Half(1));
            decimal? growth = earlier > 0m ? decimal.Round(later / earlier - 1m, 4) : null;
            (decimal allEarlier, decimal allLater) = halves[seen.Category ?? ""];
            decimal? categoryGrowth = allEarlier > 0m ? allLater / allEarlier - 1m : null;
            decimal largestOther = items.Values.Where(other => other != seen && (other.Category ?? "") == (seen.Category ?? ""))
                .Select(other => other.Sales).DefaultIfEmpty(0m).Max();
            decimal? relative = largestOther > 0m ? decimal.Round(seen.Sales / largestOther, 4) : null;
            double pace = seen.Daily.TakeLast(28).DefaultIfEmpty(0).Average();
            decimal? cover = one is not null && pace > 0 ? decimal.Round(one.OnHand / (decimal)pace, 1) : null;
            bool dead = one is { OnHand: > 0m } && LifeCycle.IsDeadStock((double)one.OnHand, pace, seen.SinceLast(end), seen.Age(end) > 270 && pace < 0.2 ? 271 : 0);
            double spread = seen.Daily.Length < 2 ? 0 : Math.Sqrt(seen.Daily.TakeLast(56).Select(value => value - pace)
                .Sum(value => value * value) / Math.Max(1, Math.Min(56, seen.Daily.Length) - 1));
            return new(seen.Item, seen.Product, seen.Category, decimal.Round(seen.Sales, 2), total == 0m ? 0m : decimal.Round(seen.Sales / total, 6),
                seen.Pieces, seen.Margin, item.Abc, item.Xyz,
                Written.OrZero(item.Variation), LifeCycle.StageOf(seen.SinceFirst, week.Length == 0 ? null
                    : [.. Enumerable.Range(seen.FirstDay, 7).Select(day => week[day % 7])]), growth, relative,
                    Quadrant(relative, growth, categoryGrowth),
                chances.TryGetValue(seen.Item, out decimal chance) ? chance : null, one?.OnHand, cover,
                one is null ? null : Written.Number(ReorderPoint.For(pace, spread, LeadDays, LeadDeviation, ServiceLevel).Level, 0), dead,
                    seen.Pieces == 0m ? 0m : decimal.Round(seen.Sales / seen.Pieces, 2))
                { Pace = [.. seen.Daily.TakeLast(56).Select(value => (decimal)value)] };
        }

        PortfolioCard Unsold(StockOnHand one) => new(one.Item, one.Product, one.Category, 0m, 0m, 0m, null, AbcClass.C, XyzClass.None, 0m,
            LifeStage.Introduction, null, null, null, null, one.OnHand, null, null,
            one.OnHand > 0m && days >= 60, one.Price ?? 0m);
    }

    /// <summary>The same with duty and import tax of the markets; items that sell most and lack them are named.</summary>
    public ProductPortfolio With(IReadOnlyDictionary<string, LandedCost> landed)
    {
        PortfolioCard[] rows = [.. Rows.Select(card => landed.TryGetValue(card.Item, out LandedCost? cost) ? card with { Landed = cost } : card)];
        int unknown = rows.Count(card => card.Landed is { Mean: null, IsOnTop: false });
        return this with
        {
            Rows = rows,
            Footing = unknown == 0 ? Footing : Footing with
            {
                Limits = [.. Footing.Limits, new($"{unknown} 个跨境商品的关税、进口税未知，进口税后毛利不算；到「税与报关」归类或补资料。",
                    $"Duty and import tax of {unknown} items that cross a border are unknown and their margin after import tax is not told: classify them under tax.")],
            },
        };
    }

    /// <summary>What the items of a category do against each other: leaders that grow, leaders that do not, followers that grow, the rest.</summary>
    static string? Quadrant(decimal? relative, decimal? growth, decimal? category) => (relative, growth, category) switch
    {
        (null, _, _) or (_, null, _) or (_, _, null) => null,
        (>= 1m, var own, var all) => own > all ? "star" : "cow",
        (_, var own, var all) => own > all ? "question" : "dog",
    };

    static (Dictionary<string, decimal> Chances, HitRecord? Record) Hits(SoldLine[] lines, DateOnly end, int days)
    {
        if (days < 91) return ([], null);
        HitDetection detection = new(lines.Select(line => new Analytics.Portfolio.SaleLine(line.Item!, line.Day, (double)line.Quantity, line.Order,
            line.Buyer ?? "", line.Quantity > 0m ? (double)(line.Amount / line.Quantity) : 0)));
        int calls = 0, came = 0, hits = 0, looked = 0;
        for (DateOnly day = end.AddDays(-27); looked < 6 && day.DayNumber - (end.DayNumber - days + 1) >= 63; day = day.AddDays(-14), looked++)
        {
            HashSet<string> became = [.. detection.HitsAt(day)];
            HitCandidate[] called = [.. detection.Likely(day, int.MaxValue).Where(candidate => candidate.Chance >= CalledAt)];
            (calls, came, hits) = (calls + called.Length, came + called.Count(candidate => became.Contains(candidate.Item)), hits + became.Count);
        }

        Dictionary<string, decimal> chances = detection.Likely(end.AddDays(1), int.MaxValue).ToDictionary(candidate => candidate.Item,
            candidate => Written.OrZero(candidate.Chance), StringComparer.Ordinal);
        return (chances, looked == 0 ? null : new(looked, calls, came, hits));
    }

    static double[] WeekOf(IEnumerable<Seen> items, DateOnly first, int days)
    {
        double[] sums = new double[7];
        int[] counts = new int[7];
        foreach (Seen seen in items)
            for (int day = 0; day < seen.Daily.Length; day++) sums[day % 7] += seen.Daily[day];
        for (int day = 0; day < days; day++) counts[day % 7]++;
        double[] means = [.. sums.Select((sum, i) => counts[i] == 0 ? 0 : sum / counts[i])];
        double mean = means.Average();
        return mean <= 0 || days < 28 ? [] : [.. means.Select(one => Math.Max(0.05, one / mean))];
    }

    static Words Sureness(int items, int days, HitRecord? record) => record switch
    {
        null => new($"{items} 个商品，{days} 天；不足 91 天，不判断爆款苗头。", $"{items} items over {days} days; under 91 days no early hits are called."),
        { Calls: 0 } => new($"{items} 个商品，{days} 天；回头看 {record.Days} 个时点没有叫过爆款，实际出了 {record.Hits} 个。",
            $"{items} items over {days} days; at {record.Days} past days no hit was called, and {record.Hits} came."),
        _ => new($"{items} 个商品，{days} 天；回头看 {record.Days} 个时点叫了 {record.Calls} 个爆款，成了 {record.CameTrue} 个，误报 {Written.Percent(record.FalseAlarms, 0)}；实际共 {record.Hits} 个。",
            $"{items} items over {days} days; at {record.Days} past days {record.Calls} hits were called and {record.CameTrue} came true, " +
                $"{Written.Percent(record.FalseAlarms, 0)} false alarms; {record.Hits} came in all."),
    };

    static Words NextStep(List<PortfolioCard> cards, decimal dead)
    {
        if (cards.Where(card => card.Abc == AbcClass.A && card.CoverDays is < 14m).OrderBy(card => card.CoverDays).FirstOrDefault() is { } low)
            return new($"「{low.Product ?? low.Item}」是主力，库存只够 {low.CoverDays:0} 天，先补它。",
                $"“{low.Product ?? low.Item}” carries the shop and has stock for {low.CoverDays:0} days: order it first.");
        return dead > 0m ? new($"有 {cards.Count(card => card.Dead)} 个滞销，压着货值约 {dead:N0}，定清仓路径。",
            $"{cards.Count(card => card.Dead)} items lie dead, about {dead:N0} of goods: set a markdown path.")
            : new("看问题商品里谁值得推，瘦狗谁该下架。", "See which of the question marks deserve a push and which dogs should go.");
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        Cell Tax(PortfolioCard card, Func<PieceTax, decimal> part) => card.Landed is not { } landed ? new(zh ? "无边境" : "no border")
            : landed.Mean is { } tax ? Cell.Of(decimal.Round(part(tax), 4)) : new(landed.Lacking?.Unknown?.Detail.In(language));
        return
        [
            new(zh ? "商品结构" : "Portfolio", zh ? ["商品", "名称", "类目", "销售额", "占比", "件数", "毛利率", "每件关税", "每件进口税", "进口税后毛利率", "ABC", "XYZ", "变异", "阶段", "增长", "相对份额", "象限", "爆款概率",
                "库存", "可卖天数", "补货点", "滞销"]
                : ["Item", "Product", "Category", "Sales", "Share", "Pieces", "Margin", "Duty a piece", "Import tax a piece", "Margin after import tax",
                    "ABC", "XYZ", "Variation", "Stage", "Growth",
                    "Relative share", "Quadrant", "Hit chance", "On hand", "Days of cover", "Reorder at (past pace)", "Dead"],
                [.. Rows.Select(card => (IReadOnlyList<Cell>)[card.Item, card.Product, card.Category, Cell.Of(card.Sales), Cell.Of(card.SalesShare),
                    Cell.Of(card.Pieces), Cell.Of(card.Margin), Tax(card, tax => tax.Duty), Tax(card, tax => tax.ImportTax),
                        Cell.Of(card.MarginLanded), card.Abc.ToString(),
                    card.Xyz == XyzClass.None ? "—" : card.Xyz.ToString(), Cell.Of(card.Variation), PortfolioWords.Of(card.Stage).In(language),
                        Cell.Of(card.Growth), Cell.Of(card.RelativeShare),
                    card.Quadrant is { } quadrant ? PortfolioWords.OfQuadrant(quadrant).In(language) : "—", Cell.Of(card.HitChance),
                        Cell.Of(card.OnHand), Cell.Of(card.CoverDays), Cell.Of(card.ReorderAt),
                    card.Dead ? zh ? "是" : "yes" : ""])]),
        ];
    }

    /// <summary>One item as it sold, day by day.</summary>
    sealed class Seen
    {
        readonly SoldLine[] lines;
        readonly DateOnly first;

        public Seen(string item, SoldLine[] lines, DateOnly first, int days)
        {
            (Item, this.lines, this.first) = (item, lines, first);
            Daily = new double[days];
            foreach (SoldLine line in lines) Daily[Math.Clamp(line.Day.DayNumber - first.DayNumber, 0, days - 1)] += (double)line.Quantity;
            Sales = lines.Sum(line => line.Amount);
            Pieces = lines.Sum(line => line.Quantity);
            Product = lines.Select(line => line.Product).FirstOrDefault(name => name is not null);
            Category = lines.Select(line => line.Category).FirstOrDefault(name => name is not null);
            decimal known = lines.Where(line => line.Cost is not null).Sum(line => line.Amount);
            Margin = known > 0m ? decimal.Round((known - lines.Sum(line => line.Cost ?? 0m)) / known, 4) : null;
        }

        public string Item { get; }
        public string? Product { get; }
        public string? Category { get; }
        public double[] Daily { get; }
        public decimal Sales { get; }
        public decimal Pieces { get; }
        public decimal? Margin { get; }

        /// <summary>Pieces by day from the first sale on.</summary>
        public double[] SinceFirst => Daily[FirstDay..];

        public int FirstDay => Math.Max(0, Array.FindIndex(Daily, value => value > 0));

        public decimal Half(int half) => lines.Where(line => (line.Day.DayNumber - first.DayNumber < Daily.Length / 2) == (half == 0)).Sum(line => line.Amount);
        public int SinceLast(DateOnly end) => end.DayNumber - lines.Max(line => line.Day).DayNumber;
        public int Age(DateOnly end) => end.DayNumber - lines.Min(line => line.Day).DayNumber;

        public IReadOnlyList<double> Weeks(int weeks) => weeks == 0 ? [Daily.Sum()]
            : [.. Enumerable.Range(0, weeks).Select(week => Daily[(Daily.Length - 7 * (weeks - week))..(Daily.Length - 7 * (weeks - week - 1))].Sum())];
    }
}

/// <summary>The words of portfolios.</summary>
public static class PortfolioWords
{
    public static Words Of(LifeStage stage) => stage switch
    {
        LifeStage.Introduction => new("导入", "Introduction"),
        LifeStage.Growth => new("成长", "Growth"),
        LifeStage.Mature => new("成熟", "Mature"),
        LifeStage.Decline => new("衰退", "Decline"),
        _ => new("不稳", "Unsettled"),
    };

    public static Words OfQuadrant(string quadrant) => quadrant switch
    {
        "star" => new("明星", "Star"),
        "cow" => new("金牛", "Cash cow"),
        "question" => new("问题", "Question mark"),
        _ => new("瘦狗", "Dog"),
    };
}
