using System.Collections.Frozen;
using System.Globalization;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Days;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Files;

/// <summary>Fills the days of one shop with an exact number of rows of one kind, each with a natural key of its own.</summary>
sealed class FileDay
{
    static readonly string[] FeeKinds = ["commission", "payment", "fulfilment", "storage"],
        EventKinds = ["view", "view", "view", "cart", "purchase"];

    readonly FactKind kind;
    readonly SimulationPlan plan;
    readonly SimulatedShop shop;
    readonly HomeMarket market;
    readonly Platform platform;
    readonly Shelf shelf;
    readonly FeedBuffers buffers;
    readonly OrderDesk desk;
    readonly BackOffice office;
    readonly Aftermath aftermath;
    readonly double[] shares;
    readonly (TrafficSource Source, int Word)[] cells;
    long number;

    public FileDay(FactKind kind, SimulationPlan plan, SimulatedShop shop, long mostRowsPerDay)
    {
        (this.kind, this.plan, this.shop) = (kind, plan, shop);
        (market, platform) = (HomeMarket.Of(shop.Country), Platform.Named(shop.Platform));
        cells = [.. platform.Sources.Where(source => kind != FactKind.Ad || source.Channel == Platform.Paid)
            .SelectMany(source => Enumerable.Range(0, source.Keywords).Select(word => (source, word)))];
        bool byItem = kind is FactKind.Traffic or FactKind.Ad or FactKind.Stock or FactKind.Affiliate or FactKind.Market;
        int perItem = kind is FactKind.Traffic or FactKind.Ad ? cells.Length : kind == FactKind.Stock ? 1 : PerItem;
        int count = (int)Math.Max(plan.ItemsPerShop, byItem ? mostRowsPerDay / perItem + 1 : 0);
        Item[] items = Assortment.Of(plan, shop, AgencyRoster.TradeOf(shop), count);
        TradeCalendar calendar = new(plan, shop, AgencyRoster.TradeOf(shop), 0);
        shelf = new(items, calendar, 0, []);
        buffers = new(FrozenSet.Create(kind), AgencySimulation.RowsPerChunk) { Reuses = true };
        desk = new(plan, shop, market, platform, shelf, buffers);
        office = new(plan, shop, market, platform, shelf, buffers);
        aftermath = new(plan, shop, market, platform, buffers);
        double so = 0;
        shares = [.. items.Select(item => so += item.Share)];
    }

    /// <summary>Rows of an item and day in the affiliate and market files.</summary>
    const int PerItem = 5;

    /// <summary>Fills a day; chunks come as soon as they are full.</summary>
    public IEnumerable<FactChunk> Fill(int day, long rows)
    {
        DayMood mood = new(plan, shop, day, 1, 0, []);
        desk.BeginDay(mood);
        buffers.Room = rows;
        Dice dice = new(plan.Seed, shop.Index, day, Throw.Files);
        if (kind == FactKind.OrderLine) desk.SettleDue(mood);
        for (int k = 0; buffers.Takes(kind); k++)
        {
            Row(k, mood, ref dice);
            while (buffers.TryTakeFull(out FactChunk full))
            {
                yield return full;
                buffers.Return(full);
            }
        }
    }

    public IEnumerable<FactChunk> Rest() => buffers.Rest();

    void Row(int k, DayMood mood, ref Dice dice)
    {
        ShelfItem any = shelf.Items[dice.Pick(shares)];
        DateTime at = mood.Midnight.AddSeconds(dice.Below(86_400));
        switch (kind)
        {
            case FactKind.OrderLine: Sell(any, mood, ref dice); break;
            case FactKind.Traffic:
                TrafficRows.Write(buffers.Add(kind), Cell(k, ref dice), ref dice, mood.Midnight, 1, 1, market);
                break;
            case FactKind.Ad: Advertise(k, mood, ref dice); break;
            case FactKind.VisitEvent:
                office.Visit(Cell(k % cells.Length, ref dice), Dice.Key(dice.Next()), at, dice.Pick<string>(EventKinds));
                break;
            case FactKind.Fee: office.Fee(mood, dice.Pick<string>(FeeKinds), 1 + dice.Below(9_999), OrderNumber(mood, k)); break;
            case FactKind.Review:
                aftermath.Review(new() { Item = any.Item, OrderId = OrderNumber(mood, k) }, at, null, false, false, ref dice);
                break;
            case FactKind.Stock: Stock(shelf.Items[k], mood, ref dice); break;
            case FactKind.Change: Change(any, mood, ref dice); break;
            default: Other(k, mood, at, ref dice); break;
        }
    }

