using System.Globalization;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>
/// One parcel of retail import with all its parties. Order, payment, waybill and inventory are built from it and so agree by
/// construction. Guids and times are arguments: the same dossier gives the same bytes.
/// </summary>
public sealed record ImportDossier
{
    /// <summary>Order number, unique per platform.</summary>
    public required string OrderNo { get; init; }

    /// <summary>The platform.</summary>
    public required CebParty Platform { get; init; }

    /// <summary>The merchant.</summary>
    public required CebParty Merchant { get; init; }

    /// <summary>The declarant.</summary>
    public required CebParty Agent { get; init; }

    /// <summary>The carrier.</summary>
    public required CebParty Carrier { get; init; }

    /// <summary>The payment company.</summary>
    public required CebParty PaymentCompany { get; init; }

    /// <summary>The code of the company whose guarantee covers the tax.</summary>
    public required string GuaranteeCode { get; init; }

    /// <summary>The buyer, who must also be the payer.</summary>
    public required CebPerson Buyer { get; init; }

    /// <summary>The buyer's account on the platform.</summary>
    public required string BuyerAccount { get; init; }

    /// <summary>Receiver's name, telephone and address.</summary>
    public required (string Name, string Telephone, string Address) Receiver { get; init; }

    /// <summary>The goods.</summary>
    public required IReadOnlyList<DeclaredGoods> Goods { get; init; }

    /// <summary>Freight the buyer pays.</summary>
    public required decimal Freight { get; init; }

    /// <summary>Insurance the buyer pays.</summary>
    public decimal Insurance { get; init; }

    /// <summary>Paid by vouchers and points.</summary>
    public decimal NonCash { get; init; }

    /// <summary>Tax collected from the buyer, as quoted.</summary>
    public required decimal Tax { get; init; }

    /// <summary>The payment's serial number.</summary>
    public required string PaymentNo { get; init; }

    /// <summary>When it was paid.</summary>
    public required DateTime PaidAt { get; init; }

    /// <summary>The waybill number.</summary>
    public required string WaybillNo { get; init; }

    /// <summary>Gross weight in kg.</summary>
    public required decimal GrossKilograms { get; init; }

    /// <summary>Net weight in kg.</summary>
    public required decimal NetKilograms { get; init; }

    /// <summary>The way in.</summary>
    public required ImportWay Way { get; init; }

    /// <summary>The company's own number of the inventory.</summary>
    public string? InventoryCopNo { get; init; }

    /// <summary>What the buyer paid in all: goods, freight and tax less vouchers.</summary>
    public decimal Paid => Goods.Sum(g => g.Total) + Freight + Tax - NonCash;

    /// <summary>CEB311.</summary>
    public CebDocument Order(string guid, DateTime at) => new(CebEntity.Of([.. Opening(guid, at), ("orderType", "I"), .. Sale(),
        ("goodsValue", Goods.Sum(g => g.Total)), ("freight", Freight), ("discount", NonCash), ("taxTotal", Tax),
        ("acturalPaid", Paid), ("currency", "142"),
        ("buyerRegNo", BuyerAccount), .. Person(), ("payCode", PaymentCompany.Code), ("payName", PaymentCompany.Name),
        ("payTransactionId", PaymentNo),
        ("consignee", Receiver.Name), ("consigneeTelephone", Receiver.Telephone), ("consigneeAddress", Receiver.Address)]),
        [.. Goods.Select((g, i) =>
            CebEntity.Of(("gnum", i + 1), ("itemNo", g.ItemNo), ("itemName", g.Name), ("gmodel", g.Model),
            ("barCode", g.BarCode), ("unit", g.Unit),
            ("qty", g.Quantity), ("price", g.Price), ("totalPrice", g.Total), ("currency", "142"), ("country", g.Country)))]);

    /// <summary>CEB411.</summary>
    public CebDocument Payment(string guid, DateTime at) =>
        new(CebEntity.Of([.. Opening(guid, at), ("payCode", PaymentCompany.Code), ("payName", PaymentCompany.Name),
        ("payTransactionId", PaymentNo), ("orderNo", OrderNo), ("ebpCode", Platform.Code), ("ebpName", Platform.Name),
        ("payerIdType", "1"),
        ("payerIdNumber", Buyer.IdNumber), ("payerName", Buyer.Name), ("telephone", Buyer.Telephone), ("amountPaid", Paid),
        ("currency", "142"), ("payTime", Time(PaidAt))]), []);

    /// <summary>CEB511.</summary>
    public CebDocument Waybill(string guid, DateTime at) =>
        new(CebEntity.Of([.. Opening(guid, at), .. Carriage(), ("orderNo", OrderNo),
        ("freight", Freight), ("insuredFee", Insurance), ("currency", "142"), ("weight", GrossKilograms), ("packNo", 1),
        ("goodsInfo", Goods[0].Name),
        ("consignee", Receiver.Name), ("consigneeAddress", Receiver.Address), ("consigneeTelephone", Receiver.Telephone)]), []);

