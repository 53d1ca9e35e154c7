using System.Text.Json;
using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Connectors.Model;

/// <summary>Saved mappings in the operations database. One set of headers has one mapping: the last that was saved.</summary>
sealed class SavedMappings(IDbContextFactory<DuoshouDb> database, TimeProvider clock) : ISavedMappings
{
    public async Task<IReadOnlyDictionary<string, Mapping>> All(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        List<SavedMapping> rows = await db.Set<SavedMapping>().AsNoTracking().OrderBy(row => row.SavedAt).ToListAsync(cancel);
        Dictionary<string, Mapping> found = new(StringComparer.Ordinal);
        foreach (SavedMapping row in rows)
            if (JsonSerializer.Deserialize<Mapping>(row.Body, KnownFormats.Json) is { } mapping) found[row.Name] = found[row.Headers] = mapping;
        return found;
    }

    public async Task Save(string name, IReadOnlyList<string> headers, Mapping mapping, CancellationToken cancel)
    {
        string fingerprint = Recogniser.Fingerprint(headers);
        string body = JsonSerializer.Serialize(mapping with { Name = name }, KnownFormats.Json);
        await using var db = await database.CreateDbContextAsync(cancel);
        SavedMapping? row = await db.Set<SavedMapping>().SingleOrDefaultAsync(saved => saved.Headers == fingerprint, cancel);
        if (row is null) db.Add(new SavedMapping { Id = Guid.CreateVersion7(clock.GetUtcNow()), Name = name, Headers = fingerprint,
            Body = body, SavedAt = clock.GetUtcNow() });
        else (row.Name, row.Body, row.SavedAt) = (name, body, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }
}
