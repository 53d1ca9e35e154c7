using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Real exports, each with the dirt that its own notes list.</summary>
public sealed class ReferenceImportTests
{
    [SkippableFact]
    public async Task Online_retail_adds_up_to_its_published_totals_once_and_goes_away_again()
    {
        using Workbench bench = new("GBP", "Europe/London");
        IReadOnlyList<InputFile> file = Workbench.Reference("online_retail/online_retail.csv.gz");
        ImportReport first = (await bench.Import(file)).Single();
        Workbench.ShouldSum(first);
        first.RowsRead.ShouldBe(541_909);
        first.RowsLoaded.ShouldBe(541_909);
        first.Totals.Money["GBP"].ShouldBe(9_747_747.934m);
        first.Mapping.ShouldBe("online_retail");
        first.First.ShouldBe(new DateOnly(2010, 12, 1));
        first.Last.ShouldBe(new DateOnly(2011, 12, 9));
        ImportReport second = (await bench.Import(file)).Single();
        Workbench.ShouldSum(second);
        (second.RowsLoaded, second.RowsRestated, second.RowsUnchanged).ShouldBe((0, 0, 541_909));
        BatchRecord undone = await bench.Undo(first.Batch!.Value);
        undone.UndoneAt.ShouldNotBeNull();
        (await bench.Ledger.Feeds(bench.Scope, new(new DateOnly(2010, 1, 1), new DateOnly(2012, 1, 1)), default)).Sum(day => day.Rows).ShouldBe(0);
    }

    [SkippableFact]
    public async Task Online_retail_keeps_what_is_no_sale_apart_and_cancellations_find_their_sale()
    {
        using Workbench bench = new("GBP", "Europe/London");
        RowSpy rows = await RowSpy.Read(Workbench.Reference("online_retail/by_day/2010-12-01.csv", "online_retail/by_day/2011-12-09.csv"), bench);
        rows.Distinct("row_class").ShouldBe(["sale", "cancellation", "adjustment", "postage", "write_off"], ignoreOrder: true);
        var huge = rows.Rows.Single(row => (string?)row["order_id"] == "C581484");
        (huge["row_class"], huge["refers_to"], huge["refunded_quantity"], huge["quantity"]).ShouldBe(("cancellation", "581483", 80_995m, -80_995m));
        rows.Rows.ShouldAllBe(row => row["country"] == null || ((string)row["country"]!).Length == 2);
        rows.Distinct("country").ShouldContain("IE");
        rows.Rows.Where(row => (string?)row["sku"] == "POST").ShouldAllBe(row => (string?)row["row_class"] == "postage");
    }

    [SkippableFact]
    public async Task A_day_of_online_retail_imported_twice_loads_nothing_the_second_time()
    {
        using Workbench bench = new("GBP", "Europe/London");
        IReadOnlyList<InputFile> day = Workbench.Reference("online_retail/by_day/2010-12-01.csv");
        ImportReport first = (await bench.Import(day)).Single();
        (first.RowsRead, first.RowsLoaded).ShouldBe((3_108, 3_108));
        (await bench.Import(day)).Single().RowsUnchanged.ShouldBe(3_108);
    }

    [SkippableFact]
    public async Task Tmall_orders_keep_what_was_paid_before_the_refund_and_short_provinces()
    {
        using Workbench bench = new();
        IReadOnlyList<InputFile> file = Workbench.Reference("tmall_orders/tmall_order_report.csv");
        ImportReport report = (await bench.Import(file)).Single();
        Workbench.ShouldSum(report);
        (report.RowsRead, report.RowsLoaded, report.Mapping).ShouldBe((28_010, 28_010, "tmall.orders"));
        report.Totals.Money["CNY"].ShouldBe(2_995_760.61m);
        (report.First, report.Last).ShouldBe((new DateOnly(2020, 2, 1), new DateOnly(2020, 2, 29)));
        (await bench.Import(file)).Single().RowsUnchanged.ShouldBe(28_010);
        RowSpy rows = await RowSpy.Read(file, bench);
        rows.Sum("paid").ShouldBe(1_902_487.15m + 572_335.92m);
        rows.Sum("refunded").ShouldBe(572_335.92m);
        rows.Count("paid_at").ShouldBe(28_010 - 3_923);
        rows.Distinct("region").ShouldContain("内蒙古");
        rows.Distinct("region").ShouldNotContain("内蒙古自治区");
        rows.Distinct("country").ShouldBe(["CN"]);
    }

