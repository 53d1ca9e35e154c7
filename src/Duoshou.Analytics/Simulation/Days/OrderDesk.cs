using System.Globalization;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Incidents;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>What the day's orders add up to, for fees and the service desk; money in the smallest unit.</summary>
sealed class DayTotals
{
    public int Orders, Pieces;
    public long Paid;
}

/// <summary>Takes a shop's orders: who buys, what is paid, when it is sent, and what comes of it later.</summary>
sealed class OrderDesk(SimulationPlan plan, SimulatedShop shop, HomeMarket market, Platform platform, Shelf shelf,
    FeedBuffers buffers)
{
    const int BrushersFrom = 50_000_000, Brushers = 6;
    static readonly string[] LineIds = ["1", "2", "3"], Affiliates = ["PID-A", "PID-B", "PID-C", "PID-D", "PID-E"];

    /// <summary>Share of orders by hour of the shop's clock: a small peak at noon, a large one in the evening.</summary>
    static readonly double[] Hours = Cumulative(2, 1, 1, 1, 1, 1, 2, 3, 4, 6, 7, 7, 7, 6, 6, 6, 6, 6, 6, 8, 10, 11, 9, 5);

    readonly double[] shelfShares = Cumulative([.. shelf.Items.Select(item => item.Item.Share)]);
    readonly Aftermath aftermath = new(plan, shop, market, platform, buffers);
    readonly DateTime knownUntil = plan.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
    readonly long feeTenThousandths = (long)((platform.CommissionRate + platform.PaymentRate) * 10_000);
    readonly long parcel = MinorOf(platform.ParcelCny, market);
    string prefix = "";
    int number, buyers;

    public DayTotals Today { get; private set; } = new();

    /// <summary>The affiliate who promotes an item.</summary>
    public static string AffiliateOf(int rank) => Affiliates[rank % Affiliates.Length];

    /// <summary>Yuan in the shop's smallest unit.</summary>
    public long Minor(decimal yuan) => MinorOf(yuan, market);

    static long MinorOf(decimal yuan, HomeMarket market) =>
        decimal.ToInt64(decimal.Round(yuan / market.YuanPerUnit * FactChunk.Scale / market.MinorMillionths));

    public void BeginDay(DayMood mood)
    {
        Today = new();
        number = 0;
        prefix = string.Create(CultureInfo.InvariantCulture, $"{shop.Index + 1:00}{mood.Date:yyMMdd}");
    }

    /// <summary>One visitor buys. False when the shelf is empty.</summary>
    public bool Sell(ShelfItem item, in VisitCell cell, DayMood mood, ref Dice dice)
    {
        int pieces = item.Take(dice.Unit() switch { < 0.8 => 1, < 0.95 => 2, _ => 3 });
        if (pieces == 0) return false;
        OrderLine line = Begin(mood, ref dice);
        (line.Item, line.Source, line.Keyword, line.Campaign, line.ImageVersion) = (item.Item, cell.Source, cell.Keyword,
            cell.Campaign ?? item.Coupon, item.Image);
        line.Affiliate = cell.Source.Channel == Platform.Partner ? AffiliateOf(item.Item.Rank) : null;
        Today.Orders++;
        if (dice.Chance(0.025)) Abandon(item, line, pieces);
        else Complete(item, ref line, pieces, mood, ref dice);
        return true;
    }

    /// <summary>Pieces found missing when the shelf was counted.</summary>
    public void WriteOff(ShelfItem item, int pieces, DayMood mood)
    {
        if (!buffers.Takes(FactKind.OrderLine)) return;
        OrderLine line = new()
        {
            OrderId = "WO" + prefix + item.Item.Rank.ToString("D3", CultureInfo.InvariantCulture), LineId = LineIds[0],
            RowClass = RowClass.WriteOff,
            Status = "counted", Item = item.Item, OrderedAt = mood.Midnight.AddMinutes(90), Quantity = pieces,
            Cost = Cost(item.Item, pieces),
        };
        OrderRows.Write(buffers.Add(FactKind.OrderLine), line, market);
    }

    /// <summary>Orders that only look like orders: the same few buyers, one piece each, no visitor before, nothing sent (the
    /// stock stays).</summary>
    public void Brush(PlannedIncident brushing, DayMood mood, double ordersPerDay)
    {
        ShelfItem item = shelf.Items[brushing.Items[0]];
        Dice dice = new(plan.Seed, shop.Index, mood.Day, Throw.Brushing);
        int count = Math.Max(6, (int)(ordersPerDay * item.Item.Share * (double)brushing.Size));
        TrafficSource direct = platform.Sources.First(source => source.Channel == Platform.Direct);
        for (int i = 0; i < count; i++)
        {
            OrderLine line = Begin(mood, ref dice);
            line.Buyer = BuyerTraits.Of(plan.Seed, shop.Index, BrushersFrom + i % Brushers, market);
            (line.IsReturning, line.Item, line.Source, line.ImageVersion) = (true, item.Item, direct, item.Image);
            Charge(ref line, item, 1, mood, 0);
            line.PaidAt = Known(line.OrderedAt.AddSeconds(dice.Between(20, 50)));
            line.DispatchedAt = Known(line.OrderedAt.AddHours(5));
            line.CompletedAt = Known(line.OrderedAt.AddHours(40));
            Keep(ref line);
            if (dice.Chance(0.6)) aftermath.ReviewLater(line, line.OrderedAt.AddHours(41), brushed: true);
        }
    }

    /// <summary>Refunds and reviews that are due today.</summary>
    public void SettleDue(DayMood mood) => aftermath.Settle(mood);

    OrderLine Begin(DayMood mood, ref Dice dice)
    {
        bool returning = dice.Chance(0.3 * Math.Min(1, buyers / 300.0));
        // The last to buy are the likeliest to come back.
        int buyer = returning ? buyers - 1 - (int)(Math.Pow(dice.Unit(), 2.2) * Math.Min(buyers, 6000)) : buyers++;
        return new()
        {
            OrderId = prefix + (++number).ToString("D5", CultureInfo.InvariantCulture), LineId = LineIds[0],
            RowClass = RowClass.Sale, Status = "",
            Buyer = BuyerTraits.Of(plan.Seed, shop.Index, buyer, market), IsReturning = returning,
            OrderedAt = mood.Midnight.AddHours(dice.Pick(Hours)).AddSeconds(dice.Below(3600)),
        };
    }

    void Abandon(ShelfItem item, OrderLine line, int pieces)
    {
        (item.OnHand, item.SoldToday) = (item.OnHand + pieces, item.SoldToday - pieces);
        (line.Status, line.Quantity, line.List, line.Gross) = ("closed", pieces,
            Math.Max(item.Item.ListPrice, item.Price) * pieces, item.Price * pieces);
        (line.DiscountSeller, line.DiscountPlatform, line.Freight, line.Tax, line.Paid, line.RefundedQuantity,
            line.Refunded) = (0, 0, 0, 0, 0, 0, 0);
        if (buffers.Takes(FactKind.OrderLine)) OrderRows.Write(buffers.Add(FactKind.OrderLine), line, market);
    }

    void Complete(ShelfItem item, ref OrderLine line, int pieces, DayMood mood, ref Dice dice)
    {
        bool late = mood.LateRegions.Contains(line.Buyer.RegionIndex);
        DateTime paid = line.OrderedAt.AddSeconds(dice.Between(15, 1500));
        DateTime sent = paid.AddMinutes(dice.Between(120, 1900) + (late ? 600 : 0));
        double days = market.DeliveryDays * dice.Between(0.7, 1.4) + (late ? dice.Between(3.2, 5.0) : 0);
        DateTime received = sent.AddMinutes((int)(1440 * days));
        (line.PaidAt, line.DispatchedAt, line.CompletedAt) = (Known(paid), Known(sent), Known(received));
        Charge(ref line, item, pieces, mood, dice.Chance(0.07) ? Minor(8m * market.PriceLevel) : 0);
        Deliver(ref line, item, mood, late, sent, received, ref dice);
        if (!dice.Chance(0.18)) return;
        ShelfItem other = shelf.Items[dice.Pick(shelfShares)];
        if (other == item || other.Take(1) == 0) return;
        (line.LineId, line.Item, line.ImageVersion, line.Refunded, line.RefundedQuantity) = (LineIds[1], other.Item,
            other.Image, 0, 0);
        (line.DispatchedAt, line.CompletedAt) = (Known(sent), Known(received));
        Charge(ref line, other, 1, mood, 0);
        Deliver(ref line, other, mood, late, sent, received, ref dice);
    }

    /// <summary>Sees one line through: taken back before it was sent, or sent and perhaps taken back or reviewed later.</summary>
    void Deliver(ref OrderLine line, ShelfItem item, DayMood mood, bool late, DateTime sent, DateTime received, ref Dice dice)
    {
        bool bad = mood.BadBatch?.Items.Contains(item.Item.Rank) == true;
        bool refunds = dice.Chance(item.Item.RefundRate * (bad ? 6 : 1) * (late ? 5 : 1)), early = dice.Chance(0.3);
        if (refunds && early && !bad && !late && line.PaidAt is not null && sent < knownUntil)
        {
            int pieces = line.Quantity!.Value;
            (item.OnHand, item.SoldToday) = (item.OnHand + pieces, item.SoldToday - pieces);
            (line.Refunded, line.RefundedQuantity, line.DispatchedAt, line.CompletedAt) = (line.Paid, pieces, null, null);
            Keep(ref line);
            return;
        }

        Keep(ref line);
        DateTime back = late ? line.OrderedAt.AddHours(dice.Between(80, 170)) : received.AddHours(dice.Between(10, 80));
        if (refunds) aftermath.RefundLater(line, back, partly: dice.Chance(0.12));
        if (dice.Chance(bad ? 0.4 : late ? 0.35 : 0.14))
            aftermath.ReviewLater(line, received.AddHours(dice.Between(2, 60)), badAspect: bad ? mood.BadBatch!.Aspect : null,
                late: late);
    }

    /// <summary>The money of a line: paid = gross - seller's discount - platform's discount + freight + tax.</summary>
    void Charge(ref OrderLine line, ShelfItem item, int pieces, DayMood mood, long freight)
    {
        long gross = item.Price * pieces;
        long seller = gross * item.CouponPermille / 1000, byPlatform = gross * mood.PlatformPermille / 1000;
        long goods = gross - seller - byPlatform;
        long tax = market.TaxOnTop == 0 ? 0 : decimal.ToInt64(decimal.Round(goods * market.TaxOnTop,
            MidpointRounding.AwayFromZero));
        (line.Quantity, line.List, line.Gross) = (pieces, Math.Max(item.Item.ListPrice, item.Price) * pieces, gross);
        (line.DiscountSeller, line.DiscountPlatform, line.Freight, line.Tax, line.Paid) = (seller, byPlatform, freight, tax,
            goods + freight + tax);
        (line.RefundedQuantity, line.Refunded, line.Cost) = (0, 0, Cost(item.Item, pieces));
        line.FeeEstimate = (line.Paid.Value * feeTenThousandths + 5_000) / 10_000 + parcel * pieces;
    }

    void Keep(ref OrderLine line)
    {
        line.Status = line switch
        {
            { Refunded: > 0 } => "refunded",
            { PaidAt: null } => "ordered",
            { CompletedAt: not null } => "completed",
            { DispatchedAt: not null } => "dispatched",
            _ => "paid",
        };
        Today.Pieces += line.Quantity ?? 0;
        Today.Paid += line.Paid ?? 0;
        if (buffers.Takes(FactKind.OrderLine)) OrderRows.Write(buffers.Add(FactKind.OrderLine), line, market);
    }

    long? Cost(Item item, int pieces) => shop.TellsCost ? item.Cost * pieces : null;

    /// <summary>What happens after the last day is not known yet.</summary>
    DateTime? Known(DateTime moment) => moment < knownUntil ? moment : null;

    static double[] Cumulative(params double[] shares)
    {
        double sum = shares.Sum(), so = 0;
        return [.. shares.Select(share => (so += share) / sum)];
    }
}
