using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>A duty before rounding, with its numbers; no formula where it is the base times the rate.</summary>
readonly record struct Charged(decimal Base, decimal Rate, Spelling? Formula, decimal Exact, string? Basis = null);

/// <summary>Turns a duty term into an amount for one line.</summary>
static class DutyFormula
{
    public static Charged Charge(Inquiry inquiry, TaxLine line, decimal value, DutyTerm term) => term switch
    {
        DutyTerm.AdValorem t => new(value, t.Rate, null, value * t.Rate, "ad_valorem"),
        DutyTerm.Specific t => Specific(line, t.Amount, t.Per),
        DutyTerm.Compound t => Compound(line, value, t),
        DutyTerm.Alternative t => Alternative(line, value, t),
        DutyTerm.Sliding t => Sliding(inquiry, line, value, t.Scheme),
        DutyTerm.Tiered t => Charge(inquiry, line, value, Tier(inquiry, line, value, t)),
        _ => throw Refusal.Missing("duty", new($"第 {line.Id} 行的关税税率", $"the duty of line {line.Id}")),
    };

    static Charged Specific(TaxLine line, decimal amount, string per)
    {
        decimal quantity = Quantity.In(line, per);
        return new(quantity, amount, Spelling.Specific(quantity, per, amount), quantity * amount, "specific");
    }

    static Charged Compound(TaxLine line, decimal value, DutyTerm.Compound term)
    {
        decimal quantity = Quantity.In(line, term.Per);
        return new(value, term.Rate, $"{N(value)} x {N(term.Rate)} + {N(quantity)} {term.Per} x {N(term.Amount)}",
            value * term.Rate + quantity * term.Amount, "compound");
    }

    static Charged Alternative(TaxLine line, decimal value, DutyTerm.Alternative term)
    {
        Charged rate = new(value, term.Rate, Spelling.Product(value, term.Rate), value * term.Rate, "ad_valorem");
        Charged amount = Specific(line, term.Amount, term.Per);
        bool specific = term.Higher ? amount.Exact > rate.Exact : amount.Exact < rate.Exact;
        Charged chosen = specific ? amount : rate;
        return chosen with { Formula = $"{(term.Higher ? "max" : "min")}({rate.Formula}; {amount.Formula})" };
    }

    /// <summary>
    /// Price at or above the threshold: an amount per kg. Below: rate = A / P + B x P - 1, rounded, capped, never below zero.
    /// </summary>
    static Charged Sliding(Inquiry inquiry, TaxLine line, decimal value, string name)
    {
        SlidingScheme scheme = inquiry.Book.Sliding(name, inquiry.Day)
            ?? throw Refusal.NoRule($"{Inquiry.Show(inquiry.Day)} 没有滑准税方案 {name}。",
                $"there is no sliding scheme {name} on {Inquiry.Show(inquiry.Day)}.");
        inquiry.Use(scheme.Cited);
        decimal kilograms = Quantity.In(line, "kg"), price = value / kilograms;
        if (price >= scheme.Threshold) return Specific(line, scheme.Specific, "kg");
        decimal exact = price == 0 ? scheme.Cap : scheme.A / price + scheme.B * price - 1m;
        decimal rate = Math.Clamp(decimal.Round(exact, scheme.Decimals, MidpointRounding.AwayFromZero), 0m, scheme.Cap);
        return new(value, rate, $"{N(value)} x round({N(scheme.A)} / {N(price)} + {N(scheme.B)} x {N(price)} - 1)", value * rate,
            rate.ToString("F" + scheme.Decimals, CultureInfo.InvariantCulture));
    }

    static DutyTerm Tier(Inquiry inquiry, TaxLine line, decimal value, DutyTerm.Tiered term)
    {
        decimal factor = inquiry.InAnswer(1m, Currency.Of(term.Currency));
        decimal each = value / Quantity.Pieces(line) / factor;
        return term.Tiers.FirstOrDefault(t => (t.Above is not { } above || each > above)
            && (t.UpTo is not { } upTo || each <= upTo))?.Term
            ?? throw Refusal.NoRule($"单价 {N(each)} {term.Currency} 不在任何税率档内。",
                $"the price of {N(each)} {term.Currency} each lies in no step of the duty.");
    }

    static string N(decimal number) => Inquiry.Show(number);
}
