using System.Collections.Frozen;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Incidents;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>Runs one shop from its first day to its last. Only today, what is under way and the shelf are kept.</summary>
sealed class ShopRun
{
    /// <summary>Orders of a shop of weight 1 on a mean day of a small agency.</summary>
    public const double OrdersPerDay = 29;

    const double MeanConversion = 0.03, PaidFocus = 1.3, BudgetReserve = 1.8;
    const int PromotedItems = 10, FirstCampaignItems = 4;
    static readonly double[][] KeywordShares = [[1], [0.6, 0.4], [0.5, 0.3, 0.2]];

    readonly SimulationPlan plan;
    readonly SimulatedShop shop;
    readonly HomeMarket market;
    readonly PlannedIncident[] incidents;
    readonly IReadOnlyList<LoggedChange> changes;
    readonly TradeCalendar calendar;
    readonly Shelf shelf;
    readonly FeedBuffers buffers;
    readonly OrderDesk orders;
    readonly BackOffice office;
    readonly string[] campaigns;
    readonly TrafficSource[] sources;
    readonly double visitsPerDay;
    readonly long clickPrice;
    readonly double[] plannedClicks = new double[2], budgetFactor = [1, 1], throttle = [1, 1];
    readonly long[] budget = new long[2], budgetLeft = new long[2];
    int nextChange;

    public ShopRun(SimulationPlan plan, SimulatedShop shop, IEnumerable<PlannedIncident> all, FrozenSet<FactKind> wanted,
        int rowsPerChunk)
    {
        (this.plan, this.shop, market) = (plan, shop, HomeMarket.Of(shop.Country));
        incidents = [.. all.Where(incident => incident.Shop == shop)];
        Trade trade = AgencyRoster.TradeOf(shop);
        Item[] items = Assortment.Of(plan, shop, trade);
        double ordersPerDay = OrdersPerDay * shop.Weight * plan.VolumeScale;
        Platform platform = Platform.Named(shop.Platform);
        calendar = new(plan, shop, trade, daysAfter: 60);
        changes = ChangeLog.Of(plan, shop, items, incidents);
        shelf = new(items, calendar, ordersPerDay, incidents);
        buffers = new(wanted.Where(shop.Feeds.Contains).ToFrozenSet(), rowsPerChunk);
        (campaigns, sources) = (ChangeLog.Campaigns(plan, shop), platform.Sources);
        orders = new(plan, shop, market, platform, shelf, buffers);
        office = new(plan, shop, market, platform, shelf, buffers);
        visitsPerDay = ordersPerDay / MeanConversion;
        clickPrice = orders.Minor(1.3m * market.PriceLevel);
        foreach (Item item in items.Take(PromotedItems))
            plannedClicks[CampaignOf(item.Rank)] += visitsPerDay * item.Share * sources[0].Share * PaidFocus;
    }

    public IEnumerable<FactChunk> Facts()
    {
        for (int day = 0; day < plan.Days; day++)
        {
            RunDay(new(plan, shop, day, calendar[day], calendar.Lift(day), incidents));
            while (buffers.TryTakeFull(out FactChunk full)) yield return full;
        }

        foreach (FactChunk rest in buffers.Rest()) yield return rest;
    }

    void RunDay(DayMood mood)
    {
        buffers.Silent = mood.SilentFeed;
        orders.BeginDay(mood);
        ApplyChanges(mood);
        SetBudgets(mood);
        foreach ((ShelfItem item, int pieces) in shelf.Open(mood.Day)) orders.WriteOff(item, pieces, mood);
        foreach (ShelfItem item in shelf.Items) Serve(item, mood);
        if (mood.Brushing is { } brushing) orders.Brush(brushing, mood, visitsPerDay * MeanConversion);
        orders.SettleDue(mood);
        office.CloseDay(mood, orders.Today);
        shelf.Close(mood.Day);
    }

    void ApplyChanges(DayMood mood)
    {
        for (; nextChange < changes.Count && changes[nextChange].Day == mood.Day; nextChange++)
        {
            LoggedChange change = changes[nextChange];
            office.Write(change);
            if (change.Effect == ChangeEffect.Budget) budgetFactor[change.Target] = change.Factor.Click;
            if (change.Effect == ChangeEffect.Price) shelf.Items[change.Target].Price = change.Amount;
            if (change.Effect != ChangeEffect.Image) continue;
            ShelfItem item = shelf.Items[change.Target];
            (item.ImageVersion, item.ImageClick, item.ImageBuy) = (change.ImageVersion, change.Factor.Click, change.Factor.Buy);
        }

        foreach (ShelfItem item in shelf.Items) HangCoupons(item, mood.Day);
        foreach (ShelfItem item in shelf.Items)
            item.RivalPrice = mood.RivalCut is { } cut && cut.Items.Contains(item.Item.Rank)
                ? (long)(item.Item.RivalPrice * cut.Size) : item.Item.RivalPrice;
    }

