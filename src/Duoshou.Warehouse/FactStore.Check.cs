using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse;

/// <summary>A law of the ledger, tried against all that it holds.</summary>
/// <param name="Code">The stable name of the law.</param>
/// <param name="Holds">What must hold, in words.</param>
/// <param name="Broken">In how many places it does not.</param>
/// <param name="Examples">Some of these places.</param>
public sealed record LedgerLaw(string Code, Words Holds, long Broken, IReadOnlyList<string> Examples);

public sealed partial class FactStore
{
    /// <summary>Tries every law of the ledger against every row: a slow and thorough reading that changes nothing.</summary>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public Task<IReadOnlyList<LedgerLaw>> Check(CancellationToken cancel) => Task.Run<IReadOnlyList<LedgerLaw>>(() =>
    {
        using IFactSession session = engine.Connect();
        return [.. RowLaws.Try(session, cancel), .. SumLaws.Try(session, cancel), BatchLaws.Counts(session, cancel)];
    }, cancel);

    /// <summary>The shops that the ledger knows, and where each batch's input was kept; for holding them against what stands outside.</summary>
    public Task<(IReadOnlyList<ShopFacts> Shops, IReadOnlyList<BatchRecord> Batches)> Register(CancellationToken cancel) => Reading(session =>
        ((IReadOnlyList<ShopFacts>)[.. shops.ById.Values.Select(shop => shop.Facts)],
            (IReadOnlyList<BatchRecord>)BatchTable.Read(session, "true", [], int.MaxValue, cancel)), cancel);
}
