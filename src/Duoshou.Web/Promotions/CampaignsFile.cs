using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Web.Shell.Frame;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Promotions;

/// <summary>The list of campaigns as a file.</summary>
static class CampaignsFile
{
    /// <summary>The days whose campaigns are listed: a year back, and what is planned.</summary>
    public static Period Listed(Desk desk) => new(desk.LastDay.AddDays(-365), desk.LastDay.AddDays(365));

    public static async Task<IResult> File(string? format, Desk desk, ReadCampaigns read, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        IReadOnlyList<CampaignCard> cards = await read.WithStanding(await read.All(Listed(desk), desk.Asking, cancel), desk.LastDay, desk.Asking, cancel);
        string name = $"{texts["campaigns"]}-{desk.LastDay:yyyyMMdd}";
        Sheet sheet = new(texts["campaigns"], [texts["campaign"], texts["strategy"], texts["client"], texts["shop"], texts["first"], texts["last"], texts["state"],
            texts["standing"]],
            [.. cards.OrderByDescending(card => card.First).Select(card => (IReadOnlyList<Cell>)[card.Name, OfferWords.Name(card.Strategy).In(desk.Language),
                card.Shop.ClientName,
                card.Shop.Name, Cell.Of(card.First), Cell.Of(card.Last), texts["state." + State(card, desk.LastDay)].Value,
                card.Standing is not { } standing ? "" : desk.IsChinese ? standing.Zh : standing.En])]);
        if (format != "xlsx") return Results.File(Workbook.Csv(sheet), "text/csv; charset=utf-8", name + ".csv");
        MemoryStream file = new();
        Workbook.Write(file, [sheet]);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
    }

    static string State(CampaignCard card, DateOnly today) =>
        card.State != CampaignState.Launched ? card.State.ToString() : card.Over(today) ? "Over" : card.First <= today ? "Running" : "Launched";
}
