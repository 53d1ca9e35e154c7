using Duoshou.Kernel;

namespace Duoshou.Tax.Rates;

/// <summary>A place of import that the book has rules for.</summary>
/// <param name="Country">ISO 3166, two letters.</param>
/// <param name="Currency">In which it collects.</param>
/// <param name="Name">Its name.</param>
/// <param name="Group">A union whose rules it shares, such as EU; empty for none.</param>
public sealed record KnownPlace(string Country, Currency Currency, Words Name, string Group);

/// <summary>A duty of a tariff line as words: 5 %, 0.6 per kg.</summary>
/// <param name="Layer">mfn, provisional, agreement, general or an additional duty.</param>
/// <param name="Origins">Countries or groups it is for; * for all.</param>
/// <param name="Text">The rate with its unit.</param>
/// <param name="Law">The row.</param>
public sealed record ShownDuty(string Layer, string Origins, string Text, Cited Law);

/// <summary>A line of a national tariff on a day.</summary>
/// <param name="Hs">The code of the row that was found, which may be shorter than the one asked for.</param>
/// <param name="Name">Its name; none where the row has none.</param>
/// <param name="VatClass">standard or reduced; empty where the line is not in the book.</param>
/// <param name="Consumption">The consumption tax code; empty for none.</param>
/// <param name="Duties">Its duties.</param>
public sealed record ShownLine(string Hs, string Name, string VatClass, string Consumption, IReadOnlyList<ShownDuty> Duties);

/// <summary>What pages ask of a rate book beside quotes.</summary>
public static class BookAnswers
{
    extension(LegalRates book)
    {
        /// <summary>Every place of import, in the order of the table.</summary>
        public IReadOnlyList<KnownPlace> KnownPlaces => [.. book.AllPlaces.Select(p => new KnownPlace(p.Country, p.Currency, p.Name, p.Group))];

        /// <summary>A place, or none.</summary>
        public KnownPlace? KnownPlaceOf(string country) =>
            book.Place(country) is { } p ? new KnownPlace(p.Country, p.Currency, p.Name, p.Group) : null;

        /// <summary>What a tariff says of a code on a day; none where the book has no row for it.</summary>
        public ShownLine? LineOn(string country, string hs, DateOnly day, Language language)
        {
            TariffLine? line = book.Line(country, hs, day);
            ShownDuty[] duties = [.. book.Duties(country, hs, day).Where(d => d.Hs.Length > 0)
                .Select(d => new ShownDuty(d.Layer, d.Origins, Words(d.Term, language), d.Cited))];
            if (line is null && duties.Length == 0) return null;
            string name = line is null ? "" : language == Language.Chinese && line.NameZh.Length > 0 ? line.NameZh : line.NameEn;
            return new(line?.Hs ?? hs, name, line?.VatClass ?? "", line?.Consumption ?? "", duties);
        }

        /// <summary>The standard rate of a place's value-added tax on a day, with its row; none where there is none.</summary>
        public (decimal Rate, Cited Law)? StandardVat(string country, DateOnly day) =>
            book.Vat(country, "standard", day) is { } row ? (row.Rate, row.Cited) : null;

        /// <summary>A single number of law on a day, such as the limit of one retail-import order; none where there is none.</summary>
        public decimal? FigureOn(string country, string code, DateOnly day) => book.Figure(country, code, day)?.Value;
    }

    static string Words(DutyTerm term, Language language) => term switch
    {
        DutyTerm.AdValorem t => Percent(t.Rate),
        DutyTerm.Specific t => $"{Inquiry.Show(t.Amount)} / {t.Per}",
        DutyTerm.Compound t => $"{Percent(t.Rate)} + {Inquiry.Show(t.Amount)} / {t.Per}",
        DutyTerm.Alternative t => language == Language.Chinese
            ? $"{Percent(t.Rate)} 与 {Inquiry.Show(t.Amount)} / {t.Per} 取{(t.Higher ? "高" : "低")}"
            : $"the {(t.Higher ? "higher" : "lower")} of {Percent(t.Rate)} and {Inquiry.Show(t.Amount)} / {t.Per}",
        DutyTerm.Sliding t => language == Language.Chinese ? $"滑准税 {t.Scheme}" : $"sliding, {t.Scheme}",
        _ => "",
    };

    static string Percent(decimal rate) => Inquiry.Show(rate * 100m) + "%";
}
