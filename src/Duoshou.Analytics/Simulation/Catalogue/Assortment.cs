using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Catalogue;

/// <summary>What a client makes, with the season of its trade.</summary>
/// <param name="SeasonPeakDay">Day of the year about which the trade is best.</param>
/// <param name="Swing">How far the season moves trade to either side.</param>
sealed record Trade(Words Client, Words Brand, int SeasonPeakDay, double Swing, Article[] Articles,
    (string Zh, string En)[] Colors, string[] Sizes)
{
    public static IReadOnlyList<Trade> All { get; } =
    [
        new(new("青屿家居", "Qingyu Home"), new("青屿", "Qingyu"), 285, 0.10,
        [
            new("收纳", "Storage", "分隔抽屉柜", "Drawer tower", 169), new("收纳", "Storage", "折叠收纳箱", "Folding box", 49),
            new("收纳", "Storage", "真空压缩袋", "Vacuum bags", 39),
            new("床品", "Bedding", "水洗棉四件套", "Washed cotton set", 299), new("床品", "Bedding", "记忆棉枕", "Memory pillow", 119),
            new("床品", "Bedding", "凉感盖毯", "Cooling blanket", 139),
            new("厨房", "Kitchen", "铸铁炒锅", "Cast-iron wok", 239), new("厨房", "Kitchen", "玻璃保鲜盒", "Glass containers", 79),
            new("厨房", "Kitchen", "沥水碗架", "Dish rack", 99),
            new("灯具", "Lighting", "护眼台灯", "Desk lamp", 189), new("灯具", "Lighting", "感应小夜灯", "Motion night light", 29),
            new("灯具", "Lighting", "落地阅读灯", "Floor lamp", 329),
        ],
        [("米白", "cream"), ("雾蓝", "mist blue"), ("橡木", "oak"), ("石墨", "graphite")], ["S", "M", "L"]),
        new(new("晚棠护肤", "Wantang Skincare"), new("晚棠", "Wantang"), 330, 0.16,
        [
            new("精华", "Serum", "修护精华 30 ml", "Repair serum 30 ml", 229), new("精华", "Serum", "烟酰胺精华", "Niacinamide serum", 159),
            new("精华", "Serum", "夜间安瓶", "Night ampoule", 269),
            new("面霜", "Cream", "屏障面霜", "Barrier cream", 189), new("面霜", "Cream", "轻乳面霜", "Light cream", 149),
            new("面霜", "Cream", "眼周霜", "Eye cream", 209),
            new("清洁", "Cleansing", "氨基酸洁面", "Amino cleanser", 89), new("清洁", "Cleansing", "卸妆膏", "Cleansing balm", 119),
            new("清洁", "Cleansing", "洁面巾", "Face towels", 35),
            new("防晒", "Sun care", "清透防晒 SPF50", "Sheer sunscreen SPF50", 129), new("防晒", "Sun care", "防晒喷雾", "Sun spray", 99),
            new("防晒", "Sun care", "晒后舒缓凝胶", "After-sun gel", 69),
        ],
        [("经典", "classic"), ("无香", "fragrance-free"), ("礼盒", "gift box")], ["15ml", "30ml", "50ml"]),
        new(new("小獾童装", "Little Badger Kids"), new("小獾", "Little Badger"), 300, 0.20,
        [
            new("外套", "Jackets", "三合一冲锋衣", "3-in-1 shell jacket", 269), new("外套", "Jackets", "轻薄羽绒服", "Light down jacket", 329),
            new("外套", "Jackets", "摇粒绒外套", "Fleece jacket", 129),
            new("上衣", "Tops", "纯棉长袖", "Cotton long-sleeve", 69), new("上衣", "Tops", "连帽卫衣", "Hoodie", 119),
            new("上衣", "Tops", "针织开衫", "Knit cardigan", 139),
            new("裤装", "Trousers", "加绒运动裤", "Lined joggers", 99), new("裤装", "Trousers", "弹力牛仔裤", "Stretch jeans", 119),
            new("裤装", "Trousers", "背带裤", "Dungarees", 149),
            new("配件", "Accessories", "防滑地板袜", "Grip socks", 29), new("配件", "Accessories", "毛线帽", "Knit hat", 45),
            new("配件", "Accessories", "儿童雨衣", "Rain poncho", 89),
        ],
        [("松果棕", "acorn"), ("苔绿", "moss"), ("奶黄", "custard"), ("海军蓝", "navy")], ["90", "100", "110", "120", "130"]),
    ];
}

/// <summary>One product of a trade, with its price in China in yuan.</summary>
sealed record Article(string CategoryZh, string CategoryEn, string Zh, string En, int Yuan);

