using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Benchmarks.Tax;

/// <summary>What is measured: everyday questions with one line and with ten.</summary>
static class TaxLoads
{
    public static readonly string[] Questions =
    [
        "cotton t-shirt", "棉T恤", "smartphone", "智能手机", "保温杯", "vacuum flask", "whisky", "威士忌酒", "lipstick", "toothpaste", "leather handbag", "皮革手提包",
        "microwave oven", "wooden chopsticks", "drone", "women's dress of synthetic fibres", "parts of machinery", "other than of iron or steel", "6109.10", "打火机",
    ];

    public static IEnumerable<(string Name, TaxRequest Request)> All()
    {
        foreach (int lines in new[] { 1, 10 })
        {
            yield return ($"China retail import, {lines} line(s)", Request("CN", TaxRegime.RetailImport, "CNY", lines));
            yield return ($"China general trade, {lines} line(s)", Request("CN", TaxRegime.GeneralTrade, "CNY", lines));
            yield return ($"Germany, flat duty, {lines} line(s)", Request("DE", TaxRegime.Border, "EUR", lines));
            yield return ($"USA, three layers, {lines} line(s)", Request("US", TaxRegime.Border, "USD", lines));
        }
    }

    static TaxRequest Request(string country, TaxRegime regime, string currency, int lines) => new()
    {
        Country = country, Regime = regime, Day = new(2026, 7, 10), Currency = Currency.Of(currency), Freight = 5m, YearUsed = 0m, From = "CN", ByPost = false,
        Lines =
        [
            .. Enumerable.Range(0, lines).Select(i => new TaxLine
            {
                Id = $"{i + 1}", Value = 12.5m + i, Pieces = 1m, Hs = $"6109{10 + i}", Origin = "CN", VatClass = "standard",
                Duty = country == "US" ? null : new DutyTerm.AdValorem(0.06m),
                Consumption = i % 3 == 0 ? new Consumption.AdValorem(0.15m) : new Consumption.None(),
                Layers = country == "US"
                    ? new Dictionary<string, decimal?> { ["mfn"] = 0.165m, ["section_301_list4a"] = 0.075m, ["section_122"] = null }
                    : new Dictionary<string, decimal?>(),
            }),
        ],
    };

    public static CebMessage Declaration()
    {
        ImportDossier dossier = new()
        {
            OrderNo = "DS20240315000001", Platform = new("4400000000", "示例平台有限公司"), Merchant = new("4400000001", "示例商家有限公司"),
            Agent = new("4400000003", "示例报关有限公司"), Carrier = new("4400000004", "示例物流有限公司"), PaymentCompany = new("4400000002", "示例支付有限公司"),
            GuaranteeCode = "4400000003", Buyer = new("张三", "110101190001010000", "13000000000"), BuyerAccount = "buyer-1",
            Receiver = ("张三", "13000000000", "广东省深圳市示例路1号"), Freight = 20.00m, Tax = 138.32m, PaymentNo = "PAY0000000001",
            PaidAt = new(2024, 3, 15, 9, 29, 55), WaybillNo = "WB1", GrossKilograms = 9.0m, NetKilograms = 8.0m, InventoryCopNo = "INV1",
            Way = new()
            {
                TradeMode = "9610", TrafficMode = "5", CustomsCode = "5349", PortCode = "5349", Country = "116", Direct = ("CA101", "CA101/0315", "999-12345675"),
            },
            Goods =
            [
                .. Enumerable.Range(1, 10).Select(i => new DeclaredGoods
                {
                    ItemNo = $"SKU-{i}", Name = "保温杯", Model = "0|0|不锈钢|示例牌", Code = "9617001100", Unit = "011", Quantity = 1m, Price = 150.00m, Country = "116",
                    StatutoryUnit = "035", StatutoryQuantity = 0.8m,
                }),
            ],
        };
        DateTime at = new(2024, 3, 15, 9, 30, 0);
        return ImportDossier.Message("CEB621", "A1B2C3D4-0000-4000-8000-000000000009", dossier.Merchant, "DXPENT0000000000",
            dossier.Inventory("A1B2C3D4-0000-4000-8000-000000000004", at));
    }
}
