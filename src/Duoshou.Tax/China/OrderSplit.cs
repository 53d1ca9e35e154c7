using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>One order of a proposed split: how many pieces of which line, and their taxable price with the share of freight.</summary>
public sealed record SplitOrder(IReadOnlyDictionary<string, decimal> Pieces, decimal TaxablePrice);

/// <summary>A proposal for an order over the single limit of retail import.</summary>
/// <param name="Orders">Orders that each keep the single limit; empty where no split helps.</param>
/// <param name="Alone">Lines of which one piece alone is over the limit: they go as single orders at the full rate or as goods.</param>
/// <param name="Warning">What the operator must know before using it.</param>
public sealed record SplitProposal(IReadOnlyList<SplitOrder> Orders, IReadOnlyList<string> Alone, Words Warning);

/// <summary>
/// Proposes how a buyer could place several orders instead of one that is over the single limit: pieces by falling price, each into the
/// first order with room. Freight is counted by value, as in a quote. The year total is not changed by splitting.
/// </summary>
public static class OrderSplit
{
    static readonly Words Caution = new(
        "只能由买家自己分开下单、分开支付、分开发运；把一单拆成几份申报是伪报。年度限额不因拆单而增加。",
        "Only the buyer may place, pay and receive separate orders; declaring one order in parts is false declaration. " +
        "The year limit does not grow by splitting.");

    /// <summary>The proposal by the limit of the day of the order.</summary>
    /// <exception cref="ArgumentException">A line has no price or no whole number of pieces, or the day has no limit.</exception>
    public static SplitProposal Propose(TaxRequest order, LegalRates book)
    {
        decimal limit = book.Figure("CN", "retail_single_limit", order.Day)?.Value
            ?? throw new ArgumentException("No single limit is known for the day of the order.", nameof(order));
        decimal goods = order.Lines.Sum(Price);
        decimal markup = goods == 0 ? 0m : (order.Freight + (order.Insurance ?? 0m) - order.OpenDiscount) / goods;
        List<(Dictionary<string, decimal> Pieces, decimal Price)> orders = [];
        List<string> alone = [];
        foreach (TaxLine line in order.Lines.OrderByDescending(l => Price(l) / Pieces(l)))
        {
            decimal each = Price(line) / Pieces(line) * (1m + markup);
            if (each > limit) alone.Add(line.Id);
            for (decimal piece = 0; each <= limit && piece < Pieces(line); piece++) Place(orders, line.Id, each, limit);
        }

        return new([.. orders.Select(o => new SplitOrder(o.Pieces, decimal.Round(o.Price, 2, MidpointRounding.AwayFromZero)))], alone, Caution);
    }

    static void Place(List<(Dictionary<string, decimal> Pieces, decimal Price)> orders, string line, decimal each, decimal limit)
    {
        // A cent of room is kept for each order: its own freight share may round up.
        int at = orders.FindIndex(o => o.Price + each <= limit - 0.01m || (o.Pieces.Count == 0 && each <= limit));
        if (at < 0)
        {
            orders.Add(([], 0m));
            at = orders.Count - 1;
        }

        orders[at].Pieces[line] = orders[at].Pieces.GetValueOrDefault(line) + 1m;
        orders[at] = (orders[at].Pieces, orders[at].Price + each);
    }

    static decimal Price(TaxLine line) => line.Value ?? throw new ArgumentException($"Line {line.Id} has no price.");

    static decimal Pieces(TaxLine line) => line.Pieces is { } pieces and > 0 and <= 10_000 && pieces == decimal.Truncate(pieces)
        ? pieces
        : throw new ArgumentException($"Line {line.Id} needs a whole number of pieces, at most 10000.");
}
