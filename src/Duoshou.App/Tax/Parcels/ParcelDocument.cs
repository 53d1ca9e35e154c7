using System.Text.Json;
using Duoshou.Tax.Declarations;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax.Parcels;

/// <summary>A company as a parcel file names it.</summary>
public sealed record ParcelParty(string Code, string Name);

/// <summary>A person as a parcel file names them.</summary>
public sealed record ParcelPerson(string Name, string IdNumber, string Telephone);

/// <summary>Where the parcel goes.</summary>
public sealed record ParcelReceiver(string Name, string Telephone, string Address);

/// <summary>One thing in the parcel.</summary>
public sealed record ParcelGoods(
    string ItemNo, string Name, string Model, string Code, string Unit, decimal Quantity, decimal Price, string Country, string StatutoryUnit, decimal StatutoryQuantity,
    string? SecondUnit = null, decimal? SecondQuantity = null, string? BarCode = null, string? RecordNo = null, string? NameEn = null);

/// <summary>
/// One parcel as JSON: what the four documents are made of. Import and export share the form; what only one of them needs may be left out
/// of the other.
/// </summary>
public sealed record ParcelDocument
{
    /// <summary>import or export.</summary>
    public string Direction { get; init; } = "import";
    public string OrderNo { get; init; } = "";
    public ParcelParty? Platform { get; init; }
    public ParcelParty? Merchant { get; init; }
    public ParcelParty? Agent { get; init; }
    public ParcelParty? Carrier { get; init; }
    public ParcelParty? PaymentCompany { get; init; }

    /// <summary>Export: the producing or selling unit; the merchant without it.</summary>
    public ParcelParty? Owner { get; init; }
    public string GuaranteeCode { get; init; } = "";
    public ParcelPerson? Buyer { get; init; }

    /// <summary>Who paid, as the payment company says; the buyer without it.</summary>
    public ParcelPerson? Payer { get; init; }

    /// <summary>What was paid, as the payment company says; the sum of the order without it.</summary>
    public decimal? AmountPaid { get; init; }
    public string BuyerAccount { get; init; } = "";
    public ParcelReceiver? Receiver { get; init; }
    public IReadOnlyList<ParcelGoods> Goods { get; init; } = [];
    public decimal Freight { get; init; }
    public decimal Insurance { get; init; }
    public decimal NonCash { get; init; }
    public decimal Tax { get; init; }
    public string PaymentNo { get; init; } = "";
    public DateTime? PaidAt { get; init; }
    public string WaybillNo { get; init; } = "";
    public decimal GrossKilograms { get; init; }
    public decimal NetKilograms { get; init; }
    public string TradeMode { get; init; } = "9610";
    public string TrafficMode { get; init; } = "5";
    public string CustomsCode { get; init; } = "";
    public string PortCode { get; init; } = "";

    /// <summary>Import: country of dispatch; export: destination. The old three-digit list.</summary>
    public string Country { get; init; } = "";
    public string? Conveyance { get; init; }
    public string? Voyage { get; init; }
    public string? Bill { get; init; }
    public string? AccountBook { get; init; }
    public ParcelParty? Area { get; init; }
    public string InventoryCopNo { get; init; } = "";

    /// <summary>Export: the currency by the old three-digit list.</summary>
    public string Currency { get; init; } = "142";
    public string OrderType { get; init; } = "E";
    public string DestinationPort { get; init; } = "";
    public string Packing { get; init; } = "2";

    /// <summary>The sender's mailbox at the port.</summary>
    public string Mailbox { get; init; } = "DXPENT0000000000";

    /// <summary>Import: anything but export.</summary>
    public bool IsImport => Direction != "export";

    /// <summary>Goods, freight and insurance: what the limits are tested on.</summary>
    public decimal Value => Goods.Sum(g => decimal.Round(g.Quantity * g.Price, 5, MidpointRounding.AwayFromZero)) + Freight + Insurance;

    /// <summary>Reads a parcel; what is missing for its direction is named.</summary>
    public static Answered<ParcelDocument> Read(string json)
    {
        try
        {
            ParcelDocument parcel = JsonSerializer.Deserialize<ParcelDocument>(json, WireFormat.Json) ?? new();
            return parcel.Lacks() is { } lack ? new(null, Missing(lack)) : new(parcel, null);
        }
        catch (JsonException wrong)
        {
            return new(null, UnreadableJson.Of("parcel.unreadable", new("包裹文件", "the parcel"), wrong,
                new("字段见 docs/modules/tax.md；数字可写成字符串。", "The fields stand in docs/modules/tax.md; numbers may be strings.")));
        }
    }

