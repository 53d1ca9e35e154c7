using Duoshou.App.Storage;
using Duoshou.App.Tax.Model;
using Duoshou.Kernel;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Rates;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions;

/// <summary>Proposes commodity codes for words, with what the tariff says of each and which products already use it.</summary>
public sealed class FindCode(IDbContextFactory<DuoshouDb> database, ActiveRates rates)
{
    /// <param name="Hit">The line, the words that met, the names above it.</param>
    /// <param name="Line">What the tariff of the country says on the day; none where the book has no row.</param>
    /// <param name="UsedBy">Products of visible shops that use the code now.</param>
    public sealed record Candidate(HsHit Hit, ShownLine? Line, IReadOnlyList<string> UsedBy);

    /// <param name="Searched">How many lines were searched.</param>
    public sealed record Found(IReadOnlyList<Candidate> Candidates, int Searched);

    public async Task<Found> Run(string words, string country, DateOnly day, Scope scope, Language language, int limit, CancellationToken cancel)
    {
        RatesInUse use = await rates.Now(cancel);
        await using var db = await database.CreateDbContextAsync(cancel);
        var used = await db.Set<ProductCode>().AsNoTracking().Where(c => c.ReplacedAt == null && scope.Shops.Contains(c.ShopId))
            .Select(c => new { c.Hs, c.Product }).ToListAsync(cancel);
        return new([.. use.Finder.Find(words, Math.Clamp(limit, 1, 100)).Select(hit => new Candidate(hit, use.Book.LineOn(country, hit.Entry.Code, day, language),
            [.. used.Where(u => u.Hs.StartsWith(hit.Entry.Code, StringComparison.Ordinal) || hit.Entry.Code.StartsWith(u.Hs, StringComparison.Ordinal) && u.Hs.Length >= 6)
                .Select(u => u.Product).Distinct().Take(8)]))],
            use.Tables.Sum(t => t.Entries.Count));
    }
}
