using Duoshou.Analytics.RootCauses;

namespace Duoshou.Tests.RootCauses;

/// <summary>Reading the table of `explain --leaves`.</summary>
public sealed class LeavesFileTests
{
    [Fact]
    public void A_sum_has_real_and_predict()
    {
        LeafTable table = Read("country,channel,real,predict\nTH,\"live, night\",10.5,12\r\nUS,ads,1e2,90\n");
        table.IsRatio.ShouldBeFalse();
        table.Dimensions.ShouldBe(["country", "channel"]);
        table.Leaves[0].At[1].ShouldBe("live, night");
        table.Leaves[1].Real.ShouldBe(100m);
    }

    [Fact]
    public void A_ratio_has_two_pairs_whose_first_is_the_numerator()
    {
        LeafTable table = Read("\uFEFFcountry,real_orders,predict_orders,real_visitors,predict_visitors\nTH,1,2,30,40\n");
        table.IsRatio.ShouldBeTrue();
        Leaf leaf = table.Leaves.ShouldHaveSingleItem();
        (leaf.Real, leaf.Expected, leaf.RealBase, leaf.ExpectedBase).ShouldBe((1m, 2m, 30m, 40m));
    }

    [Theory]
    [InlineData("", 1, "leaves.empty")]
    [InlineData("country,real\nTH,1", 1, "leaves.header")]
    [InlineData("country,country,real,predict\nTH,TH,1,1", 1, "leaves.header")]
    [InlineData("country,real,predict\nTH,1,2\nUS,1", 3, "leaves.columns")]
    [InlineData("country,real,predict\nTH,1,2\n\nUS,\"1,5\",2", 4, "leaves.number")]
    public void An_error_names_its_line_and_what_to_do(string text, int line, string code)
    {
        LeavesFileException error = Should.Throw<LeavesFileException>(() => Read(text));
        (error.Line, error.Code).ShouldBe((line, code));
        error.Remedy.Zh.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_header_alone_is_a_table_of_nothing() =>
        LeavesExplanation.Of(Read("country,real,predict\n")).ShouldSatisfyAllConditions(
            e => e.Change.ShouldBe("0"), e => e.Causes.ShouldBeEmpty());

    static LeafTable Read(string text) => LeavesFile.Read(new StringReader(text));
}