    /// <summary>The same, as it is kept.</summary>
    public string Write() => JsonSerializer.Serialize(this, WireFormat.Json);

    string? Lacks()
    {
        if (OrderNo.Length == 0) return "orderNo";
        if (Platform is null) return "platform";
        if (Merchant is null) return "merchant";
        if (Agent is null) return "agent";
        if (Carrier is null) return "carrier";
        if (PaymentCompany is null) return "paymentCompany";
        if (Goods is not { Count: > 0 }) return "goods";
        for (int i = 0; i < Goods.Count; i++)
            if (Goods[i] is null) return $"goods[{i}]";
        if (InventoryCopNo.Length == 0) return "inventoryCopNo";
        if (!IsImport) return null;
        if (Buyer is null) return "buyer";
        if (Receiver is null) return "receiver";
        return PaidAt is null ? "paidAt" : null;
    }

    static Refusal Missing(string field) => new("field.missing", new($"包裹缺少「{field}」。", $"The parcel lacks “{field}”."), new("补上后再来。", "Add it and try again."), field);

    /// <summary>The library's dossier of an import parcel.</summary>
    public ImportDossier Import() => new()
    {
        OrderNo = OrderNo, Platform = Of(Platform), Merchant = Of(Merchant), Agent = Of(Agent), Carrier = Of(Carrier), PaymentCompany = Of(PaymentCompany),
        GuaranteeCode = GuaranteeCode, Buyer = new(Buyer!.Name, Buyer.IdNumber, Buyer.Telephone), BuyerAccount = BuyerAccount,
        Receiver = (Receiver!.Name, Receiver.Telephone, Receiver.Address), Goods = [.. Goods.Select(Of)], Freight = Freight, Insurance = Insurance,
            NonCash = NonCash, Tax = Tax,
        PaymentNo = PaymentNo, PaidAt = PaidAt!.Value, WaybillNo = WaybillNo, GrossKilograms = GrossKilograms, NetKilograms = NetKilograms, InventoryCopNo = InventoryCopNo,
        Way = new()
        {
            TradeMode = TradeMode, TrafficMode = TrafficMode, CustomsCode = CustomsCode, PortCode = PortCode, Country = Country,
            Direct = Conveyance is { Length: > 0 } ? (Conveyance, Voyage ?? "", Bill ?? "") : null, Bonded = AccountBook is { Length: > 0 } && Area is not null
                ? (AccountBook, Of(Area)) : null,
        },
    };

    /// <summary>The library's dossier of an export parcel.</summary>
    public ExportDossier Export() => new()
    {
        OrderNo = OrderNo, OrderType = OrderType, TradeMode = TradeMode, Platform = Of(Platform), Merchant = Of(Merchant), Owner = Of(Owner ?? Merchant), Agent = Of(Agent),
        Carrier = Of(Carrier), PaymentCompany = Of(PaymentCompany), Goods = [.. Goods.Select(Of)], Currency = Currency, Freight = Freight, Insurance = Insurance,
        WaybillNo = WaybillNo, InventoryCopNo = InventoryCopNo, Districts = (CustomsCode, PortCode), Destination = (Country, DestinationPort),
        Transport = (TrafficMode, Conveyance ?? "", Voyage ?? "", Bill ?? ""), Packing = Packing, Kilograms = (GrossKilograms, NetKilograms),
    };

    static CebParty Of(ParcelParty? party) => new(party!.Code, party.Name);

    static DeclaredGoods Of(ParcelGoods g) => new()
    {
        ItemNo = g.ItemNo, Name = g.Name, Model = g.Model, Code = g.Code, Unit = g.Unit, Quantity = g.Quantity, Price = g.Price, Country = g.Country,
            StatutoryUnit = g.StatutoryUnit,
        StatutoryQuantity = g.StatutoryQuantity, SecondUnit = g.SecondUnit, SecondQuantity = g.SecondQuantity, BarCode = g.BarCode ?? "无", RecordNo = g.RecordNo,
    };
}