    void HangCoupons(ShelfItem item, int day)
    {
        (item.CouponPermille, item.Coupon) = (0, null);
        foreach (LoggedChange change in changes)
        {
            if (change.Day > day) break;
            if (change.Effect != ChangeEffect.Coupon || change.UntilDay < day) continue;
            if (change.Target >= 0 && change.Target != item.Item.Rank) continue;
            item.CouponPermille += (int)change.Amount;
            item.Coupon = change.Campaign;
        }
    }

    void SetBudgets(DayMood mood)
    {
        for (int campaign = 0; campaign < 2; campaign++)
        {
            double needed = plannedClicks[campaign] * mood.Demand;
            double clicks = plannedClicks[campaign] * BudgetReserve * budgetFactor[campaign] * Math.Max(1, mood.Demand);
            throttle[campaign] = Math.Min(1, clicks / needed);
            budget[campaign] = budgetLeft[campaign] = (long)clicks * clickPrice;
        }
    }

    static int CampaignOf(int rank) => rank < FirstCampaignItems ? 0 : 1;

    /// <summary>Brings the day's visitors of one item and serves them.</summary>
    void Serve(ShelfItem item, DayMood mood)
    {
        Dice visits = new(plan.Seed, shop.Index, mood.Day * 128 + item.Item.Rank, Throw.Traffic);
        Dice purchases = new(plan.Seed, shop.Index, mood.Day * 128 + item.Item.Rank, Throw.Orders);
        // What is reported has dice of its own, so that a feed that fails or is not asked for changes nothing of what happens.
        Dice counters = new(plan.Seed, shop.Index, mood.Day * 128 + item.Item.Rank, Throw.Counters);
        Dice ads = new(plan.Seed, shop.Index, mood.Day * 128 + item.Item.Rank, Throw.Ads);
        double liking = DayMood.Buying(item), mean = visitsPerDay * mood.Demand * item.Item.Share * (item.OnHand == 0 ? 0.6 : 1);
        foreach (TrafficSource source in sources)
        {
            bool paid = source.Channel == Platform.Paid;
            if (paid && item.Item.Rank >= PromotedItems) continue;
            int campaign = CampaignOf(item.Item.Rank);
            double fromSource = mean * source.Share * (paid ? PaidFocus * throttle[campaign] : 1);
            double[] shares = KeywordShares[source.Keywords - 1];
            for (int word = 0; word < shares.Length; word++)
            {
                int seen = visits.Poisson(fromSource * shares[word] / source.ClickRate);
                VisitCell cell = new()
                {
                    Item = item.Item, Source = source, Impressions = seen,
                    Visitors = visits.Binomial(seen, source.ClickRate * item.ImageClick),
                    Keyword = shares.Length > 1 ? item.Item.Keywords[word] : null, Campaign = paid ? campaigns[campaign] : null,
                    ImageVersion = item.Image,
                };
                int buyers = purchases.Binomial(cell.Visitors, Math.Min(0.6, item.Item.Conversion * source.Eagerness * liking));
                int sold = 0;
                for (int i = 0; i < buyers && orders.Sell(item, cell, mood, ref purchases); i++) sold++;
                Report(cell, mood, ref counters, liking, sold);
                if (paid) Advertise(cell, mood, ref ads, sold);
            }
        }
    }

    void Report(in VisitCell cell, DayMood mood, ref Dice dice, double liking, int sold)
    {
        office.Count(cell, sold);
        if (cell.Impressions > 0 && buffers.Takes(FactKind.Traffic))
            TrafficRows.Write(buffers.Add(FactKind.Traffic), cell, ref dice, mood.Midnight, mood.VisitorsCounted, liking, market);
        if (buffers.Takes(FactKind.VisitEvent)) office.WriteVisits(cell, mood, sold);
    }

    void Advertise(in VisitCell cell, DayMood mood, ref Dice dice, int sold)
    {
        int campaign = CampaignOf(cell.Item.Rank);
        int clicks = cell.Visitors + dice.Poisson(0.06 * cell.Visitors);
        long cost = Math.Min(budgetLeft[campaign], clicks * clickPrice * dice.Between(90, 110) / 100);
        budgetLeft[campaign] -= cost;
        // The platform claims more than it brought: orders seen but not clicked, orders that came by another way.
        int claimed = sold + dice.Poisson(0.25 * sold);
        if (buffers.Takes(FactKind.Ad))
            TrafficRows.WriteAd(buffers.Add(FactKind.Ad), cell, mood.Midnight,
                new(clicks, cost, claimed, claimed * cell.Item.Price, budget[campaign]), market);
    }
}
