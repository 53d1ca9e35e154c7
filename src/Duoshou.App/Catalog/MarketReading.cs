using Duoshou.App.Connectors;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog;

/// <summary>Days of a market with the currency of their prices.</summary>
public sealed record MarketRows(IReadOnlyList<MarketDay> Days, Currency Currency, IReadOnlyList<Words> Limits);

/// <summary>Makes days of a market of a file that is not imported.</summary>
public static class MarketReading
{
    /// <summary>The days of a file that was read as market facts; rows with a figure below zero are left out and said.</summary>
    /// <param name="only">Where the file holds prices in several currencies: the one to keep.</param>
    public static Answered<MarketRows> Of(FileFacts file, Currency? only)
    {
        FactTable table = FactTables.Market;
        List<MarketDay> days = [];
        HashSet<string> currencies = [];
        long negative = 0, others = 0;
        foreach (FactChunk chunk in file.Chunks)
            for (int row = 0; row < chunk.Count; row++)
            {
                decimal? price = chunk.Number(table["price"], row);
                // A currency matters where there is a price; demand and clicks have none.
                if (price is not null && chunk.Text(table["currency"], row) is { } code && code != Currency.None.Code)
                {
                    if (only is { } wanted && code != wanted.Code)
                    {
                        others++;
                        continue;
                    }

                    currencies.Add(code);
                }

                MarketDay day = new(DateOnly.FromDateTime(chunk.Moment(table["at"], row) ?? default), chunk.Text(table["category"], row),
                    chunk.Text(table["keyword"], row), chunk.Text(table["rival"], row), chunk.Text(table["sku"], row), chunk.Text(table["certainty"], row),
                    chunk.Number(table["demand"], row), chunk.Number(table["clicks"], row), chunk.Number(table["offers"], row), price);
                if (day.Demand < 0m || day.Clicks < 0m || day.Offers < 0m || day.Price < 0m) negative++;
                else days.Add(day);
            }

        if (currencies.Count > 1)
        {
            string all = string.Join(", ", currencies.Order(StringComparer.Ordinal));
            return new(null, new("currency.mixed", new($"价格含多种货币（{all}），不能直接比较。", $"Prices are in several currencies ({all}), which cannot be compared."),
                new("用 --currency 选一种，只算那种货币的行。", "Choose one with --currency; only its rows are used."), "currency", all));
        }

        List<Words> limits = [.. file.Limits];
        if (negative > 0) limits.Add(new($"{negative} 行有小于零的数，没有算。", $"{negative} rows hold a figure below zero and were left out."));
        if (others > 0) limits.Add(new($"{others} 行是别的币种，没有算。", $"{others} rows are in another currency and were left out."));
        return new(new(days, currencies.Count == 1 && Currency.TryParse(currencies.First(), null, out Currency found) ? found : only ?? Currency.None, limits), null);
    }
}
