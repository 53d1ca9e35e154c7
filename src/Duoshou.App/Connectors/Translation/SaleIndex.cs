using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Remembers the sales of a file, so that a cancellation that comes as a row of its own finds the order it takes back.</summary>
sealed class SaleIndex
{
    const int LimitSteps = 64;
    readonly Dictionary<ulong, int> newest = [];
    readonly List<Sale> sales = [];

    readonly record struct Sale(string Order, long Quantity, long Gross, int Earlier);

    /// <summary>Remembers a sale.</summary>
    public void Add(string buyer, string sku, string order, long quantity, long gross)
    {
        ulong key = Key(buyer, sku);
        sales.Add(new(order, quantity, gross, newest.GetValueOrDefault(key, -1)));
        newest[key] = sales.Count - 1;
    }

    /// <summary>
    /// The order that a cancellation takes back: the newest of the same buyer and item with the same pieces and money, else the newest at
    /// the same price with at least so many pieces; null when there is none.
    /// </summary>
    public string? Find(string buyer, string sku, long quantity, long gross)
    {
        string? enough = null;
        int at = newest.GetValueOrDefault(Key(buyer, sku), -1);
        for (int steps = 0; at >= 0 && steps < LimitSteps; at = sales[at].Earlier, steps++)
        {
            Sale sale = sales[at];
            if (sale.Quantity == quantity && sale.Gross == gross) return sale.Order;
            if (enough is null && sale.Quantity >= quantity && (Int128)sale.Gross * quantity == (Int128)gross * sale.Quantity) enough = sale.Order;
        }
        return enough;
    }

    static ulong Key(string buyer, string sku) => Occurrences.Hash(sku, Occurrences.Hash(buyer));

    /// <summary>Both numbers are known.</summary>
    public static bool Known(long quantity, long gross) => quantity != FactChunk.Unknown && gross != FactChunk.Unknown;
}
