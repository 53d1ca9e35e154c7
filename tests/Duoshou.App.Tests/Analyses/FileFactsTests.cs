using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Orders;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Analyses;

public sealed class FileFactsTests
{
    const string Head = "order_id,buyer,ordered_at,sku,quantity,paid,currency\n";

    [Fact]
    public async Task Columns_are_recognised_and_buyers_keep_their_names()
    {
        SoldLines sold = (await SoldLinesOf.Csv(Head + "A1,小林,2026-03-01,S1,2,30.50,CNY\nA2,小周,2026-03-02,S1,1,15.25,CNY\n")).Value!;
        sold.Lines.Select(line => line.Buyer).ShouldBe(["小林", "小周"]);
        sold.Lines.Sum(line => line.Amount).ShouldBe(45.75m);
        (sold.Currency, sold.End).ShouldBe((Currency.Of("CNY"), new DateOnly(2026, 3, 2)));
    }

    [Fact]
    public async Task A_column_may_be_named_where_nothing_is_recognised()
    {
        SoldLines sold = (await SoldLinesOf.Csv("aa,bb,cc,dd\nx1,2026-03-01,7.5,k1\nx2,2026-03-02,2.5,k2\n", null,
            ("order_id", "aa"), ("ordered_at", "bb"), ("gross", "cc"), ("buyer_key", "dd"))).Value!;
        sold.Lines.Select(line => (line.Order, line.Buyer, line.Amount)).ShouldBe([("x1", "k1", 7.5m), ("x2", "k2", 2.5m)]);
    }

    [Fact]
    public async Task A_named_column_that_is_not_there_is_refused_with_those_that_are()
    {
        ImportProblem problem = await Should.ThrowAsync<ImportProblem>(() => SoldLinesOf.Csv(Head + "A1,u,2026-03-01,S1,1,1,CNY\n", null, ("sku", "货号")));
        (problem.Code, problem.Field).ShouldBe(("column.unknown", "货号"));
        problem.Remedy.En.ShouldContain("order_id");
    }

    [Fact]
    public async Task Several_currencies_are_refused_until_one_is_chosen()
    {
        string text = Head + "A1,u,2026-03-01,S1,1,10,CNY\nA2,u,2026-03-02,S1,1,20,EUR\n";
        (await SoldLinesOf.Csv(text)).Refusal!.Code.ShouldBe("currency.mixed");
        SoldLines euros = (await SoldLinesOf.Csv(text, Currency.Of("EUR"))).Value!;
        euros.Lines.Single().Amount.ShouldBe(20m);
        euros.Limits.ShouldContain(limit => limit.En.Contains("another currency"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_left_out_and_said_with_its_line()
    {
        SoldLines sold = (await SoldLinesOf.Csv(Head + "A1,u,2026-03-01,S1,1,10,CNY\nA2,u,2026-03-02,S1,1,NaN,CNY\nA3,u,2026-03-03,S1,1,abc,CNY\nA4,u,2026-03-04,S1,1,0,CNY\n"))
            .Value!;
        sold.Lines.Single().Order.ShouldBe("A1");
        sold.Limits.ShouldContain(limit => limit.En.Contains("line 4"));
    }

    [Fact]
    public async Task Cancellations_unpaid_and_wholly_refunded_lines_are_not_sales()
    {
        SoldLines sold = (await SoldLinesOf.Csv("order_id,buyer,ordered_at,sku,quantity,paid,refunded_quantity,refunded\nA1,u,2026-03-01,S1,2,20,1,10\nA2,u,2026-03-02,S1,1,5,1,5\nA3,u,2026-03-03,S1,1,,,\nA4,u,2026-03-04,S1,-1,-20,,\n"))
            .Value!;
        SoldLine kept = sold.Lines.Single();
        (kept.Order, kept.Quantity, kept.Amount).ShouldBe(("A1", 1m, 10m));
    }

    [Fact]
    public async Task An_analysis_over_time_asks_for_days()
    {
        ImportProblem problem = await Should.ThrowAsync<ImportProblem>(() => SoldLinesOf.Facts("订单号,买家,数量\nA1,u,1\n"));
        problem.Code.ShouldBe("date.missing");
        (await SoldLinesOf.Facts("订单号,买家,数量\nA1,u,1\n", FactKind.OrderLine, days: false)).Chunks.Sum(chunk => chunk.Count).ShouldBe(1);
    }
}
