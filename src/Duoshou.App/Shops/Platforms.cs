using System.Collections.Frozen;
using Duoshou.Kernel;

namespace Duoshou.App.Shops;

/// <summary>A sales platform: its key, name, the letter that stands for it, and what it does not supply.</summary>
/// <param name="Key">The stable key, such as tmall.</param>
/// <param name="Name">The name in both languages.</param>
/// <param name="Letter">One Chinese character or two Latin letters; never a logo.</param>
/// <param name="Lacks">Metric keys that the platform does not give to sellers.</param>
public sealed record Platform(string Key, Words Name, Words Letter, IReadOnlyList<string> Lacks);

/// <summary>The platforms that a shop can be on.</summary>
public static class Platforms
{
    static readonly string[] NoDsr = ["dsr_product", "dsr_service", "dsr_logistics"];

    /// <summary>Every platform, in the order in which pages list them.</summary>
    public static IReadOnlyList<Platform> All { get; } =
    [
        new("tmall", new("天猫", "Tmall"), new("猫", "TM"), []),
        new("taobao", new("淘宝", "Taobao"), new("淘", "TB"), []),
        new("jd", new("京东", "JD"), new("京", "JD"), []),
        new("pinduoduo", new("拼多多", "Pinduoduo"), new("拼", "PD"), []),
        new("douyin", new("抖音小店", "Douyin Shop"), new("抖", "DY"), []),
        new("amazon", new("亚马逊", "Amazon"), new("亚", "AM"), [.. NoDsr, "favourites_rate", "first_response"]),
        new("tiktok", new("TikTok Shop", "TikTok Shop"), new("T", "TT"), []),
        new("shopee", new("Shopee", "Shopee"), new("虾", "SP"), []),
        new("lazada", new("Lazada", "Lazada"), new("赞", "LZ"), []),
        new("shopify", new("Shopify", "Shopify"), new("S", "SH"), [.. NoDsr, "favourites_rate", "impressions", "click_rate"]),
        new("ebay", new("eBay", "eBay"), new("e", "EB"), NoDsr),
        new("etsy", new("Etsy", "Etsy"), new("E", "ET"), NoDsr),
        new("walmart", new("沃尔玛", "Walmart"), new("沃", "WM"), NoDsr),
        new("woocommerce", new("WooCommerce", "WooCommerce"), new("W", "WC"), [.. NoDsr, "favourites_rate", "impressions", "click_rate"]),
        new("other", new("其他", "Other"), new("他", "OT"), []),
    ];

    static readonly FrozenDictionary<string, Platform> ByKey = All.ToFrozenDictionary(platform => platform.Key, StringComparer.Ordinal);

    /// <summary>The platform of a key, or null.</summary>
    public static Platform? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>The platform of a key that is known to be one; unknown keys stand under "other".</summary>
    public static Platform Of(string key) => Find(key) ?? All[^1];
}
