using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// China: retail import through cross-border platforms (Cai Guan Shui 2016-18, 2018-49). Within the personal limits no duty and
/// 70 % of VAT and consumption tax; the statutory taxes stay unrounded and only the 70 % is rounded, line by line.
/// </summary>
static class RetailImport
{
    static readonly Words YearIsOurs = new("年度已用额度为我方估计，以海关记录为准（回执 -621018）。",
        "The year total is our estimate; the customs record binds (receipt -621018).");
    static readonly Words NoList = new("没有导入当日的正面清单，未核对商品与个人限量。",
        "No positive list of the day is imported: goods and yearly amounts per person are not checked.");

    public static TaxAnswer Quote(Inquiry inquiry)
    {
        Valuation valuation = Valuation.Of(inquiry);
        decimal price = 0m;
        foreach (ValuedLine line in valuation.Lines) price += inquiry.Round(line.Cif);
        if (price <= 0)
            throw new Refusal("bad_input.price",
                new("订单价格原则上不能为零。", "The price of an order must in principle not be zero."));
        decimal used = inquiry.Request.YearUsed
            ?? throw Refusal.Missing("annual_used", new("本年已用额度", "the amount already used this year"));
        inquiry.Assume(YearIsOurs);
        (string treatment, bool full) = Listed(inquiry) ? Decide(inquiry, price, used) : ("general_trade_required", false);
        bool inChannel = treatment is "cbec_preferential" or "cbec_full_rate";
        return treatment == "cbec_preferential" ? Preferential(inquiry, valuation, used + price)
            : full ? GoodsTaxes.Quote(inquiry, valuation, treatment, inChannel ? used + price : null)
            : inquiry.Answer(treatment, "nobody", price);
    }

    /// <summary>Whether every line is on the positive list of the day and inside its yearly amount per person.</summary>
    static bool Listed(Inquiry inquiry)
    {
        PositiveGoods[] list = inquiry.Book.Positive.Length == 0 ? [] : [.. inquiry.Book.Positive.Where(p => p.Cited.Holds(inquiry.Day))];
        if (list.Length == 0)
        {
            inquiry.Assume(NoList);
            return true;
        }

        foreach (TaxLine line in inquiry.Request.Lines)
        {
            string hs = line.Hs
                ?? throw Refusal.Missing("hs",
                new($"第 {line.Id} 行的商品编码（核对正面清单）", $"the commodity code of line {line.Id} (for the positive list)"));
            PositiveGoods? found = list.Where(p => hs.StartsWith(p.Hs, StringComparison.Ordinal)).MaxBy(p => p.Hs.Length);
            inquiry.Use(found?.Cited);
            if (found is null || (found.YearKilograms is { } most && Quantity.In(line, "kg") > most))
            {
                inquiry.Changes(found is null ? $"{hs} 不在正面清单内。" : $"{hs} 超出每人每年 {found.YearKilograms} 千克。",
                    found is null ? $"{hs} is not on the positive list."
                        : $"{hs} passes the yearly {found.YearKilograms} kg per person.");
                return false;
            }
        }

        return true;
    }

    /// <summary>Which way the order goes, and whether it pays the full taxes here.</summary>
    static (string Treatment, bool Full) Decide(Inquiry inquiry, decimal price, decimal used)
    {
        decimal single = inquiry.Figure("CN", "retail_single_limit"), year = inquiry.Figure("CN", "retail_year_limit");
        bool oneItemMayStay = inquiry.Figure("CN", "retail_one_item_over_limit") == 1m;
        inquiry.Changes((Limit: single, price), static n => new($"单次限值 {Inquiry.Show(n.Limit)} 元，本单 {Inquiry.Show(n.price)} 元。",
            $"The single limit is {Inquiry.Show(n.Limit)} CNY; this order has {Inquiry.Show(n.price)}."));
        inquiry.Changes((Limit: year, After: used + price), static n => new($"年度限值 {Inquiry.Show(n.Limit)} 元，本单后 {Inquiry.Show(n.After)} 元。",
            $"The year limit is {Inquiry.Show(n.Limit)} CNY; after this order {Inquiry.Show(n.After)}."));
        bool withinYear = used + price <= year;
        if (!oneItemMayStay)
            return withinYear && price <= single ? ("cbec_preferential", false)
                : ("full_as_general_trade", true);
        if (!withinYear) return ("general_trade_required", false);
        if (price <= single) return ("cbec_preferential", false);
        bool one = inquiry.Request.Lines is [{ } line]
            && (line.Pieces ?? (inquiry.Request.SingleIndivisible ? 1m : Quantity.Pieces(line))) == 1m;
        return one && price < year ? ("cbec_full_rate", true) : ("not_allowed_split_or_general_trade", false);
    }

    static TaxQuote Preferential(Inquiry inquiry, Valuation valuation, decimal yearUsedAfter)
    {
        Figure share = inquiry.FigureRow("CN", "retail_share");
        TaxAmount[] taxes = new TaxAmount[valuation.Lines.Length * 2];
        LineTax[] lines = new LineTax[valuation.Lines.Length];
        decimal customsValue = 0m, total = 0m;
        for (int i = 0; i < lines.Length; i++)
        {
            ValuedLine valued = valuation.Lines[i];
            TaxLine line = valued.Line;
            decimal value = inquiry.Round(valued.Cif);
            (Charged consumption, Cited? law) = ConsumptionTax.Charge(inquiry, line, value, 0m);
            VatRate vat = GoodsTaxes.VatRateOf(inquiry, line);
            decimal taxable = value + consumption.Exact;
            TaxAmount c = new("consumption_tax", "", line.Id, consumption.Base, consumption.Rate,
                consumption.Exact == 0m ? consumption.Formula : Spelling.Times(consumption.Formula!, share.Value), inquiry.Round(consumption.Exact * share.Value),
                    inquiry.Rounding, law);
            TaxAmount t = new("vat", "", line.Id, taxable, vat.Rate,
                Spelling.Product(taxable, vat.Rate, share.Value),
                inquiry.Round(taxable * vat.Rate * share.Value), inquiry.Rounding, vat.Cited);
            (taxes[2 * i], taxes[2 * i + 1], lines[i]) = (c, t, new(line.Id, value, 0m, c.Amount, t.Amount));
            customsValue += value;
            total += c.Amount + t.Amount;
        }

        return inquiry.Answer("cbec_preferential", taxes, lines, value: customsValue, total: total, yearUsedAfter: yearUsedAfter);
    }
}
