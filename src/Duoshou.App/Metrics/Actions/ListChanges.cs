using System.Globalization;
using Duoshou.App.Agency;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>A change that somebody wrote down, old enough to be judged.</summary>
/// <param name="Metric">What such a change should have moved first.</param>
/// <param name="Rows">How many logged changes of one day, thing and property it stands for.</param>
public sealed record DatedChange(ShopId Shop, DateOnly On, string ThingKind, string Thing, string Property, string Old, string New, string Why, string Metric, long Rows);

/// <summary>The operator looks for changes that are worth a judgement: logged, with days enough before and after.</summary>
public sealed class ListChanges(IFactRows facts, IAgency agency)
{
    const int MostRows = 20_000, DaysAfter = 7, DaysBack = 120;

    public async Task<IReadOnlyList<DatedChange>> Run(UserId person, IReadOnlyCollection<ShopId> shops, DateOnly lastDay, int most, CancellationToken cancel)
    {
        Scope scope = (await agency.ScopeOf(person, cancel)).Narrowed(shops);
        IReadOnlyList<FactRow> rows = await facts.Facts(FactKind.Change, ["at", "thing_kind", "thing", "property", "old_value", "new_value", "why"],
            Period.Ending(lastDay.AddDays(-DaysAfter), DaysBack), scope, MostRows, cancel);
        return [.. rows.Where(row => row.Values[4] != row.Values[5] && row.Values[0] is { Length: >= 10 }).Select(Of)
            .GroupBy(change => (change.Shop, change.On, change.Property, change.Why)).Select(Together)
            .OrderByDescending(change => change.On).ThenBy(change => change.Thing, StringComparer.Ordinal).Take(most)];
    }

    static DatedChange Of(FactRow row)
    {
        string Text(int at) => row.Values[at] ?? "";
        return new(row.Shop, DateOnly.ParseExact(Text(0)[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), Text(1), Text(2), Text(3), Text(4), Text(5), Text(6),
            Text(1) == "sku" ? MetricOfItem(Text(3)) : MetricFor(Text(1), Text(3)), 1);
    }

    /// <summary>Many things changed alike on one day are one change of many things.</summary>
    static DatedChange Together(IEnumerable<DatedChange> alike)
    {
        DatedChange[] all = [.. alike];
        return all[0] with { Thing = all.Length == 1 ? all[0].Thing : $"{all[0].Thing} +{all.Length - 1}", Rows = all.Length };
    }

    /// <summary>One item has too few visits a day for rates: what adds up is judged.</summary>
    static string MetricOfItem(string property) => property is "main_image" or "image" or "images" or "video" or "title" ? "visitor_days" : "paid_sales";

    static string MetricFor(string thingKind, string property) => (thingKind, property) switch
    {
        (_, "price" or "list_price") => "conversion",
        (_, "main_image" or "image" or "images" or "video" or "title") => "click_rate",
        (_, "daily_budget" or "budget" or "bid") or ("campaign", _) => "visitor_days",
        ("promotion", _) or (_, "coupon" or "discount" or "promotion") => "paid_sales",
        ("carrier", _) or (_, "carrier" or "warehouse" or "delivery" or "batch" or "supplier" or "lot") => "refund_rate",
        _ => "paid_sales",
    };
}
