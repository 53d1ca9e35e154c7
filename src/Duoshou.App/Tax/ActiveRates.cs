using System.IO.Compression;
using System.Text;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Rates;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax;

/// <summary>The rate book and the code finder as they stand with everything that was brought in.</summary>
/// <param name="Book">The tables.</param>
/// <param name="Finder">Over the shipped headings and every imported nomenclature.</param>
/// <param name="Tables">The nomenclatures, by country.</param>
/// <param name="Broken">Imported tables that this version of the product can no longer read; they are left out and said.</param>
public sealed record RatesInUse(LegalRates Book, HsFinder Finder, IReadOnlyList<TariffVersion> Tables, IReadOnlyList<string> Broken)
{
    /// <summary>An engine on the book.</summary>
    public TaxEngine Engine { get; } = new(Book);
}

/// <summary>Puts the shipped tables and the imported ones together, and keeps them until another table comes in.</summary>
public sealed class ActiveRates(IDbContextFactory<DuoshouDb> database)
{
    volatile RatesInUse? known;

    /// <summary>The book and finder of now.</summary>
    public async Task<RatesInUse> Now(CancellationToken cancel)
    {
        if (known is { } ready) return ready;
        await using var db = await database.CreateDbContextAsync(cancel);
        List<TariffTable> stored = await db.Set<TariffTable>().AsNoTracking().Where(t => t.WithdrawnAt == null).OrderBy(t => t.BroughtAt).ThenBy(t => t.Id).ToListAsync(cancel);
        return known = Together(stored);
    }

    /// <summary>Called when a table comes in or is taken back.</summary>
    public void Forget() => known = null;

    internal static RatesInUse Together(IEnumerable<TariffTable> stored)
    {
        LegalRates book = LegalRates.Current;
        List<string> broken = [];
        Dictionary<string, TariffVersion> nomenclatures = [];
        foreach (TariffTable table in stored)
        {
            try
            {
                (book, TariffVersion? lines) = Applied(book, table);
                // The newest version of a country's table is the one that the finder searches.
                if (lines is not null) nomenclatures[$"{table.Country} {table.Name}"] = lines;
            }
            catch (RateFileException unusable)
            {
                broken.Add($"{table.Name}: {unusable.Remedy.En}");
            }
        }

        TariffVersion[] tables = [ShippedHeadings.Table, ShippedHeadings.NationalLines(book, "CN"), .. nomenclatures.Values];
        return new(book, new HsFinder(tables), tables, broken);
    }

    /// <summary>The book with one table more, and the table's lines where it is a nomenclature.</summary>
    /// <exception cref="RateFileException">The table cannot be used.</exception>
    internal static (LegalRates Book, TariffVersion? Lines) Applied(LegalRates book, TariffTable table)
    {
        BroughtTable brought = Brought(table);
        if (table.Kind == TableKind.RateBook) return (book.With(brought.File), null);
        if (table.Kind == TableKind.PositiveList) return (TariffRates.WithPositiveList(book, brought), null);
        TariffVersion lines = TariffImport.Read(brought.File, table.Country, table.From);
        if (IsUnitedStates(brought.File)) return (UnitedStates(book, brought), lines);
        return (table.Country != "*" && TariffRates.HasRates(brought.File) ? TariffRates.WithTariff(book, brought) : book, lines);
    }

    static bool IsUnitedStates(RateFile file) => file.Text.StartsWith("hts8,description,", StringComparison.Ordinal);

    /// <summary>The published US schedule has columns of its own, and carries its own dates.</summary>
    static LegalRates UnitedStates(LegalRates book, BroughtTable brought)
    {
        RateFile duties = book.Files.Single(file => file.Name == "duties.csv");
        string others = string.Join('\n', duties.Text.Split('\n').Where(line => !line.StartsWith("US,", StringComparison.Ordinal) || !line.Contains(",mfn,", StringComparison.Ordinal)));
        return book.With(new("duties.csv", others.TrimEnd('\n') + "\n" + TariffImport.UnitedStatesDuties(brought.File)));
    }

    static BroughtTable Brought(TariffTable table) =>
        new(new(table.Name, Unpacked(table.Content)), table.Country, table.From, table.To, table.Source, Enum.Parse<RateFigures>(table.Figures), table.Whole);

    internal static byte[] Packed(string text)
    {
        using MemoryStream bytes = new();
        using (GZipStream pack = new(bytes, CompressionLevel.Optimal)) pack.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    internal static string Unpacked(byte[] content)
    {
        using StreamReader reader = new(new GZipStream(new MemoryStream(content), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
