using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// Consumption tax at import. The tax stands inside its own base: (value + duty [+ specific part]) / (1 - rate).
/// </summary>
static class ConsumptionTax
{
    static readonly Charged Nothing = new(0m, 0m, "0", 0m);

    /// <summary>The unrounded tax and the table row, if one was used.</summary>
    public static (Charged Charged, Cited? Law) Charge(Inquiry inquiry, TaxLine line, decimal value, decimal duty)
    {
        Consumption tax = line.Consumption ?? FromTariff(inquiry, line);
        Cited? law = null;
        if (tax is Consumption.Lookup lookup)
        {
            ConsumptionRate? row = Find(inquiry, line, value, duty, lookup.Code);
            (tax, law) = (row?.Tax ?? new Consumption.None(), row?.Cited);
        }

        return (Formula(line, value + duty, tax), law);
    }

    static Charged Formula(TaxLine line, decimal value, Consumption tax)
    {
        switch (tax)
        {
            case Consumption.AdValorem t:
                decimal price = value / (1m - t.Rate);
                return new(price, t.Rate, Spelling.Inside(value, t.Rate), price * t.Rate);
            case Consumption.Specific t:
                decimal quantity = Quantity.In(line, t.Per, t.LitresPerTonne);
                return new(quantity, t.Amount, Spelling.Specific(quantity, t.Per, t.Amount), quantity * t.Amount);
            case Consumption.Compound t:
                decimal part = Quantity.In(line, t.Per, null, t.KilogramsPerLitre) * t.Amount;
                decimal composite = (value + part) / (1m - t.Rate);
                return new(composite, t.Rate, $"({N(value)} + {N(part)}) / (1 - {N(t.Rate)}) x {N(t.Rate)} + {N(part)}",
                    composite * t.Rate + part);
            default:
                return Nothing;
        }
    }

    /// <summary>A line whose duty was told bears what was told; one that is looked up bears what its tariff line says.</summary>
    static Consumption FromTariff(Inquiry inquiry, TaxLine line)
    {
        TariffLine? found = line.Hs is { } hs ? inquiry.Book.Line("CN", hs, inquiry.Day) : null;
        if (found is null)
        {
            inquiry.Assume(line.Id, static id => new($"第 {id} 行未说明消费税，按不征计。", $"Line {id}: no consumption tax was told, none is charged."));
            return new Consumption.None();
        }

        inquiry.Use(found.Cited);
        return found.Consumption.Length == 0 ? new Consumption.None() : new Consumption.Lookup(found.Consumption);
    }

    static ConsumptionRate? Find(Inquiry inquiry, TaxLine line, decimal value, decimal duty, string code)
    {
        string family = inquiry.Book.Consumption.FirstOrDefault(r => r.Code == code || r.Family == code)?.Family
            ?? throw Refusal.NoRule($"消费税税目 {code} 不在表中。", $"the consumption tax code {code} is not in the tables.");
        ConsumptionRate[] rows = [.. inquiry.Book.Consumption.Where(r => r.Family == family && r.Cited.Holds(inquiry.Day))];
        if (rows.Length == 0)
            throw Refusal.NoRule($"{Inquiry.Show(inquiry.Day)} 没有消费税税目 {code} 的税率。",
                $"there is no rate of consumption tax for {code} on {Inquiry.Show(inquiry.Day)}.");
        foreach (ConsumptionRate row in rows)
        {
            if (row.Test is not { } test) return row;
            bool bySheet = test.Unit == "CNY/unit" && family == "cosmetics";
            if (family == "cosmetics" && bySheet != line.MillilitresEach is null) continue;
            if (bySheet)
                inquiry.Assume(line.Id, static id => new($"第 {id} 行没有毫升数，按每件（片）价格判断。",
                    $"Line {id} tells no millilitres: tested by the price per piece."));
            decimal price = Price(inquiry, line, value, duty, test.Unit, row.Tax);
            inquiry.Changes((row.Code, test, price), static n => new($"{n.Code} 以 {N(n.test.Limit)} {n.test.Unit} 为界，本行为 {N(n.price)}。",
                $"{n.Code} turns at {N(n.test.Limit)} {n.test.Unit}; this line has {N(n.price)}."));
            if (test.Holds(price)) return row;
        }

        return null;
    }

    static decimal Price(Inquiry inquiry, TaxLine line, decimal value, decimal duty, string unit, Consumption tax)
    {
        switch (unit)
        {
            case "CNY/ml": return value / Quantity.In(line, "ml");
            case "CNY/unit": return value / Quantity.Pieces(line);
            case "USD/t":
                decimal tonnes = Quantity.In(line, "t", (tax as Consumption.Specific)?.LitresPerTonne);
                return value / inquiry.InAnswer(1m, Currency.Of("USD")) / tonnes;
            default:
                decimal cartons = Quantity.In(line, "carton");
                decimal part = tax is Consumption.Compound compound ? cartons * compound.Amount : 0m;
                return (value + duty + part) / (1m - inquiry.Figure("CN", "cigarette_tier_rate")) / cartons;
        }
    }

    static string N(decimal number) => Inquiry.Show(number);
}
