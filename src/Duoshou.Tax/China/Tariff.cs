using Duoshou.Tax.Rates;

namespace Duoshou.Tax.China;

/// <summary>
/// Which duties of a national tariff lie on a line: of agreement and provisional rate the lower, provisional before MFN, the
/// general rate for goods of undetermined origin only (origin ZZ), and every additional layer of the origin on top.
/// </summary>
static class Tariff
{
    static readonly string[] Ordinary = ["mfn", "provisional", "agreement", "general"];

    public static IEnumerable<TaxAmount> Duties(Inquiry inquiry, ValuedLine valued, decimal value, Action<string?> basis)
    {
        TaxLine line = valued.Line;
        bool lookup = line.Duty is null or DutyTerm.Lookup;
        (string layer, DutyTerm term, Cited? law) = ("given", line.Duty!, null);
        if (lookup) (layer, term, law) = Best(inquiry, line, value);
        Charged charged = DutyFormula.Charge(inquiry, line, value, term);
        basis(term is DutyTerm.AdValorem or DutyTerm.Specific or DutyTerm.Compound or DutyTerm.Tiered ? null : charged.Basis);
        yield return Amount("duty", layer, charged, law);
        foreach ((string name, decimal? rate) in line.Layers)
        {
            (decimal used, Cited? row) = rate is { } told ? (told, null) : Additional(inquiry, line, name);
            yield return Amount("additional", name,
                new(value, used, $"{Inquiry.Show(value)} x {Inquiry.Show(used)}", value * used), row);
        }

        if (!lookup) yield break;
        foreach (DutyRate extra in Extras(inquiry, line).Where(e => !line.Layers.ContainsKey(e.Layer)))
            yield return Amount("additional", extra.Layer, DutyFormula.Charge(inquiry, line, value, extra.Term), extra.Cited);

        TaxAmount Amount(string kind, string of, Charged c, Cited? row) =>
            new(kind, of, line.Id, c.Base, c.Rate, c.Formula, inquiry.Round(c.Exact), inquiry.Rounding, row);
    }

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
            throw Refusal.NoRule($"{inquiry.Place.Name.Zh}税则中没有 {hs} 在 {Inquiry.Show(inquiry.Day)} 的税率；请导入税则。",
                $"the tariff of {inquiry.Place.Name.En} has no rate for {hs} on {Inquiry.Show(inquiry.Day)}; import the tariff.");
        }

        return candidates.GroupBy(r => r.Layer).Select(layer => (layer.Key, Term: Together([.. layer]), layer.First().Cited))
            .MinBy(c => DutyFormula.Charge(inquiry, line, value, c.Term).Exact);

        DutyRate[] Rows(string layer, string? origin = null)
        {
            DutyRate[] all = [.. rows.Where(r => r.Layer == layer && (origin is null || Covers(inquiry, r.Origins, origin)))];
            return [.. all.Where(r => r.Hs.Length == all.Max(x => x.Hs.Length))];
        }
    }

    static DutyTerm Together(DutyRate[] rows) => rows.Any(r => r.Above is not null || r.UpTo is not null)
        ? new DutyTerm.Tiered("USD", [.. rows.Select(r => new DutyTier(r.Above, r.UpTo, r.Term))])
        : rows[0].Term;

    static IEnumerable<DutyRate> Extras(Inquiry inquiry, TaxLine line)
    {
        foreach (DutyRate row in inquiry.Book.Duties(inquiry.Place.Country, line.Hs ?? "", inquiry.Day)
            .Where(r => !Ordinary.Contains(r.Layer)))
        {
            if (line.Origin is null && row.Origins != "*")
                throw Refusal.Missing("origin",
                    new($"第 {line.Id} 行的原产地（该编码有附加税 {row.Layer}）", $"the origin of line {line.Id} (the code bears {row.Layer})"));
            if (Covers(inquiry, row.Origins, line.Origin ?? "")) yield return row;
        }
    }

    /// <summary>The rate of an additional layer asked for by name; a day on which the layer is not known is refused.</summary>
    public static (decimal Rate, Cited Row) Additional(Inquiry inquiry, TaxLine line, string layer)
    {
        DutyRate row = inquiry.Book.Duties(inquiry.Place.Country, line.Hs ?? "", inquiry.Day)
            .FirstOrDefault(r => r.Layer == layer && Covers(inquiry, r.Origins, line.Origin ?? ""))
            ?? throw Refusal.NoRule($"税率表没有 {layer} 在 {Inquiry.Show(inquiry.Day)} 的税率。",
                $"the tables have no rate of {layer} on {Inquiry.Show(inquiry.Day)}.");
        return row.Term is DutyTerm.AdValorem term ? (term.Rate, row.Cited)
            : throw Refusal.NoRule($"{layer} 不是从价税。", $"{layer} is not ad valorem.");
    }

    static bool Covers(Inquiry inquiry, string origins, string origin) =>
        origins == "*" || origins.Split(' ').Any(o => o == origin || inquiry.Book.InGroup(origin, o));
}
