using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>Advertising, arrivals and changes of the shops that are chosen, as facts know them.</summary>
public sealed class ReadCalendar
{
    const int MostChanges = 5_000, MostAds = 6, MostDetails = 6;
    readonly IShops shops;
    readonly IFactRows facts;

    internal ReadCalendar(IShops shops, IFactRows facts) => (this.shops, this.facts) = (shops, facts);

    public async Task<IReadOnlyList<CalendarEntry>> Run(Period range, IReadOnlyCollection<CalendarKind> kinds, Scope scope, CancellationToken cancel)
    {
        Dictionary<ShopId, ShopCard> seen = (await shops.All(scope, cancel)).ToDictionary(shop => shop.Id);
        List<CalendarEntry> entries = [];
        if (kinds.Contains(CalendarKind.Ad)) entries.AddRange(Ads(await facts.Sums(FactKind.Ad, ["day", "campaign", "currency"], ["cost"], range, scope, cancel), seen));
        if (kinds.Contains(CalendarKind.Arrival))
            entries.AddRange(Arrivals(await facts.Sums(FactKind.Stock, ["day", "sku", "product"], ["on_hand", "inbound"], new(range.First.AddDays(-1), range.Last), scope,
                cancel), range, seen));
        if (kinds.Contains(CalendarKind.Change))
            entries.AddRange(Changes(await facts.Facts(FactKind.Change, ["at", "thing_kind", "thing", "property", "old_value", "new_value"], range, scope, MostChanges,
                cancel), seen));
        return [.. entries.OrderBy(e => e.Days.First).ThenBy(e => e.Shop.Name, StringComparer.Ordinal).ThenBy(e => e.Name.En, StringComparer.Ordinal)];
    }

    /// <summary>The dearest campaigns of each shop.</summary>
    static IEnumerable<CalendarEntry> Ads(IReadOnlyList<FactSum> rows, Dictionary<ShopId, ShopCard> seen) => rows
        .Where(r => r.Keys[1] is not null && r.Sums[0] is > 0m && seen.ContainsKey(r.Shop))
        .GroupBy(r => (r.Shop, Name: r.Keys[1]!, Currency: r.Keys[2]))
        .Select(g => new CalendarEntry(seen[g.Key.Shop], CalendarKind.Ad, new(g.Min(Day), g.Max(Day)), new(g.Key.Name, g.Key.Name), 1, [],
            Currency.TryParse(g.Key.Currency, null, out Currency currency) ? new(g.Sum(r => r.Sums[0]!.Value), currency) : null))
        .GroupBy(e => e.Shop.Id).SelectMany(shop => shop.OrderByDescending(e => e.Amount?.Amount ?? 0m).Take(MostAds));

    /// <summary>What was on its way and is there now; where nothing is told of what is on its way, a rise of stock from one day to the next.</summary>
    static IEnumerable<CalendarEntry> Arrivals(IReadOnlyList<FactSum> rows, Period range, Dictionary<ShopId, ShopCard> seen)
    {
        List<(ShopId Shop, DateOnly Day, string Name, int Pieces)> came = [];
        foreach (var item in rows.Where(r => r.Keys[1] is not null && r.Sums[0] is not null && seen.ContainsKey(r.Shop)).GroupBy(r => (r.Shop, r.Keys[1])))
        {
            FactSum? before = null;
            foreach (FactSum now in item.OrderBy(Day))
            {
                if (before is not null && Day(now) == Day(before).AddDays(1) && Day(now) >= range.First)
                {
                    decimal rise = now.Sums[0]!.Value - before.Sums[0]!.Value, landed = before.Sums[1] is { } was && now.Sums[1] is { } still ? was - still : rise;
                    if (rise > 0m && landed >= 1m) came.Add((item.Key.Shop, Day(now), now.Keys[2] ?? item.Key.Item2!, (int)landed));
                }

                before = now;
            }
        }

        return came.GroupBy(c => (c.Shop, c.Day)).Select(g => new CalendarEntry(seen[g.Key.Shop], CalendarKind.Arrival, Period.Of(g.Key.Day),
            new($"到货 {g.Sum(c => c.Pieces)} 件", $"{g.Sum(c => c.Pieces)} pieces in"), g.Sum(c => c.Pieces),
            [.. g.OrderByDescending(c => c.Pieces).Take(MostDetails).Select(c => new Words($"{c.Name} +{c.Pieces}", $"{c.Name} +{c.Pieces}"))]));
    }

    /// <summary>Day by day; coupons stand as offers already.</summary>
    static IEnumerable<CalendarEntry> Changes(IReadOnlyList<FactRow> rows, Dictionary<ShopId, ShopCard> seen) => rows
        .Where(r => r.Values[0] is not null && seen.ContainsKey(r.Shop) && r.Values[3] != "coupon" && (r.Values[4] is null || r.Values[4] != r.Values[5]))
        .GroupBy(r => (r.Shop, Day: DateOnly.ParseExact(r.Values[0]![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)))
        .Select(g => new CalendarEntry(seen[g.Key.Shop], CalendarKind.Change, Period.Of(g.Key.Day),
            g.Count() == 1 ? Told(g.First()) : new($"{g.Count()} 项变更", $"{g.Count()} changes"), g.Count(), [.. g.Take(MostDetails).Select(Told)]));

    static Words Told(FactRow row)
    {
        string thing = row.Values[2] ?? "", old = row.Values[4] is { Length: > 0 } was ? $"{was} → " : "", now = row.Values[5] ?? "";
        Words property = NameOf(row.Values[3] ?? "");
        return new($"{thing} {property.Zh} {old}{now}".Trim(), $"{thing} {property.En} {old}{now}".Trim());
    }

    static Words NameOf(string property) => property switch
    {
        "price" => new("价格", "price"),
        "main_image" or "image" or "images" => new("图片", "picture"),
        "title" => new("标题", "title"),
        "daily_budget" or "budget" => new("预算", "budget"),
        "post" or "video" => new("发布", "post"),
        "carrier" => new("快递", "carrier"),
        "batch" => new("批次", "batch"),
        "tracking_code" => new("统计代码", "tracking code"),
        _ => new(property, property),
    };

    static DateOnly Day(FactSum row) => DateOnly.ParseExact(row.Keys[0]![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
