using System.Collections.Frozen;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse;

/// <summary>Something by which numbers can be split and filtered.</summary>
/// <param name="Key">The stable key of questions and files.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Meaning">What a value of it is.</param>
public sealed record Dimension(string Key, Words Name, Words Meaning)
{
    /// <summary>A stretch of time.</summary>
    public bool IsTime => Key is "day" or "week" or "month" or "hour";

    /// <summary>A property of the shop, which every fact has.</summary>
    public bool IsOfShop => Key is "shop" or "client" or "platform";

    /// <summary>The fact tables whose rows have it.</summary>
    public bool IsOf(FactKind kind) => IsTime || IsOfShop || FactTables.Of(kind).Find(Key) is { Type: FactType.Text };

    /// <summary>The value stands in the shop's own row; a shop itself is told apart by its number, which every fact has.</summary>
    internal bool NeedsShop => Key is "client" or "platform";

    /// <summary>The value as SQL over the rows <c>f</c> of a table, joined with their shop <c>s</c> where it needs that; a shop is its number.</summary>
    /// <param name="moment">SQL of the moment or day that dates the row.</param>
    internal string Sql(FactTable table, string moment) => Key switch
    {
        "day" => $"cast({moment} as date)",
        "week" => $"cast(date_trunc('week', {moment}) as date)",
        "month" => $"cast(date_trunc('month', {moment}) as date)",
        "hour" => $"extract(hour from {moment})",
        "shop" => "f.shop",
        "client" => "s.client",
        "platform" => "s.platform",
        _ => table.Find(Key) is { } column ? $"f.{column.Sql()}" : "cast(null as varchar)",
    };
}

/// <summary>Every dimension.</summary>
public static class DimensionCatalogue
{
    /// <summary>The dimensions in the order in which people read them.</summary>
    public static IReadOnlyList<Dimension> All { get; } =
    [
        new("day", new("日", "Day"), new("店铺时区的营业日", "business day in the shop's zone")),
        new("week", new("周", "Week"), new("周一开始，以周一的日期表示", "Monday to Sunday, named by its Monday")),
        new("month", new("月", "Month"), new("自然月，以首日表示", "calendar month, named by its first day")),
        new("hour", new("时段", "Hour"), new("店铺时区的钟点，0 到 23", "hour of the shop's clock, 0 to 23")),
        new("shop", new("店铺", "Shop"), new("店铺的编号", "the shop's id")),
        new("client", new("客户", "Client"), new("店铺所属客户的编号", "id of the client who owns the shop")),
        new("platform", new("平台", "Platform"), new("店铺所在平台", "the platform on which the shop is")),
        new("country", new("国家", "Country"), new("买家或访客所在国家", "country of the buyer or visitor")),
        new("region", new("地区", "Region"), new("收货省或州", "state or province of delivery")),
        new("city", new("城市", "City"), new("收货城市", "city of delivery")),
        new("device", new("设备", "Device"), new("下单或访问的设备", "device of the order or visit")),
        new("channel", new("渠道", "Channel"), new("成交或访问的渠道，如直播、商城", "channel of the sale or visit, such as live or mall")),
        new("source", new("来源", "Source"), new("流量来源", "where the visit came from")),
        new("keyword", new("关键词", "Keyword"), new("搜索词或投放词", "word searched or bid on")),
        new("campaign", new("活动", "Campaign"), new("促销活动或推广计划", "promotion or advertising plan")),
        new("sku", new("SKU", "SKU"), new("规格编码", "the item that is stocked and sold")),
        new("product", new("商品", "Product"), new("商品，一个商品有多个 SKU", "the product, of which a SKU is one variant")),
        new("category", new("类目", "Category"), new("商品类目", "category of the product")),
        new("brand", new("品牌", "Brand"), new("商品品牌", "brand of the product")),
        new("price_band", new("价格带", "Price band"), new("来源给出的价格区间", "stretch of prices as the source gives it")),
        new("buyer_kind", new("新老客", "New or returning"), new("来源给出的新客或老客", "new or returning, as the source gives it")),
        new("affiliate", new("推广者", "Affiliate"), new("带来成交的淘客或达人", "affiliate or creator who brought the sale")),
        new("image_version", new("主图版本", "Image version"), new("当时展示的主图版本", "main image shown at the time")),
        new("currency", new("币种", "Currency"), new("金额的原币种", "currency in which the money was given")),
        new("status", new("状态", "Status"), new("订单状态，按来源原文", "state of the order, in the source's words")),
        new("fee_kind", new("费用类型", "Kind of fee"),
            new("佣金、配送、仓储、推广、联盟、税、调整；货款与打款另列，不是费用",
                "commission, fulfilment, storage, ads, affiliate, tax or adjustment; proceeds and payout, which are no fees")),
    ];

    static readonly FrozenDictionary<string, Dimension> ByKey = All.ToFrozenDictionary(dimension => dimension.Key, StringComparer.Ordinal);

    /// <summary>The dimension of a key, or null.</summary>
    public static Dimension? Find(string key) => ByKey.GetValueOrDefault(key);
}
