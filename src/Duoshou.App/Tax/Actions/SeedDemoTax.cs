using Duoshou.App.Shops;
using Duoshou.App.Tax.Actions.Declarations;
using Duoshou.App.Tax.Parcels;
using Duoshou.App.Tax.Port;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax.Actions;

/// <summary>What the demo agency's tax pages stand on: codes of its goods, how its shops ship, and a few parcels through the simulator.</summary>
public sealed class SeedDemoTax(ChooseCode choose, ListCodes products, SetShopTax set, PrepareDeclaration prepare, SendDeclaration send, PortSimulator port)
{
    static readonly (string Word, string Hs)[] Codes =
    [
        ("抽屉柜|Drawer tower", "940370"), ("收纳箱|Folding box", "392490"), ("压缩袋|Vacuum bags", "392329"), ("四件套|cotton set", "630231"), ("记忆棉枕|Memory pillow", "940490"),
        ("盖毯|blanket", "630140"), ("炒锅|wok", "732391"), ("保鲜盒|Glass containers", "701349"), ("碗架|Dish rack", "732393"), ("台灯|Desk lamp", "940521"),
            ("夜灯|night light", "940542"),
        ("阅读灯|Floor lamp", "940521"), ("洁面巾|Face towels", "560392"), ("洁面|cleanser", "340130"), ("卸妆|Cleansing balm", "330499"), ("精华|serum", "330499"),
            ("安瓶|ampoule", "330499"),
        ("面霜|cream", "330499"), ("眼周霜|Eye cream", "330499"), ("防晒|sunscreen|Sun spray", "330499"), ("凝胶|gel", "330499"), ("冲锋衣|shell jacket", "620140"),
            ("羽绒服|down jacket", "620140"),
        ("摇粒绒|Fleece", "611030"), ("长袖|long-sleeve", "610910"), ("卫衣|Hoodie", "611020"), ("开衫|cardigan", "611020"), ("运动裤|joggers", "610343"), ("牛仔裤|jeans", "620342"),
        ("背带裤|Dungarees", "620342"), ("袜|socks", "611595"), ("毛线帽|Knit hat", "650500"), ("雨衣|poncho", "621040"),
    ];

    public async Task Run(IReadOnlyCollection<ShopCard> shops, DateOnly lastDay, UserId owner, Scope scope, CancellationToken cancel)
    {
        foreach (ShopCard shop in shops)
            await set.Run(new(shop.Id, shop.Country == "CN" ? ParcelRoute.Domestic : shop.Platform.Key == "amazon" && shop.Country == "JP" ? ParcelRoute.LocalStock
                : ParcelRoute.Direct, "CN",
                Registered: shop.Country != "CN", PricesHoldTax: shop.Country is not "US"), owner, scope, cancel);
        // One product is left without a code, so that the desk has something to do.
        HashSet<ShopId> abroad = [.. shops.Where(s => s.Country != "CN").Select(s => s.Id)];
        IReadOnlyList<ListCodes.Row> sold = await products.Run(Period.Ending(lastDay, 60), scope.Narrowed(abroad), cancel);
        foreach (ListCodes.Row row in sold)
            if (CodeOf(row.Product) is { } hs && !row.Product.Contains("雨衣", StringComparison.Ordinal) && !row.Product.Contains("poncho", StringComparison.Ordinal)
                && !row.Product.Contains("夜灯", StringComparison.Ordinal) && !row.Product.Contains("night light", StringComparison.Ordinal))
                await choose.Run(new(row.Shop, row.Product, hs, "CN", "demo", owner), scope, cancel);
        if (shops.FirstOrDefault(s => s.Country == "CN") is { } home)
            foreach ((ParcelDocument parcel, bool sent) in Parcels(lastDay))
                if ((await prepare.Run(new(home.Id, parcel, "demo", owner), scope, cancel)).Value is { IsBlocked: false } card && sent) await send.Run(card.Id, port,
                    scope, cancel);
    }

