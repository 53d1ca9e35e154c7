using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>One day's visitors to one item from one source and search word.</summary>
struct VisitCell
{
    public Item Item;
    public TrafficSource Source;
    public string? Keyword, Campaign, ImageVersion;
    public int Impressions, Visitors;
}

/// <summary>Writes traffic and advertising rows into chunks.</summary>
static class TrafficRows
{
    static readonly FactTable T = FactTables.Traffic, A = FactTables.Ad;

    static readonly FactColumn At = T["at"], Channel = T["channel"], Source = T["source"], Keyword = T["keyword"],
        Sku = T["sku"], Page = T["page"], Country = T["country"],
        Image = T["image_version"], Campaign = T["campaign"], Product = T["product"], Category = T["category"],
        Brand = T["brand"], Impressions = T["impressions"],
        Visitors = T["visitors"], Views = T["page_views"], Stay = T["stay_seconds"], Cart = T["add_to_cart"],
        Favourites = T["favourites"];

    static readonly FactColumn AdAt = A["at"], AdPlatform = A["ad_platform"], AdCampaign = A["campaign"],
        AdGroup = A["ad_group"], AdKeyword = A["keyword"],
        Placement = A["placement"], AdSku = A["sku"], AdProduct = A["product"], AdCountry = A["country"],
        AdCurrency = A["currency"], AdImpressions = A["impressions"],
        Clicks = A["clicks"], Cost = A["cost"], CreditedOrders = A["credited_orders"], CreditedSales = A["credited_sales"],
        Budget = A["budget"];

    public static void Write((FactChunk Chunk, int Row) at, in VisitCell cell, ref Dice dice, DateTime day, double counted,
        double liking, HomeMarket market)
    {
        (FactChunk chunk, int row) = at;
        int visitors = counted < 1 ? dice.Binomial(cell.Visitors, counted) : cell.Visitors;
        int views = visitors + dice.Poisson(0.7 * visitors);
        chunk.Set(At, row, day);
        chunk.Set(Channel, row, cell.Source.Channel);
        chunk.Set(Source, row, cell.Source.Source);
        chunk.Set(Keyword, row, cell.Keyword);
        chunk.Set(Sku, row, cell.Item.Sku);
        chunk.Set(Page, row, "item");
        chunk.Set(Country, row, market.Country);
        chunk.Set(Image, row, cell.ImageVersion);
        chunk.Set(Campaign, row, cell.Campaign);
        chunk.Set(Product, row, cell.Item.Product);
        chunk.Set(Category, row, cell.Item.Category);
        chunk.Set(Brand, row, cell.Item.Brand);
        Count(chunk, Impressions, row, cell.Impressions);
        Count(chunk, Visitors, row, visitors);
        Count(chunk, Views, row, views);
        Count(chunk, Stay, row, views * (long)dice.Between(24, 46));
        Count(chunk, Cart, row, dice.Binomial(visitors, Math.Min(0.5, 0.085 * liking)));
        Count(chunk, Favourites, row, dice.Binomial(visitors, Math.Min(0.5, 0.05 * liking)));
    }

    public static void WriteAd((FactChunk Chunk, int Row) at, in VisitCell cell, DateTime day, in AdResult result, HomeMarket market)
    {
        (FactChunk chunk, int row) = at;
        chunk.Set(AdAt, row, day);
        chunk.Set(AdPlatform, row, cell.Source.Source);
        chunk.Set(AdCampaign, row, cell.Campaign);
        chunk.Set(AdGroup, row, cell.Item.Category);
        chunk.Set(AdKeyword, row, cell.Keyword);
        chunk.Set(Placement, row, "search");
        chunk.Set(AdSku, row, cell.Item.Sku);
        chunk.Set(AdProduct, row, cell.Item.Product);
        chunk.Set(AdCountry, row, market.Country);
        chunk.Set(AdCurrency, row, market.CurrencyCode);
        Count(chunk, AdImpressions, row, cell.Impressions);
        Count(chunk, Clicks, row, result.Clicks);
        Count(chunk, CreditedOrders, row, result.Orders);
        chunk.SetMillionths(Cost, row, result.Cost * market.MinorMillionths);
        chunk.SetMillionths(CreditedSales, row, result.Sales * market.MinorMillionths);
        chunk.SetMillionths(Budget, row, result.Budget * market.MinorMillionths);
    }

    public static void Count(FactChunk chunk, FactColumn column, int row, long count) =>
        chunk.SetMillionths(column, row, count * FactChunk.Scale);
}

/// <summary>What an ad platform reports of a day; money in the smallest unit, orders and sales as it claims them.</summary>
readonly record struct AdResult(int Clicks, long Cost, int Orders, long Sales, long Budget);
