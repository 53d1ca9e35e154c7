using System.Globalization;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>Everything a shop reports beside orders and visits: fees, stock, service, affiliates, market, changes, single
/// visits.</summary>
sealed class BackOffice(SimulationPlan plan, SimulatedShop shop, HomeMarket market, Platform platform, Shelf shelf,
    FeedBuffers buffers)
{
    const int WatchedItems = 8, DaysOfSingleVisits = 14, SettledAfterDays = 14;
    static readonly string[] Reasons = ["presale", "logistics", "after_sale"], Rivals = ["栗木屋", "白鲸仓", "云雀铺"],
        RivalsEn = ["Chestnut House", "White Whale", "Skylark"];
    static readonly string[] Agents = ["小禾", "阿梨", "南星"], AgentsEn = ["Mia", "Noah", "Ella"];

    readonly bool chinese = plan.Chinese(shop.Country);
    readonly int[] partnerVisits = new int[shelf.Items.Length], partnerOrders = new int[shelf.Items.Length];
    int changeNumber, visitNumber;

    static readonly FactTable C = FactTables.Change, F = FactTables.Fee, S = FactTables.Stock, V = FactTables.Service,
        A = FactTables.Affiliate, M = FactTables.Market,
        E = FactTables.VisitEvent;

    static readonly FactColumn ChangeId = C["change_id"], ChangeAt = C["at"], Until = C["until"], ThingKind = C["thing_kind"],
        Thing = C["thing"], Property = C["property"],
        ChangeSku = C["sku"], ChangeCampaign = C["campaign"], ChangeCountry = C["country"], Old = C["old_value"],
        New = C["new_value"], By = C["by_whom"], Why = C["why"];

    static readonly FactColumn Statement = F["statement_id"], FeeLine = F["line_id"], FeeAt = F["at"], FeeKind = F["fee_kind"],
        FeeState = F["state"], FeeOrder = F["order_id"],
        FeeCurrency = F["currency"], FeeAmount = F["amount"];

    static readonly FactColumn StockAt = S["at"], StockSku = S["sku"], Warehouse = S["warehouse"], StockProduct = S["product"],
        StockCategory = S["category"],
        StockBrand = S["brand"], StockSize = S["size"], StockColor = S["color"], StockCurrency = S["currency"],
        OnHand = S["on_hand"], Reserved = S["reserved"],
        Inbound = S["inbound"], StockPrice = S["price"], StockList = S["list_price"], UnitCost = S["unit_cost"],
        Weight = S["weight"];

    static readonly FactColumn ServiceAt = V["at"], Agent = V["agent"], Reason = V["reason"],
        Conversations = V["conversations"], FirstResponse = V["first_response_seconds"],
        Resolved = V["resolved"], Converted = V["converted"];

    static readonly FactColumn PartnerAt = A["at"], Partner = A["affiliate"], Plan = A["plan"], PartnerSku = A["sku"],
        PartnerProduct = A["product"],
        PartnerCurrency = A["currency"], PartnerClicks = A["clicks"], PartnerOrders = A["orders"], PartnerSales = A["sales"],
        Commission = A["commission"];

    static readonly FactColumn MarketAt = M["at"], MarketCategory = M["category"], Rival = M["rival"], MarketSku = M["sku"],
        Certainty = M["certainty"], MarketSource = M["source"],
        MarketCountry = M["country"], MarketCurrency = M["currency"], Demand = M["demand"], Offers = M["offers"],
        MarketPrice = M["price"];

    static readonly FactColumn EventId = E["event_id"], EventAt = E["at"], Visitor = E["visitor_key"], Session = E["session"],
        EventKind = E["event"], EventSku = E["sku"],
        EventProduct = E["product"], EventCategory = E["category"], EventBrand = E["brand"], EventSource = E["source"],
        EventPrice = E["price"];

    public void CloseDay(DayMood mood, DayTotals totals)
    {
        Fees(mood, totals);
        if (buffers.Takes(FactKind.Stock)) foreach (ShelfItem item in shelf.Items) Stock(item, mood);
        if (buffers.Takes(FactKind.Service)) Service(mood, totals);
        if (buffers.Takes(FactKind.Affiliate)) Affiliates(mood);
        if (buffers.Takes(FactKind.Market)) Markets(mood);
        Array.Clear(partnerVisits);
        Array.Clear(partnerOrders);
    }

    /// <summary>Remembers what affiliates brought.</summary>
    public void Count(in VisitCell cell, int sold)
    {
        if (cell.Source.Channel != Platform.Partner) return;
        partnerVisits[cell.Item.Rank] += cell.Visitors;
        partnerOrders[cell.Item.Rank] += sold;
    }

    public void Write(LoggedChange change)
    {
        if (!buffers.Takes(FactKind.Change)) return;
        (FactChunk chunk, int row) = buffers.Add(FactKind.Change);
        DateTime at = plan.Date(change.Day).ToDateTime(TimeOnly.MinValue).AddMinutes(change.MinuteOfDay)
            .AddSeconds(changeNumber++ % 60);
        chunk.Set(ChangeId, row, change.Id);
        chunk.Set(ChangeAt, row, at);
        chunk.Set(Until, row, change.UntilDay is { } until ? plan.Date(until).ToDateTime(new TimeOnly(23, 59, 59)) : null);
        chunk.Set(ThingKind, row, change.ThingKind);
        chunk.Set(Thing, row, change.Thing);
        chunk.Set(Property, row, change.Property);
        chunk.Set(ChangeSku, row, change.Sku);
        chunk.Set(ChangeCampaign, row, change.Campaign);
        chunk.Set(ChangeCountry, row, market.Country);
        chunk.Set(Old, row, change.Old);
        chunk.Set(New, row, change.New);
        chunk.Set(By, row, change.ByWhom);
        chunk.Set(Why, row, change.Why);
    }

    /// <summary>Single visits of the last days, where the storefront is our own.</summary>
    public void WriteVisits(in VisitCell cell, DayMood mood, int sold)
    {
        if (mood.Day < plan.Days - DaysOfSingleVisits) return;
        Dice dice = new(plan.Seed, shop.Index, mood.Day * 128 + cell.Item.Rank, Throw.Events);
        for (int i = 0; i < cell.Visitors; i++)
        {
            DateTime at = mood.Midnight.AddSeconds(dice.Below(86_000));
            string visitor = Dice.Key((ulong)plan.Seed ^ (ulong)visitNumber * 7919 ^ 0xE7E7UL);
            Visit(cell, visitor, at, "view");
            if (i < sold || dice.Chance(0.07)) Visit(cell, visitor, at.AddSeconds(60), "cart");
            if (i < sold) Visit(cell, visitor, at.AddSeconds(150), "purchase");
        }
    }

    public void Visit(in VisitCell cell, string visitor, DateTime at, string kind)
    {
        (FactChunk chunk, int row) = buffers.Add(FactKind.VisitEvent);
        chunk.Set(EventId, row, string.Create(CultureInfo.InvariantCulture, $"EV{shop.Index + 1:00}-{++visitNumber:000000000}"));
        chunk.Set(EventAt, row, at);
        chunk.Set(Visitor, row, visitor);
        chunk.Set(Session, row, visitor[..8]);
        chunk.Set(EventKind, row, kind);
        chunk.Set(EventSku, row, cell.Item.Sku);
        chunk.Set(EventProduct, row, cell.Item.Product);
        chunk.Set(EventCategory, row, cell.Item.Category);
        chunk.Set(EventBrand, row, cell.Item.Brand);
        chunk.Set(EventSource, row, cell.Source.Source);
        Money(chunk, EventPrice, row, shelf.Items[cell.Item.Rank].Price);
    }

    /// <summary>The platform's statement of a week, line by day and kind. Ads and affiliates are billed in their own feeds,
    /// not here again.</summary>
    void Fees(DayMood mood, DayTotals totals)
    {
        if (!buffers.Takes(FactKind.Fee)) return;
        Fee(mood, "commission", Share(totals.Paid, platform.CommissionRate));
        Fee(mood, "payment", Share(totals.Paid, platform.PaymentRate));
        Fee(mood, "fulfilment", Minor(platform.ParcelCny) * totals.Pieces);
        if (mood.Date.Day == 1) Fee(mood, "storage", Minor(0.08m) * shelf.Items.Sum(item => (long)item.OnHand));
    }

    public void Fee(DayMood mood, string kind, long amount, string? orderId = null)
    {
        if (amount == 0) return;
        (FactChunk chunk, int row) = buffers.Add(FactKind.Fee);
        bool settled = mood.Day < plan.Days - SettledAfterDays;
        chunk.Set(Statement, row, string.Create(CultureInfo.InvariantCulture,
            $"ST{shop.Index + 1:00}-{mood.Date.DayNumber / 7}"));
        chunk.Set(FeeLine, row, string.Create(CultureInfo.InvariantCulture, $"{mood.Date:yyyyMMdd}-{kind}{orderId}"));
        chunk.Set(FeeOrder, row, orderId);
        chunk.Set(FeeAt, row, mood.Midnight);
        chunk.Set(FeeKind, row, kind);
        chunk.Set(FeeState, row, settled ? "settled" : "estimated");
        chunk.Set(FeeCurrency, row, market.CurrencyCode);
        Money(chunk, FeeAmount, row, amount);
    }

    public void Stock(ShelfItem item, DayMood mood)
    {
        (FactChunk chunk, int row) = buffers.Add(FactKind.Stock);
        chunk.Set(StockAt, row, mood.Midnight.AddMinutes(1430));
        chunk.Set(StockSku, row, item.Item.Sku);
        chunk.Set(Warehouse, row, chinese ? "主仓" : "main");
        chunk.Set(StockProduct, row, item.Item.Product);
        chunk.Set(StockCategory, row, item.Item.Category);
        chunk.Set(StockBrand, row, item.Item.Brand);
        chunk.Set(StockSize, row, item.Item.Size);
        chunk.Set(StockColor, row, item.Item.Color);
        chunk.Set(StockCurrency, row, market.CurrencyCode);
        TrafficRows.Count(chunk, OnHand, row, item.OnHand);
        TrafficRows.Count(chunk, Reserved, row, Math.Max(0, item.SoldToday));
        TrafficRows.Count(chunk, Inbound, row, item.InboundPieces);
        Money(chunk, StockPrice, row, item.Price);
        Money(chunk, StockList, row, item.Item.ListPrice);
        if (shop.TellsCost) Money(chunk, UnitCost, row, item.Item.Cost);
        chunk.Set(Weight, row, item.Item.WeightGrams);
    }

    void Service(DayMood mood, DayTotals totals)
    {
        Dice dice = new(plan.Seed, shop.Index, mood.Day, Throw.Service);
        for (int reason = 0; reason < Reasons.Length; reason++)
        {
            double trouble = reason == 1 && mood.LateRegions.Length > 0 ? 3 : reason == 2 && mood.BadBatch is not null ? 2 : 1;
            for (int agent = 0; agent < Agents.Length; agent++)
            {
                int talks = dice.Poisson(totals.Orders * 0.09 * trouble);
                if (talks == 0) continue;
                (FactChunk chunk, int row) = buffers.Add(FactKind.Service);
                chunk.Set(ServiceAt, row, mood.Midnight);
                chunk.Set(Agent, row, (chinese ? Agents : AgentsEn)[agent]);
                chunk.Set(Reason, row, Reasons[reason]);
                TrafficRows.Count(chunk, Conversations, row, talks);
                TrafficRows.Count(chunk, FirstResponse, row, talks * (long)dice.Between(18, 55));
                TrafficRows.Count(chunk, Resolved, row, dice.Binomial(talks, 0.9));
                TrafficRows.Count(chunk, Converted, row, reason == 0 ? dice.Binomial(talks, 0.4) : 0);
            }
        }
    }

    void Affiliates(DayMood mood)
    {
        for (int rank = 0; rank < Math.Min(WatchedItems, shelf.Items.Length); rank++)
        {
            if (partnerVisits[rank] == 0) continue;
            ShelfItem item = shelf.Items[rank];
            long sales = partnerOrders[rank] * item.Price;
            (FactChunk chunk, int row) = buffers.Add(FactKind.Affiliate);
            chunk.Set(PartnerAt, row, mood.Midnight);
            chunk.Set(Partner, row, OrderDesk.AffiliateOf(rank));
            chunk.Set(Plan, row, chinese ? "定向计划" : "standing plan");
            chunk.Set(PartnerSku, row, item.Item.Sku);
            chunk.Set(PartnerProduct, row, item.Item.Product);
            chunk.Set(PartnerCurrency, row, market.CurrencyCode);
            TrafficRows.Count(chunk, PartnerClicks, row, partnerVisits[rank]);
            TrafficRows.Count(chunk, PartnerOrders, row, partnerOrders[rank]);
            Money(chunk, PartnerSales, row, sales);
            Money(chunk, Commission, row, Share(sales, 0.06m + 0.02m * (rank % 5)));
        }
    }

    void Markets(DayMood mood)
    {
        Dice dice = new(plan.Seed, shop.Index, mood.Day, Throw.Market);
        foreach (ShelfItem item in shelf.Items.Take(WatchedItems))
        {
            (FactChunk chunk, int row) = MarketRow(mood, item.Item.Category, "measured");
            chunk.Set(Rival, row, (chinese ? Rivals : RivalsEn)[item.Item.Rank % Rivals.Length]);
            chunk.Set(MarketSku, row, item.Item.Sku);
            chunk.Set(MarketCurrency, row, market.CurrencyCode);
            Money(chunk, MarketPrice, row, item.RivalPrice);
        }

        foreach (string category in shelf.Items.Select(item => item.Item.Category).Distinct())
        {
            (FactChunk chunk, int row) = MarketRow(mood, category, "index");
            TrafficRows.Count(chunk, Demand, row, (long)(10_000 * mood.Demand * dice.Between(0.97, 1.03)));
            TrafficRows.Count(chunk, Offers, row, dice.Between(2800, 3200));
        }
    }

    (FactChunk Chunk, int Row) MarketRow(DayMood mood, string category, string certainty)
    {
        (FactChunk chunk, int row) = buffers.Add(FactKind.Market);
        chunk.Set(MarketAt, row, mood.Midnight);
        chunk.Set(MarketCategory, row, category);
        chunk.Set(Certainty, row, certainty);
        chunk.Set(MarketSource, row, platform.Key);
        chunk.Set(MarketCountry, row, market.Country);
        return (chunk, row);
    }

    void Money(FactChunk chunk, FactColumn column, int row, long minor) =>
        chunk.SetMillionths(column, row, minor * market.MinorMillionths);

    long Minor(decimal yuan) =>
        decimal.ToInt64(decimal.Round(yuan / market.YuanPerUnit * FactChunk.Scale / market.MinorMillionths));

    static long Share(long amount, decimal rate) => decimal.ToInt64(decimal.Round(amount * rate, MidpointRounding.AwayFromZero));
}
