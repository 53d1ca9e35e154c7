using Duoshou.Tax.Declarations;
using Duoshou.Tax.Declarations.Messages;
using Duoshou.Tax.Declarations.Signing;

namespace Duoshou.Libraries.Tests.Tax;

/// <summary>Made-up parcels for the declaration tests.</summary>
static class Parcels
{
    public static readonly DateTime At = new(2024, 3, 15, 9, 30, 0);

    public static readonly CebParty Sender = new("4400000001", "示例商家有限公司");

    public static ImportDossier Import { get; } = new()
    {
        OrderNo = "DS20240315000001", Platform = new("4400000000", "示例平台有限公司"), Merchant = Sender,
        Agent = new("4400000003", "示例报关有限公司"),
        Carrier = new("4400000004", "示例物流有限公司"), PaymentCompany = new("4400000002", "示例支付有限公司"), GuaranteeCode = "4400000003",
        Buyer = new("张三", "110101190001010000", "13000000000"), BuyerAccount = "buyer-1",
        Receiver = ("张三", "13000000000", "广东省深圳市示例路1号"),
        Goods =
        [
            new() { ItemNo = "SKU-1", Name = "保温杯", Model = "0|0|不锈钢|示例牌", Code = "9617001100", Unit = "011", Quantity = 2m,
                Price = 150.00m, Country = "116", StatutoryUnit = "035", StatutoryQuantity = 0.8m },
        ],
        Freight = 20.00m, Tax = 29.12m, PaymentNo = "PAY0000000001", PaidAt = new(2024, 3, 15, 9, 29, 55), WaybillNo = "WB1",
        GrossKilograms = 1.0m, NetKilograms = 0.8m,
        Way = new() { TradeMode = "9610", TrafficMode = "5", CustomsCode = "5349", PortCode = "5349", Country = "116",
        Direct = ("CA101", "CA101/0315", "999-12345675") },
        InventoryCopNo = "INV1",
    };

    public static ExportDossier Export { get; } = new()
    {
        OrderNo = "EX1", OrderType = "E", TradeMode = "9610", Platform = new("无", "Example Market"), Merchant = Sender,
        Owner = Sender, Agent = new("4400000003", "示例报关有限公司"),
        Carrier = new("4400000004", "示例物流有限公司"), PaymentCompany = new("", "现金支付"), Goods = Import.Goods, Currency = "502",
        Freight = 5m, WaybillNo = "WB2",
        InventoryCopNo = "EXINV1", Districts = ("5349", "5349"), Destination = ("502", "0001"),
        Transport = ("5", "CA202", "CA202/0315", "999-1"), Packing = "2", Kilograms = (1.0m, 0.8m),
    };

    public static string Guid(int number) => $"A1B2C3D4-0000-4000-8000-{number:D12}";

    public static CebMessage Message(string kind, CebDocument document) =>
        ImportDossier.Message(kind, Guid(9), Sender, "DXPENT0000000000", document);
}
