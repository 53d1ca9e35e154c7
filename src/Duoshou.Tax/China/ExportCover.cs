using Duoshou.Kernel;

namespace Duoshou.Tax.China;

/// <summary>What this product does, and does not do, for one way of exporting from China.</summary>
/// <param name="Mode">The customs mode.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Covered">What is computed or written here.</param>
/// <param name="NotCovered">What is not, so that nobody takes silence for zero.</param>
public sealed record ExportCover(string Mode, Words Name, Words Covered, Words NotCovered)
{
    static readonly Words Papers = new("出口订单、收款单、运单、清单与撤销单（CEB303、403、505、603、605）的生成、校验与回执状态；目的国的关税与税。",
        "Export order, money received, waybill, inventory and cancellation (CEB303, 403, 505, 603, 605), their checks and " +
        "receipts; duty and tax at the destination.");

    static readonly Words Refund = new("出口退税率与退税申报、出口关税、许可证件：税率表里没有，不计算。",
        "The refund rate and its claim, export duty, licences: they are not in the tables and nothing is computed.");

    static readonly Words NoInvoice = new("无票免税与核定征收的所得税：规则为回忆，未计算。退税：不计算。",
        "Exemption without a purchase invoice and income tax by assessed profit: recalled rules, not computed. Refund: not computed.");

    /// <summary>Every mode.</summary>
    public static IReadOnlyList<ExportCover> All { get; } =
    [
        new("9610", new("零售直邮出口", "retail export by direct mail"), Papers, NoInvoice),
        new("1210", new("保税零售出口", "bonded retail export"), Papers, Refund),
        new("9710", new("跨境电商 B2B 直接出口", "direct export to businesses"), Papers, Refund),
        new("9810", new("出口海外仓", "export to an overseas warehouse"), Papers, Refund),
        new("0110", new("一般贸易出口", "general trade export"),
            new("只计算目的国的关税与税。", "Only duty and tax at the destination."),
            new("出口报关单、退税、出口关税：不生成，不计算。", "Export declaration, refund, export duty: neither written nor computed.")),
    ];

    /// <summary>One mode; none where it is not listed.</summary>
    public static ExportCover? Of(string mode) => All.FirstOrDefault(e => e.Mode == mode);
}