/// <summary>Fills a shop's shelf: few items sell much, many sell little (Zipf).</summary>
static class Assortment
{
    const double ZipfExponent = 1.05;

    public static Item[] Of(SimulationPlan plan, SimulatedShop shop, Trade trade, int? wanted = null)
    {
        HomeMarket market = HomeMarket.Of(shop.Country);
        int count = wanted ?? plan.ItemsPerShop;
        Dice dice = new(plan.Seed, shop.Index, 0, Throw.Catalogue);
        var variants = Enumerable.Range(0, count).ToArray();
        dice.Shuffle(variants);
        double mass = Enumerable.Range(1, count).Sum(rank => Math.Pow(rank, -ZipfExponent));
        Item[] items = new Item[count];
        for (int rank = 0; rank < count; rank++)
            items[rank] = Make(ref dice, plan, shop, trade, market, rank, variants[rank], Math.Pow(rank + 1, -ZipfExponent) / mass);
        return items;
    }

    static Item Make(ref Dice dice, SimulationPlan plan, SimulatedShop shop, Trade trade, HomeMarket market, int rank, int variant, double share)
    {
        Article article = trade.Articles[variant % trade.Articles.Length];
        int edition = variant / trade.Articles.Length;
        bool chinese = plan.Chinese(shop.Country);
        (string zh, string en) = trade.Colors[edition % trade.Colors.Length];
        decimal dearer = 1 + 0.04m * (edition % 5);
        long price = PricePoint(article.Yuan * market.PriceLevel / market.YuanPerUnit * dearer, market);
        decimal costShare = decimal.Round((decimal)dice.Between(0.40, 0.52), 3);
        int number = variant % trade.Articles.Length + 1;
        return new()
        {
            Rank = rank,
            Sku = $"{Letters(shop.Platform)}{shop.Index + 1:00}-{Letters(article.CategoryEn)}{number:00}-{edition + 1:00}",
            Product = chinese ? article.Zh : article.En,
            Category = chinese ? article.CategoryZh : article.CategoryEn,
            Brand = chinese ? trade.Brand.Zh : trade.Brand.En,
            PriceBand = Band(price, market),
            Color = chinese ? zh : en,
            Size = trade.Sizes[edition % trade.Sizes.Length],
            Keywords = SearchWords.For(article, market.Language),
            Share = share,
            Conversion = dice.Between(0.026, 0.034),
            Elasticity = -dice.Between(2.2, 3.0),
            RefundRate = dice.Between(0.035, 0.06),
            BadReviewRate = dice.Between(0.02, 0.045),
            Price = price,
            ListPrice = price + price * dice.Between(15, 40) / 100,
            Cost = (long)decimal.Round(price * costShare),
            RivalPrice = price * dice.Between(960, 1050) / 1000,
            WeightGrams = dice.Between(8, 240) * 10,
        };
    }

    static string Letters(string name) => name[..2].ToUpperInvariant();

    /// <summary>The price that a shopkeeper would write: a whole nine in yen and yuan, .99 elsewhere.</summary>
    static long PricePoint(decimal amount, HomeMarket market) => market.CurrencyCode switch
    {
        "JPY" => (long)decimal.Round(amount / 100m) * 100 + 80,
        "CNY" => ((long)decimal.Round(amount / 10m) * 10 - 1) * 100,
        _ => (long)decimal.Round(amount) * 100 - 1,
    };

    /// <summary>The band of a price, at the price level of the market.</summary>
    static string Band(long price, HomeMarket market)
    {
        decimal yuan = price * market.MinorMillionths / (decimal)FactChunk.Scale * market.YuanPerUnit / market.PriceLevel;
        return yuan switch { < 60 => "A", < 120 => "B", < 200 => "C", _ => "D" };
    }
}

/// <summary>What people type to find an article.</summary>
static class SearchWords
{
    public static string[] For(Article article, string language) => language switch
    {
        "zh" => [article.Zh, $"{article.CategoryZh} 推荐", $"{article.Zh} 好用"],
        "de" => [article.En.ToLowerInvariant(), $"{article.En.ToLowerInvariant()} kaufen",
            $"{article.CategoryEn.ToLowerInvariant()} angebot"],
        "ja" => [article.En.ToLowerInvariant(), $"{article.En.ToLowerInvariant()} おすすめ",
            $"{article.CategoryEn.ToLowerInvariant()} 人気"],
        _ => [article.En.ToLowerInvariant(), $"best {article.En.ToLowerInvariant()}",
            $"{article.CategoryEn.ToLowerInvariant()} deals"],
    };
}
