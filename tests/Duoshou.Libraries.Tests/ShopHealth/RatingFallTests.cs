using Duoshou.Analytics.ShopHealth;

namespace Duoshou.Libraries.Tests.ShopHealth;

/// <summary>A fall of a rolling score is split exactly, and the kinds of fall are told apart.</summary>
public sealed class RatingFallTests
{
    static readonly DateOnly Then = new(2026, 10, 1), Now = new(2026, 10, 29);

    [Fact]
    public void Leaving_and_coming_reviews_add_up_to_the_change_whatever_they_are()
    {
        Random dice = new(7);
        for (int round = 0; round < 200; round++)
        {
            RatingCell[] cells = [.. Enumerable.Range(0, dice.Next(2, 300)).Select(_ => Cell(Now.AddDays(-dice.Next(0, 230)), $"g{dice.Next(4)}", dice.Next(1, 6), dice.Next(1, 5)))];
            if (RatingFall.Between(cells, Then, Now) is not { } fall) continue;
            (fall.Leaving + fall.Coming).ShouldBe(fall.Change, 1e-9);
            fall.Groups.Sum(group => group.Effect).ShouldBe(fall.Coming, 1e-9);
            RatingFall shuffled = RatingFall.Between(cells.Reverse(), Then, Now)!;
            shuffled.Change.ShouldBe(fall.Change, 1e-9);
        }
    }

    [Fact]
    public void Old_good_reviews_that_leave_are_no_fault()
    {
        // 100 fives leave the window, 100 fours stay, and what comes is as the mean was.
        RatingCell[] cells = [Cell(Now.AddDays(-185), "old", 5, 100), Cell(Now.AddDays(-100), "old", 4, 100), Cell(Now.AddDays(-3), "new", 4.5, 40)];
        RatingFall fall = RatingFall.Between(cells, Then, Now)!;
        fall.Change.ShouldBe(-5 / 14.0 * 1.0, 1e-9);
        RatingFalls.KindOf(fall, []).ShouldBe(RatingFallKind.Leaving);
    }

    [Fact]
    public void One_item_with_half_of_the_fall_is_one_fault_and_all_scores_alike_is_halo()
    {
        RatingCell[] goods = [Cell(Now.AddDays(-90), "all", 4.8, 400), Cell(Now.AddDays(-5), "bad\nsize", 1.5, 30), Cell(Now.AddDays(-5), "fine", 4.8, 60)];
        RatingCell[] unmoved = [Cell(Now.AddDays(-90), "all", 4.8, 400), Cell(Now.AddDays(-5), "bad\nsize", 4.7, 30), Cell(Now.AddDays(-5), "fine", 4.8, 60)];
        RatingFall fall = RatingFall.Between(goods, Then, Now)!, other = RatingFall.Between(unmoved, Then, Now)!;
        RatingFalls.KindOf(fall, [other, other]).ShouldBe(RatingFallKind.OneFault);
        fall.Groups[0].Group.ShouldBe("bad\nsize");
        RatingFalls.KindOf(fall, [fall, fall]).ShouldBe(RatingFallKind.Halo);
        RatingFalls.KindOf(other, [fall, fall]).ShouldBe(RatingFallKind.None);
    }

    [Fact]
    public void Windows_without_ratings_and_days_the_wrong_way_round_give_nothing()
    {
        RatingFall.Between([], Then, Now).ShouldBeNull();
        RatingFall.Between([Cell(Now, "a", 5, 1)], Then, Now).ShouldBeNull();
        RatingFall.Between([Cell(Then, "a", 5, 1)], Now, Then).ShouldBeNull();
    }

    [Fact]
    public void The_whole_leaves_out_what_is_unknown_and_is_capped_by_a_line_that_suspends()
    {
        HealthScore.Whole([(1, 80), (3, null), (1, 60)], capped: false).ShouldBe(70);
        HealthScore.Whole([(1, 80), (1, 60)], capped: true).ShouldBe(40);
        HealthScore.Whole([(1, null)], capped: false).ShouldBeNull();
        HealthScore.PartScore(new("sales", 1, 100, [100, 100, 100, 100], true)).ShouldBe(50);
        HealthScore.Distance(new("sales", 1, 90, [100, 100, 100, 100], true)).ShouldBe(-2);
        HealthScore.Distance(new("sales", 1, 90, [100, 100], true)).ShouldBeNull();
    }

    static RatingCell Cell(DateOnly day, string group, double stars, int ratings) => new(day, group, stars * ratings, ratings);
}
