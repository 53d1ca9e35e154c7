using System.Globalization;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.Kernel;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions;

/// <summary>
/// A national tariff, the Harmonized System, a positive list or a table of the rate book comes in. It is read and put into the book before
/// anything is kept; what cannot be used leaves everything as it was.
/// </summary>
public sealed class ImportTariff(IDbContextFactory<DuoshouDb> database, ActiveRates rates, TimeProvider clock)
{
    const int MostCharacters = 64 << 20, MostShown = 50;

    /// <param name="File">csv, tsv, xlsx or xls.</param>
    /// <param name="Country">Two letters; * for the Harmonized System. A positive list is China's.</param>
    /// <param name="Whole">The table is the whole tariff: codes that it lacks end.</param>
    /// <param name="DryRun">Says what would come of it and keeps nothing.</param>
    public sealed record Request(InputFile File, TableKind Kind, string Country, DateOnly From, DateOnly? To, string Source, RateFigures Figures, bool Whole, bool DryRun,
        UserId By, Scope Scope);

    /// <param name="Code">A product's code that the new table no longer has, or has under another name or rate.</param>
    public sealed record Touched(string Product, string Code, string Change);

    /// <param name="Id">Of the kept table; none for a dry run.</param>
    /// <param name="Previous">The version it was compared with; none for the first.</param>
    /// <param name="RowsRefused">Rows that were left out, each with its reason.</param>
    public sealed record Report(
        Guid? Id, string Name, TableKind Kind, string Country, DateOnly From, string Digest, int Rows, IReadOnlyList<TariffProblem> RowsRefused, string? Previous,
        int Added, int Removed, int Changed, IReadOnlyList<string> Samples, IReadOnlyList<Touched> Products, string BookBefore, string BookAfter);

    /// <exception cref="ImportProblem">The table cannot be used; says file, line, field, value and what to do.</exception>
    public async Task<Answered<Report>> Run(Request request, CancellationToken cancel)
    {
        string text = TableText.Read(request.File);
        if (text.Length > MostCharacters) return new(null, Refused(request.File.Name, new("文件超过 64 MB。", "The file is over 64 MB."), "table.too_large"));
        if (request.Kind == TableKind.Tariff && request.Country != "*" && request.Country.Length != 2)
            return new(null, new("bad_input.country", new($"国家写两位字母：{request.Country}", $"A country has two letters: {request.Country}"),
                new("例如 CN、US；协调制度写 *。", "Such as CN or US; * for the Harmonized System."), "country", request.Country));
        if (request.To is { } last && last < request.From) return new(null, Refusals.Backwards(request.From, last));
        await using var db = await database.CreateDbContextAsync(cancel);
        List<TariffTable> stored = await db.Set<TariffTable>().AsNoTracking().Where(t => t.WithdrawnAt == null).OrderBy(t => t.BroughtAt).ThenBy(t => t.Id).ToListAsync(cancel);
        RatesInUse before = await rates.Now(cancel);
        TariffTable table = Made(request, text);
        try
        {
            (LegalRates after, TariffVersion? lines) = ActiveRates.Applied(before.Book, table);
            if (stored.Any(t => t.Digest == table.Digest && t.Kind == table.Kind && t.Country == table.Country && t.From == table.From))
                return new(null, new("table.repeated", new("同一张表已经导入过，没有变化。", "The same table is there already; nothing changed."),
                    new("要换生效日，请另给 --from。", "Give another first day if that is what changes."), "file", request.File.Name));
            TariffTable? earlier = stored.LastOrDefault(t => t.Kind == table.Kind && t.Country == table.Country && t.Name == table.Name)
                ?? stored.LastOrDefault(t => t.Kind == table.Kind && t.Country == table.Country);
            Report report = await Compared(db, request, table, earlier, lines, before.Book, after, cancel);
            if (request.DryRun) return new(report, null);
            db.Add(table);
            await db.SaveChangesAsync(cancel);
            rates.Forget();
            return new(report with { Id = table.Id }, null);
        }
        catch (RateFileException unusable)
        {
            throw new ImportProblem("table.unusable", unusable.File, unusable.Remedy,
                new("改正后再导入；现用的表没有动。", "Correct it and bring it in again; the tables in use were not touched."),
                unusable)
            {
                Line = unusable.Line, Field = unusable.Field.Length > 0 ? unusable.Field : null, Value = unusable.Value.Length > 0 ? unusable.Value : null,
            };
        }
    }

