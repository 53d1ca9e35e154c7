using System.Globalization;
using Duoshou.App.Promotions;
using Duoshou.Cli.Terminal;
using Duoshou.Promotions.Checks;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>A replay and a check as tables for people.</summary>
static class PromoTables
{
    public static void Show(ReplayAnswer replay, SalesRange range, IAnsiConsole people, Output o)
    {
        Table sums = Output.TableOf($"{replay.Past}  {replay.Currency}", o.Say("原样", "As it was"), o.Say("加上活动", "With the plan"));
        sums.AddRow(new Text(o.Say("支付金额", "Paid")), Cell(replay.PaidBefore), Cell(replay.PaidAfter));
        sums.AddRow(new Text(o.Say("毛利（扣估算费用）", "Margin after estimated fees")), Cell(replay.MarginBefore), Cell(replay.MarginAfter));
        people.Write(sums);
        Table cost = Output.TableOf(o.Say("看什么", "What"), o.Say("数", "Figure"));
        cost.AddRow(new Text(o.Say("订单 / 受影响", "Orders / touched")), new Text($"{replay.Orders} / {replay.Touched}"));
        cost.AddRow(new Text(o.Say("送给本来就会买的人", "Given to those who bought anyway")), Cell(replay.Cost));
        cost.AddRow(new Text(o.Say("被吃掉的正价销售", "Full-price sales eaten")), new Text($"{replay.FullPriceSales.ToString(CultureInfo.InvariantCulture)} ({replay.FullPriceOrders})"));
        cost.AddRow(new Text(o.Say("保本需要的订单增幅", "Orders needed to pay for it")), new Text(replay.BreakEvenUplift is { } u ? $"+{u * 100m:0.0}%" : "—"));
        cost.AddRow(new Text(o.Say("回放优惠 / 账上优惠", "Replayed / booked discount")), new Text($"{replay.ReplayedDiscount:0.##} / {replay.BookedDiscount:0.##}"));
        if (replay.Duties.Any(d => d.Source != DutySource.NoBorder))
            cost.AddRow(new Text(o.Say("关税和进口税（原 → 现）", "Duty and import tax, before and with it")), new Text(replay.Duties.All(d => d.Source == DutySource.Unknown) ? "—"
                : string.Create(CultureInfo.InvariantCulture, $"{replay.DutyBefore:0.00} → {replay.DutyAfter:0.00}")));
        cost.AddRow(new Text(o.Say("不能回放的订单", "Orders left out")), new Text($"{replay.LeftOut}"));
        people.Write(cost);
        Told(replay.Duties, people, o);
        Table offers = Output.TableOf(o.Say("活动", "Promotion"), o.Say("命中订单", "Orders"), o.Say("差一点", "Near"), o.Say("成本", "Cost"), o.Say("预算用完日", "Budget dry on"));
        foreach (ReplayOffer offer in replay.Offers)
            offers.AddRow(new Text(offer.Name ?? offer.Promotion), new Text($"{offer.Orders}"), new Text($"{offer.Near}"), Cell(offer.Cost),
                new Text(offer.BudgetDryOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "—"));
        people.Write(offers);
        Table steep = Output.TableOf(o.Say("优惠最深的订单", "Steepest orders"), o.Say("日期", "Day"), o.Say("货款", "Goods"), o.Say("原付", "Paid"), o.Say("现付",
            "With the plan"), o.Say("毛利", "Margin"));
        foreach (SteepOrder order in replay.Steepest)
            steep.AddRow(new Text(order.Order), new Text(order.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Cell(order.Goods), Cell(order.PaidBefore),
                Cell(order.PaidAfter), Cell(order.Margin));
        people.Write(steep);
        Table expected = Output.TableOf($"{o.Say("预期", "Expected")} {range.Days}", o.Say("低", "Low"), o.Say("中", "Mid"), o.Say("高", "High"));
        expected.AddRow(new Text(o.Say("支付金额", "Paid sales")), Cell(range.Sales.Low), Cell(range.Sales.Mid), Cell(range.Sales.High));
        if (range.Profit is { } profit) expected.AddRow(new Text(o.Say("增量毛利", "Incremental margin")), Cell(profit.Low), Cell(profit.Mid), Cell(profit.High));
        people.Write(expected);
        foreach (Assumption assumption in range.Assumptions) people.WriteLine("· " + (o.Language == Kernel.Language.Chinese ? assumption.Zh : assumption.En));
    }

    public static void Show(CheckReport report, IAnsiConsole people, Output o)
    {
        Table findings = Output.TableOf(o.Say("级别", "Weight"), o.Say("代码", "Code"), o.Say("说明", "What"));
        foreach (CheckFinding finding in report.Findings)
            findings.AddRow(new Text(finding.Weight switch
            {
                FindingWeight.Blocking => o.Say("拦住", "blocking"), FindingWeight.Warning => o.Say("提醒", "warning"), _ => o.Say("知悉", "note"),
            }), new Text(finding.Code), new Text(o.Language == Kernel.Language.Chinese ? finding.Zh : finding.En));
        people.Write(findings);
        people.WriteLine(o.Say($"看了 {report.Items} 款，其中 {report.ItemsWithoutCost} 款没有成本；同期活动：{string.Join("、", report.Against)}",
            $"{report.Items} items looked at, {report.ItemsWithoutCost} of them without a known cost; beside: {string.Join(", ", report.Against)}"));
        Told(report.Duties, people, o);
    }

    static void Told(IReadOnlyList<DutyNote> duties, IAnsiConsole people, Output o)
    {
        foreach (DutyNote duty in duties.Where(d => d.Source != DutySource.NoBorder)) people.WriteLine("· " + (o.Language == Kernel.Language.Chinese ? duty.Zh : duty.En));
    }

    static Text Cell(decimal? value) => new(value is { } known ? known.ToString("#,0.##", CultureInfo.InvariantCulture) : "—");
}