    /// <summary>CEB621, the declaration itself.</summary>
    public CebDocument Inventory(string guid, DateTime at) =>
        new(CebEntity.Of([.. Opening(guid, at), .. Sale(), .. Carriage(), ("copNo", InventoryCopNo),
        ("assureCode", GuaranteeCode), ("emsNo", Way.Bonded?.AccountBook), ("ieFlag", "I"),
        ("declTime", at.ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
        ("customsCode", Way.CustomsCode), ("portCode", Way.PortCode), .. Person(), ("consigneeAddress", Receiver.Address),
        ("agentCode", Agent.Code), ("agentName", Agent.Name),
        ("areaCode", Way.Bonded?.Area.Code), ("areaName", Way.Bonded?.Area.Name), ("tradeMode", Way.TradeMode),
        ("trafMode", Way.TrafficMode),
        ("trafNo", Way.Direct?.Conveyance), ("voyageNo", Way.Direct?.Voyage), ("billNo", Way.Direct?.Bill),
        ("country", Way.Country), ("freight", Freight),
        ("insuredFee", Insurance), ("currency", "142"), ("packNo", 1), ("grossWeight", GrossKilograms),
        ("netWeight", NetKilograms)]),
        [.. Goods.Select((g, i) =>
            CebEntity.Of(("gnum", i + 1), ("itemRecordNo", g.RecordNo), ("itemNo", g.ItemNo), ("itemName", g.Name),
            ("gcode", g.Code), ("gname", g.Name),
            ("gmodel", g.Model), ("barCode", g.BarCode), ("country", g.Country), ("currency", "142"), ("qty", g.Quantity),
            ("unit", g.Unit),
            ("qty1", g.StatutoryQuantity), ("unit1", g.StatutoryUnit), ("qty2", g.SecondQuantity), ("unit2", g.SecondUnit),
            ("price", g.Price), ("totalPrice", g.Total)))]);

    /// <summary>CEB623: the inventory is cancelled before release.</summary>
    public CebDocument Cancellation(string guid, DateTime at, string inventoryNo, string reason) =>
        new(Withdrawal(guid, at, inventoryNo, reason), []);

    /// <summary>CEB625: goods go back; the quantities returned by line number from 1.</summary>
    /// <exception cref="ArgumentException">A line is not in the parcel, or more goes back than came.</exception>
    public CebDocument Return(string guid, DateTime at, string inventoryNo, string reason, IReadOnlyDictionary<int,
        decimal> quantities)
    {
        foreach ((int line, decimal quantity) in quantities)
            if (line < 1 || line > Goods.Count || quantity <= 0 || quantity > Goods[line - 1].Quantity)
                throw new ArgumentException($"Line {line} cannot return {quantity}.", nameof(quantities));
        return new(Withdrawal(guid, at, inventoryNo, reason),
            [.. quantities.OrderBy(q => q.Key).Select((q, i) => CebEntity.Of(("gnum", i + 1),
            ("gcode", Goods[q.Key - 1].Code), ("gname", Goods[q.Key - 1].Name), ("qty", q.Value),
            ("unit", Goods[q.Key - 1].Unit)))]);
    }

    /// <summary>A message around documents of one kind, sent by a company from its mailbox.</summary>
    public static CebMessage Message(string kind, string guid, CebParty sender, string mailbox,
        params IReadOnlyList<CebDocument> documents) => new()
    {
        Kind = kind, Guid = guid, Documents = documents,
        Transfer = CebEntity.Of(("copCode", sender.Code), ("copName", sender.Name), ("dxpMode", "DXP"), ("dxpId", mailbox)),
    };

    CebEntity Withdrawal(string guid, DateTime at, string inventoryNo, string reason) =>
        CebEntity.Of([.. Opening(guid, at), ("customsCode", Way.CustomsCode),
        .. Sale(), .. Carriage(), ("copNo", InventoryCopNo), ("invtNo", inventoryNo), .. Person(), ("agentCode", Agent.Code),
            ("agentName", Agent.Name), ("reason", reason)]);

    (string, object?)[] Sale() =>
        [("orderNo", OrderNo), ("ebpCode", Platform.Code), ("ebpName", Platform.Name), ("ebcCode", Merchant.Code),
        ("ebcName", Merchant.Name)];

    (string, object?)[] Person() =>
        [("buyerName", Buyer.Name), ("buyerTelephone", Buyer.Telephone), ("buyerIdType", "1"), ("buyerIdNumber", Buyer.IdNumber)];

    (string, object?)[] Carriage() =>
        [("logisticsCode", Carrier.Code), ("logisticsName", Carrier.Name), ("logisticsNo", WaybillNo)];

    internal static (string, object?)[] Opening(string guid, DateTime at) =>
        [("guid", guid), ("appType", "1"), ("appTime", Time(at)), ("appStatus", "2")];

    internal static string Time(DateTime at) => at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
