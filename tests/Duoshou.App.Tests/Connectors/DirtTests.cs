using System.IO.Compression;
using System.Text;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Small files, each with one kind of dirt.</summary>
public sealed class DirtTests
{
    const string Orders = "订单编号,下单时间,商家编码,商品名称,数量,实付金额\n1001,2026-01-05 10:00:00,A-1,收纳箱,2,59.80\n1002,2026-01-06 11:30:00,B-2,衣架,1,19.90\n";

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task Chinese_files_are_read_in_every_encoding(string encoding)
    {
        using Workbench bench = new();
        Encoding written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        RowSpy rows = await RowSpy.Read(Workbench.Bytes("订单.csv", [.. written.GetPreamble(), .. written.GetBytes(Orders)]), bench);
        rows.Distinct("product").ShouldBe(["收纳箱", "衣架"]);
        rows.Sum("paid").ShouldBe(79.70m);
    }

    [Fact]
    public async Task Western_files_of_windows_are_read_with_their_accents_commas_and_dots()
    {
        using Workbench bench = new("EUR", "Europe/Berlin");
        Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        const string text = "Bestellnummer;Bestelldatum;Artikelname;Menge;Gesamtpreis\nB-1;05.01.2026;Größe L Rückenkissen für Köln;2;1.234,50 €\nB-2;28.01.2026;Schlüsselbrett;1;19,90 €\n";
        RowSpy rows = await RowSpy.Read(Workbench.Bytes("bestellungen.csv", windows.GetBytes(text)), bench);
        rows.Distinct("product").ShouldContain("Größe L Rückenkissen für Köln");
        rows.Sum("gross").ShouldBe(1_254.40m);
        rows[0, "ordered_at"].ShouldBe(new DateTime(2026, 1, 5));
        rows[0, "currency"].ShouldBe("EUR");
    }

