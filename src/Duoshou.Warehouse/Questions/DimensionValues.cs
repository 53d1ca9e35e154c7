using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>The values of a dimension that occur, for filters to choose from.</summary>
static class DimensionValues
{
    public static IReadOnlyList<string> Read(
        IFactSession session, string key, Period range, IReadOnlyList<NumberedShop> shops, Availability there, int limit, CancellationToken cancel)
    {
        if (DimensionCatalogue.Find(key) is not { } dimension || shops.Count == 0) return [];
        if (dimension.IsOfShop)
            return [.. shops.Select(shop =>
                key switch { "shop" => shop.Facts.Id.ToString(), "client" => shop.Facts.Client.ToString(),
                _ => shop.Facts.Platform }).Distinct().Take(limit)];
        int[] numbers = [.. shops.Select(shop => shop.Number)];
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        foreach (LedgerTable table in LedgerTable.All.Where(table =>
            dimension.IsOf(table.Facts.Kind) && numbers.Any(shop => there.Feed(shop, table.Facts.Kind) is not null)))
        {
            string moment = $"f.{table.Moment.Sql()}";
            using IFactReader rows = session.Query(
                $"select cast({dimension.Sql(table.Facts, moment)} as varchar) as v, sum(f.sign) as n from {table.Name} f " +
                $"where {ShopFilter.Sql(numbers)} and {moment} >= $1 and {moment} < $2 " +
                $"group by v having v is not null and sum(f.sign) > 0 order by n desc, v limit {Math.Max(1, limit)}",
                [range.First.ToDateTime(default), range.Last.AddDays(1).ToDateTime(default)], cancel);
            while (rows.Next())
                for (int i = 0; i < rows.Count; i++)
                    counts[rows.Text(0, i)] = counts.GetValueOrDefault(rows.Text(0, i)) + (long)rows.Whole(1, i);
        }

        return [.. counts.OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).Take(limit).Select(value => value.Key)];
    }
}
