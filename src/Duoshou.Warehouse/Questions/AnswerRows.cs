using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Warehouse.Questions;

/// <summary>Seventh step: the rows of both ranges meet, are put in order and cut to the limit.</summary>
static class AnswerRows
{
    public static (IReadOnlyList<AnswerRow> Rows, bool Truncated) Of(CheckedQuestion question, RangeFigures now, RangeFigures? before)
    {
        if (question.By.Count == 0) return ([new AnswerRow([], now.Total, before?.Total)], false);
        Dictionary<string, (string?[] Keys, IReadOnlyList<Figure> Figures)> earlier = before is null ? [] : Aligned(question, now.Range, before);
        List<(string Name, AnswerRow Row)> rows = new(now.Rows.Count);
        foreach (string name in now.Rows.Keys.Concat(earlier.Keys.Where(name => !now.Rows.ContainsKey(name))))
        {
            bool isNow = now.Rows.TryGetValue(name, out var here), wasThere = earlier.TryGetValue(name, out var then);
            rows.Add((name, new AnswerRow(isNow ? here.Keys : then.Keys, isNow ? here.Figures : Nothing(question),
                before is null ? null : wasThere ? then.Figures : Nothing(question))));
        }

        Sort(question, rows);
        return ([.. rows.Take(question.Question.Limit).Select(row => row.Row)], rows.Count > question.Question.Limit);
    }

    static Figure[] Nothing(CheckedQuestion question) =>
        [.. question.Metrics.Select(metric => Figure.None(question.Permits(metric) ? EmptyReason.NoData : EmptyReason.NotPermitted))];

    /// <summary>Days, weeks and months of the earlier range take the names of those that they stand against.</summary>
    static Dictionary<string, (string?[] Keys, IReadOnlyList<Figure> Figures)> Aligned(CheckedQuestion question, Period range, RangeFigures before)
    {
        int days = range.First.DayNumber - before.Range.First.DayNumber;
        int months = (range.First.Year - before.Range.First.Year) * 12 + range.First.Month - before.Range.First.Month;
        Dictionary<string, (string?[], IReadOnlyList<Figure>)> aligned = new(StringComparer.Ordinal);
        foreach (var row in before.Rows.Values)
        {
            string?[] keys = [.. row.Keys];
            for (int i = 0; i < keys.Length; i++)
                if (question.By[i].Key is "day" or "week" or "month" && keys[i] is { } text) keys[i] = Moved(text, question.By[i].Key, days, months);
            aligned[MeasureCells.Name(keys)] = (keys, row.Figures);
        }

        return aligned;
    }

    static string Moved(string text, string unit, int days, int months)
    {
        DateOnly day = DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        DateOnly moved = unit switch
        {
            "month" => day.AddMonths(months),
            "week" => day.AddDays(7 * (int)Math.Round(days / 7m, MidpointRounding.AwayFromZero)),
            _ => day.AddDays(days),
        };
        return moved.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>By the figures of a metric, the largest first and the unknown last; else by the values of the dimensions, a named one first.</summary>
    static void Sort(CheckedQuestion question, List<(string Name, AnswerRow Row)> rows)
    {
        string? order = question.Question.OrderBy;
        int metric = order is null ? -1 : question.Question.Metrics.ToList().IndexOf(order);
        bool byName = question.By.All(dimension => dimension.Key != "hour") && (order is null || question.By[0].Key == order);
        ByKeys byKeys = new(question, order);
        int ByValues((string Name, AnswerRow Row) x, (string Name, AnswerRow Row) y) =>
            byName || metric >= 0 ? string.CompareOrdinal(x.Name, y.Name) : byKeys.Compare(x.Row, y.Row);
        if (metric < 0) rows.Sort(ByValues);
        else rows.Sort((x, y) =>
            (y.Row.Now[metric].Value ?? decimal.MinValue).CompareTo(x.Row.Now[metric].Value ?? decimal.MinValue) is var found && found != 0
            ? found : ByValues(x, y));
    }

    /// <summary>By the values of the dimensions, hours as numbers, the unknown last; a named dimension first.</summary>
    sealed class ByKeys(CheckedQuestion question, string? first)
    {
        readonly int[] places = [.. Enumerable.Range(0, question.By.Count).OrderBy(i => question.By[i].Key == first ? 0 : 1)];

        public int Compare(AnswerRow x, AnswerRow y)
        {
            foreach (int place in places)
            {
                int order = Compare(x.Keys[place], y.Keys[place], question.By[place].Key == "hour");
                if (order != 0) return order;
            }

            return 0;
        }

        static int Compare(string? one, string? other, bool number)
        {
            if (one is null || other is null) return (one is null).CompareTo(other is null);
            return number ? int.Parse(one, CultureInfo.InvariantCulture).CompareTo(int.Parse(other, CultureInfo.InvariantCulture)) : string.CompareOrdinal(one, other);
        }
    }
}
