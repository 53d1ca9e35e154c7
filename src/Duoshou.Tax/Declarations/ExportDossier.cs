using System.Globalization;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>
/// One parcel of retail export: order, money received, waybill and inventory are built from it and so agree by construction.
/// </summary>
public sealed record ExportDossier
{
    /// <summary>Order number.</summary>
    public required string OrderNo { get; init; }

    /// <summary>E retail, B to a business (9710), W to an overseas warehouse (9810).</summary>
    public required string OrderType { get; init; }

    /// <summary>9610, 1210, 9710 or 9810.</summary>
    public required string TradeMode { get; init; }

    /// <summary>The platform; a foreign one without a Chinese number has the code 无.</summary>
    public required CebParty Platform { get; init; }

    /// <summary>The merchant.</summary>
    public required CebParty Merchant { get; init; }

    /// <summary>The producing or selling unit.</summary>
    public required CebParty Owner { get; init; }

    /// <summary>The declarant.</summary>
    public required CebParty Agent { get; init; }

    /// <summary>The carrier.</summary>
    public required CebParty Carrier { get; init; }

    /// <summary>The payment company; 现金支付 where nothing was paid online.</summary>
    public required CebParty PaymentCompany { get; init; }

    /// <summary>The goods; their country is not used here.</summary>
    public required IReadOnlyList<DeclaredGoods> Goods { get; init; }

    /// <summary>The currency of the goods, by the old three-digit list.</summary>
    public required string Currency { get; init; }

    /// <summary>Freight.</summary>
    public required decimal Freight { get; init; }

    /// <summary>Insurance.</summary>
    public decimal Insurance { get; init; }

    /// <summary>The waybill number.</summary>
    public required string WaybillNo { get; init; }

    /// <summary>The company's own number of the inventory.</summary>
    public required string InventoryCopNo { get; init; }

    /// <summary>A simplified, B aggregated.</summary>
    public string Statistics { get; init; } = "A";

    /// <summary>District of declaration and of exit.</summary>
    public required (string Customs, string Port) Districts { get; init; }

    /// <summary>Destination country and port.</summary>
    public required (string Country, string Port) Destination { get; init; }

    /// <summary>Transport mode, conveyance, voyage and bill.</summary>
    public required (string Mode, string Conveyance, string Voyage, string Bill) Transport { get; init; }

    /// <summary>Outer packing code.</summary>
    public required string Packing { get; init; }

    /// <summary>Gross and net weight in kg.</summary>
    public required (decimal Gross, decimal Net) Kilograms { get; init; }

    /// <summary>CEB303.</summary>
    public CebDocument Order(string guid, DateTime at) =>
        new(CebEntity.Of([.. ImportDossier.Opening(guid, at), ("orderType", OrderType), .. Sale(),
        ("goodsValue", Goods.Sum(g => g.Total)), ("freight", Freight), ("currency", Currency)]),
        [.. Goods.Select((g, i) =>
            CebEntity.Of(("gnum", i + 1), ("itemNo", g.ItemNo), ("itemName", g.Name), ("barCode", g.BarCode), ("unit", g.Unit),
            ("currency", Currency), ("qty", g.Quantity), ("price", g.Price), ("totalPrice", g.Total)))]);

    /// <summary>CEB403: the money received for the order.</summary>
    public CebDocument Receipt(string guid, DateTime at, string paymentNo, DateTime accountedAt) =>
        new(CebEntity.Of([.. ImportDossier.Opening(guid, at), .. Sale(),
        ("payCode", PaymentCompany.Code), ("payName", PaymentCompany.Name), ("payNo", paymentNo),
        ("charge", Goods.Sum(g => g.Total) + Freight), ("currency", Currency),
        ("accountingDate", ImportDossier.Time(accountedAt))]), []);

    /// <summary>CEB505.</summary>
    public CebDocument Waybill(string guid, DateTime at) =>
        new(CebEntity.Of([.. ImportDossier.Opening(guid, at), .. Carriage(), ("freight", Freight), ("insuredFee", Insurance),
        ("currency", Currency), ("grossWeight", Kilograms.Gross), ("packNo", 1), ("goodsInfo", Goods[0].Name),
        ("ebcCode", Merchant.Code), ("ebcName", Merchant.Name)]), []);

    /// <summary>CEB603, the declaration itself.</summary>
    public CebDocument Inventory(string guid, DateTime at) =>
        new(CebEntity.Of([.. ImportDossier.Opening(guid, at), ("customsCode", Districts.Customs), .. Sale(), .. Carriage(),
        ("copNo", InventoryCopNo), ("ieFlag", "E"), ("portCode", Districts.Port),
        ("ieDate", at.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
        ("statisticsFlag", Statistics), ("agentCode", Agent.Code), ("agentName", Agent.Name), ("ownerCode", Owner.Code),
        ("ownerName", Owner.Name), ("tradeMode", TradeMode),
        ("trafMode", Transport.Mode), ("trafName", Transport.Conveyance), ("voyageNo", Transport.Voyage),
        ("billNo", Transport.Bill), ("country", Destination.Country),
        ("POD", Destination.Port), ("freight", Freight), ("fCurrency", Currency), ("fFlag", "3"), ("insuredFee", Insurance),
        ("iCurrency", Currency), ("iFlag", "3"),
        ("wrapType", Packing), ("packNo", 1), ("grossWeight", Kilograms.Gross), ("netWeight", Kilograms.Net)]),
        [.. Goods.Select((g, i) =>
            CebEntity.Of(("gnum", i + 1), ("itemNo", g.ItemNo), ("itemRecordNo", g.RecordNo), ("itemName", g.Name),
            ("gcode", g.Code), ("gname", g.Name),
            ("gmodel", g.Model), ("barCode", g.BarCode), ("country", Destination.Country), ("currency", Currency),
            ("qty", g.Quantity), ("qty1", g.StatutoryQuantity),
            ("qty2", g.SecondQuantity), ("unit", g.Unit), ("unit1", g.StatutoryUnit), ("unit2", g.SecondUnit),
            ("price", g.Price), ("totalPrice", g.Total)))]);

    /// <summary>CEB605: the inventory is cancelled.</summary>
    public CebDocument Cancellation(string guid, DateTime at, string inventoryNo, string reason) =>
        new(CebEntity.Of([.. ImportDossier.Opening(guid, at),
        ("customsCode", Districts.Customs), ("copNo", InventoryCopNo), ("invtNo", inventoryNo), ("reason", reason),
        ("agentCode", Agent.Code), ("agentName", Agent.Name), ("ebcCode", Merchant.Code), ("ebcName", Merchant.Name)]), []);

    (string, object?)[] Sale() =>
        [("orderNo", OrderNo), ("ebpCode", Platform.Code), ("ebpName", Platform.Name), ("ebcCode", Merchant.Code),
        ("ebcName", Merchant.Name)];

    (string, object?)[] Carriage() =>
        [("logisticsCode", Carrier.Code), ("logisticsName", Carrier.Name), ("logisticsNo", WaybillNo)];
}
