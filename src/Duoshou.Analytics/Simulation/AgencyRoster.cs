using System.Collections.Frozen;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation;

/// <summary>The agency's three clients and their shops. Beyond twelve shops the posts are filled again, numbered.</summary>
static class AgencyRoster
{
    static readonly (int Trade, string Platform, string Country, double Weight)[] Posts =
    [
        (0, "tmall", "CN", 1.5), (1, "tmall", "CN", 1.6), (2, "douyin", "CN", 1.3), (0, "amazon", "US", 1.2),
        (0, "jd", "CN", 0.9), (1, "amazon", "JP", 0.8), (2, "tmall", "CN", 1.1), (0, "amazon", "DE", 0.9),
        (1, "douyin", "CN", 1.0), (1, "shopee", "SG", 0.7), (2, "shopify", "US", 0.7), (2, "amazon", "DE", 0.8),
    ];

    public static SimulatedAgency Of(SimulationPlan plan)
    {
        Dice dice = new(plan.Seed, 0, 0, Throw.Roster);
        SimulatedClient[] clients = [.. Trade.All.Select(trade => new SimulatedClient(new(dice.Id()), trade.Client))];
        SimulatedShop[] shops = new SimulatedShop[plan.Shops];
        for (int index = 0; index < shops.Length; index++) shops[index] = Shop(plan, clients, index, new(dice.Id()));
        SimulatedClient[] used = [.. clients.Where(client => shops.Any(shop => shop.Client == client))];
        return new(new("北舵代运营", "North Helm Agency"), used, shops);
    }

    /// <summary>What the client of a shop makes.</summary>
    public static Trade TradeOf(SimulatedShop shop) => Trade.All[Posts[shop.Index % Posts.Length].Trade];

    static SimulatedShop Shop(SimulationPlan plan, SimulatedClient[] clients, int index, ShopId id)
    {
        (int trade, string key, string country, double weight) = Posts[index % Posts.Length];
        (Platform platform, HomeMarket market) = (Platform.Named(key), HomeMarket.Of(country));
        Dice dice = new(plan.Seed, index, 0, Throw.Roster);
        SimulatedShop shop = new()
        {
            Index = index,
            Id = id,
            Client = clients[trade],
            Name = Name(platform, market, index / Posts.Length),
            Platform = key,
            Country = country,
            Currency = market.Currency,
            Zone = new(market.Zone),
            Feeds = Feeds(key),
            TellsCost = key is not "shopify",
            MonthlySalesTarget = Money.Zero(market.Currency),
            Weight = weight * dice.Between(0.9, 1.1),
        };
        return shop with { MonthlySalesTarget = Target(plan, shop, market, decimal.Round((decimal)dice.Between(0.95, 1.12), 2)) };
    }

    static Words Name(Platform platform, HomeMarket market, int round)
    {
        string number = round == 0 ? "" : $" {round + 1}";
        return market.Country == "CN"
            ? new((platform.Key == "douyin" ? "抖音小店" : $"{platform.Zh}旗舰店") + number, $"{platform.En} flagship{number}")
            : new($"{platform.Zh}{market.Zh}{number}", $"{platform.En} {market.En}{number}");
    }

    /// <summary>The feeds of a platform: Shopee shows no visitors, single visits come from the own storefront alone.</summary>
    static FrozenSet<FactKind> Feeds(string platform) => Enum.GetValues<FactKind>().Where(kind => (platform, kind) switch
    {
        ("shopee", FactKind.Traffic) => false,
        ("shopify", FactKind.Service or FactKind.Market) => false,
        ("jd", FactKind.Affiliate) => false,
        (not "shopify", FactKind.VisitEvent) => false,
        _ => true,
    }).ToFrozenSet();

    /// <summary>Thirty days of ordinary trade, times the client's hopes, in round figures.</summary>
    static Money Target(SimulationPlan plan, SimulatedShop shop, HomeMarket market, decimal hope)
    {
        Item[] items = Assortment.Of(plan, shop, TradeOf(shop));
        decimal minor = items.Sum(item => item.Price * decimal.Round((decimal)item.Share, 6));
        decimal mean = minor * market.MinorMillionths / FactChunk.Scale;
        decimal orders = decimal.Round((decimal)(Days.ShopRun.OrdersPerDay * shop.Weight * plan.VolumeScale), 2);
        decimal month = mean * orders * 1.35m * 30m * hope;
        decimal step = month > 1_000_000m ? 10_000m : 1_000m;
        return new(Math.Max(step, decimal.Round(month / step) * step), shop.Currency);
    }
}
