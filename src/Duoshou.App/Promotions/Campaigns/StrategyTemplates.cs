using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>A first plan for each of the seven strategies, from what the shop sells.</summary>
static class StrategyTemplates
{
    /// <param name="goods">The best sold first.</param>
    /// <param name="orderValue">What an order comes to.</param>
    public static CampaignPlan For(Strategy strategy, ShopCard shop, IReadOnlyList<ShopGoods.Good> goods, decimal orderValue, DateOnly first, Language language)
    {
        string[] best = [.. goods.Where(g => g.UnitsSold > 0).Take(5).Select(g => g.Item.Line.Sku)];
        decimal threshold = Nice(orderValue * 1.3m), saved = Nice(threshold * 0.1m);
        CampaignPlan plan = new()
        {
            Name = NameOf(strategy).In(language), Strategy = strategy, Aim = Aim(strategy).In(language), Audience = new Words("全部买家", "Every buyer").In(language),
            First = first, Last = first.AddDays(6), Guards = new(0.1m, Nice(orderValue * 0.12m), null),
        };
        return strategy switch
        {
            Strategy.NewArrival => plan with { Products = Newest(goods), Offers = [Percent("a", "新品首发", "New arrival", 0.1m) with { PerCustomer = 1 }] },
            Strategy.Holiday => Festive(plan, shop, first, language) with { Products = best, Offers = [Percent("a", "节日折扣", "Holiday discount", 0.12m)] },
            Strategy.Clearance => plan with { Products = Slowest(goods), Last = first.AddDays(13), Offers = [Percent("a", "清仓", "Clearance", 0.3m)],
                Guards = new(0.12m, null, null) },
            Strategy.BigSale => plan with
            {
                Products = [], Last = first.AddDays(2),
                Offers = [Save("a", threshold, saved), new("b", OfferKind.NthUnit, Said("第 2 件 8 折", "Second unit at 20% off")) { Nth = 2, Rate = 0.2m, Skus = best }],
            },
            Strategy.SpendAndSave => plan with
            {
                Offers = [Save("a", threshold, saved), new("b", OfferKind.FreeShipping, Said($"满 {Written.Plain(threshold)} 包邮", $"Free shipping from {Written.Plain(threshold)}"))
                    { Threshold = threshold, NotIn = shop.Country == "CN" ? ["新疆", "西藏"] : [] }],
            },
            Strategy.Parcel => plan with
            {
                Last = first.AddDays(13),
                Offers = [new("a", OfferKind.Insert, Said("包裹卡：下单减 10%", "Card in the parcel: 10% off the next order")) { GiftSku = "CARD-10" },
                    Percent("b", "包裹卡券", "Card coupon", 0.1m) with { Code = "CARD10", PerCustomer = 1, TotalUses = 500 }],
                Channels = [new("a", ChannelKind.ParcelInsert, Said("包裹卡", "Parcel card")) { Codes = ["CARD10"], Pieces = 500 }],
            },
            _ => plan with { Products = best.Length > 2 ? best[..2] : best, Offers = [new("a", OfferKind.Bundle, Said("两件套立减",
                "Set of two")) { Amount = Nice(orderValue * 0.1m) }] },
        };

        string Said(string zh, string en) => new Words(zh, en).In(language);

        Offer Percent(string key, string zh, string en, decimal rate) =>
            new(key, OfferKind.Percent, language == Language.Chinese ? $"{zh} {Written.Plain(10m - rate * 10m)} 折" : $"{en} {Written.Plain(rate * 100m)}% off") { Rate = rate };

        Offer Save(string key, decimal at, decimal amount) =>
            new(key, OfferKind.SpendSave, Said($"满 {Written.Plain(at)} 减 {Written.Plain(amount)}",
                $"{Written.Plain(amount)} off from {Written.Plain(at)}")) { Threshold = at, Amount = amount };
    }

    public static Words NameOf(Strategy strategy) => strategy switch
    {
        Strategy.NewArrival => new("新品首发", "New arrival"),
        Strategy.Holiday => new("节日折扣", "Holiday discount"),
        Strategy.Clearance => new("清仓", "Clearance"),
        Strategy.BigSale => new("大促", "Big sale"),
        Strategy.SpendAndSave => new("满减包邮", "Spend and save"),
        Strategy.Parcel => new("包裹营销", "Parcel marketing"),
        _ => new("关联套装", "Bundle"),
    };

    static Words Aim(Strategy strategy) => strategy switch
    {
        Strategy.NewArrival => new("让新品先有销量和评价", "First sales and reviews for new goods"),
        Strategy.Holiday => new("赶上节日的需求", "Take part in the holiday's demand"),
        Strategy.Clearance => new("把积压的货变成钱", "Turn old stock into money"),
        Strategy.BigSale => new("在平台大促里多卖、多拉新", "Sell more and win buyers in the platform's sale"),
        Strategy.SpendAndSave => new("抬高客单价", "Raise the value of an order"),
        Strategy.Parcel => new("让老客再来一次", "Bring buyers back once more"),
        _ => new("让搭配的货一起卖", "Sell goods that go together"),
    };

    /// <summary>The next festival of the shop's market gives the days.</summary>
    static CampaignPlan Festive(CampaignPlan plan, ShopCard shop, DateOnly first, Language language)
    {
        Festival? next = Festivals.Meeting(new(first, first.AddDays(120)), shop.Country).Where(f => f.On >= first).OrderBy(f => f.On).FirstOrDefault();
        return next is null ? plan : plan with { Name = $"{next.Name.In(language)}{(language == Language.Chinese ? "折扣" : " discount")}",
            First = next.On.AddDays(-2) < first ? first : next.On.AddDays(-2), Last = next.On };
    }

    /// <summary>Without a listing date, goods that only began to sell: little sold so far.</summary>
    static string[] Newest(IReadOnlyList<ShopGoods.Good> goods) => [.. goods.Where(g => g.Item.Stock is null or > 0).TakeLast(3).Select(g => g.Item.Line.Sku)];

    static string[] Slowest(IReadOnlyList<ShopGoods.Good> goods) =>
        [.. goods.Where(g => g.CoverDays is not null).OrderByDescending(g => g.CoverDays).Take(5).Select(g => g.Item.Line.Sku)];

    /// <summary>An amount as people would set it: two leading digits.</summary>
    static decimal Nice(decimal amount)
    {
        if (amount <= 0m) return 0m;
        decimal unit = 1m;
        while (amount / unit >= 100m) unit *= 10m;
        return amount < 10m ? decimal.Round(amount, 1) : decimal.Round(amount / unit) * unit;
    }
}