    static string? CodeOf(string product) =>
        Codes.Where(c => c.Word.Split('|').Any(w => product.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(c => c.Hs).FirstOrDefault();

    /// <summary>Cleared, cleared, sent back by the port, waiting to be sent, and three that are blocked: payer, identity number, single limit.</summary>
    static IEnumerable<(ParcelDocument, bool)> Parcels(DateOnly day)
    {
        ParcelDocument plain = Plain(day, 1, "110101199003071", 229m, 2m);
        yield return (plain, true);
        yield return (Plain(day, 2, "310101198811025", 189m, 1m), true);
        yield return (Plain(day, 3, "440301199512123", 269m, 3m) with { WaybillNo = "SFDEMO00003" }, false);
        yield return (Plain(day, 4, "330102199206154", 159m, 2m) with { Payer = new("李四", Number("330102199206155"), "13900000000") }, false);
        yield return (WrongNumber(Plain(day, 5, "510104199707186", 129m, 1m)), false);
        yield return (Plain(day, 6, "320102198909217", 2290m, 3m), false);
        ParcelDocument export = plain with
        {
            Direction = "export", OrderNo = $"DEMO-EX-{day:yyyyMMdd}-1", InventoryCopNo = $"EXDEMO{day:yyyyMMdd}1", WaybillNo = "CNDEMO00001", Currency = "502",
                Country = "502", DestinationPort = "0001",
            PaymentCompany = new("", "现金支付"), Tax = 0m, Conveyance = "CA981", Voyage = "CA981", Bill = "999-00000011",
                Goods = [plain.Goods[0] with { Price = 32m, Quantity = 1m }],
        };
        yield return (export, true);
    }

    static ParcelDocument Plain(DateOnly day, int number, string person, decimal price, decimal pieces)
    {
        decimal tax = decimal.Round(price * pieces * 0.13m * 0.7m, 2, MidpointRounding.AwayFromZero);
        return new()
        {
            OrderNo = $"DEMO-{day:yyyyMMdd}-{number}", Platform = new("4400000000", "演示平台有限公司"), Merchant = new("4400000001", "晚棠护肤（演示）有限公司"),
                Agent = new("4400000003", "演示报关有限公司"),
            Carrier = new("4400000004", "演示物流有限公司"), PaymentCompany = new("4400000002", "演示支付有限公司"), GuaranteeCode = "4400000003",
            Buyer = new("张三", Number(person), "13000000000"), BuyerAccount = $"buyer-{number}", Receiver = new("张三", "13000000000", "广东省深圳市演示路 1 号"),
            Goods = [new($"SKU-{number}", "修护洗发水", "0|0|表面活性剂|演示牌|400 毫升", "3305100000", "011", pieces, price, "116", "035", 0.4m * pieces,
                NameEn: "Repair shampoo")],
            Freight = 0m, Tax = tax, PaymentNo = $"PAYDEMO{day:yyyyMMdd}{number:0000}", PaidAt = day.ToDateTime(new(9, 30, 0)), WaybillNo = $"SFDEMO{number:00000}",
            GrossKilograms = 0.5m * pieces, NetKilograms = 0.4m * pieces, CustomsCode = "5349", PortCode = "5349", Country = "116", Conveyance = "CA928", Voyage = "CA928",
                Bill = "999-00000022",
            InventoryCopNo = $"DEMO{day:yyyyMMdd}{number:0000}",
        };
    }

    /// <summary>Made-up digits made whole: seventeen digits and the check character that belongs to them.</summary>
    static string Number(string begun)
    {
        string digits = begun.PadRight(17, '0')[..17];
        return digits + IdentityNumber.CheckCharacter(digits);
    }

    static ParcelDocument WrongNumber(ParcelDocument parcel)
    {
        string good = parcel.Buyer!.IdNumber;
        return parcel with { Buyer = parcel.Buyer with { IdNumber = good[..17] + (good[17] == '1' ? '2' : '1') } };
    }
}
