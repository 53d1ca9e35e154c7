using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Catalogue;

/// <summary>A country in which shops sell: its money, clock, places and habits.</summary>
/// <param name="YuanPerUnit">The round rate about which the simulated day rates walk.</param>
/// <param name="PriceLevel">Prices against those in China.</param>
/// <param name="TaxOnTop">Tax added to the price at checkout; 0 where prices include it.</param>
/// <param name="DeliveryDays">Mean days from dispatch to receipt.</param>
sealed record HomeMarket(string Country, string Zh, string En, string CurrencyCode, string Zone, string Language,
    decimal YuanPerUnit, decimal PriceLevel,
    decimal TaxOnTop, double DeliveryDays, (string Region, string[] Cities)[] Regions)
{
    public Currency Currency { get; } = Currency.Of(CurrencyCode);

    public static IReadOnlyList<HomeMarket> All { get; } =
    [
        new("CN", "中国", "China", "CNY", "Asia/Shanghai", "zh", 1m, 1m, 0m, 2.4,
            [("广东", ["广州", "深圳", "佛山"]), ("浙江", ["杭州", "宁波"]), ("江苏", ["苏州", "南京"]), ("四川", ["成都", "绵阳"]), ("山东", ["青岛", "济南"]),
                ("北京", ["北京"])]),
        new("US", "美国", "US", "USD", "America/New_York", "en", 7.1m, 2.1m, 0.07m, 3.6,
            [("California", ["Los Angeles", "San Diego"]), ("Texas", ["Houston", "Austin"]), ("Florida", ["Miami", "Tampa"]),
                ("New York", ["New York"]), ("Illinois", ["Chicago"])]),
        new("DE", "德国", "Germany", "EUR", "Europe/Berlin", "de", 7.8m, 2.0m, 0m, 3.0,
            [("Bayern", ["München", "Nürnberg"]), ("Nordrhein-Westfalen", ["Köln", "Dortmund"]), ("Berlin", ["Berlin"]),
                ("Hessen", ["Frankfurt"])]),
        new("JP", "日本", "Japan", "JPY", "Asia/Tokyo", "ja", 0.048m, 1.6m, 0m, 2.2,
            [("東京都", ["新宿", "世田谷"]), ("大阪府", ["大阪", "堺"]), ("愛知県", ["名古屋"]), ("福岡県", ["福岡"])]),
        new("SG", "新加坡", "Singapore", "SGD", "Asia/Singapore", "en", 5.3m, 1.5m, 0m, 1.8,
            [("Central", ["Novena", "Queenstown"]), ("East", ["Bedok", "Tampines"]), ("North-East", ["Hougang"]),
                ("West", ["Jurong"])]),
    ];

    public static HomeMarket Of(string country) => All.First(market => market.Country == country);

    /// <summary>Millionths in the smallest unit that is paid.</summary>
    public long MinorMillionths { get; } = FactChunk.Scale / (long)Math.Pow(10, Currency.Of(CurrencyCode).MinorUnits);
}
