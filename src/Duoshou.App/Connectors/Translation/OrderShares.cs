using Duoshou.App.Connectors.Files;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Amounts that a file gives for a whole order, in its first row or again in each: they are shared among the rows of the order that stand
/// together, by the rows' own money, to the smallest unit of the currency, so that orders and products both add up. An order that comes
/// again further down keeps the shares that it has.
/// </summary>
sealed class OrderShares(FactTable table, int[] amounts)
{
    static readonly string[] Weights = ["gross", "list_amount", "quantity"];

    readonly int order = table["order_id"].Ordinal;
    readonly FactColumn currency = table["currency"];
    readonly FactColumn[] shared = [.. amounts.Select(amount => table.Columns[amount])];
    readonly FactColumn[] weights = [.. Weights.Select(name => table[name]).Where(column => !amounts.Contains(column.Ordinal))];
    readonly long[] totals = new long[amounts.Length];
    readonly HashSet<ulong> seen = [];
    string? open;
    FactChunk? into;
    int first, next;

    /// <summary>Before a row goes into the chunk: what it says of the whole order is taken over.</summary>
    public void Take(RowDraft draft, FactChunk chunk)
    {
        string? name = draft.Text(order);
        if (name is null || name != open || !ReferenceEquals(chunk, into) || chunk.Count != next)
        {
            Close();
            bool fresh = seen.Add(Occurrences.Hash(name));
            (open, into, first) = (fresh ? name : null, chunk, chunk.Count);
            for (int i = 0; i < amounts.Length; i++)
                if (fresh) totals[i] = draft.Number(amounts[i]);
                else draft.Number(amounts[i]) = FactChunk.Unknown;
            return;
        }

        for (int i = 0; i < amounts.Length; i++)
        {
            if (totals[i] == FactChunk.Unknown) totals[i] = draft.Number(amounts[i]);
            draft.Number(amounts[i]) = FactChunk.Unknown;
        }
    }

    /// <summary>The row stands in the chunk.</summary>
    public void Added(FactChunk chunk) => next = chunk.Count;

    /// <summary>The open order has no more rows: those that it has share its money. To be called before their chunk is handed on.</summary>
    public void Close()
    {
        if (open is not null && into is { } chunk && chunk.Count == next && next - first > 1) Share(chunk);
        open = null;
    }

    void Share(FactChunk chunk)
    {
        decimal[] weight = WeightsOf(chunk);
        long unit = Unit(chunk.Text(currency, first));
        for (int i = 0; i < shared.Length; i++)
        {
            if (totals[i] == FactChunk.Unknown) continue;
            long fine = totals[i] % unit == 0 ? unit : 1;
            long[] shares = Allocation.Split(totals[i] / fine, weight);
            for (int row = 0; row < shares.Length; row++) chunk.SetMillionths(shared[i], first + row, shares[row] * fine);
        }
    }

    /// <summary>The first of gross, list amount and pieces that every row knows; else each row weighs the same.</summary>
    decimal[] WeightsOf(FactChunk chunk)
    {
        foreach (FactColumn column in weights)
        {
            long[] own = chunk.Numbers(column)[first..next].ToArray();
            if (own.All(each => each != FactChunk.Unknown && each >= 0) && own.Any(each => each > 0)) return [.. own.Select(each => (decimal)each)];
        }

        return [.. Enumerable.Repeat(1m, next - first)];
    }

    /// <summary>The smallest unit of the currency in millionths.</summary>
    static long Unit(string? code)
    {
        int digits = Currency.TryParse(code, null, out Currency known) ? known.MinorUnits : 2;
        long unit = FactChunk.Scale;
        for (int i = 0; i < digits; i++) unit /= 10;
        return Math.Max(1, unit);
    }
}
