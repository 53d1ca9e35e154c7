using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse;

public sealed partial class FactStore : IFactRows
{
    /// <inheritdoc />
    public int Step => Volatile.Read(ref step);

    /// <inheritdoc />
    public Task<IReadOnlyList<FactRow>> Facts(
        FactKind kind, IReadOnlyList<string> columns, Period range, Scope scope, int limit, CancellationToken cancel) => Reading<IReadOnlyList<FactRow>>(session =>
    {
        LedgerTable table = LedgerTable.Of(kind);
        FactColumn[] wanted = [.. columns.Select(name => table.Facts[name])];
        string list = string.Join(", ", wanted.Select(column => column.Sql()));
        string moment = table.Moment.Sql();
        List<FactRow> rows = [];
        using IFactReader reader = session.Query(
            $"select shop, sum(sign), min({moment}){Prefixed(wanted.Select(AsText))} from {table.Name} "
            + $"where {Visible("shop", scope)} and {moment} >= $1 and {moment} < $2 group by shop{Prefixed(wanted.Select(column => column.Sql()))} "
            + $"having sum(sign) > 0 order by min({moment}), shop{(list.Length == 0 ? "" : ", " + list)} limit {limit.ToString(CultureInfo.InvariantCulture)}",
            [Midnight(range.First), Midnight(range.Last.AddDays(1))], cancel);
        while (reader.Next())
            for (int i = 0; i < reader.Count; i++)
            {
                int row = i;
                rows.Add(new FactRow(ShopAt(reader, row), [.. wanted.Select((_, c) => reader.IsNull(c + 3, row) ? null : reader.Text(c + 3, row))], (long)reader.Whole(1, row)));
            }

        return rows;
    }, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<FactSum>> Sums(
        FactKind kind, IReadOnlyList<string> by, IReadOnlyList<string> sums, Period range, Scope scope, CancellationToken cancel) => Reading<IReadOnlyList<FactSum>>(session =>
    {
        LedgerTable table = LedgerTable.Of(kind);
        string moment = table.Moment.Sql();
        string[] keys = [.. by.Select(name => name == "day" ? $"cast({moment} as date)" : table.Facts[name].Sql())];
        string[] added = [.. sums.Select(name => table.Facts[name].Sql()).Select(column =>
            $"case when sum(case when {column} is not null then sign else 0 end) > 0 then cast(sum(sign * {column}) as decimal(38, 6)) end")];
        List<FactSum> rows = [];
        using IFactReader reader = session.Query(
            $"select shop, sum(sign){Prefixed(keys.Select(key => $"cast({key} as varchar)"))}{Prefixed(added)} from {table.Name} "
            + $"where {Visible("shop", scope)} and {moment} >= $1 and {moment} < $2 group by shop{Prefixed(keys)} having sum(sign) > 0 order by shop{Prefixed(keys)}",
            [Midnight(range.First), Midnight(range.Last.AddDays(1))], cancel);
        while (reader.Next())
            for (int i = 0; i < reader.Count; i++)
            {
                int row = i;
                rows.Add(new FactSum(
                    ShopAt(reader, row), [.. keys.Select((_, c) => reader.IsNull(c + 2, row) ? null : reader.Text(c + 2, row))],
                    [.. added.Select((_, c) => reader.IsNull(keys.Length + c + 2, row) ? (decimal?)null : (decimal)reader.Whole(keys.Length + c + 2, row) / FactChunk.Scale)],
                    (long)reader.Whole(1, row)));
            }

        return rows;
    }, cancel);

    ShopId ShopAt(IFactReader reader, int row) => shops.ByNumber[(int)reader.Whole(0, row)].Facts.Id;

    static string Prefixed(IEnumerable<string> parts) => string.Concat(parts.Select(part => ", " + part));

    static string AsText(FactColumn column) => column.Type switch
    {
        FactType.Time => $"strftime({column.Sql()}, '%Y-%m-%dT%H:%M:%S')",
        FactType.Number => $"cast({column.Sql()} as varchar)",
        _ => column.Sql(),
    };

    static DateTime Midnight(DateOnly day) => day.ToDateTime(TimeOnly.MinValue);
}