    [SkippableFact]
    public async Task Olist_nine_tables_are_one_batch_and_records_are_counted_not_lines()
    {
        using Workbench bench = new("BRL", "America/Sao_Paulo");
        IReadOnlyList<InputFile> files = [.. Directory.GetFiles(ReferenceFiles.Path("data/olist/sample_3k_full"), "*.csv").SelectMany(InputFile.At)];
        IReadOnlyList<ImportReport> reports = await bench.Import(files);
        reports.Count.ShouldBe(9);
        foreach (ImportReport report in reports) Workbench.ShouldSum(report);
        reports.Select(report => report.Batch).Distinct().Count().ShouldBe(1);
        ImportReport items = Of("olist.items"), orders = Of("olist.orders"), reviews = Of("olist.reviews");
        (items.RowsRead, items.RowsLoaded).ShouldBe((3_397, 3_397));
        (orders.RowsRead, orders.RowsLoaded, orders.Ignored[IgnoredReason.Joined]).ShouldBe((3_000, 24, 2_976));
        (reviews.RowsRead, reviews.RowsLoaded).ShouldBe((2_993, 2_993));
        Of("olist.customers").RowsRead.ShouldBe(3_000);
        Of("olist.geolocation").RowsRead.ShouldBe(8_940);
        Of("olist.translation").RowsRead.ShouldBe(71);
        items.Totals.Quantity.ShouldBe(3_397m);
        IReadOnlyList<ImportReport> second = await bench.Import(files);
        second.Sum(report => report.RowsLoaded + report.RowsRestated).ShouldBe(0);
        second.Single(report => report.Mapping == "olist.items").RowsUnchanged.ShouldBe(3_397);

        ImportReport Of(string mapping) => reports.Single(report => report.Mapping == mapping);
    }

    [SkippableFact]
    public async Task Olist_sample_of_ten_thousand_loads_with_its_customers()
    {
        using Workbench bench = new("BRL", "America/Sao_Paulo");
        IReadOnlyList<InputFile> files = [.. Directory.GetFiles(ReferenceFiles.Path("data/olist/sample_10k_delivered"), "*.gz").SelectMany(InputFile.At)];
        IReadOnlyList<ImportReport> reports = await bench.Import(files);
        foreach (ImportReport report in reports) Workbench.ShouldSum(report);
        ImportReport items = reports.Single(report => report.Mapping == "olist.items");
        (items.RowsRead, items.RowsLoaded).ShouldBe((11_513, 11_513));
        reports.Single(report => report.Mapping == "olist.orders").RowsRead.ShouldBe(10_000);
    }

    [SkippableFact]
    public async Task Olist_funnel_reads_its_dates_month_first_for_the_whole_column()
    {
        using Workbench bench = new("BRL", "America/Sao_Paulo");
        IReadOnlyList<InputFile> leads = Workbench.Reference("olist/keys_and_funnel/olist_marketing_qualified_leads_dataset.csv", "olist/keys_and_funnel/olist_closed_deals_dataset.csv");
        IReadOnlyList<ImportReport> reports = await bench.Import(leads);
        (reports[0].RowsRead, reports[0].RowsLoaded).ShouldBe((8_000, 8_000));
        (reports[1].RowsRead, reports[1].RowsLoaded).ShouldBe((380, 380));
        reports[0].First!.Value.Year.ShouldBe(2017);
        reports[1].Last.ShouldBe(new DateOnly(2018, 8, 7));
    }

    [SkippableFact]
    public async Task Facebook_ads_read_days_first_and_round_float_noise_away()
    {
        using Workbench bench = new("USD", "America/New_York");
        IReadOnlyList<InputFile> file = Workbench.Reference("facebook_ads/KAG_conversion_data.csv");
        ImportReport report = (await bench.Import(file)).Single();
        Workbench.ShouldSum(report);
        (report.RowsRead, report.RowsLoaded, report.Kind).ShouldBe((518, 518, "ad"));
        report.First!.Value.ShouldBe(new DateOnly(2023, 8, report.First.Value.Day));
        (await bench.Import(file)).Single().RowsUnchanged.ShouldBe(518);
    }

    [SkippableFact]
    public async Task A_price_list_becomes_a_row_for_each_marketplace_and_keeps_words_for_nothing_unknown()
    {
        using Workbench bench = new("INR", "Asia/Kolkata");
        foreach (string name in (string[])["May-2022.csv", "P_L_March_2021.csv"])
        {
            IReadOnlyList<InputFile> file = Workbench.Reference("marketplace_catalog/" + name);
            ImportReport report = (await bench.Import(file)).Single();
            Workbench.ShouldSum(report);
            (report.RowsRead, report.Mapping).ShouldBe((1_330, "marketplace.price_list"));
            (report.RowsLoaded + report.RowsRefused).ShouldBe(1_330);
            report.RowsLoaded.ShouldBeGreaterThan(1_280);
            ImportReport second = (await bench.Import(file)).Single();
            (second.RowsLoaded, second.RowsRestated).ShouldBe((0, 0));
        }
    }

