using System.Collections;

namespace Duoshou.Warehouse.Questions;

/// <summary>Seventh step: the rows of both ranges meet, are put in order and cut to the limit; only then are the figures of those that stay worked out.</summary>
static class AnswerRows
{
    /// <summary>Up to here every row is an object of its own at once.</summary>
    const int Few = 4096;

    public static (IReadOnlyList<AnswerRow> Rows, bool Truncated) Of(CheckedQuestion question, RowKeys keys, RangeFigures now, RangeFigures? before)
    {
        if (question.By.Count == 0) return ([new AnswerRow([], now.Total, before?.Total)], false);
        int[] rows = [.. Enumerable.Range(0, keys.Count).Where(row => now.Has(row) || before is not null && before.Has(row))];
        rows = Sorted(question, keys, now, before, rows);
        bool truncated = rows.Length > question.Question.Limit;
        if (truncated) rows = rows[..question.Question.Limit];
        KeptRows kept = new(question, keys, rows, now, before);
        return (rows.Length <= Few ? [.. kept] : kept, truncated);
    }

    /// <summary>By the figures of a metric, the largest first and the unknown last; else by the values of the dimensions, a named one first.</summary>
    static int[] Sorted(CheckedQuestion question, RowKeys keys, RangeFigures now, RangeFigures? before, int[] rows)
    {
        string? order = question.Question.OrderBy;
        int metric = order is null ? -1 : question.Question.Metrics.ToList().IndexOf(order);
        UInt128[] places = Places(question, keys, rows, reversed: metric < 0 && question.Question.Reversed);
        if (metric < 0)
        {
            // Nearly always they fit into half the width, which sorts twice as fast.
            if (places.Length == 0 || places.Max() <= ulong.MaxValue) Array.Sort(Array.ConvertAll(places, place => (ulong)place), rows);
            else Array.Sort(places, rows);
            return rows;
        }

        int sign = question.Question.Reversed ? -1 : 1;
        (decimal Value, UInt128 Place, int Row)[] entries = new (decimal, UInt128, int)[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            entries[i] = (sign * Measure(question, now, before, rows[i], metric) ?? decimal.MinValue, places[i], rows[i]);
        Array.Sort(entries, (x, y) => y.Value.CompareTo(x.Value) is var found && found != 0 ? found : x.Place.CompareTo(y.Place));
        return [.. entries.Select(entry => entry.Row)];
    }

    /// <summary>What a row is put in order by: its figure, or how far that moved; null when either is unknown.</summary>
    static decimal? Measure(CheckedQuestion question, RangeFigures now, RangeFigures? before, int row, int metric)
    {
        decimal? value = now.Has(row) ? now.Value(row, metric) : null;
        return question.Question.OrderByChange && before is not null ? value - (before.Has(row) ? before.Value(row, metric) : null) : value;
    }

    /// <summary>One number for each row that sorts like its values one after the other, a dimension by which the question is ordered first.</summary>
    static UInt128[] Places(CheckedQuestion question, RowKeys keys, int[] rows, bool reversed)
    {
        UInt128[] places = new UInt128[rows.Length];
        foreach (int dimension in Enumerable.Range(0, question.By.Count).OrderBy(i => question.By[i].Key == question.Question.OrderBy ? 0 : 1))
        {
            int[] ranks = keys.Values(dimension).Ranks(asNumbers: question.By[dimension].Key == "hour", reversed);
            for (int i = 0; i < rows.Length; i++) places[i] = places[i] * (UInt128)ranks.Length + (UInt128)ranks[keys.Code(rows[i], dimension)];
        }

        return places;
    }
}

/// <summary>
/// Many rows of an answer, kept as numbers side by side: half a million objects at once cost more than counting them did. A row becomes an
/// object when it is read.
/// </summary>
sealed class KeptRows : IReadOnlyList<AnswerRow>
{
    readonly RowKeys keys;
    readonly int[] rows, places;
    readonly int metrics;
    readonly Figure[] now;
    readonly Figure[]? before;

    /// <param name="rows">The numbers of the rows, in the order of the answer.</param>
    public KeptRows(CheckedQuestion question, RowKeys keys, int[] rows, RangeFigures now, RangeFigures? before)
    {
        (this.keys, this.rows, metrics) = (keys, rows, question.Metrics.Count);
        // They are worked out in the order in which they lie in memory.
        int[] lying = [.. rows], answered = [.. Enumerable.Range(0, rows.Length)];
        Array.Sort(lying, answered);
        places = new int[rows.Length];
        for (int i = 0; i < places.Length; i++) places[answered[i]] = i;
        this.now = Figures(question, now, lying);
        this.before = before is null ? null : Figures(question, before, lying);
    }

    public int Count => rows.Length;

    public AnswerRow this[int index] => new(keys.Texts(rows[index]), Of(now, index), before is null ? null : Of(before, index));

    public IEnumerator<AnswerRow> GetEnumerator()
    {
        for (int i = 0; i < rows.Length; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    Figure[] Of(Figure[] all, int index) => all.AsSpan(places[index] * metrics, metrics).ToArray();

    static Figure[] Figures(CheckedQuestion question, RangeFigures range, int[] rows)
    {
        int metrics = question.Metrics.Count;
        Figure[] all = new Figure[rows.Length * metrics];
        Figure[] none = [.. question.Metrics.Select(metric => Figure.None(question.Permits(metric) ? EmptyReason.NoData : EmptyReason.NotPermitted))];
        for (int i = 0; i < rows.Length; i++)
        {
            Span<Figure> own = all.AsSpan(i * metrics, metrics);
            if (range.Has(rows[i])) range.Of(rows[i], own);
            else none.CopyTo(own);
        }

        return all;
    }
}
