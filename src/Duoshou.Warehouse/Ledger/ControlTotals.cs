using Duoshou.Kernel;

namespace Duoshou.Warehouse.Ledger;

/// <summary>What a batch adds up to over the rows it accepted, to be held against the source's own totals.</summary>
sealed class ControlTotals
{
    readonly Dictionary<string, Int128> money = new(StringComparer.Ordinal);
    Int128 quantity;
    long first = long.MaxValue, last = long.MinValue;

    public decimal Quantity => (decimal)quantity / FactChunk.Scale;

    public IEnumerable<(string Currency, decimal Sum)> Money => money.Select(sum => (sum.Key, (decimal)sum.Value / FactChunk.Scale));

    public DateOnly? First => first == long.MaxValue ? null : DateOnly.FromDateTime(new DateTime(first));

    public DateOnly? Last => last == long.MinValue ? null : DateOnly.FromDateTime(new DateTime(last));

    public void Add(LedgerTable table, FactChunk rows)
    {
        if (table.Facts.Kind == FactKind.OrderLine)
            foreach (long pieces in rows.Numbers(table.Facts["quantity"]))
                if (pieces != FactChunk.Unknown) quantity += pieces;
        foreach (long moment in rows.Numbers(table.Moment))
        {
            if (moment == FactChunk.Unknown) continue;
            first = Math.Min(first, moment);
            last = Math.Max(last, moment);
        }

        if (table.Total is not null) AddMoney(rows.Numbers(table.Total), rows.Texts(table.Currency!));
    }

    void AddMoney(ReadOnlySpan<long> amounts, ReadOnlySpan<string?> currencies)
    {
        Int128 run = 0;
        for (int i = 0; i < amounts.Length; i++)
        {
            if (amounts[i] != FactChunk.Unknown) run += amounts[i];
            bool ends = i + 1 == amounts.Length || !string.Equals(currencies[i], currencies[i + 1], StringComparison.Ordinal);
            if (!ends) continue;
            string currency = currencies[i] ?? "XXX";
            money[currency] = money.GetValueOrDefault(currency) + run;
            run = 0;
        }
    }
}
