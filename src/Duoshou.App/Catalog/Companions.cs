using Duoshou.Analytics.Baskets;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>A rule: who buys the left side also buys the right item.</summary>
/// <param name="AdjustedP">Chance of such a rule where nothing goes together, all rules of the search allowed for (Benjamini and Hochberg).</param>
public sealed record CompanionRule(
    IReadOnlyList<string> Left, string Right, int Count, decimal Support, decimal Confidence, decimal Lift, decimal Leverage, decimal? Conviction,
        decimal P, decimal AdjustedP);

/// <summary>A bundle worth trying.</summary>
/// <param name="Extra">Baskets beyond chance that hold all of it.</param>
/// <param name="Margin">Of one bundle, where costs are known; else null.</param>
/// <param name="Worth">Extra baskets times the margin (or, without costs, the sales) of the added item.</param>
public sealed record BundleIdea(IReadOnlyList<string> Items, int Count, decimal Lift, decimal Extra, decimal? Margin, decimal Worth);

/// <summary>A set of items that is often in one basket.</summary>
public sealed record OftenTogether(IReadOnlyList<string> Items, int Count);

/// <summary>What is bought together (关联搭配).</summary>
/// <param name="MinimumCount">Baskets a set needs; raised from what was asked where there would be too many sets.</param>
/// <param name="SetCounts">How many sets there are of one item, of two, of three ...</param>
/// <param name="Sets">The sets of two and more, most frequent first; the closed ones where that was asked.</param>
public sealed record Companions(
    Footing Footing, int Baskets, int Items, int MinimumCount, bool ClosedOnly, IReadOnlyList<long> SetCounts, IReadOnlyList<CompanionRule> Rules,
        IReadOnlyList<BundleIdea> Bundles,
    IReadOnlyList<OftenTogether> Sets) : IAnalysed
{
    const int MostSets = 2_000_000, MostKept = 5000;

    /// <summary>How to search.</summary>
    /// <param name="MinimumCount">Baskets that a set must be in; null for the larger of 5 and a thousandth.</param>
    /// <param name="Longest">The most items of a rule.</param>
    public sealed record Search(int? MinimumCount = null, double MinimumConfidence = 0.1, int Longest = 4, bool Closed = false);

    /// <summary>The baskets of some lines: one per order.</summary>
    public static Companions Of(SoldLines sold, Search search)
    {
        var byOrder = sold.Lines.Where(line => !string.IsNullOrEmpty(line.Item) && line.Order.Length > 0).GroupBy(line => line.Order, StringComparer.Ordinal);
        Dictionary<string, string> names = [];
        Dictionary<string, (decimal Amount, decimal? Cost, decimal Pieces)> money = [];
        foreach (SoldLine line in sold.Lines)
        {
            if (string.IsNullOrEmpty(line.Item)) continue;
            if (line.Product is { } product) names.TryAdd(line.Item, product);
            (decimal amount, decimal? cost, decimal pieces) = money.TryGetValue(line.Item, out var known) ? known : (0m, 0m, 0m);
            money[line.Item] = (amount + line.Amount, cost + line.Cost, pieces + line.Quantity);
        }

        return Of(BasketTable.From(byOrder.Select(order => order.Select(line => line.Item!))), search, money,
            new Footing(sold.Lines.Count, true, new("-", "-"), new("-", "-"))
        {
            Span = sold.Span, Currency = sold.Currency, Limits = sold.Limits,
        });
    }

    /// <summary>Baskets that are given as such, without money.</summary>
    public static Companions Of(BasketTable baskets, Search search) => Of(baskets, search, [], new(baskets.Count, true, new("-", "-"), new("-", "-")));

    static Companions Of(BasketTable baskets, Search search, Dictionary<string, (decimal Amount, decimal? Cost, decimal Pieces)> money, Footing footing)
    {
        int minimum = Math.Max(1, search.MinimumCount ?? Math.Max(5, baskets.Count / 1000));
        List<Words> limits = [.. footing.Limits];
        int asked = minimum;
        (long[] Counts, List<ItemSet> Sets)? counted;
        while ((counted = Counted(baskets, minimum, search.Closed)) is null) minimum *= 2;
        (long[] counts, List<ItemSet> sets) = counted.Value;

        if (minimum != asked) limits.Add(new($"支持数 {asked} 会有超过 {MostSets} 个组合，改用 {minimum}。",
            $"At a count of {asked} there are more than {MostSets} sets; {minimum} is used."));
        IReadOnlyList<AssociationRule> found = baskets.Count == 0 ? []
            : AssociationRules.Find(baskets, (double)minimum / baskets.Count, search.MinimumConfidence, Math.Max(2, search.Longest));
        AssociationRule[] rules = [.. found.Where(rule => !rule.Redundant)];
        CompanionRule[] cards = [.. rules.Select(Card).Take(MostKept)];
        BundleIdea[] bundles = [.. rules.Where(rule => rule.AdjustedP < 0.05 && rule.Leverage > 0).Select(rule => Idea(rule, baskets.Count, money))
            .OrderByDescending(idea => idea.Worth).DistinctBy(idea => string.Join('\u0001', idea.Items)).Take(50)];
        int tested = found.Count, sure = found.Count(rule => rule.AdjustedP < 0.05);
        return new(footing with { Enough = baskets.Count >= 200, Sure = Sureness(baskets.Count, tested, sure), Next = NextStep(bundles), Limits = limits },
            baskets.Count, baskets.ItemCount, minimum, search.Closed, counts, cards, bundles,
            [.. sets.OrderByDescending(set => set.Count).ThenBy(set => set.Items.Count).Take(MostKept)
                .Select(set => new OftenTogether([.. set.Items.Select(baskets.NameOf).Order(StringComparer.Ordinal)], set.Count))]);
    }

    /// <summary>Counts and the most frequent sets; null when there are more than any answer can hold.</summary>
    static (long[] Counts, List<ItemSet> Sets)? Counted(BasketTable baskets, int minimum, bool closed)
    {
        List<long> counts = [];
        PriorityQueue<ItemSet, int> best = new();
        long all = 0;
        void Take(ReadOnlySpan<int> items, int count)
        {
            while (counts.Count < items.Length) counts.Add(0);
            counts[items.Length - 1]++;
            if (++all > MostSets) throw new TooManySets();
            if (items.Length < 2 || best.Count >= MostKept && best.TryPeek(out _, out int least) && count <= least) return;
            best.Enqueue(new ItemSet(items.ToArray(), count), count);
            if (best.Count > MostKept) best.Dequeue();
        }

        try
        {
            if (closed) ItemSets.VisitClosed(baskets, minimum, Take);
            else ItemSets.VisitFrequent(baskets, minimum, Take);
        }
        catch (TooManySets)
        {
            return null;
        }

        return ([.. counts], [.. best.UnorderedItems.Select(entry => entry.Element)]);
    }

    /// <summary>Ends a search that would not end: the visitor has no other way to say stop.</summary>
    sealed class TooManySets : Exception;

    static CompanionRule Card(AssociationRule rule) => new(rule.Left, rule.Right, rule.Count, Written.OrZero(rule.Support, 6),
        Written.OrZero(rule.Confidence, 6), Written.OrZero(rule.Lift, 6),
        Written.OrZero(rule.Leverage, 8), Written.Number(rule.Conviction, 6), Written.OrZero(rule.P, 12), Written.OrZero(rule.AdjustedP, 12));

    static BundleIdea Idea(AssociationRule rule, int baskets, Dictionary<string, (decimal Amount, decimal? Cost, decimal Pieces)> money)
    {
        string[] items = [.. rule.Left.Append(rule.Right).Order(StringComparer.Ordinal)];
        decimal? Unit(string item) => money.TryGetValue(item, out var sum) && sum.Pieces > 0m && sum.Cost is { } cost ? (sum.Amount - cost) / sum.Pieces : null;
        decimal extra = Written.OrZero(rule.Leverage * baskets, 2);
        decimal?[] margins = [.. items.Select(Unit)];
        decimal? added = Unit(rule.Right) ?? (money.TryGetValue(rule.Right, out var sales) && sales.Pieces > 0m ? sales.Amount / sales.Pieces : null);
        return new(items, rule.Count, Written.OrZero(rule.Lift), extra, margins.All(margin => margin is not null)
            ? decimal.Round(margins.Sum() ?? 0m, 2) : null, decimal.Round(extra * (added ?? 1m), 2));
    }

    static Words Sureness(int baskets, int rules, int sure) =>
        baskets == 0 ? new("没有一张能用的订单。", "There is not one usable basket.")
        : baskets < 200 ? new($"只有 {baskets} 张订单，规律多半是巧合。", $"Only {baskets} baskets: most of what shows is chance.")
        : new($"{baskets} 张订单，检验了 {rules} 条规律，{sure} 条在多重检验修正后仍成立（错误发现率 5%）。",
            $"{baskets} baskets; {rules} rules were tested, {sure} hold after correction for testing so many (5 % false discoveries).");

    static Words NextStep(BundleIdea[] bundles) => bundles.Length == 0
        ? new("没有站得住的搭配；先让客服试着搭着卖，攒更多多件订单。", "No bundle stands; let service suggest pairs first and gather more orders of several items.")
        : new($"先试「{string.Join(" + ", bundles[0].Items)}」，一半流量看不到它作对照，28 天后看连带率。",
            $"Try “{string.Join(" + ", bundles[0].Items)}” first, hidden from half the visitors as control; look after 28 days.");

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "套装" : "Bundles", zh ? ["商品", "同购单数", "提升度", "多出的单", "每套毛利", "价值"] : ["Items", "Baskets", "Lift", "Beyond chance", "Margin", "Worth"],
                [.. Bundles.Select(idea => (IReadOnlyList<Cell>)[string.Join(" + ", idea.Items), Cell.Of(idea.Count), Cell.Of(idea.Lift),
                    Cell.Of(idea.Extra), Cell.Of(idea.Margin), Cell.Of(idea.Worth)])]),
            new(zh ? "规律" : "Rules", zh ? ["买了", "也买", "单数", "支持度", "置信度", "提升度", "杠杆", "确信度", "修正后 p"]
                : ["Who buys", "also buys", "Baskets", "Support", "Confidence", "Lift", "Leverage", "Conviction", "Corrected p"],
                [.. Rules.Select(rule => (IReadOnlyList<Cell>)[string.Join(" + ", rule.Left), rule.Right, Cell.Of(rule.Count), Cell.Of(rule.Support),
                    Cell.Of(rule.Confidence), Cell.Of(rule.Lift),
                    Cell.Of(rule.Leverage), Cell.Of(rule.Conviction), Cell.Of(rule.AdjustedP)])]),
            new(zh ? "组合" : "Sets", zh ? ["商品", "单数"] : ["Items", "Baskets"],
                [.. Sets.Select(set => (IReadOnlyList<Cell>)[string.Join(" + ", set.Items), Cell.Of(set.Count)])]),
        ];
    }
}
