using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>The way down from a figure to the facts behind it: only rows that stand, newest first, a page at a time.</summary>
static class FactRows
{
    public static Answered<FactPage> Read(IFactSession session, CheckedQuestion question, Availability there, ShopRegister shops, string? after,
        int limit, CancellationToken cancel)
    {
        Metric metric = question.Metrics[0];
        if (!question.Permits(metric))
            return new(null, new Refusal("metric.not_permitted",
                new($"您的角色不含{metric.Name.Zh}", $"Your role does not include {metric.Key}."),
                new("请向负责人申请", "Ask an owner of the agency."), "metric", metric.Key));
        MeasureUses uses = new(question, there, question.Question.Range);
        MeasureUse use = uses.All.FirstOrDefault(each => each.Shops.Length > 0) ?? uses.Of(metric.Computation.Measures().First(), question.ShopNumbers);
        FactTable table = use.Measure.Table;
        string moment = $"f.\"{use.Measure.Moment}\"";
        MeasureGroup group = new(use.Measure.Kind, null, false, use.Measure.Moment, use.Shops, [use]);
        MeasureSql sql = new(question, group, there, question.Question.Range, [], false, false);
        string where = sql.Condition(table, moment, use.Measure.Filters.Where(filter => filter.ByValue || use.Measure.Aggregate != Aggregate.Sum));
        string standing = $"select max(case when f.sign > 0 then f.rowid end) as version, max({moment}) as stamp from {table.Name} f where {where} " +
            "group by f.shop, f.row_key, f.origin, f.content having sum(f.sign) > 0";
        long count = Count(session, standing, sql.Taken, cancel);
        List<object?> arguments = [.. sql.Taken];
        string page = $"select version, stamp from ({standing}) v{Cursor(after, arguments)} order by stamp desc, version desc limit {limit + 1}";
        return new(Page(session, table, page, arguments, shops, limit, count, cancel), null);
    }

    static FactPage Page(IFactSession session, FactTable table, string page, List<object?> arguments, ShopRegister shops, int limit, long count, CancellationToken cancel)
    {
        string facts = string.Join(", ", table.Columns.Select(column => $"cast(f.{column.Sql()} as varchar)"));
        using IFactReader rows = session.Query($"""
            select {facts}, f.shop, b.id, f.line, f.known_at, p.stamp, p.version from ({page}) p join {table.Name} f on f.rowid = p.version
            left join batch b on b.number = f.origin order by p.stamp desc, p.version desc
            """, [.. arguments], cancel);
        List<IReadOnlyList<string?>> found = [];
        string? next = null, last = null;
        while (rows.Next())
        {
            for (int i = 0; i < rows.Count; i++)
            {
                if (found.Count == limit) next = last;
                else found.Add(Row(rows, i, table, shops));
                int at = table.Columns.Count + 4;
                last = string.Create(CultureInfo.InvariantCulture, $"{DuckDb.Clock.Microseconds(rows.Moment(at, i))}.{(long)rows.Whole(at + 1, i)}");
            }
        }

        return new FactPage(table.Kind, [.. table.Columns.Select(column => column.Name), "shop", "batch", "line", "known_at"], found, next, count);
    }

    static string?[] Row(IFactReader rows, int i, FactTable table, ShopRegister shops)
    {
        int own = table.Columns.Count;
        string?[] values = new string?[own + 4];
        for (int c = 0; c < own; c++) values[c] = rows.IsNull(c, i) ? null : Shown(rows.Text(c, i), table.Columns[c].Type);
        values[own] = shops.ByNumber[(int)rows.Whole(own, i)].Facts.Id.ToString();
        values[own + 1] = rows.IsNull(own + 1, i) ? null : rows.Text(own + 1, i);
        values[own + 2] = rows.Whole(own + 2, i).ToString(CultureInfo.InvariantCulture);
        values[own + 3] = rows.Moment(own + 3, i).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return values;
    }

    static string Shown(string text, FactType type) => type switch
    {
        FactType.Number => text.TrimEnd('0').TrimEnd('.'),
        FactType.Time => text.Replace(' ', 'T'),
        _ => text,
    };

    static string Cursor(string? after, List<object?> arguments)
    {
        if (after?.Split('.') is not [var at, var version] || !long.TryParse(at, NumberStyles.Integer, CultureInfo.InvariantCulture, out long moment)
            || !long.TryParse(version, NumberStyles.Integer, CultureInfo.InvariantCulture, out long row)) return "";
        arguments.Add(DuckDb.Clock.Moment(moment));
        arguments.Add(row);
        return $" where (stamp, version) < (${arguments.Count - 1}, ${arguments.Count})";
    }

    static long Count(IFactSession session, string standing, IReadOnlyList<object?> arguments, CancellationToken cancel)
    {
        using IFactReader rows = session.Query($"select count(*) from ({standing}) v", [.. arguments], cancel);
        return rows.Next() ? (long)rows.Whole(0, 0) : 0;
    }
}
