using Duoshou.Kernel;

namespace Duoshou.Tax;

/// <summary>One line with its share of freight and insurance, unrounded, in the currency of the answer.</summary>
sealed record ValuedLine(TaxLine Line, decimal Goods, decimal Freight, decimal Insurance)
{
    public decimal Cif { get; } = Goods + Freight + Insurance;
}

/// <summary>
/// Spreads discount, freight and insurance over the lines by value: each share rounded to the minor unit of the question's
/// currency, the last line takes the remainder (our convention; customs publishes none).
/// </summary>
sealed class Valuation
{
    Valuation(ValuedLine[] lines, bool goodsKnown)
    {
        (Lines, GoodsKnown) = (lines, goodsKnown);
        foreach (ValuedLine line in lines) (Goods, Cif) = (Goods + line.Goods, Cif + line.Cif);
    }

    public ValuedLine[] Lines { get; }

    /// <summary>The place of a line by its id, looked for from a place on, since taxes come in the order of the lines; -1 without.</summary>
    public int At(string id, int from)
    {
        for (int step = 0; step < Lines.Length; step++)
        {
            int at = from + step < Lines.Length ? from + step : from + step - Lines.Length;
            if (Lines[at].Line.Id == id) return at;
        }

        return -1;
    }

    /// <summary>Whether the price of the goods alone is known, apart from freight and insurance.</summary>
    public bool GoodsKnown { get; }

    public decimal Goods { get; }

    public decimal Cif { get; }

    public static Valuation Of(Inquiry inquiry)
    {
        TaxRequest request = inquiry.Request;
        if (request.KnownCif is { } cif) return OfCif(inquiry, cif);
        decimal[] goods = new decimal[request.Lines.Count];
        bool landed = true, below = false;
        decimal sum = 0m;
        for (int i = 0; i < goods.Length; i++)
        {
            goods[i] = Price(request.Lines[i]);
            landed &= request.Lines[i].CustomsValue is not null;
        }

        decimal[]? cut = request.OpenDiscount == 0m ? null : Shares(request.OpenDiscount, goods, request.Currency);
        for (int i = 0; i < goods.Length; i++)
        {
            if (cut is not null) goods[i] -= cut[i];
            below |= goods[i] < 0m;
            sum += goods[i];
        }

        if (below)
            throw new Refusal("bad_input.discount", new("优惠大于商品价格。", "The discount is larger than the price of the goods."));
        // A customs value told for every line has freight and insurance inside.
        decimal freight = landed || request.Term is Incoterm.Cfr or Incoterm.Cif or Incoterm.Dap ? 0m : request.Freight;
        decimal insurance = landed || request.Term is Incoterm.Cif or Incoterm.Dap ? 0m : request.Insurance
            ?? UnknownInsurance(inquiry, sum + freight);
        decimal[]? freights = freight == 0m ? null : Shares(freight, goods, request.Currency), insurances = insurance == 0m ? null : Shares(insurance, goods, request.Currency);
        ValuedLine[] lines = new ValuedLine[goods.Length];
        for (int i = 0; i < lines.Length; i++)
            lines[i] = new(request.Lines[i], inquiry.Converted(goods[i]), inquiry.Converted(freights?[i] ?? 0m), inquiry.Converted(insurances?[i] ?? 0m));
        return new(lines, true);
    }

    /// <summary>
    /// Only the value with freight and insurance is known: it lies on the lines by their price, or whole on a single line.
    /// </summary>
    static Valuation OfCif(Inquiry inquiry, decimal cif)
    {
        TaxRequest request = inquiry.Request;
        bool priced = request.Lines.All(l => l.Value is not null || l.CustomsValue is not null);
        if (!priced && request.Lines.Count > 1) throw Refusal.Missing("value", new("各行价格", "the price of each line"));
        if (!priced) return new([new(request.Lines[0], cif * inquiry.Factor, 0m, 0m)], false);
        decimal[] goods = [.. request.Lines.Select(Price)];
        if (cif < goods.Sum())
            throw new Refusal("bad_input.cif",
                new("到岸价小于货价。", "The value with freight is below the price of the goods."));
        decimal[] rest = Shares(cif - goods.Sum(), goods, request.Currency);
        return new(
            [.. request.Lines.Select((line, i) =>
            new ValuedLine(line, goods[i] * inquiry.Factor, rest[i] * inquiry.Factor, 0m))], true);
    }

    static decimal Price(TaxLine line) => line.CustomsValue ?? line.Value
        ?? throw Refusal.Missing("value", new($"第 {line.Id} 行的价格", $"the price of line {line.Id}"));

    static decimal UnknownInsurance(Inquiry inquiry, decimal goodsAndFreight)
    {
        decimal share = inquiry.Figure("CN", "insurance_unknown");
        inquiry.Assume("保险费不详，按（货价＋运费）的 3‰ 计。", "Insurance is not known: 3 per mille of goods and freight.");
        return goodsAndFreight * share;
    }

    internal static decimal[] Shares(decimal total, decimal[] weights, Currency currency)
    {
        decimal[] shares = new decimal[weights.Length];
        if (weights.Length == 1) return [total];
        decimal sum = 0m, left = total;
        int digits = currency.MinorUnits;
        foreach (decimal weight in weights) sum += weight;
        for (int i = 0; i < weights.Length - 1; i++)
        {
            decimal exact = sum == 0 ? total / weights.Length : total * weights[i] / sum;
            shares[i] = decimal.Round(exact, digits, MidpointRounding.AwayFromZero);
            // Many tiny shares rounded up could together pass the total; no line is ever given a negative share.
            if (total >= 0) shares[i] = Math.Min(shares[i], left);
            left -= shares[i];
        }

        shares[^1] = left;
        return shares;
    }
}
