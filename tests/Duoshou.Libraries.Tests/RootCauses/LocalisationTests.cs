using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using FsCheck;
using FsCheck.Fluent;

namespace Duoshou.Tests.RootCauses;

/// <summary>What holds for every table.</summary>
public sealed class LocalisationTests
{
    [Fact]
    public void One_channel_that_fell_is_named_with_its_exact_amount()
    {
        Localised found = Localisation.Find(Shop((country, channel) => channel == "live" ? 0.5m : 1m));
        RootCause cause = found.Causes.ShouldHaveSingleItem();
        MadeTables.Key(cause.Where).ShouldBe("channel=live");
        cause.Grade.ShouldBe(Grade.Shown);
        cause.Amount.ShouldBe(found.Change);
        found.Unexplained.ShouldBe(0);
    }

    [Fact]
    public void What_fell_everywhere_alike_is_everywhere()
    {
        Localised found = Localisation.Find(Shop((_, _) => 0.8m));
        found.Causes.ShouldHaveSingleItem().Where.ShouldBeEmpty();
        found.Causes[0].Share.ShouldBe(1);
    }

    [Fact]
    public void A_place_that_fell_more_than_the_rest_is_found_on_top_of_everywhere()
    {
        Localised found = Localisation.Find(Shop((country, _) => country == "c3" ? 0.3m : 0.8m));
        found.Causes.Select(c => MadeTables.Key(c.Where)).ShouldBe(["", "country=c3"]);
        (found.Causes.Sum(c => c.Amount) + found.Unexplained).ShouldBe(found.Change);
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        MadeTable made = new MadeTables(42).Sum([6, 5, 4, 3], 2, 2, 0.1);
        Leaf[] shuffled = [.. made.Table.Leaves];
        new Random(1).Shuffle(shuffled);
        LeavesExplanation plain = LeavesExplanation.Of(made.Table);
        LeavesExplanation other = LeavesExplanation.Of(new(made.Table.Dimensions, shuffled));
        Told(other).ShouldBe(Told(plain));
    }

    [Fact]
    public void Counting_in_cents_instead_of_yuan_changes_nothing_but_the_amounts()
    {
        MadeTable made = new MadeTables(43).Sum([6, 5, 4, 3], 2, 2, 0.1);
        LeafTable cents = new(made.Table.Dimensions,
            [.. made.Table.Leaves.Select(l => l with { Real = l.Real * 100, Expected = l.Expected * 100 })]);
        Localised inYuan = Localisation.Find(made.Table), inCents = Localisation.Find(cents);
        inCents.Causes.Select(c => MadeTables.Key(c.Where)).ShouldBe(inYuan.Causes.Select(c => MadeTables.Key(c.Where)));
        inCents.Change.ShouldBe(inYuan.Change * 100);
    }

    [Fact]
    public void A_noisy_table_gets_at_most_three_answers()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            Localised found = Localisation.Find(new MadeTables(seed).Counts([5, 4, 6, 3]).Table);
            found.IsNoisy.ShouldBeTrue();
            found.Causes.Count.ShouldBeLessThanOrEqualTo(3);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Odd_tables_are_no_errors(bool isRatio)
    {
        Localisation.Find(new([], [], isRatio)).Causes.ShouldBeEmpty();
        Localisation.Find(new(["a"], [], isRatio)).Change.ShouldBe(0);
        Localisation.Find(new([], [new([], 5, 3, 1, 1)], isRatio)).Change.ShouldBe(2);
        Localised one = Localisation.Find(new(["a"], [new(["x"], 1, 2, 1, 1)], isRatio));
        (one.Causes.Sum(c => c.Amount) + one.Unexplained).ShouldBe(-1);
        Localisation.Find(new(["a", "b"], [new(["x", "y"], 0, 0), new(["x", "z"], 0, 0)], isRatio)).Causes.ShouldBeEmpty();
    }

    [Fact]
    public void Causes_and_the_rest_sum_to_the_change_for_any_values()
    {
        static bool Sums(int[] n, bool isRatio)
        {
            Leaf[] leaves = [.. n.Select((x, i) => new Leaf(["a" + (i % 3), "b" + (i % 5), "c" + (x % 2)],
                x / 100m, n[(i + 1) % n.Length] / 100m, Math.Abs((decimal)n[(i + 2) % n.Length]), i % 4))];
            Localised found = Localisation.Find(new(["a", "b", "c"], leaves, isRatio));
            return found.Causes.Sum(c => c.Amount) + found.Unexplained == found.Change
                && found.Real - found.Expected == found.Change;
        }

        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), ArbMap.Default.ArbFor<bool>(), Sums).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Twelve_dimensions_are_searched_without_every_combination()
    {
        Random random = new(3);
        Leaf[] leaves = [.. Enumerable.Range(0, 2_000).Select(_ =>
        {
            string[] at = [.. Enumerable.Range(0, 12).Select(d => "v" + random.Next(2 + (d % 5)))];
            decimal expected = 50 + random.Next(100);
            return new Leaf(at, expected * (at[4] == "v1" && at[7] == "v0" ? 0.4m : 1m + (random.Next(-5, 6) / 100m)), expected);
        })];
        Localised found = Localisation.Find(new([.. Enumerable.Range(0, 12).Select(d => "d" + d)], leaves));
        found.Causes.Select(c => MadeTables.Key(c.Where)).ShouldBe(["d4=v1;d7=v0"]);
    }

    static LeafTable Shop(Func<string, string, decimal> factor)
    {
        Leaf[] leaves = [.. from country in Enumerable.Range(0, 6).Select(i => "c" + i)
                            from channel in new[] { "search", "live", "ads", "direct" }
                            from device in new[] { "app", "web" }
                            let expected = 100m + (country[1] * 3) + (channel.Length * 7) + device.Length
                            select new Leaf([country, channel, device], expected * factor(country, channel), expected)];
        return new(["country", "channel", "device"], leaves);
    }

    static string Told(LeavesExplanation explanation) => string.Join('|', explanation.Causes.Select(c =>
        string.Join(',', c.Where.Select(w => w.Key + w.Value)) + c.Amount + c.Share + c.Grade)) + explanation.Unexplained;
}
