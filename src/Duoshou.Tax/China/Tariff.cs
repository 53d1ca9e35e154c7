using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// Which duties of a national tariff lie on a line: of agreement and provisional rate the lower, provisional before MFN, the
/// general rate for goods of undetermined origin only (origin ZZ), and every additional layer of the origin on top.
/// </summary>
static class Tariff
{
    static readonly string[] Ordinary = ["mfn", "provisional", "agreement", "general"];

    /// <summary>Adds the duties of a line to what has been charged; tells which side of a duty won where there are several.</summary>
    public static void Duties(Inquiry inquiry, ValuedLine valued, decimal value, List<TaxAmount> into, ref string? basis)
    {
        TaxLine line = valued.Line;
        bool lookup = line.Duty is null or DutyTerm.Lookup;
        (string layer, DutyTerm term, Cited? law) = lookup ? Best(inquiry, line, value) : ("given", line.Duty!, null);
        Charged charged = DutyFormula.Charge(inquiry, line, value, term);
        basis = term is DutyTerm.AdValorem or DutyTerm.Specific or DutyTerm.Compound or DutyTerm.Tiered ? null : charged.Basis;
        into.Add(Amount(inquiry, line, "duty", layer, charged, law));
        if (line.Layers.Count > 0)
        {
            foreach ((string name, decimal? rate) in line.Layers)
            {
                (decimal used, Cited? row) = rate is { } told ? (told, null) : Additional(inquiry, line, name);
                into.Add(Amount(inquiry, line, "additional", name, new(value, used, null, value * used), row));
            }
        }

        if (!lookup) return;
        foreach (DutyRate extra in inquiry.Book.Duties(inquiry.Place.Country, line.Hs ?? "", inquiry.Day))
        {
            if (Array.IndexOf(Ordinary, extra.Layer) >= 0) continue;
            if (line.Origin is null && extra.Origins != "*")
                throw Refusal.Missing("origin",
                    new($"第 {line.Id} 行的原产地（该编码有附加税 {extra.Layer}）", $"the origin of line {line.Id} (the code bears {extra.Layer})"));
            if (!inquiry.Book.Covers(extra, line.Origin ?? "") || line.Layers.ContainsKey(extra.Layer)) continue;
            into.Add(Amount(inquiry, line, "additional", extra.Layer, DutyFormula.Charge(inquiry, line, value, extra.Term), extra.Cited));
        }
    }

    /// <summary>The duties of a line by themselves.</summary>
    public static List<TaxAmount> Duties(Inquiry inquiry, ValuedLine valued, decimal value)
    {
        List<TaxAmount> duties = [];
        string? basis = null;
        Duties(inquiry, valued, value, duties, ref basis);
        return duties;
    }

    static TaxAmount Amount(Inquiry inquiry, TaxLine line, string kind, string of, Charged c, Cited? row) =>
        new(kind, of, line.Id, c.Base, c.Rate, c.Formula, inquiry.Round(c.Exact), inquiry.Rounding, row);

    static (string Layer, DutyTerm Term, Cited Law) Best(Inquiry inquiry, TaxLine line, decimal value)
    {
        string hs = line.Hs
            ?? throw Refusal.Missing("duty", new($"第 {line.Id} 行的关税税率或商品编码", $"the duty or the commodity code of line {line.Id}"));
        DutyRate[] rows = [.. inquiry.Book.Duties(inquiry.Place.Country, hs, inquiry.Day).Where(r => Ordinary.Contains(r.Layer))];
        if (line.Origin is null && rows.Length > 0)
            inquiry.Assume("未说明原产地，按最惠国待遇计。", "The origin is not told: taken as most-favoured-nation.");
        bool general = line.Origin == "ZZ";
        DutyRate[] favoured = Rows("provisional") is { Length: > 0 } provisional ? provisional : Rows("mfn");
        DutyRate[] candidates = general ? Rows("general") : [.. Rows("agreement", line.Origin ?? ""), .. favoured];
        if (candidates.Length == 0)
        {
            (string zh, string en) = Ended(inquiry, hs);
            throw Refusal.NoRule($"{inquiry.Place.Name.Zh}税则中没有 {hs} 在 {Inquiry.Show(inquiry.Day)} 的税率{zh}",
                $"the tariff of {inquiry.Place.Name.En} has no rate for {hs} on {Inquiry.Show(inquiry.Day)}{en}");
        }

        return candidates.GroupBy(r => r.Layer).Select(layer => (layer.Key, Term: Together([.. layer]), layer.First().Cited))
            .MinBy(c => DutyFormula.Charge(inquiry, line, value, c.Term).Exact);

        DutyRate[] Rows(string layer, string? origin = null)
        {
            DutyRate[] all = [.. rows.Where(r => r.Layer == layer && (origin is null || inquiry.Book.Covers(r, origin)))];
            return [.. all.Where(r => r.Hs.Length == all.Max(x => x.Hs.Length))];
        }
    }

    /// <summary>Until when the tariff on file goes, and how the next one is loaded.</summary>
    internal static (string Zh, string En) Ended(Inquiry inquiry, string hs)
    {
        string country = inquiry.Place.Country;
        DateOnly? end = inquiry.Book.TariffEnd(country, hs, inquiry.Day);
        string from = Inquiry.Show(end?.AddDays(1) ?? new(inquiry.Day.Year, 1, 1)), load = $"duoshou hs import FILE --country {country} --from {from}";
        return (end is { } last ? $"：现有的到 {Inquiry.Show(last)} 为止。导入当日的税则：{load}，或在「税率」页导入。" : $"；请导入税则：{load}，或在「税率」页导入。",
            end is { } until ? $": the one on file ends on {Inquiry.Show(until)}. Import the tariff of that day: {load}, or on the page of rates."
                : $"; import the tariff: {load}, or on the page of rates.");
    }

    static DutyTerm Together(DutyRate[] rows) => rows.Any(r => r.Above is not null || r.UpTo is not null)
        ? new DutyTerm.Tiered("USD", [.. rows.Select(r => new DutyTier(r.Above, r.UpTo, r.Term))])
        : rows[0].Term;

    /// <summary>The rate of an additional layer asked for by name; a day on which the layer is not known is refused.</summary>
    public static (decimal Rate, Cited Row) Additional(Inquiry inquiry, TaxLine line, string layer)
    {
        DutyRate row = inquiry.Book.Duty(inquiry.Place.Country, line.Hs ?? "", inquiry.Day, layer, line.Origin ?? "")
            ?? throw Refusal.NoRule($"税率表没有 {layer} 在 {Inquiry.Show(inquiry.Day)} 的税率。",
                $"the tables have no rate of {layer} on {Inquiry.Show(inquiry.Day)}.");
        return row.Term is DutyTerm.AdValorem term ? (term.Rate, row.Cited)
            : throw Refusal.NoRule($"{layer} 不是从价税。", $"{layer} is not ad valorem.");
    }
}
