namespace Duoshou.Warehouse.Questions;

/// <summary>Seventh step: the rows of both ranges meet, are put in order and cut to the limit; only then are the figures of those that stay worked out.</summary>
static class AnswerRows
{
    public static (IReadOnlyList<AnswerRow> Rows, bool Truncated) Of(CheckedQuestion question, RowKeys keys, RangeFigures now, RangeFigures? before)
    {
        if (question.By.Count == 0) return ([new AnswerRow([], now.Total, before?.Total)], false);
        int[] rows = [.. Enumerable.Range(0, keys.Count).Where(row => now.Has(row) || before is not null && before.Has(row))];
        rows = Sorted(question, keys, now, before, rows);
        int limit = Math.Min(question.Question.Limit, rows.Length);
        AnswerRow[] answer = new AnswerRow[limit];
        for (int i = 0; i < limit; i++)
            answer[i] = new AnswerRow(keys.Texts(rows[i]), Figures(question, now, rows[i]), before is null ? null : Figures(question, before, rows[i]));
        return (answer, rows.Length > limit);
    }

    static Figure[] Figures(CheckedQuestion question, RangeFigures range, int row) => range.Has(row) ? range.Of(row) :
        [.. question.Metrics.Select(metric => Figure.None(question.Permits(metric) ? EmptyReason.NoData : EmptyReason.NotPermitted))];

    /// <summary>By the figures of a metric, the largest first and the unknown last; else by the values of the dimensions, a named one first.</summary>
    static int[] Sorted(CheckedQuestion question, RowKeys keys, RangeFigures now, RangeFigures? before, int[] rows)
    {
        string? order = question.Question.OrderBy;
        int metric = order is null ? -1 : question.Question.Metrics.ToList().IndexOf(order);
        UInt128[] places = Places(question, keys, rows);
        if (metric < 0)
        {
            Array.Sort(places, rows);
            if (question.Question.Reversed) Array.Reverse(rows);
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
    static UInt128[] Places(CheckedQuestion question, RowKeys keys, int[] rows)
    {
        UInt128[] places = new UInt128[rows.Length];
        foreach (int dimension in Enumerable.Range(0, question.By.Count).OrderBy(i => question.By[i].Key == question.Question.OrderBy ? 0 : 1))
        {
            int[] ranks = keys.Values(dimension).Ranks(asNumbers: question.By[dimension].Key == "hour");
            for (int i = 0; i < rows.Length; i++) places[i] = places[i] * (UInt128)ranks.Length + (UInt128)ranks[keys.Code(rows[i], dimension)];
        }

        return places;
    }
}
