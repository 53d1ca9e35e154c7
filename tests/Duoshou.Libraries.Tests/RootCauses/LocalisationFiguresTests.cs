using Xunit.Abstractions;

namespace Duoshou.Tests.RootCauses;

/// <summary>How often the places found are the true ones, on the reference sets and on tables made from other seeds.</summary>
public sealed class LocalisationFiguresTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("gmv", 0.560)]
    [InlineData("leaf", 0.739)]
    [InlineData("cvr", 0.863)]
    public void The_reference_sets_are_found_better_than_by_RiskLoc(string set, double riskLoc)
    {
        Marks marks = Marks.Of(ReferenceTables.Of(set));
        output.WriteLine($"{set}: {marks}; RiskLoc {riskLoc}");
        marks.F1.ShouldBeGreaterThanOrEqualTo(riskLoc + 0.05);
    }

    [SkippableFact]
    public void Real_incidents_are_found_better_than_by_RobustSpot_within_three_answers()
    {
        MadeTable[] incidents = [.. ReferenceTables.Incidents()];
        Marks marks = Marks.Of(incidents);
        output.WriteLine($"real incidents: {marks}; RobustSpot F1 0.410, recall 0.846");
        incidents.Length.ShouldBe(135);
        marks.F1.ShouldBeGreaterThan(0.41);
        marks.Recall.ShouldBeGreaterThanOrEqualTo(0.846);
    }

    [SkippableFact]
    public void Each_half_of_the_real_incidents_alone_is_above_the_floor()
    {
        MadeTable[] incidents = [.. ReferenceTables.Incidents()];
        foreach (int half in new[] { 0, 1 })
        {
            Marks marks = Marks.Of(incidents.Where((_, i) => i % 2 == half));
            output.WriteLine($"half {half}: {marks}");
            marks.F1.ShouldBeGreaterThan(0.41);
        }
    }

    [Theory]
    [InlineData(0.05, 0.9)]
    [InlineData(0.15, 0.75)]
    [InlineData(0.25, 0.65)]
    public void Made_sums_of_other_shapes_are_found(double noise, double floor)
    {
        Marks marks = Marks.Of(Enumerable.Range(0, 12).Select(seed => new MadeTables(7000 + seed)
            .Sum(seed % 2 == 0 ? [8, 6, 5, 3, 4] : [12, 4, 9, 5], 1 + (seed % 3), 3, noise)));
        output.WriteLine($"made sums, noise {noise}: {marks}");
        marks.F1.ShouldBeGreaterThan(floor);
    }

    [Fact]
    public void Made_single_leaves_are_found()
    {
        Marks marks = Marks.Of(Enumerable.Range(0, 10).Select(seed => new MadeTables(8100 + seed)
            .Sum([8, 10, 6, 4], 1 + (seed % 5), 1, 0.01 * seed, leavesOnly: true)));
        output.WriteLine($"made leaves: {marks}");
        marks.F1.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Made_ratios_are_found()
    {
        Marks marks = Marks.Of(Enumerable.Range(0, 12).Select(seed => new MadeTables(9200 + seed)
            .Ratio([8, 6, 5, 3, 4], 1 + (seed % 2), 2, 0.012 * seed)));
        output.WriteLine($"made ratios: {marks}");
        marks.F1.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Made_ratios_of_many_whole_orders_are_found_all_and_not_only_three()
    {
        Marks marks = Marks.Of(Enumerable.Range(0, 8).Select(seed => new MadeTables(9900 + seed)
            .WholeRatio([8, 6, 5, 3, 4], 2, 3, 0.02 * (1 + seed))));
        output.WriteLine($"made whole ratios: {marks}");
        marks.F1.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Made_counts_of_rare_events_are_among_three_answers()
    {
        Marks marks = Marks.Of(Enumerable.Range(0, 40).Select(seed => new MadeTables(300 + seed).Counts([5, 2, 4, 7])));
        output.WriteLine($"made counts: {marks}");
        marks.Recall.ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Nothing_is_found_where_nothing_happened()
    {
        Marks marks = Marks.Of(Enumerable.Range(0, 20).Select(seed => new MadeTables(500 + seed)
            .Sum([8, 6, 5, 4], 0, 1, 0.02 * (seed % 10))));
        output.WriteLine($"quiet tables: {marks}");
        marks.Wrong.ShouldBeLessThanOrEqualTo(1);
    }
}
