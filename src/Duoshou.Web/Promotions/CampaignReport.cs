using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Promotions;

/// <summary>The report of a campaign as a file: figures and verdicts, money, days, what it stands on.</summary>
static class CampaignReport
{
    public static async Task<IResult> File(Guid id, string? format, Desk desk, ReadCampaigns read, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        if ((await read.One(id, desk.Scope, cancel)).Value is not { } sheet) return Results.NotFound();
        if (sheet.Result is not { } result) return Results.Problem(texts["report.none"], statusCode: StatusCodes.Status422UnprocessableEntity);
        string name = $"{texts["report"]}-{sheet.Plan.Name}-{sheet.Plan.First:yyyyMMdd}";
        Sheet figures = Figures(sheet, result, desk, texts);
        if (format != "xlsx") return Results.File(Workbook.Csv(figures), "text/csv; charset=utf-8", name + ".csv");
        MemoryStream file = new();
        Workbook.Write(file, [figures, Money(sheet, result, texts), Days(result, texts), .. result.Channels.Count > 0 ? [Channels(sheet, result, texts)]
            : Array.Empty<Sheet>(), Basis(sheet, result, desk, texts)]);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
    }

    static Sheet Figures(CampaignSheet sheet, CampaignResult result, Desk desk, IStringLocalizer texts) => new(
        texts["report"],
        [texts["range.figure"], texts["report.low"], texts["report.high"], texts["range.result"], texts["range.verdict"], texts["report.unit"]],
        [
            .. result.Figures.Select(f => (IReadOnlyList<Cell>)[texts["figure." + f.Key].Value, Cell.Of(f.Low), Cell.Of(f.High), Cell.Of(f.Actual),
                texts["verdict." + (f.Verdict == Verdict.Unknown && (f.IsGuard || f.Low is not null) ? "NoFigure" : f.Verdict.ToString())].Value,
                f.Key is "sales" or "profit" or "subsidy" ? sheet.Shop.Currency.Code : f.Key == "refund_rate" ? texts["report.ratio"].Value : ""]),
            .. result.Lessons.Select(l => (IReadOnlyList<Cell>)[texts["lessons"].Value, default(Cell), default(Cell), default(Cell), desk.IsChinese ? l.Zh : l.En, ""]),
        ]);

    static Sheet Money(CampaignSheet sheet, CampaignResult result, IStringLocalizer texts)
    {
        List<IReadOnlyList<Cell>> rows =
        [
            [texts["report.sales"].Value, Cell.Of(result.Sales)], [texts["report.lift"].Value, Cell.Of(result.Lift)], [texts["report.liftlow"].Value, Cell.Of(result.LiftLow)],
            [texts["report.lifthigh"].Value, Cell.Of(result.LiftHigh)], [texts["report.waiting"].Value, Cell.Of(result.Waiting)], [texts["report.hangover"].Value,
                Cell.Of(result.Hangover)],
            [texts["report.net"].Value, Cell.Of(result.Net)], [texts["report.ordervalue"].Value, Cell.Of(result.OrderValue)], [texts["report.subsidy"].Value,
                Cell.Of(result.Subsidy)],
            [texts["report.orders"].Value, Cell.Of(result.SubsidisedOrders)], [texts["money.ads"].Value, Cell.Of(-result.ExtraAds)],
        ];
        if (result is { UsualMarginRate: { } usual, MarginRateChange: { } change })
            rows.AddRange([[texts["money.channels"].Value, Cell.Of(-result.ChannelCost)], [texts["money.slot"].Value, Cell.Of(-result.SlotCost)],
                [texts["report.margin"].Value, Cell.Of(usual)], [texts["report.change"].Value, Cell.Of(change)], [texts["money.profit"].Value, Cell.Of(result.Profit)]]);
        return new(texts["money"], [texts["range.figure"], sheet.Shop.Currency.Code], rows);
    }

    static Sheet Channels(CampaignSheet sheet, CampaignResult result, IStringLocalizer texts) => new(texts["result.channels"],
        [texts["channels"], texts["channel.codes"], texts["result.channel.orders"], texts["result.channel.sales"], texts["result.channel.discount"], texts["result.channel.cost"],
            texts["report.unit"]],
        [.. result.Channels.Select(c => (IReadOnlyList<Cell>)[c.Name, string.Join(" / ", c.Codes), Cell.Of(c.Orders), Cell.Of(c.Sales), Cell.Of(c.Discount), Cell.Of(c.Cost),
            sheet.Shop.Currency.Code])]);

    static Sheet Days(CampaignResult result, IStringLocalizer texts) => new(texts["days.title"], [texts["day"], texts["phase"], texts["actual"], texts["without"]],
        [.. result.Days.Select(d => (IReadOnlyList<Cell>)[Cell.Of(d.Day), texts["phase." + d.Phase].Value, Cell.Of(d.Actual), d.Phase == DayPhase.Before
            ? default(Cell) : Cell.Of(d.Expected)])]);

    static Sheet Basis(CampaignSheet sheet, CampaignResult result, Desk desk, IStringLocalizer texts) => new(texts["report.method"], [texts["report.method"]],
    [
        [$"{sheet.Shop.ClientName} · {sheet.Shop.Name} · {sheet.Plan.Name}"], [$"{sheet.Days} · {sheet.Shop.Zone.Name} · {sheet.Shop.Currency.Code}"],
        [desk.IsChinese ? result.MethodZh : result.MethodEn], [texts["report.credit"].Value], [texts["report.after", result.DaysKnownAfter].Value],
        .. (sheet.Expected?.Assumptions ?? []).Select(a => (IReadOnlyList<Cell>)[desk.IsChinese ? a.Zh : a.En]),
    ]);
}
