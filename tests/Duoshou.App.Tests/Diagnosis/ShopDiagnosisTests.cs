using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Diagnosis;

/// <summary>The one pass over a shop: kept, repeatable, honest about what it does not know, and whose it is.</summary>
public sealed class ShopDiagnosisTests
{
    static readonly DateOnly Day = new(2026, 10, 31);

    [Fact]
    public async Task A_shop_without_facts_has_no_score_and_says_of_every_part_what_to_bring_in()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        ShopDiagnosis found = await Diagnosed(duoshou, shop);
        found.Score.ShouldBeNull();
        found.Findings.ShouldBeEmpty();
        found.Parts.Count.ShouldBeGreaterThanOrEqualTo(14);
        found.Parts.ShouldAllBe(part => part.Score == null && part.Value == null && part.Note.Zh.Length > 5);
    }

    [Theory]
    [InlineData("one row")]
    [InlineData("all equal")]
    [InlineData("negative")]
    [InlineData("mixed currencies")]
    public async Task Odd_input_gives_a_stated_limit_and_never_breaks(string what)
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        await Fill(duoshou, shop, what switch
        {
            "one row" => [(Day, 100m, "CNY")],
            "all equal" => [.. Days(70).Select(day => (day, 100m, "CNY"))],
            "negative" => [.. Days(70).Select((day, i) => (day, i % 3 == 0 ? -100m : 50m, "CNY"))],
            _ => [.. Days(70).Select((day, i) => (day, 100m, i % 2 == 0 ? "CNY" : "USD"))],
        });
        ShopDiagnosis found = await Diagnosed(duoshou, shop);
        DiagnosedPart sales = found.Parts.Single(part => part.Part == "sales");
        found.Alarms.ShouldBeEmpty();
        found.Parts.Where(part => part.Score is { } score && score is < 0m or > 100m).ShouldBeEmpty();
        if (what == "one row") (sales.Score, sales.Value).ShouldBe((null, 100m));
        if (what == "all equal") (sales.Score, sales.Value, sales.Compared).ShouldBe((50m, 700m, 700m));
        // Dollars and yuan are not added: without a rate the figure is unknown, and the part says so.
        if (what == "mixed currencies") (sales.Value, sales.Note.En.Contains("rate", StringComparison.Ordinal)).ShouldBe((null, true));
    }

    [Fact]
    public async Task The_same_facts_make_the_same_run_and_other_facts_another_that_can_be_held_against_it()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        await Fill(duoshou, shop, [.. Days(60).Select(day => (day, 100m, "CNY"))]);
        ShopDiagnosis once = await Diagnosed(duoshou, shop), again = await Diagnosed(duoshou, shop);
        again.Id.ShouldBe(once.Id);
        await Fill(duoshou, shop, [(Day, 5_000m, "CNY")]);
        ShopDiagnosis later = await Diagnosed(duoshou, shop);
        later.Id.ShouldNotBe(once.Id);
        RunComparison since = (await duoshou.Get<ReadDiagnoses>().Since(later, once.Id, duoshou.Owner, default))!;
        (string Part, decimal? Now, decimal? Then) sales = since.Scores.Single(part => part.Part == "sales");
        sales.Now!.Value.ShouldBeGreaterThan(sales.Then!.Value);
        // Of a day the newest run counts.
        (await duoshou.Get<ReadDiagnoses>().History([shop.Id], duoshou.Owner, default)).Single().Id.ShouldBe(later.Id);
    }

    [Fact]
    public async Task A_day_that_has_not_come_and_a_shop_of_others_are_refused()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        DiagnoseShop diagnose = duoshou.Get<DiagnoseShop>();
        (await diagnose.Run(new(shop.Id, new(2999, 1, 1), duoshou.Owner), default)).Refusal!.Code.ShouldBe("day.future");
        PersonCard stranger = (await duoshou.Get<AddPerson>().Run(new("s@example.com", "S", Role.Operator, []), default)).Value!;
        (await diagnose.Run(new(shop.Id, Day, stranger.Id), default)).Refusal!.Code.ShouldBe("shop.unknown");
    }

    [Fact]
    public async Task A_finding_can_be_dismissed_or_given_to_somebody_and_both_undone_and_false_alarms_lower_the_hit_rate()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ClientCard client = await duoshou.Client();
        ShopCard shop = await duoshou.Shop(client.Id);
        // Three weeks of orders, then two days without any, then one: the feed has a hole.
        await Fill(duoshou, shop, [.. Days(60).Where(day => day < Day.AddDays(-2) || day == Day).SelectMany(day => Enumerable.Repeat((day, 100m, "CNY"), 20))]);
        ShopDiagnosis found = await Diagnosed(duoshou, shop);
        DiagnosedFinding hole = found.Findings.Single(finding => finding.Code == "missing_data");
        hole.Evidence.ShouldNotBeEmpty();
        hole.Evidence[0].Address(shop).ShouldStartWith($"/data?shops={shop.Id}&range=2026-10-29..2026-10-30");

        MarkFinding mark = duoshou.Get<MarkFinding>();
        (await mark.Run(new(found.Id, hole.Key, MarkKind.Dismissed, duoshou.Owner), default)).Refusal!.Code.ShouldBe("reason.missing");
        (await mark.Run(new(found.Id, hole.Key, MarkKind.Todo, duoshou.Owner), default)).Refusal!.Code.ShouldBe("who.missing");
        PersonCard viewer = (await duoshou.Get<AddPerson>().Run(new("v@example.com", "V", Role.ClientViewer, [client.Id]), default)).Value!;
        (await mark.Run(new(found.Id, hole.Key, MarkKind.Todo, viewer.Id, Who: "me"), default)).Refusal!.Code.ShouldBe("role.not_permitted");

        await mark.Run(new(found.Id, hole.Key, MarkKind.Todo, duoshou.Owner, Who: "小何", Until: Day.AddDays(3)), default);
        (await duoshou.Get<ReadDiagnoses>().ToDo([shop.Id], duoshou.Owner, default)).Single().Mark.Who.ShouldBe("小何");
        MarkCard dismissed = (await mark.Run(new(found.Id, hole.Key, MarkKind.Dismissed, duoshou.Owner, DismissReason.FalseAlarm, "盘点"), default)).Value!;
        (await duoshou.Get<ReadDiagnoses>().ToDo([shop.Id], duoshou.Owner, default)).ShouldBeEmpty();

        ShopDiagnosis next = await Diagnosed(duoshou, shop);
        DiagnosedFinding told = next.Findings.Single(finding => finding.Code == "missing_data");
        (told.Mark!.Kind, told.Mark.By, told.Judged).ShouldBe((MarkKind.Dismissed, "周岚", 1));
        told.HitRate!.Value.ShouldBeLessThan(1m);
        next.Alarms.ShouldNotContain(told);
        (await mark.Undo(dismissed.Id, viewer.Id, default)).ShouldBeFalse();
        (await mark.Undo(dismissed.Id, duoshou.Owner, default)).ShouldBeTrue();
        (await Diagnosed(duoshou, shop)).Findings.Single(finding => finding.Code == "missing_data").Mark.ShouldBeNull();
    }

    [Fact]
    public async Task Who_sees_no_costs_sees_no_part_about_them()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ClientCard client = await duoshou.Client();
        ShopCard shop = await duoshou.Shop(client.Id);
        await Fill(duoshou, shop, [.. Days(70).Select(day => (day, 100m, "CNY"))]);
        PersonCard designer = (await duoshou.Get<AddPerson>().Run(new("d@example.com", "D", Role.Designer, [client.Id]), default)).Value!;
        ShopDiagnosis seen = (await duoshou.Get<DiagnoseShop>().Run(new(shop.Id, Day, designer.Id), default)).Value!;
        seen.Parts.ShouldNotContain(part => part.Part == "margin" || part.Part == "promotions");
        (await Diagnosed(duoshou, shop)).Parts.ShouldContain(part => part.Part == "margin");
    }

    static IEnumerable<DateOnly> Days(int days) => Period.Ending(Day, days).Each();

    static async Task<ShopDiagnosis> Diagnosed(TestInstallation duoshou, ShopCard shop)
    {
        Answered<ShopDiagnosis> answered = await duoshou.Get<DiagnoseShop>().Run(new(shop.Id, Day, duoshou.Owner), default);
        return answered.Value ?? throw new InvalidOperationException(answered.Refusal!.Detail.En);
    }

    static async Task Fill(TestInstallation duoshou, ShopCard shop, IReadOnlyList<(DateOnly Day, decimal Paid, string Currency)> orders)
    {
        FactTable table = FactTables.OrderLine;
        FactChunk chunk = new(table, Math.Max(1, orders.Count));
        BatchStart start = new(BatchId.New(TimeProvider.System), shop.Id, "test", null, duoshou.Owner, TimeProvider.System.GetUtcNow());
        foreach ((DateOnly day, decimal paid, string currency) in orders)
        {
            int row = chunk.Add();
            DateTime at = day.ToDateTime(new(10, 0));
            chunk.Set(table["order_id"], row, $"{start.Id}-{row}");
            chunk.Set(table["line_id"], row, "1");
            chunk.Set(table["row_class"], row, RowClass.Sale);
            chunk.Set(table["ordered_at"], row, (DateTime?)at);
            chunk.Set(table["paid_at"], row, (DateTime?)at);
            chunk.Set(table["sku"], row, "S1");
            chunk.Set(table["currency"], row, currency);
            chunk.Set(table["quantity"], row, (decimal?)1m);
            chunk.Set(table["gross"], row, (decimal?)paid);
            chunk.Set(table["paid"], row, (decimal?)paid);
        }

        await using IBatchLoad load = await duoshou.Get<IFactLedger>().Begin(start, default);
        await load.Append(chunk, default);
        await load.Commit(default);
    }
}
