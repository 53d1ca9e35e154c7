using Duoshou.Analytics.Baskets;

namespace Duoshou.Libraries.Tests.Baskets;

public class BasketTests
{
    [Theory]
    [InlineData(1, 40, 8, 0.5)]
    [InlineData(2, 200, 12, 0.25)]
    [InlineData(3, 130, 9, 0.7)]
    [InlineData(4, 70, 14, 0.3)]
    public void Sets_are_exactly_those_that_counting_every_combination_finds(ulong seed, int count, int items, double share)
    {
        string[][] rows = Random(seed, count, items, share);
        BasketTable baskets = BasketTable.From(rows);
        int minimum = Math.Max(2, count / 10);
        Dictionary<string, int> brute = Brute(rows, items, minimum);
        Named(baskets, ItemSets.Frequent(baskets, minimum)).ShouldBe(brute, ignoreOrder: true);
        Dictionary<string, int> closed = brute.Where(s => !brute.Any(o => o.Value == s.Value && o.Key.Length > s.Key.Length
            && s.Key.All(o.Key.Contains))).ToDictionary();
        Named(baskets, ItemSets.Closed(baskets, minimum)).ShouldBe(closed, ignoreOrder: true);
    }

    [Fact]
    public void Closed_sets_of_sparse_baskets_are_the_frequent_ones_that_nothing_can_be_added_to()
    {
        string[][] rows = [.. Random(11, 900, 80, 0.03).Select((row, i) => i % 9 == 0 ? [.. row.Append("i1").Append("i2").Append("i3").Distinct()] : row)];
        BasketTable baskets = BasketTable.From(rows);
        IReadOnlyList<ItemSet> all = ItemSets.Frequent(baskets, 3);
        ItemSet[] closed = [.. all.Where(set => !all.Any(other => other.Count == set.Count && other.Items.Count == set.Items.Count + 1 && set.Items.All(other.Items.Contains)))];
        closed.Length.ShouldBeLessThan(all.Count);
        ItemSets.Closed(baskets, 3).Select(set => (string.Join(',', set.Items), set.Count)).ShouldBe(closed.Select(set => (string.Join(',', set.Items), set.Count)));
    }

    [Fact]
    public void Shuffled_baskets_have_the_same_rules()
    {
        string[][] rows = Random(9, 300, 10, 0.3);
        IReadOnlyList<AssociationRule> rules = AssociationRules.Find(BasketTable.From(rows), 0.02, 0.4);
        IReadOnlyList<AssociationRule> shuffled = AssociationRules.Find(BasketTable.From(rows.Reverse().Select(r =>
            r.Reverse())), 0.02, 0.4);
        shuffled.Select(Text).ShouldBe(rules.Select(Text));
        rules.ShouldNotBeEmpty();
    }

    [Fact]
    public void Measures_agree_with_one_another()
    {
        foreach (AssociationRule rule in AssociationRules.Find(BasketTable.From(Random(5, 400, 8, 0.35)), 0.01, 0.2))
        {
            (rule.Lift > 1).ShouldBe(rule.Leverage > 0 || Math.Abs(rule.Leverage) < 1e-12 && rule.Lift > 1);
            rule.Confidence.ShouldBeInRange(0.2 - 1e-9, 1);
            rule.P.ShouldBeInRange(0, 1);
            rule.AdjustedP.ShouldBeGreaterThanOrEqualTo(rule.P - 1e-15);
        }
    }

    [Fact]
    public void Goods_that_always_go_together_are_no_accident_and_strangers_are()
    {
        string[][] rows = [.. Enumerable.Range(0, 200).Select(i => (string[])(i % 4 == 0 ? ["tea", "cup"] : i % 4 == 1
            ? ["tea", "sock"] : ["sock"]))];
        IReadOnlyList<AssociationRule> rules = AssociationRules.Find(BasketTable.From(rows), 0.05, 0.1);
        AssociationRule cup = rules.Single(r => r.Left.SequenceEqual(["cup"]) && r.Right == "tea");
        cup.P.ShouldBeLessThan(1e-10);
        double.IsPositiveInfinity(cup.Conviction).ShouldBeTrue();
        rules.Where(r => r.Right == "sock").All(r => r.P > 0.5).ShouldBeTrue();
    }

    [Fact]
    public void No_baskets_and_empty_baskets_are_no_error()
    {
        ItemSets.Frequent(BasketTable.From([]), 1).ShouldBeEmpty();
        ItemSets.Closed(BasketTable.From([[], []]), 1).ShouldBeEmpty();
        AssociationRules.Find(BasketTable.From([["a"]]), 0.5, 0.5).ShouldBeEmpty();
        BasketTable.From([["a", "a"], []]).Count.ShouldBe(2);
    }

    [Fact]
    public void Adjusted_chances_follow_Benjamini_and_Hochberg() =>
        AssociationRules.BenjaminiHochberg([0.01, 0.04, 0.03, 0.005]).ShouldBe([0.02, 0.04, 0.04, 0.02], 1e-12);

    static string Text(AssociationRule r) => $"{string.Join(',', r.Left)}>{r.Right}:{r.Count}";

    static Dictionary<string, int> Named(BasketTable baskets, IEnumerable<ItemSet> sets) =>
        sets.ToDictionary(s => string.Concat(s.Items.Select(baskets.NameOf).Order(StringComparer.Ordinal)), s => s.Count);

    static Dictionary<string, int> Brute(string[][] rows, int items, int minimum)
    {
        int[] masks = [.. rows.Select(r => r.Aggregate(0, (m, name) => m | 1 << (name[0] - 'a')))];
        Dictionary<string, int> found = [];
        for (int set = 1; set < 1 << items; set++)
            if (masks.Count(m => (m & set) == set) is int count && count >= minimum)
                found[string.Concat(Enumerable.Range(0, items).Where(i => (set >> i & 1) == 1).Select(i => (char)('a'
                    + i)))] = count;
        return found;
    }

    static string[][] Random(ulong seed, int count, int items, double share)
    {
        Duoshou.Analytics.Numerics.SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, items).Where(i => random.Uniform() < share
            * (i % 3 + 1) / 2)
            .Select(i => ((char)('a' + i)).ToString()).ToArray())];
    }
}
