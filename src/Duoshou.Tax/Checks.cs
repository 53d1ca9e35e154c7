using Duoshou.Kernel;

namespace Duoshou.Tax;

/// <summary>
/// Refuses questions that cannot be meant: negative amounts, impossible weights, units that contradict each other.
/// </summary>
static class Checks
{
    const decimal MostKilograms = 100_000_000m, MostMoney = 1_000_000_000_000_000m;

    public static void Request(TaxRequest request)
    {
        if (request.Lines.Count == 0) throw Refusal.Missing("items", new("商品行", "a line of goods"));
        if (request.Currency == Currency.None) throw Refusal.Missing("currency", new("币种", "the currency"));
        Money("freight", request.Freight);
        Money("insurance", request.Insurance);
        Money("discount", request.OpenDiscount);
        Money("voucher", request.Voucher);
        Money("cif", request.KnownCif);
        Money("annual_used", request.YearUsed);
        Money("retail_price", request.RetailPrice);
        Weight("kg", request.GrossKilograms);
        Ratio("tax_rate", request.TaxRate);
        if (request.Exchange.Count > 0)
        {
            foreach ((string currency, decimal rate) in request.Exchange)
            {
                if (rate > 0m) continue;
                throw Bad("fx", $"{currency} 的汇率是 {Written(rate)}，必须大于零。", $"The rate of exchange for {currency} is {Written(rate)}; it must be above zero.");
            }
        }

        if (request.Term == Incoterm.Ddp)
            throw Refusal.Missing("cif", new("到岸价；DDP 价格已含税，无法反推", "the value without taxes; a DDP price holds them"));
        if (Repeats(request.Lines))
            throw Bad("id", "每行要有自己的编号，且不重复。", "Every line needs an id of its own.");
        for (int i = 0; i < request.Lines.Count; i++) Line(request.Lines[i]);
    }

    static bool Repeats(IReadOnlyList<TaxLine> lines)
    {
        if (lines.Count <= 16)
        {
            // For few lines comparing each with each is quicker than a set.
            for (int i = 0; i < lines.Count; i++)
            {
                if (lines[i].Id.Length == 0) return true;
                for (int before = 0; before < i; before++)
                    if (lines[before].Id == lines[i].Id) return true;
            }

            return false;
        }

        HashSet<string> seen = new(lines.Count, StringComparer.Ordinal);
        for (int i = 0; i < lines.Count; i++)
            if (lines[i].Id.Length == 0 || !seen.Add(lines[i].Id)) return true;
        return false;
    }

    static void Line(TaxLine line)
    {
        Money("value", line.Value, line);
        Money("customs_value", line.CustomsValue, line);
        if (line.Pieces is <= 0)
            throw Bad("qty", $"第 {line.Id} 行的件数是 {line.Pieces}，必须大于零。", $"The number of pieces of line {line.Id} is {line.Pieces}; it must be above zero.");
        Weight("kg", line.Kilograms, line);
        Weight("tonnes", line.Tonnes, line, 1000m);
        Weight("litres", line.Litres, line);
        Weight("m2_each", line.SquareMetresEach, line);
        Weight("ml", line.MillilitresEach, line);
        Weight("cartons", line.Cartons, line);
        if (line is { Kilograms: { } kg, Tonnes: { } tonnes } && kg != tonnes * 1000m)
            throw Bad("unit", $"{line.Id}：千克与吨不一致。", $"{line.Id}: kilograms and tonnes disagree.");
        if (line.Hs is { } hs && (hs.Length is < 2 or > 10 || hs.AsSpan().ContainsAnyExceptInRange('0', '9')))
            throw Bad("hs", $"{line.Id}：商品编码 {hs} 应为 2 到 10 位数字。",
                $"{line.Id}: the commodity code {hs} must have 2 to 10 digits.");
        if (line.Layers is Dictionary<string, decimal?> known)
            foreach ((string layer, decimal? rate) in known) Ratio(layer, rate);
        else
            foreach ((string layer, decimal? rate) in line.Layers) Ratio(layer, rate);
        Ratio("ieepa_rate", line.PostalRate);
        Duty(line.Duty);
        if (line.Consumption is Consumption.AdValorem { Rate: < 0 or >= 1 } or Consumption.Compound { Rate: < 0 or >= 1 })
            throw Bad("ct", $"{line.Id}：消费税率必须在 0 与 1 之间。", $"{line.Id}: the consumption tax rate must lie between 0 and 1.");
    }

    static void Duty(DutyTerm? term)
    {
        switch (term)
        {
            case DutyTerm.AdValorem t: Ratio("duty", t.Rate); break;
            case DutyTerm.Compound t: Ratio("duty", t.Rate); Money("duty.amount", t.Amount); break;
            case DutyTerm.Alternative t: Ratio("duty", t.Rate); Money("duty.amount", t.Amount); break;
            case DutyTerm.Specific t: Money("duty.amount", t.Amount); break;
            case DutyTerm.Tiered t: foreach (DutyTier tier in t.Tiers) Duty(tier.Term); break;
        }
    }

    static void Money(string field, decimal? amount, TaxLine? line = null)
    {
        if (amount is < 0 or > MostMoney)
            throw Bad(field, $"{Of(line)}{field} 是 {Written(amount)}，必须在 0 与 {MostMoney} 之间。",
                $"{field}{Where(line)} is {Written(amount)}; it must lie between 0 and {MostMoney}.");
    }

    static void Weight(string field, decimal? amount, TaxLine? line = null, decimal units = 1m)
    {
        if (amount is <= 0 || amount > MostKilograms / units)
            throw Bad(field, $"{Of(line)}{field} 是 {Written(amount)}，必须大于 0 且不超过 {MostKilograms / units}。",
                $"{field}{Where(line)} is {Written(amount)}; it must be above 0 and at most {MostKilograms / units}.");
    }

    static void Ratio(string field, decimal? rate)
    {
        if (rate is < 0 or > 10m)
            throw Bad(field, $"{field} 是 {Written(rate)}；它是比例，百分之十三写 0.13。",
                $"{field} is {Written(rate)}; it is a ratio, so write thirteen per cent as 0.13.");
    }

    static string Of(TaxLine? line) => line is null ? "" : $"第 {line.Id} 行的 ";

    static string Where(TaxLine? line) => line is null ? "" : $" of line {line.Id}";

    static string Written(decimal? amount) => Inquiry.Show(amount ?? 0m);

    static Refusal Bad(string field, string zh, string en) => new($"bad_input.{field}", new(zh, en));
}
