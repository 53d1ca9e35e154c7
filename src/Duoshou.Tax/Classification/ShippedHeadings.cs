using System.Reflection;
using System.Text;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Classification;

/// <summary>
/// The lines that come with the product: every chapter of the Harmonized System 2022, the headings of everyday shop goods, and the Chinese
/// lines of the rate book. Short names of ours, not the legal text; the whole nomenclature is imported by the operator.
/// </summary>
public static class ShippedHeadings
{
    /// <summary>The first day of the 2022 edition of the Harmonized System.</summary>
    public static DateOnly EditionFrom { get; } = new(2022, 1, 1);

    static readonly Lazy<TariffVersion> Chapters = new(Read);

    /// <summary>Chapters and headings, by six digits and fewer.</summary>
    public static TariffVersion Table => Chapters.Value;

    /// <summary>The national lines that a rate book holds for a country: their names, without regard to the day.</summary>
    public static TariffVersion NationalLines(LegalRates book, string country)
    {
        Dictionary<string, HsEntry> entries = new(StringComparer.Ordinal);
        foreach (TariffLine line in book.AllLines.Where(l => l.Country == country))
            entries[line.Hs] = new(line.Hs, line.NameZh, line.NameEn, line.Hs.Length > 2 ? line.Hs[..^2] : "");
        return new() { Name = "lines.csv", Country = country, From = DateOnly.MinValue, Digest = book.Version, Entries = entries, Problems = [] };
    }

    static TariffVersion Read()
    {
        Assembly here = typeof(ShippedHeadings).Assembly;
        using StreamReader reader = new(here.GetManifestResourceStream("classification/headings.csv")!, Encoding.UTF8);
        return TariffImport.Read(new RateFile("headings.csv", reader.ReadToEnd()), "*", EditionFrom);
    }
}