    void Sell(ShelfItem item, DayMood mood, ref Dice dice)
    {
        (TrafficSource source, int word) = cells[dice.Below(cells.Length)];
        VisitCell cell = new() { Item = item.Item, Source = source, Keyword = source.Keywords > 1 ? item.Item.Keywords[word]
            : null };
        item.OnHand = int.MaxValue / 2;
        desk.Sell(item, cell, mood, ref dice);
    }

    VisitCell Cell(int k, ref Dice dice)
    {
        Item item = shelf.Items[k / cells.Length].Item;
        (TrafficSource source, int word) = cells[k % cells.Length];
        int impressions = dice.Poisson(20 + 4000 * item.Share);
        return new()
        {
            Item = item, Source = source, Keyword = source.Keywords > 1 ? item.Keywords[word] : null, ImageVersion = "v1",
            Impressions = impressions,
            Campaign = source.Channel == Platform.Paid ? ChangeLog.Campaigns(plan, shop)[item.Rank % 2] : null,
            Visitors = dice.Binomial(impressions, source.ClickRate),
        };
    }

    void Advertise(int k, DayMood mood, ref Dice dice)
    {
        VisitCell cell = Cell(k, ref dice);
        int orders = dice.Binomial(cell.Visitors, 0.04);
        long click = desk.Minor(1.3m);
        TrafficRows.WriteAd(buffers.Add(kind), cell, mood.Midnight,
            new(cell.Visitors, cell.Visitors * click, orders, orders * cell.Item.Price, 5000 * click), market);
    }

    void Stock(ShelfItem item, DayMood mood, ref Dice dice)
    {
        (item.OnHand, item.SoldToday) = (dice.Below(500), dice.Below(9));
        office.Stock(item, mood);
    }

    void Change(ShelfItem item, DayMood mood, ref Dice dice)
    {
        long price = item.Item.Price * dice.Between(95, 105) / 100;
        string amount = Money.FromMinor(price, market.Currency).Amount.ToString(CultureInfo.InvariantCulture);
        office.Write(new(mood.Day, "sku", item.Item.Sku, "price", "", amount) { Id = Number("CH"),
            MinuteOfDay = dice.Below(1440), Sku = item.Item.Sku, ByWhom = "load" });
    }

    /// <summary>Kinds whose rows have keys that only a load test fills so densely: one conversation, one affiliate or rival of
    /// an item.</summary>
    void Other(int k, DayMood mood, DateTime at, ref Dice dice)
    {
        (FactChunk chunk, int row) = buffers.Add(kind);
        FactTable table = chunk.Table;
        if (kind == FactKind.Service)
        {
            Text("agent", $"A{dice.Between(1, 9)}", at);
            Text("conversation", Number("CV"), at);
            Count("conversations", 1);
            Count("first_response_seconds", dice.Between(5, 120));
            Count("resolved", dice.Below(2));
            return;
        }

        Item item = shelf.Items[k / PerItem].Item;
        bool affiliate = kind == FactKind.Affiliate;
        Text(affiliate ? "affiliate" : "rival", $"P{k % PerItem + 1}", mood.Midnight);
        Text("sku", item.Sku, mood.Midnight);
        Text("currency", market.CurrencyCode, mood.Midnight);
        Count("clicks", dice.Poisson(30));
        if (affiliate) Count("orders", dice.Poisson(1));
        chunk.SetMillionths(table[affiliate ? "sales" : "price"], row, item.Price * market.MinorMillionths);

        void Text(string column, string value, DateTime moment)
        {
            chunk.Set(table["at"], row, moment);
            chunk.Set(table[column], row, value);
        }

        void Count(string column, long value) => TrafficRows.Count(chunk, table[column], row, value);
    }

    string Number(string prefix) => prefix + (++number).ToString("D9", CultureInfo.InvariantCulture);

    string OrderNumber(DayMood mood, int k) => string.Create(CultureInfo.InvariantCulture,
        $"{shop.Index + 1:00}{mood.Date:yyMMdd}{k + 1:00000}");
}
