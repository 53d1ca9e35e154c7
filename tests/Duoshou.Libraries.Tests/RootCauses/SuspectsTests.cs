using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Libraries.Tests.RootCauses;

public sealed class SuspectsTests
{
    static readonly string[] Goods = ["A", "B", "C", "D", "E", "F", "G", "H"];

    [Fact]
    public void A_suspect_that_moved_beyond_all_others_is_named_with_its_exact_amount()
    {
        LeafTable table = Table(("A", 40, 100), ("B", 98, 100), ("C", 103, 100), ("D", 99, 100), ("E", 101, 100), ("F", 100, 100));
        (IReadOnlyList<RootCause> moved, LeafTable left) = Suspects.Test(table, [Place("A"), Place("D")], -59, 0);
        RootCause only = moved.ShouldHaveSingleItem();
        (only.Where[0].Value, only.Amount, only.Grade).ShouldBe(("A", -60m, Grade.Shown));
        left.Leaves.Single(leaf => leaf.At[0] == "A").Expected.ShouldBe(40m);
    }

    [Fact]
    public void What_befell_all_alike_is_no_suspects_fault()
    {
        LeafTable table = new(["sku"], [.. Goods.Select(sku => new Leaf([sku], 50, 100))]);
        Suspects.Test(table, [Place("A")], -400, 0).Moved.ShouldBeEmpty();
    }

    [Fact]
    public void A_suspect_in_a_ratio_is_judged_by_its_own_ratio()
    {
        Leaf[] others = [.. Goods.Skip(1).Select(sku => new Leaf([sku], 50, 50, 1000, 1000))];
        LeafTable table = new(["sku"], [new Leaf(["A"], 20, 50, 1000, 1000), .. others], isRatio: true);
        RootCause found = Suspects.Test(table, [Place("A")], -0.00375m, 10).Moved.ShouldHaveSingleItem();
        found.Amount.ShouldBe(-0.00375m);
        found.Share.ShouldBe(1m);
    }

    [Fact]
    public void A_suspect_that_moved_as_foretold_is_named_sooner_and_no_more_than_named()
    {
        LeafTable table = Table(("A", 87, 100), ("B", 98, 100), ("C", 103, 100), ("D", 99, 100), ("E", 101, 100), ("F", 100, 100));
        Suspects.Test(table, [Place("A")], -12, 0).Moved.ShouldBeEmpty();
        Suspects.Test(table, [Place("A", -1)], -12, 0).Moved.ShouldHaveSingleItem().Grade.ShouldBe(Grade.CannotTell);
        Suspects.Test(table, [Place("A", 1)], -12, 0).Moved.ShouldBeEmpty();
    }

    [Fact]
    public void A_place_of_another_dimension_or_without_leaves_is_passed_over()
    {
        LeafTable table = Table(("A", 40, 100), ("B", 100, 100));
        Suspects.Test(table, [new([new AttributeValue("region", "X")]), Place("Z"), new([])], -60, 0).Moved.ShouldBeEmpty();
    }

    static Suspect Place(string sku, int direction = 0) => new([new("sku", sku)], direction);

    static LeafTable Table(params (string Sku, decimal Real, decimal Expected)[] leaves) =>
        new(["sku"], [.. leaves.Select(leaf => new Leaf([leaf.Sku], leaf.Real, leaf.Expected))]);
}
