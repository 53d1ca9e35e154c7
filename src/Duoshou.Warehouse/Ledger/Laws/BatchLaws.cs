using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>The law of batches: what each says of itself adds up, and is what stands in the tables.</summary>
static class BatchLaws
{
    const int LimitExamples = 5;

    public static LedgerLaw Counts(IFactSession session, CancellationToken cancel)
    {
        Dictionary<BatchId, long> refused = Counted(session, "refused", cancel);
        Dictionary<string, Dictionary<BatchId, long>> brought = LedgerTable.All.ToDictionary(
            table => table.Name, table => Counted(session, $"(select entry as batch from {table.Name} where sign = 1 and origin = entry)", cancel));
        List<string> faults = [];
        foreach (BatchRecord batch in BatchTable.Read(session, "true", [], int.MaxValue, cancel))
        {
            if (batch.RowsRead != batch.RowsLoaded + batch.RowsUnchanged + batch.RowsRestated + batch.RowsRefused + batch.RowsIgnored)
                faults.Add($"{batch.Id}: {batch.RowsRead} <> {batch.RowsLoaded} + {batch.RowsUnchanged} + {batch.RowsRestated} + {batch.RowsRefused} + {batch.RowsIgnored}");
            if (refused.GetValueOrDefault(batch.Id) is var held && held != batch.RowsRefused) faults.Add(Differs(batch, "refused", batch.RowsRefused, held));
            foreach ((string table, Dictionary<BatchId, long> rows) in brought)
                if (rows.GetValueOrDefault(batch.Id) is var found && found != batch.Kinds.GetValueOrDefault(table))
                    faults.Add(Differs(batch, table, batch.Kinds.GetValueOrDefault(table), found));
        }

        return new LedgerLaw("batches.counts", new("每个批次的数目对得上：读到 = 新增 + 不变 + 更新 + 拒收 + 略过，也等于表里的行",
            "The counts of every batch add up: read = loaded + unchanged + restated + refused + ignored, and are those of the tables"),
            faults.Count, [.. faults.Take(LimitExamples)]);
    }

    static string Differs(BatchRecord batch, string table, long told, long found) =>
        string.Create(CultureInfo.InvariantCulture, $"{batch.Id}: {table} {told} <> {found}");

    static Dictionary<BatchId, long> Counted(IFactSession session, string rows, CancellationToken cancel)
    {
        Dictionary<BatchId, long> counts = [];
        using IFactReader reader = session.Query($"select b.id, count(*) from {rows} r join batch b on b.number = r.batch group by b.id", [], cancel);
        while (reader.Next())
            for (int i = 0; i < reader.Count; i++)
                counts[new BatchId(Guid.Parse(reader.Text(0, i)))] = (long)reader.Whole(1, i);
        return counts;
    }
}