    [SkippableFact]
    public async Task A_stock_sheet_refuses_rows_without_an_item_and_leaves_out_empty_ones()
    {
        using Workbench bench = new("INR", "Asia/Kolkata");
        IReadOnlyList<InputFile> file = Workbench.Reference("marketplace_catalog/Sale_Report.csv");
        ImportReport report = (await bench.Import(file)).Single();
        Workbench.ShouldSum(report);
        (report.RowsRead, report.Ignored[IgnoredReason.Blank], report.RowsRefused).ShouldBe((9_271, 36, 83 - 36 + 15));
        report.Refusals.Count(refusal => refusal.Code == "value.spreadsheet_error").ShouldBe(15);
        report.Refusals.Count(refusal => refusal.Code == "value.missing").ShouldBe(47);
        (await bench.Import(file)).Single().RowsLoaded.ShouldBe(0);
    }

    [SkippableFact]
    public async Task Cdnow_has_no_header_and_each_of_its_lines_is_an_order()
    {
        using Workbench bench = new("USD", "America/New_York");
        IReadOnlyList<InputFile> file = Workbench.Reference("cdnow/CDNOW_master.txt");
        ImportReport report = (await bench.Import(file)).Single();
        (report.RowsRead, report.RowsLoaded, report.Mapping).ShouldBe((69_659, 69_659, "cdnow"));
        report.Totals.Money["USD"].ShouldBe(2_500_315.63m);
        report.Totals.Quantity.ShouldBe(167_881m);
        (report.First, report.Last).ShouldBe((new DateOnly(1997, 1, 1), new DateOnly(1998, 6, 30)));
        (await bench.Import(file)).Single().RowsUnchanged.ShouldBe(69_659);
        (await RowSpy.Read(file, bench)).Distinct("buyer_key").Count.ShouldBe(23_570);
    }

    [SkippableFact]
    public async Task Complete_journey_loads_with_its_products()
    {
        using Workbench bench = new("USD", "America/New_York");
        IReadOnlyList<InputFile> files = [.. Directory.GetFiles(ReferenceFiles.Path("data/completejourney"), "*.csv*").SelectMany(InputFile.At)];
        IReadOnlyList<ImportReport> reports = await bench.Import(files);
        foreach (ImportReport report in reports) Workbench.ShouldSum(report);
        ImportReport lines = reports.Single(report => report.Kind == "order_line");
        (lines.RowsRead, lines.RowsLoaded).ShouldBe((75_000, 75_000));
        reports.Single(report => report.Mapping == "completejourney.redemptions").RowsLoaded.ShouldBe(2_102);
        reports.Single(report => report.Mapping == "completejourney.promotions").RowsRead.ShouldBe(360_535);
        reports.Single(report => report.Mapping == "completejourney.campaign_descriptions").RowsLoaded.ShouldBe(27);
    }

    [SkippableFact]
    public async Task Clicks_reviews_and_stock_of_other_sets_find_their_kinds()
    {
        using Workbench bench = new();
        ImportReport clicks = (await bench.Import(Workbench.Reference("taobao_clickstream/UserBehavior_2h.csv.gz"))).Single();
        (clicks.Kind, clicks.RowsLoaded).ShouldBe(("visit_event", 110_300));
        (clicks.First, clicks.Last).ShouldBe((new DateOnly(2017, 11, 26), new DateOnly(2017, 11, 26)));
        ImportReport named = (await bench.Import(Workbench.Reference("taobao_behaviour_named/UserBehavior_named.csv.gz"))).Single();
        (named.Kind, named.RowsLoaded).ShouldBe(("visit_event", 40_000));
        ImportReport reviews = (await bench.Import(Workbench.Reference("shopping_reviews_zh/online_shopping_10_cats.csv.gz"))).Single();
        Workbench.ShouldSum(reviews);
        (reviews.Kind, reviews.RowsRead).ShouldBe(("review", 62_774));
    }

    [SkippableTheory]
    [InlineData("cookie_cats/cookie_cats.csv.gz")]
    [InlineData("baskets/groceries.csv")]
    [InlineData("baskets/retail.dat.gz")]
    [InlineData("wands_queries/query.csv")]
    public async Task A_table_that_is_no_fact_is_refused_with_what_to_do(string path)
    {
        using Workbench bench = new();
        IReadOnlyList<InputFile> file = Workbench.Reference(path);
        ImportProblem problem = await Should.ThrowAsync<ImportProblem>(() => bench.Import(file));
        problem.Code.ShouldBe("kind.unknown");
    }
}
