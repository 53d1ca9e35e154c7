using Duoshou.Kernel;
using Duoshou.Tax.Borders;
using Duoshou.Tax.China;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax;

/// <summary>
/// Landed cost by the law of any day the rate book covers. Decimal only; duty, then consumption or excise tax, then value-added
/// tax, each on a base that holds the earlier ones as rounded. Safe for any number of threads.
/// </summary>
public sealed class TaxEngine(LegalRates book)
{
    /// <summary>An engine on the tables that come with the product.</summary>
    public TaxEngine() : this(LegalRates.Current)
    {
    }

    /// <summary>The tables in use.</summary>
    public LegalRates Book { get; } = book;

    /// <summary>The taxes due, or the reason why they cannot be known.</summary>
    public TaxAnswer Quote(TaxRequest request)
    {
        try
        {
            Place place = Book.Place(request.Country) ?? throw new Refusal("no_rule", new(
                $"没有目的地 {request.Country} 的规则；请导入该国规则表。",
                    $"There is no rule for {request.Country}; import a table of rules for it."));
            Inquiry inquiry = new(Book, request, place);
            return request.Regime switch
            {
                _ when (request.Country == "CN") == (request.Regime == TaxRegime.Border) =>
                    throw new Refusal("bad_input.regime", new(
                    $"{place.Name.Zh}没有这种监管方式。", $"{place.Name.En} has no such regime.")),
                TaxRegime.GeneralTrade => GeneralTrade.Quote(inquiry),
                TaxRegime.RetailImport => RetailImport.Quote(inquiry),
                TaxRegime.PersonalParcel => ParcelTax.Quote(inquiry),
                _ => BorderTax.Quote(inquiry),
            };
        }
        catch (Refusal refusal)
        {
            return new CannotCompute(refusal.Code, refusal.Detail);
        }
        catch (OverflowException)
        {
            return new CannotCompute("bad_input.size",
                new("数量或金额超出可计算的范围。", "An amount or quantity is beyond what can be computed."));
        }
    }
}

/// <summary>Found deep inside a formula and turned into an answer at the one place above; it never leaves the library.</summary>
sealed class Refusal(string code, Words detail) : Exception(detail.En)
{
    public string Code { get; } = code;

    public Words Detail { get; } = detail;

    public static Refusal Missing(string what, Words name) =>
        new($"missing.{what}", new($"无法计算：缺少{name.Zh}。", $"Cannot compute: {name.En} is missing."));

    public static Refusal NoRule(string zh, string en) => new("no_rule", new($"无法计算：{zh}", $"Cannot compute: {en}"));
}
