using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Incidents;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>How an item stands on the shelf today.</summary>
sealed class ShelfItem(Item item)
{
    public Item Item { get; } = item;
    public long Price { get; set; } = item.Price;
    public long RivalPrice { get; set; } = item.RivalPrice;
    public int ImageVersion { get; set; } = 1;
    public double ImageClick { get; set; } = 1;
    public double ImageBuy { get; set; } = 1;

    /// <summary>Seller's coupons on the item today, in thousandths of its price.</summary>
    public int CouponPermille { get; set; }
    public string? Coupon { get; set; }
    public int OnHand { get; set; }

    /// <summary>Pieces ordered from the maker and not yet here, by day of arrival.</summary>
    public PriorityQueue<int, int> Inbound { get; } = new();
    public int InboundPieces { get; set; }
    public int SoldToday { get; set; }
    public string Image => ImageNames[Math.Min(ImageVersion, ImageNames.Length - 1)];

    static readonly string[] ImageNames = [.. Enumerable.Range(0, 200).Select(version => $"v{version}")];

    /// <summary>Takes pieces off the shelf, never more than there are.</summary>
    public int Take(int wanted)
    {
        int taken = Math.Min(wanted, OnHand);
        OnHand -= taken;
        SoldToday += taken;
        return taken;
    }
}

/// <summary>
/// The stock of a shop: goods are ordered every week for the six weeks to come, with the festivals in view, and arrive after
/// two. Where a stock-out is planted the maker fails: what was ordered for those days comes only after them.
/// </summary>
sealed class Shelf
{
    const int CoverDays = 42, LeadDays = 14, RunDownDays = 90;

    readonly TradeCalendar calendar;
    readonly double unitsPerDay;
    readonly PlannedIncident[] stockOuts;

    public Shelf(Item[] items, TradeCalendar calendar, double unitsPerDay, PlannedIncident[] incidents)
    {
        (this.calendar, this.unitsPerDay) = (calendar, unitsPerDay);
        stockOuts = [.. incidents.Where(incident => incident.Kind == IncidentKind.StockOut)];
        Items = [.. items.Select(item => new ShelfItem(item))];
        foreach (ShelfItem item in Items) item.OnHand = Needed(item, 0, Ahead(item, 0) is null ? CoverDays : 5);
    }

    public ShelfItem[] Items { get; }

    /// <summary>Goods come in; a shelf that is to be empty today is emptied.</summary>
    /// <returns>Pieces found missing today by rank; the count writes them off.</returns>
    public IEnumerable<(ShelfItem Item, int Pieces)> Open(int day)
    {
        foreach (ShelfItem item in Items)
        {
            item.SoldToday = 0;
            while (item.Inbound.TryPeek(out int pieces, out int due) && due <= day)
            {
                item.Inbound.Dequeue();
                (item.OnHand, item.InboundPieces) = (item.OnHand + pieces, item.InboundPieces - pieces);
            }

            PlannedIncident? failing = Failing(item, day);
            if (failing is null || item.OnHand == 0) continue;
            yield return (item, item.OnHand);
            item.OnHand = 0;
        }
    }

    /// <summary>Orders what the weeks to come need.</summary>
    public void Close(int day)
    {
        foreach (ShelfItem item in Items)
        {
            PlannedIncident? ahead = Ahead(item, day);
            if (Failing(item, day) is { } failing) Order(item, failing.To + 1, Needed(item, day, CoverDays));
            else if (ahead is not null && ahead.From > day + 1) TideOver(item, day, ahead.From);
            else if (ahead is null && (day + item.Item.Rank) % 7 == 0) Order(item, day + LeadDays, Needed(item, day, CoverDays));
        }
    }

    /// <summary>Only so much comes that the shelf runs low when the stock-out begins.</summary>
    void TideOver(ShelfItem item, int day, int emptyOn)
    {
        int wanted = Needed(item, day + 1, Math.Min(emptyOn - day - 1, 3));
        if (item.OnHand < wanted) Order(item, day + 1, wanted);
    }

    static void Order(ShelfItem item, int arrives, int wanted)
    {
        int pieces = wanted - item.OnHand - item.InboundPieces;
        if (pieces <= 0) return;
        item.Inbound.Enqueue(pieces, arrives);
        item.InboundPieces += pieces;
    }

    PlannedIncident? Failing(ShelfItem item, int day) =>
        stockOuts.FirstOrDefault(incident => incident.Touches(day, item.Item.Rank));

    /// <summary>The stock-out for which the shelf already runs down.</summary>
    PlannedIncident? Ahead(ShelfItem item, int day) =>
        stockOuts.FirstOrDefault(i => i.Items.Contains(item.Item.Rank) && day < i.From && i.From <= day + RunDownDays);

    int Needed(ShelfItem item, int day, int days)
    {
        double mean = 0;
        for (int d = day; d < Math.Min(day + days, calendar.Days); d++) mean += calendar[d];
        mean *= unitsPerDay * item.Item.Share * 1.5;
        return (int)Math.Ceiling(mean + 3 * Math.Sqrt(mean) + 2);
    }
}
