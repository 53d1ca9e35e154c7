using System.Globalization;
using Duoshou.Analytics.ShopHealth;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>Visitors and buyers of one item through one image, or of one page, before and now.</summary>
sealed record FunnelCell(string Sku, string Image, string Page, decimal Visitors, decimal Carts);

/// <summary>What the search for problems does not read and a diagnosis does: scores, service, images and pages, classes of order lines.</summary>
sealed record Background
{
    /// <summary>Days over which the platforms' scores roll.</summary>
    public const int ScoreDays = 180;

    /// <summary>A score is held against itself so many days before.</summary>
    public const int ScoreAgainst = 28;

    const int ServiceDays = 42, FunnelDays = 14, LineDays = 60;

    /// <summary>Stars by day and group for each of the three scores; the group is the item and what its review is about.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<RatingCell>> Scores { get; init; }

    /// <summary>Talks by day and reason.</summary>
    public required IReadOnlyList<(DateOnly Day, string Reason, decimal Talks)> Talks { get; init; }
    public required IReadOnlyList<FunnelCell> FunnelNow { get; init; }
    public required IReadOnlyList<FunnelCell> FunnelBefore { get; init; }

    /// <summary>Lines sold by item and image in the days of the funnel, now and before.</summary>
    public required IReadOnlyDictionary<(string Sku, string Image), long> SoldNow { get; init; }
    public required IReadOnlyDictionary<(string Sku, string Image), long> SoldBefore { get; init; }

    /// <summary>Order lines by day and class, with those of them that were refunded.</summary>
    public required IReadOnlyList<(DateOnly Day, string Class, long Lines)> Lines { get; init; }

    public static readonly IReadOnlyList<string> ScoreKeys = ["dsr_product", "dsr_service", "dsr_logistics"];

    public static async Task<IReadOnlyDictionary<ShopId, Background>> Gather(
        IFactRows facts, IReadOnlyCollection<ShopId> shops, DateOnly on, Scope scope, CancellationToken cancel)
    {
        Period now = Period.Ending(on, FunnelDays), before = now.Previous();
        var reviews = (await facts.Sums(FactKind.Review, ["day", "sku", "aspects", "dsr_product", "dsr_service", "dsr_logistics"], [],
            Period.Ending(on, ScoreDays + ScoreAgainst), scope, cancel)).ToLookup(row => row.Shop);
        var talks = (await facts.Sums(FactKind.Service, ["day", "reason"], ["conversations"], Period.Ending(on, ServiceDays), scope, cancel)).ToLookup(row => row.Shop);
        var funnel = await Funnel(facts, now, scope, cancel);
        var funnelBefore = await Funnel(facts, before, scope, cancel);
        var sold = await Sold(facts, now, scope, cancel);
        var soldBefore = await Sold(facts, before, scope, cancel);
        var lines = (await facts.Sums(FactKind.OrderLine, ["day", "row_class"], [], Period.Ending(on, LineDays), scope, cancel)).ToLookup(row => row.Shop);
        return shops.ToDictionary(shop => shop, shop => new Background
        {
            Scores = ScoreKeys.Select((key, i) => (key, Cells: (IReadOnlyList<RatingCell>)[.. reviews[shop].Where(row => row.Keys[3 + i] is not null)
                .Select(row => Cell(row, row.Keys[3 + i]!))])).ToDictionary(score => score.key, score => score.Cells),
            Talks = [.. talks[shop].Where(row => row.Sums[0] is not null).Select(row => (Day(row.Keys[0]!), row.Keys[1] ?? "", row.Sums[0]!.Value))],
            FunnelNow = [.. funnel[shop]], FunnelBefore = [.. funnelBefore[shop]],
            SoldNow = sold[shop].ToDictionary(row => (row.Sku, row.Image), row => row.Lines),
            SoldBefore = soldBefore[shop].ToDictionary(row => (row.Sku, row.Image), row => row.Lines),
            Lines = [.. lines[shop].Select(row => (Day(row.Keys[0]!), row.Keys[1] ?? "", row.Count))],
        });
    }

    static RatingCell Cell(FactSum row, string stars) => new(Day(row.Keys[0]!), $"{row.Keys[1]}\n{row.Keys[2]}",
        double.Parse(stars, CultureInfo.InvariantCulture) * row.Count, (int)row.Count);

    static async Task<ILookup<ShopId, FunnelCell>> Funnel(IFactRows facts, Period days, Scope scope, CancellationToken cancel) =>
        (await facts.Sums(FactKind.Traffic, ["sku", "image_version", "page"], ["visitors", "add_to_cart"], days, scope, cancel))
            .Where(row => row.Sums[0] is > 0m)
            .ToLookup(row => row.Shop, row => new FunnelCell(row.Keys[0] ?? "", row.Keys[1] ?? "", row.Keys[2] ?? "", row.Sums[0]!.Value, row.Sums[1] ?? 0m));

    static async Task<ILookup<ShopId, (string Sku, string Image, long Lines)>> Sold(IFactRows facts, Period days, Scope scope, CancellationToken cancel) =>
        (await facts.Sums(FactKind.OrderLine, ["sku", "image_version", "row_class"], [], days, scope, cancel))
            .Where(row => row.Keys[2] == RowClass.Sale)
            .ToLookup(row => row.Shop, row => (row.Keys[0] ?? "", row.Keys[1] ?? "", row.Count));

    static DateOnly Day(string text) => DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
