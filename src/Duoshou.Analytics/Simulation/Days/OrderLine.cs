using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>
/// One line of an order before it is written. Money is in the smallest unit of the currency, and
/// paid = gross - seller's discount - platform's discount + freight + tax on every line that was paid.
/// </summary>
struct OrderLine
{
    public string OrderId, LineId, RowClass, Status;
    public string? RefersTo, Campaign, Affiliate, Keyword, ImageVersion;
    public Item Item;
    public TrafficSource? Source;
    public BuyerTraits Buyer;
    public bool IsReturning;
    public DateTime OrderedAt;
    public DateTime? PaidAt, DispatchedAt, CompletedAt;
    public int? Quantity, RefundedQuantity;
    public long? List, Gross, DiscountSeller, DiscountPlatform, Freight, Tax, Paid, Refunded, Cost, FeeEstimate;
}

/// <summary>What a buyer is known by: a key that says nothing, a place, a device.</summary>
readonly record struct BuyerTraits(string Key, string Region, string City, string Device, int RegionIndex)
{
    static readonly string[] Devices = ["app", "app", "app", "mobile", "desktop"];

    /// <summary>The same buyer of a shop always lives in the same place.</summary>
    public static BuyerTraits Of(long seed, int shop, int buyer, HomeMarket market)
    {
        ulong mixed = Dice.Mix((ulong)seed * 31 + ((ulong)(uint)shop << 40) + (uint)buyer + 1);
        // Two throws and the lower one: the first regions of a market hold more people.
        int count = market.Regions.Length, region = Math.Min((int)(mixed % (ulong)count), (int)((mixed >> 16) % (ulong)count));
        var place = market.Regions[region];
        return new(Dice.Key(mixed), place.Region, place.Cities[(int)((mixed >> 32) % (ulong)place.Cities.Length)],
            Devices[(int)((mixed >> 48) % 5)], region);
    }
}

/// <summary>Writes order lines into chunks.</summary>
static class OrderRows
{
    static readonly FactTable T = FactTables.OrderLine;

    static readonly FactColumn OrderId = T["order_id"], LineId = T["line_id"], Class = T["row_class"],
        RefersTo = T["refers_to"], OrderedAt = T["ordered_at"],
        PaidAt = T["paid_at"], DispatchedAt = T["dispatched_at"], CompletedAt = T["completed_at"], Status = T["status"],
        Sku = T["sku"], Product = T["product"],
        Category = T["category"], Brand = T["brand"], PriceBand = T["price_band"], BuyerKey = T["buyer_key"],
        BuyerKind = T["buyer_kind"], Channel = T["channel"],
        Source = T["source"], Keyword = T["keyword"], Campaign = T["campaign"], Affiliate = T["affiliate"],
        Device = T["device"], Country = T["country"],
        Region = T["region"], City = T["city"], Image = T["image_version"], Currency = T["currency"], Quantity = T["quantity"],
        List = T["list_amount"],
        Gross = T["gross"], DiscountSeller = T["discount_seller"], DiscountPlatform = T["discount_platform"],
        Freight = T["freight"], Tax = T["tax"],
        Paid = T["paid"], RefundedQuantity = T["refunded_quantity"], Refunded = T["refunded"], Cost = T["cost"],
        Fee = T["fee_estimate"];

    public static void Write((FactChunk Chunk, int Row) at, in OrderLine line, HomeMarket market)
    {
        (FactChunk chunk, int row) = at;
        chunk.Set(OrderId, row, line.OrderId);
        chunk.Set(LineId, row, line.LineId);
        chunk.Set(Class, row, line.RowClass);
        chunk.Set(RefersTo, row, line.RefersTo);
        chunk.Set(OrderedAt, row, line.OrderedAt);
        chunk.Set(PaidAt, row, line.PaidAt);
        chunk.Set(DispatchedAt, row, line.DispatchedAt);
        chunk.Set(CompletedAt, row, line.CompletedAt);
        chunk.Set(Status, row, line.Status);
        WriteDimensions(chunk, row, line, market);
        WriteMeasures(chunk, row, line, market.MinorMillionths);
    }

    static void WriteDimensions(FactChunk chunk, int row, in OrderLine line, HomeMarket market)
    {
        chunk.Set(Sku, row, line.Item.Sku);
        chunk.Set(Product, row, line.Item.Product);
        chunk.Set(Category, row, line.Item.Category);
        chunk.Set(Brand, row, line.Item.Brand);
        chunk.Set(PriceBand, row, line.Item.PriceBand);
        chunk.Set(BuyerKey, row, line.Buyer.Key);
        chunk.Set(BuyerKind, row, line.Buyer.Key is null ? null : line.IsReturning ? "returning" : "new");
        chunk.Set(Channel, row, line.Source?.Channel);
        chunk.Set(Source, row, line.Source?.Source);
        chunk.Set(Keyword, row, line.Keyword);
        chunk.Set(Campaign, row, line.Campaign);
        chunk.Set(Affiliate, row, line.Affiliate);
        chunk.Set(Device, row, line.Buyer.Device);
        chunk.Set(Country, row, market.Country);
        chunk.Set(Region, row, line.Buyer.Region);
        chunk.Set(City, row, line.Buyer.City);
        chunk.Set(Image, row, line.ImageVersion);
        chunk.Set(Currency, row, market.CurrencyCode);
    }

    static void WriteMeasures(FactChunk chunk, int row, in OrderLine line, long unit)
    {
        Whole(Quantity, line.Quantity, FactChunk.Scale);
        Whole(List, line.List, unit);
        Whole(Gross, line.Gross, unit);
        Whole(DiscountSeller, line.DiscountSeller, unit);
        Whole(DiscountPlatform, line.DiscountPlatform, unit);
        Whole(Freight, line.Freight, unit);
        Whole(Tax, line.Tax, unit);
        Whole(Paid, line.Paid, unit);
        Whole(RefundedQuantity, line.RefundedQuantity, FactChunk.Scale);
        Whole(Refunded, line.Refunded, unit);
        Whole(Cost, line.Cost, unit);
        Whole(Fee, line.FeeEstimate, unit);

        void Whole(FactColumn column, long? value, long millionths)
        {
            if (value is { } known) chunk.SetMillionths(column, row, known * millionths);
        }
    }
}
