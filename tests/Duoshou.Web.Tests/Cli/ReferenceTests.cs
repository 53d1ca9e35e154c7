using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>Real exports through the program, as a person imports them: the published totals come in once, again they add nothing, and undone they are gone.</summary>
[Trait("Category", "Heavy")]
public sealed class ReferenceTests
{
    [SkippableFact]
    public void Online_retail_comes_in_once_answers_with_its_totals_and_goes_away()
    {
        string file = ReferenceFiles.Path("data/online_retail/online_retail.csv.gz");
        using Shell shell = Shop("GBP", "GB", "Europe/London");
        string[] ask = ["ask", "gmv", "orders", "units", "buyers", "refunds", "--by", "month", "--from", "2010-12-01", "--to", "2011-12-09", "--json"];
        string before = shell.Run(ask).ShouldBeDone().Json.GetProperty("total").GetRawText();
        JsonElement first = Import(shell, file).Single();
        (Count(first, "rowsRead"), Count(first, "rowsLoaded")).ShouldBe((541_909, 541_909));
        first.GetProperty("totals").GetProperty("money").GetProperty("GBP").GetString().ShouldBe("9747747.934");
        string total = shell.Run(ask).ShouldBeDone().Json.GetProperty("total").GetRawText();
        total.ShouldNotBe(before);
        JsonElement second = Import(shell, file).Single();
        (Count(second, "rowsLoaded"), Count(second, "rowsRestated"), Count(second, "rowsUnchanged")).ShouldBe((0, 0, 541_909));
        shell.Run(ask).ShouldBeDone().Json.GetProperty("total").GetRawText().ShouldBe(total);
        shell.Run("batch", "undo", first.GetProperty("batch").GetString()!).ShouldBeDone();
        shell.Run(ask).ShouldBeDone().Json.GetProperty("total").GetRawText().ShouldBe(before);
        shell.Run("check").ShouldBeDone();
    }

    [SkippableTheory]
    [InlineData("olist/sample_3k_full", "*.csv", "BRL", "BR", "America/Sao_Paulo", 9)]
    [InlineData("olist/sample_10k_delivered", "*.gz", "BRL", "BR", "America/Sao_Paulo", 4)]
    [InlineData("olist/keys_and_funnel", "olist_*_dataset.csv", "BRL", "BR", "America/Sao_Paulo", null)]
    [InlineData("tmall_orders", "*.csv", "CNY", "CN", "Asia/Shanghai", 1)]
    [InlineData("facebook_ads", "*.csv", "USD", "US", "America/New_York", 1)]
    [InlineData("marketplace_catalog", "*.csv", "INR", "IN", "Asia/Kolkata", 3)]
    [InlineData("cdnow", "CDNOW_master.txt", "USD", "US", "America/New_York", 1)]
    public void A_data_set_comes_in_whole_once_and_breaks_no_law(string folder, string pattern, string currency, string country, string zone, int? files)
    {
        string[] paths = [.. Directory.GetFiles(ReferenceFiles.Path("data/" + folder), pattern).Order(StringComparer.Ordinal)];
        using Shell shell = Shop(currency, country, zone);
        JsonElement[] first = Import(shell, paths);
        if (files is { } expected) first.Length.ShouldBe(expected);
        foreach (JsonElement report in first)
            Count(report, "rowsRead").ShouldBe(
                Count(report, "rowsLoaded") + Count(report, "rowsUnchanged") + Count(report, "rowsRestated") + Count(report, "rowsRefused") + Count(report, "rowsIgnored"));
        first.Sum(report => Count(report, "rowsLoaded")).ShouldBeGreaterThan(0);
        JsonElement[] second = Import(shell, paths);
        second.Sum(report => Count(report, "rowsLoaded") + Count(report, "rowsRestated")).ShouldBe(0);
        foreach (string batch in first.Concat(second).Select(report => report.GetProperty("batch").GetString()!).Distinct()) shell.Run("batch", "undo", batch).ShouldBeDone();
        shell.Run("check").ShouldBeDone();
        Import(shell, paths).Sum(report => Count(report, "rowsLoaded")).ShouldBe(first.Sum(report => Count(report, "rowsLoaded")));
    }

    static Shell Shop(string currency, string country, string zone)
    {
        Shell shell = new();
        shell.Run("client", "add", "Client").ShouldBeDone();
        shell.Run("shop", "add", "Shop", "--client", "Client", "--platform", "shopify", "--country", country, "--currency", currency, "--zone", zone).ShouldBeDone();
        return shell;
    }

    static JsonElement[] Import(Shell shell, params string[] files) =>
        [.. shell.Run(["import", .. files, "--shop", "Shop", "--json"]).ShouldBeDone().Json.EnumerateArray()];

    static long Count(JsonElement report, string field) => report.GetProperty(field).GetInt64();
}