    TariffTable Made(Request request, string text)
    {
        string name = request.Kind == TableKind.RateBook ? request.File.ShortName : request.File.ShortName.Length > 200 ? request.File.ShortName[^200..]
            : request.File.ShortName;
        return new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), Kind = request.Kind, Name = name, Country = request.Kind == TableKind.PositiveList ? "CN" : request.Country,
            From = request.From, To = request.To, Source = request.Source, Figures = request.Figures.ToString(), Whole = request.Whole,
            Digest = new RateFile(name, text).Version, Rows = text.Count(c => c == '\n'), Content = ActiveRates.Packed(text),
            ByPerson = request.By.Value, BroughtAt = clock.GetUtcNow(),
        };
    }

    static async Task<Report> Compared(
        DuoshouDb db, Request request, TariffTable table, TariffTable? earlier, TariffVersion? lines, LegalRates before, LegalRates after, CancellationToken cancel)
    {
        TariffVersion? now = lines ?? Codes(table), then = earlier is null ? null : Codes(earlier);
        TariffChanges? changes = now is not null && then is not null ? then.ChangesTo(now) : null;
        List<Touched> products = [];
        if (now is not null)
        {
            HashSet<string> removed = [.. changes?.Removed.Select(e => e.Code) ?? []], changed = [.. changes?.Changed.Select(c => c.Before.Code) ?? []];
            var used = await db.Set<ProductCode>().AsNoTracking().Where(c => c.ReplacedAt == null && request.Scope.Shops.Contains(c.ShopId))
                .Select(c => new { c.Product, c.Hs }).Distinct().ToListAsync(cancel);
            foreach (var product in used)
                if (removed.Any(code => product.Hs.StartsWith(code, StringComparison.Ordinal) || code.StartsWith(product.Hs,
                    StringComparison.Ordinal))) products.Add(new(product.Product, product.Hs, "removed"));
                else if (changed.Any(code => product.Hs.StartsWith(code, StringComparison.Ordinal) || code.StartsWith(product.Hs,
                    StringComparison.Ordinal))) products.Add(new(product.Product, product.Hs, "changed"));
        }

        return new(null, table.Name, table.Kind, table.Country, table.From, table.Digest, now?.Entries.Count ?? table.Rows, [.. now?.Problems.Take(MostShown) ?? []],
            earlier is null ? null : string.Create(CultureInfo.InvariantCulture, $"{earlier.Name} {earlier.From:yyyy-MM-dd} {earlier.Digest}"),
            changes?.Added.Count ?? now?.Entries.Count ?? table.Rows, changes?.Removed.Count ?? 0, changes?.Changed.Count ?? 0, [.. Samples(changes).Take(MostShown)], products,
            before.Version, after.Version);
    }

    static TariffVersion? Codes(TariffTable table)
    {
        try
        {
            return table.Kind == TableKind.RateBook ? null : TariffImport.Read(new(table.Name, ActiveRates.Unpacked(table.Content)), table.Country, table.From);
        }
        catch (RateFileException)
        {
            // A positive list of bare codes has no names to compare.
            return null;
        }
    }

    static IEnumerable<string> Samples(TariffChanges? changes) => changes is null ? []
        : [.. changes.Added.Select(e => $"+ {e.Code} {e.Name}"), .. changes.Removed.Select(e => $"- {e.Code} {e.Name}"),
            .. changes.Changed.Select(c => $"~ {c.Before.Code} {c.Before.Name} | {c.Before.Rest} → {c.After.Name} | {c.After.Rest}")];

    static Refusal Refused(string file, Words detail, string code) => new(code, detail, new("拆小后再来。", "Split it and try again."), "file", file);
}

/// <summary>Every table that was brought in, newest first; and taking one back.</summary>
public sealed class ListTables(IDbContextFactory<DuoshouDb> database, ActiveRates rates, TimeProvider clock)
{
    public sealed record Row(Guid Id, TableKind Kind, string Name, string Country, DateOnly From, DateOnly? To, string Source, string Digest, int Rows,
        DateTimeOffset BroughtAt,
        DateTimeOffset? WithdrawnAt);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<TariffTable>().AsNoTracking().OrderByDescending(t => t.BroughtAt)
            .Select(t => new Row(t.Id, t.Kind, t.Name, t.Country, t.From, t.To, t.Source, t.Digest, t.Rows, t.BroughtAt, t.WithdrawnAt)).ToListAsync(cancel);
    }

    /// <summary>The table no longer counts; it stays for quotes that were made with it. Doing it again puts it back.</summary>
    public async Task<bool> Withdraw(Guid id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Set<TariffTable>().SingleOrDefaultAsync(t => t.Id == id, cancel) is not { } table) return false;
        table.WithdrawnAt = table.WithdrawnAt is null ? clock.GetUtcNow() : null;
        await db.SaveChangesAsync(cancel);
        rates.Forget();
        return true;
    }
}
