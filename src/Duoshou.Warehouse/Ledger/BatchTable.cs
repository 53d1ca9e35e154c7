using System.Globalization;
using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>Batches and their refused rows, as they are written to and read from their tables.</summary>
static class BatchTable
{
    const string Columns =
        "b.id, s.id, source, mapping, by_whom, known_at, raw_file, source_hash, undone_at, rows_read, loaded, unchanged, restated, refused, " +
        "ignored, kinds, quantity, money, first_day, last_day, microseconds";

    public static void Insert(IFactSession session, Entry entry, BatchRecord record, IReadOnlyList<RefusedRow> refused)
    {
        session.Execute("insert into entry values ($1, 'import', $2, $3, $4)", [entry.Number, record.Id, entry.Shop, entry.KnownAt]);
        session.Execute(
            "insert into batch values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
            [
                entry.Number, record.Id, entry.Shop, record.Source, record.Mapping, record.By, entry.KnownAt, record.RawFile, record.SourceHash,
                record.RowsRead, record.RowsLoaded, record.RowsUnchanged, record.RowsRestated, record.RowsRefused,
                JsonSerializer.Serialize(record.Ignored), JsonSerializer.Serialize(record.Kinds),
                record.Quantity.ToString(CultureInfo.InvariantCulture), JsonSerializer.Serialize(record.Money), record.First, record.Last,
                (long)(record.Seconds * 1_000_000),
            ]);
        foreach (RefusedRow row in refused)
            session.Execute("insert into refused values ($1, $2, $3, $4, $5, $6, $7, $8)",
                [entry.Number, row.Line, row.Kind, row.Field, row.Value, row.Code, row.Detail, row.Cells]);
    }

    /// <summary>Batches that a condition over b (batch) and s (shop) picks, newest first.</summary>
    public static List<BatchRecord> Read(IFactSession session, string where, ReadOnlySpan<object?> arguments, int limit, CancellationToken cancel)
    {
        List<BatchRecord> found = [];
        using IFactReader rows = session.Query(
            $"select {Columns} from batch b join shop s on b.shop = s.number where {where} order by known_at desc, b.number desc limit {limit}", arguments, cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                found.Add(Record(rows, i));
        return found;
    }

    public static List<RefusedRow> Refused(IFactSession session, BatchId batch, CancellationToken cancel)
    {
        List<RefusedRow> found = [];
        using IFactReader rows = session.Query(
            "select line, r.kind, field, value, code, detail, cells from refused r join entry e on r.batch = e.number where e.batch = $1 and e.kind = 'import' order by line",
            [batch], cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                found.Add(new RefusedRow((int)rows.Whole(0, i), rows.Text(1, i), rows.Text(2, i), rows.Text(3, i), rows.Text(4, i), rows.Text(5, i), rows.Text(6, i)));
        return found;
    }

    static BatchRecord Record(IFactReader rows, int i)
    {
        string? Text(int column) => rows.IsNull(column, i) ? null : rows.Text(column, i);
        DateTimeOffset? Moment(int column) => rows.IsNull(column, i) ? null : new DateTimeOffset(rows.Moment(column, i), TimeSpan.Zero);
        DateOnly? Day(int column) => rows.IsNull(column, i) ? null : rows.Day(column, i);
        return new BatchRecord
        {
            Id = new BatchId(Guid.Parse(rows.Text(0, i))), Shop = new ShopId(Guid.Parse(rows.Text(1, i))), Source = rows.Text(2, i), Mapping = Text(3),
            By = new UserId(Guid.Parse(rows.Text(4, i))), KnownAt = Moment(5)!.Value, RawFile = Text(6), SourceHash = Text(7), UndoneAt = Moment(8),
            RowsRead = (long)rows.Whole(9, i), RowsLoaded = (long)rows.Whole(10, i), RowsUnchanged = (long)rows.Whole(11, i),
            RowsRestated = (long)rows.Whole(12, i), RowsRefused = (long)rows.Whole(13, i),
            Ignored = JsonSerializer.Deserialize<Dictionary<string, long>>(rows.Text(14, i))!,
            Kinds = JsonSerializer.Deserialize<Dictionary<string, long>>(rows.Text(15, i))!,
            Quantity = decimal.Parse(rows.Text(16, i), CultureInfo.InvariantCulture),
            Money = JsonSerializer.Deserialize<Dictionary<string, decimal>>(rows.Text(17, i))!,
            First = Day(18), Last = Day(19), Seconds = (long)rows.Whole(20, i) / 1_000_000d,
        };
    }
}
