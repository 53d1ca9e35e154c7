using System.Diagnostics;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Storage.Checks;

/// <summary>Someone makes sure that a home folder is sound: schema, operations, ledger, and what each says of the other. Nothing is changed.</summary>
public sealed class CheckHome(Home home, IDbContextFactory<DuoshouDb> database, Func<FactStore> facts)
{
    /// <summary>Tries every law.</summary>
    /// <exception cref="Duoshou.Warehouse.Engine.FactEngineException">The ledger cannot be opened.</exception>
    public async Task<HomeReport> Run(CancellationToken cancel)
    {
        long began = Stopwatch.GetTimestamp();
        List<CheckedLaw> checks = [];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        OperationsLaws operations = new(db);
        checks.Add(await operations.Schema(cancel));
        bool readable = checks[0].Faults == 0;
        checks.Add(await operations.Integrity(cancel));
        checks.Add(await operations.ForeignKeys(cancel));
        List<Words> notes = [];
        if (File.Exists(home.FactsFile))
        {
            FactStore store = facts();
            foreach (LedgerLaw law in await store.Check(cancel)) checks.Add(new(law.Code, law.Holds, law.Broken, law.Examples));
            (IReadOnlyList<ShopFacts> shops, IReadOnlyList<BatchRecord> batches) = await store.Register(cancel);
            if (readable) checks.Add(await operations.Shops(shops, cancel));
            RawLaws raw = new(home, batches);
            checks.Add(raw.Present());
            checks.Add(raw.Whole(cancel));
            notes.AddRange(raw.Leftovers());
        }

        if (readable) checks.Add(await operations.Rates(cancel));
        return new(home.Folder, checks.TrueForAll(law => law.Faults == 0), checks, notes, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }
}
