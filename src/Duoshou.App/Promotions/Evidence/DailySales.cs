using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Evidence;

/// <summary>A metric of one shop by day, in the shop's currency.</summary>
sealed class DailySales(IMetricQuestions questions)
{
    public async Task<SortedDictionary<DateOnly, decimal>> Read(ShopCard shop, string metric, Period range, Scope scope, CancellationToken cancel)
    {
        MetricQuestion question = new() { Metrics = [metric], By = ["day"], Range = range, Currency = shop.Currency, Limit = 2_000, CountsTotal = false };
        MetricAnswer? answer = (await questions.Ask(question, scope.Narrowed([shop.Id]), cancel)).Value;
        SortedDictionary<DateOnly, decimal> days = [];
        foreach (AnswerRow row in answer?.Rows ?? [])
            if (row.Now[0].Value is { } value && DateOnly.TryParseExact(row.Keys[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                days[day] = value;
        return days;
    }

    public async Task<decimal?> Total(ShopCard shop, string metric, Period range, Scope scope, CancellationToken cancel)
    {
        MetricQuestion question = new() { Metrics = [metric], Range = range, Currency = shop.Currency };
        return (await questions.Ask(question, scope.Narrowed([shop.Id]), cancel)).Value?.Total.Now[0].Value;
    }

    /// <summary>Paid sales of some goods by day; of all goods without a list.</summary>
    public static async Task<SortedDictionary<DateOnly, decimal>> OfGoods(IFactRows facts, ShopCard shop, IReadOnlyCollection<string> skus, string measure,
        Period range, Scope scope,
        CancellationToken cancel)
    {
        IReadOnlyList<FactSum> rows = await facts.Sums(FactKind.OrderLine, ["day", "sku", "row_class"], [measure], range, scope.Narrowed([shop.Id]), cancel);
        SortedDictionary<DateOnly, decimal> days = [];
        foreach (FactSum row in rows.Where(r => r.Keys[2] is null or RowClass.Sale && (skus.Count == 0 || r.Keys[1] is { } sku && skus.Contains(sku))))
        {
            DateOnly day = DateOnly.ParseExact(row.Keys[0]![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            days[day] = days.GetValueOrDefault(day) + (row.Sums[0] ?? 0m);
        }

        return days;
    }
}
