using Duoshou.Kernel;

namespace Duoshou.App.Tax.Quotations;

/// <summary>One of the eleven terms of Incoterms 2020: what the seller's price carries, as far as a quotation needs it.</summary>
/// <param name="Freight">The seller pays the main carriage.</param>
/// <param name="Insurance">The seller must insure for the buyer (CIF, CIP), or bears the risk to the end (DAP, DPU, DDP).</param>
/// <param name="MustInsure">The term obliges the seller to insure.</param>
/// <param name="Duties">The seller clears the import and pays its duties and taxes.</param>
public sealed record SaleTerm(string Code, Words Name, bool Freight, bool Insurance, bool MustInsure, bool Duties)
{
    /// <summary>All eleven, in the order of the rules of the International Chamber of Commerce.</summary>
    public static IReadOnlyList<SaleTerm> All { get; } =
    [
        new("EXW", new("工厂交货", "Ex works"), false, false, false, false), new("FCA", new("货交承运人", "Free carrier"), false, false, false, false),
        new("CPT", new("运费付至", "Carriage paid to"), true, false, false, false), new("CIP", new("运费和保险费付至", "Carriage and insurance paid to"), true, true, true, false),
        new("DAP", new("目的地交货", "Delivered at place"), true, true, false, false), new("DPU", new("目的地卸货后交货", "Delivered at place unloaded"), true, true, false, false),
        new("DDP", new("完税后交货", "Delivered duty paid"), true, true, false, true), new("FAS", new("船边交货", "Free alongside ship"), false, false, false, false),
        new("FOB", new("船上交货", "Free on board"), false, false, false, false), new("CFR", new("成本加运费", "Cost and freight"), true, false, false, false),
        new("CIF", new("成本、保险费加运费", "Cost, insurance and freight"), true, true, true, false),
    ];

    /// <summary>The term of three letters; none when there is none.</summary>
    public static SaleTerm? Of(string? code) => All.FirstOrDefault(term => term.Code.Equals(code?.Trim(), StringComparison.OrdinalIgnoreCase));
}