    [Fact]
    public async Task Packed_files_are_told_by_their_bytes()
    {
        using Workbench bench = new();
        MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (StreamWriter writer = new(archive.CreateEntry("导出/订单.csv").Open())) writer.Write(Orders);
        MemoryStream gz = new();
        using (GZipStream packed = new(gz, CompressionLevel.Fastest, leaveOpen: true)) packed.Write(Encoding.UTF8.GetBytes(Orders));
        (await RowSpy.Read(Workbench.Bytes("a.dat", zip.ToArray()), bench)).Rows.Count.ShouldBe(2);
        (await RowSpy.Read(Workbench.Bytes("b.csv", gz.ToArray()), bench)).Rows.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Sheets_are_read_with_their_dates_numbers_and_lost_zeros()
    {
        using Workbench bench = new();
        byte[] book = SmallWorkbook.Of(["订单编号", "下单时间", "商家编码", "数量", "实付金额"], ["A1001", 46027.4375, "00123", 2.0, 59.8], ["A1002", 46028.0, "00124", 1.0, 0.1 + 0.2]);
        RowSpy rows = await RowSpy.Read(Workbench.Bytes("订单.xlsx", book), bench);
        rows[0, "ordered_at"].ShouldBe(new DateTime(2026, 1, 5, 10, 30, 0));
        (rows[0, "sku"], rows[1, "paid"]).ShouldBe(("00123", 0.3m));
    }

    [Fact]
    public async Task Every_record_is_counted_once_whatever_stands_between_them()
    {
        using Workbench bench = new();
        const string text = "店铺：澜石\n统计时间：2026-01-01 至 2026-01-31\n\n订单编号 ,下单时间, 商家编码,商品名称,数量,实付金额,\n1001,2026-01-05 10:00:00,A-1,\"两行\n名称\",2,\"1,059.80\",\n"
            + "订单编号,下单时间,商家编码,商品名称,数量,实付金额,\n,,,,,,\n1002,2026-01-06 11:30:00,B-2,衣架,1,¥19.90,\n1003,32/13/2026,B-2,衣架,1,1,\n1004,2026-01-07 00:00:00,B-2,衣架,1,十元,\n1005,2026-01-07 00:00:00,B-2,衣架,1,5,,多\n合计,,,,4,1079.70,\n";
        ImportReport report = await bench.ImportText("订单.csv", text);
        Workbench.ShouldSum(report);
        (report.RowsRead, report.RowsLoaded, report.RowsRefused).ShouldBe((8, 2, 3));
        report.Ignored.ShouldBe(new Dictionary<string, long> { [IgnoredReason.Blank] = 1, [IgnoredReason.RepeatedHeader] = 1, [IgnoredReason.TotalRow] = 1 }, ignoreOrder: true);
        report.Refusals.Select(refusal => (refusal.Line, refusal.Code)).ShouldBe([(10, "date.unreadable"), (11, "number.unreadable"), (12, "row.shifted")]);
        report.Refusals.ShouldAllBe(refusal => refusal.Detail.Contains(" / "));
    }

    [Fact]
    public async Task Equal_rows_of_one_file_all_count_and_the_file_again_counts_none()
    {
        using Workbench bench = new();
        const string text = "订单编号,下单时间,商家编码,数量,实付金额\n1,2026-01-05,A,1,10\n1,2026-01-05,A,1,10\n1,2026-01-05,A,1,10\n1,2026-01-05,B,1,5\n";
        (await bench.ImportText("a.csv", text)).RowsLoaded.ShouldBe(4);
        ImportReport again = await bench.ImportText("a.csv", text);
        (again.RowsLoaded, again.RowsRestated, again.RowsUnchanged).ShouldBe((0, 0, 4));
        ImportReport changed = await bench.ImportText("a.csv", text.Replace("B,1,5", "B,1,6"));
        (changed.RowsLoaded, changed.RowsRestated, changed.RowsUnchanged).ShouldBe((0, 1, 3));
    }

    [Fact]
    public async Task A_date_that_could_be_either_is_asked_once_and_decided_by_one_row_that_cannot()
    {
        using Workbench bench = new("EUR", "Europe/Berlin");
        const string doubtful = "Order ID,Order Date,SKU,Quantity,Item Price\n1,01/02/2026,A,1,5.00\n2,03/02/2026,A,1,5.00\n";
        ImportPlan plan = await bench.Recognise([Workbench.Text("orders.csv", doubtful)]);
        ImportQuestion question = plan.Questions.Single();
        (question.Key, question.IsCertain, plan.IsReady).ShouldBe(("date_order", false, false));
        ImportProblem open = await Should.ThrowAsync<ImportProblem>(() => bench.ImportText("orders.csv", doubtful));
        (open.Code, open.Field).ShouldBe(("question.open", "date_order"));
        RowSpy monthFirst = await RowSpy.Read("orders.csv", doubtful, bench, new(Answers: new Dictionary<string, string> { ["date_order"] = "month_first" }));
        monthFirst[0, "ordered_at"].ShouldBe(new DateTime(2026, 1, 2));
        foreach ((string answer, DateTime read) in ((string, DateTime)[])[("mdy", new(2026, 1, 2)), ("dmy", new(2026, 2, 1)), ("day_first", new(2026, 2, 1))])
            (await RowSpy.Read("orders.csv", doubtful, bench, new(Answers: new Dictionary<string, string> { ["date_order"] = answer })))[0, "ordered_at"].ShouldBe(read);
        ImportProblem nonsense = await Should.ThrowAsync<ImportProblem>(() =>
            bench.ImportText("orders.csv", doubtful, new(Answers: new Dictionary<string, string> { ["date_order"] = "maybe" })));
        (nonsense.Code, nonsense.Field, nonsense.Value).ShouldBe(("answer.unreadable", "date_order", "maybe"));

        StringBuilder late = new("Order ID,Order Date,SKU,Quantity,Item Price\n");
        for (int i = 0; i < 5000; i++) late.Append(i).Append(",01/02/2026,A,1,5.00\n");
        late.Append("x,25/02/2026,A,1,5.00\n");
        RowSpy dayFirst = await RowSpy.Read("orders.csv", late.ToString(), bench);
        dayFirst[0, "ordered_at"].ShouldBe(new DateTime(2026, 2, 1));
        dayFirst.Rows.Count.ShouldBe(5001);
    }

    [Fact]
    public async Task Ids_that_a_spreadsheet_spoiled_are_mended_or_refused()
    {
        using Workbench bench = new();
        const string text = "订单编号,下单时间,商家编码,数量,实付金额\n17850.0,2026-01-05,=\"00123\",1,10\n2.39812E+17,2026-01-05,A,1,10\n4.0128e+10,2026-01-05,#REF!,1,#VALUE!\n'008812,2026-01-05,,1,Nill\n";
        RowSpy rows = await RowSpy.Read("a.csv", text, bench);
        rows.Distinct("order_id").ShouldBe(["17850", "40128000000", "008812"]);
        (rows[0, "sku"], rows[1, "sku"], rows[1, "paid"], rows[2, "paid"]).ShouldBe(("00123", null, null, null));
        rows.Refusals.Single().Code.ShouldBe("id.rounded");
    }

    [Fact]
    public async Task Of_an_address_only_country_region_and_city_are_kept_and_buyers_are_hashed()
    {
        using Workbench bench = new();
        const string text = "订单编号,下单时间,买家会员名,收货地址,联系手机,数量,实付金额\n1,2026-01-05,小鱼,浙江省 杭州市 西湖区 文三路 1 号 小鱼收,13800000000,1,10\n2,2026-01-05, 小鱼 ,内蒙古自治区 呼和浩特市 新城区,13800000000,1,10\n3,2026-01-05,b,上海 上海市 浦东新区,1,1,10\n";
        RowSpy rows = await RowSpy.Read("a.csv", text, bench);
        (rows[0, "country"], rows[0, "region"], rows[0, "city"]).ShouldBe(("CN", "浙江", "杭州"));
        (rows[1, "region"], rows[1, "city"], rows[2, "region"], rows[2, "city"]).ShouldBe(("内蒙古", "呼和浩特", "上海", "上海"));
        rows.Distinct("buyer_key").Count.ShouldBe(2);
        string everything = string.Concat(rows.Rows.SelectMany(row => row.Values).Select(value => $"{value}|"));
        everything.ShouldNotContain("小鱼");
        everything.ShouldNotContain("文三路");
        everything.ShouldNotContain("13800000000");
    }

    [Fact]
    public async Task What_a_source_does_not_give_stays_unknown()
    {
        using Workbench bench = new();
        RowSpy rows = await RowSpy.Read("订单.csv", Orders, bench);
        foreach (string column in (string[])["cost", "refunded", "tax", "freight", "gross", "paid_at", "country"]) rows.Count(column).ShouldBe(0, column);
    }

    [Fact]
    public async Task A_currency_that_the_file_names_is_taken_and_a_sign_that_fits_several_is_asked()
    {
        using Workbench bench = new();
        RowSpy named = await RowSpy.Read("ads.csv", "Day,Campaign,Impr.,Clicks,Cost (USD)\n2026-01-05,Brand,100,5,3.20\n", bench);
        (named[0, "currency"], named[0, "cost"]).ShouldBe(("USD", 3.20m));
        ImportPlan plan = await bench.Recognise([Workbench.Text("o.csv", "Order ID,Order Date,SKU,Quantity,Item Price\n1,2026-01-05,A,1,$5.00\n")]);
        plan.Questions.Single().Key.ShouldBe("currency");
    }

    [Fact]
    public async Task Refused_rows_are_mended_and_only_they_are_new()
    {
        using Workbench bench = new();
        InputFile file = Workbench.Text("订单.csv", "订单编号,下单时间,商家编码,数量,实付金额\n1,昨天,A,1,10\n1,2026-01-05,A,1,20\n");
        ImportPlan plan = await bench.Recognise([file]);
        ImportReport first = (await bench.Importer().Run(new(bench.Target, bench.Scope.User, [file], plan), null, default)).Single();
        (first.RowsLoaded, first.RowsRefused).ShouldBe((1, 1));
        ImportReport mended = (await new App.Connectors.Actions.MendRows(bench.Importer()).Run(
            new(bench.Target, bench.Scope.User, [file], plan, [new("订单.csv", 2, ["1", "2026-01-05", "A", "1", "10"])]), null, default)).Single();
        Workbench.ShouldSum(mended);
        (mended.RowsRefused, mended.RowsLoaded + mended.RowsRestated).ShouldBe((0, 2));
        (await bench.Ledger.Feeds(bench.Scope, new(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)), default)).Sum(day => day.Rows).ShouldBe(2);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_record_is_said_at_once()
    {
        using Workbench bench = new();
        ImportReport report = await bench.ImportText("订单.csv", "订单编号,下单时间,商家编码,数量,实付金额\n1,昨天,A,很多,十元\n2,2026-01-06,B,x,5\n" +
            string.Concat(Enumerable.Range(3, 9).Select(order => $"{order},2026-01-06,C,1,5\n")));
        (report.RowsLoaded, report.RowsRefused).ShouldBe((9, 2));
        report.Refusals[0].Faults.Select(fault => (fault.Field, fault.Value)).ShouldBe([("下单时间", "昨天"), ("数量", "很多"), ("实付金额", "十元")], ignoreOrder: true);
        foreach (string value in (string[])["昨天", "很多", "十元"]) report.Refusals[0].Detail.ShouldContain(value);
        report.Refusals[1].Also.ShouldBeNull();
        RefusedRow kept = (await bench.Ledger.Refused(report.Batch!.Value, bench.Scope, default))[0];
        kept.Detail.ShouldContain("很多");
    }

    [Fact]
    public async Task A_record_that_a_person_leaves_out_is_told_counted_and_kept_with_who_it_was()
    {
        using Workbench bench = new();
        InputFile file = Workbench.Text("订单.csv", "订单编号,下单时间,商家编码,数量,实付金额\n1,昨天,A,1,10\n2,2026-01-06,B,x,5\n3,2026-01-06,C,1,5\n");
        ImportPlan plan = await bench.Recognise([file]);
        (await bench.Importer().Run(new(bench.Target, bench.Scope.User, [file], plan), null, default)).Single().RowsRefused.ShouldBe(2);
        ImportReport report = (await new App.Connectors.Actions.MendRows(bench.Importer()).Run(
            new(bench.Target, bench.Scope.User, [file], plan, [new("订单.csv", 3, ["2", "2026-01-06", "B", "1", "5"])])
            {
                LeftOut = new Dictionary<string, LeftOutRows> { ["订单.csv"] = new("周岚", new HashSet<int> { 2 }) },
            }, null, default)).Single();
        Workbench.ShouldSum(report);
        (report.RowsRead, report.RowsRefused, report.RowsLoaded, report.RowsUnchanged).ShouldBe((3, 0, 1, 1));
        report.Ignored[IgnoredReason.LeftOut].ShouldBe(1);
        report.Notices[^1].Zh.ShouldContain("周岚留下 1 行");
        report.Notices[^1].En.ShouldContain("(line 2)");
        RefusedRow kept = (await bench.Ledger.Refused(report.Batch!.Value, bench.Scope, default)).Single();
        (kept.Line, kept.Code, kept.Value).ShouldBe((2, "row.left_out", "周岚"));
        System.Text.Json.JsonSerializer.Deserialize<string[]>(kept.Cells)!.ShouldContain("昨天");
        BatchRecord batch = (await bench.Ledger.Batch(report.Batch.Value, bench.Scope, default))!;
        (batch.RowsRead, batch.RowsRefused, batch.RowsIgnored).ShouldBe((3, 0, 1));
    }

    [Fact]
    public async Task A_dry_run_keeps_nothing_and_says_what_would_come()
    {
        using Workbench bench = new();
        ImportReport report = (await bench.Import([Workbench.Text("订单.csv", Orders)], dryRun: true)).Single();
        (report.Batch, report.RowsLoaded).ShouldBe((null, 2));
        (await bench.Ledger.Batches(bench.Scope, 10, null, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task A_template_that_was_filled_in_imports_without_a_question(Language language)
    {
        using Workbench bench = new();
        foreach (FactTable table in FactTables.All)
        {
            string header = Encoding.UTF8.GetString(new App.Connectors.Actions.DownloadTemplate().Run(table.Kind, language).Content);
            string[] cells = [.. App.Connectors.Formats.Templates.Columns(table).Select(column => column.Type switch
            {
                FactType.Time => "2026-01-05 10:00:00",
                FactType.Number => "3.5",
                _ => column.Name == "currency" ? "CNY" : "x1",
            })];
            RowSpy rows = await RowSpy.Read("template.csv", header.TrimStart('\uFEFF') + string.Join(',', cells) + "\r\n", bench);
            rows.Rows.Count.ShouldBe(1, table.Name);
            rows.Rows[0].Values.Count(value => value is not null).ShouldBeGreaterThanOrEqualTo(cells.Length, table.Name);
        }
    }

    [Fact]
    public async Task A_saved_mapping_reads_the_same_headers_again()
    {
        using Workbench bench = new();
        InputFile odd = Workbench.Text("odd.csv", "k1,k2,k3\nX1,2026-01-05,9.50\n");
        App.Connectors.Formats.Mapping mapping = new()
        {
            Name = "x", Title = new("某表", "Some table"), Kind = FactKind.OrderLine,
            Columns = [new() { Target = "order_id", From = ["k1"] }, new() { Target = "ordered_at", From = ["k2"] }, new() { Target = "paid", From = ["k3"] }],
        };
        await bench.Mappings.Save("mine", ["k1", "k2", "k3"], mapping, default);
        RowSpy rows = await RowSpy.Read([odd], bench, new(Mapping: "mine"));
        rows[0, "paid"].ShouldBe(9.5m);
    }
}
