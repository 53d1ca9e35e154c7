using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Anomalies;

/// <summary>
/// What a day should have brought: trend, week, year and the day's place in its event, fitted together so that a sale day is
/// judged
/// against its own other years. Days that fit badly lose their weight, so that an outage does not teach the model.
/// </summary>
sealed class CalendarBaseline
{
    const int KnotDays = 182;
    const int Rounds = 12;
    readonly List<(int Column, double Value)[]> rows = [];
    readonly int columns;

    CalendarBaseline(IReadOnlyList<DateOnly> days, IReadOnlyList<CalendarEvent> events)
    {
        int n = days.Count, span = n == 0 ? 0 : days[^1].DayNumber - days[0].DayNumber + 1;
        int knots = span / KnotDays, harmonics = span >= 550 ? 3 : 0, weekdays = span >= 21 ? 6 : 0, trend = span >= 28 ? 1
            + Math.Max(0, knots - 1) : 0;
        Dictionary<(string, int), int> eventColumns = [];
        columns = 1 + trend + 2 * harmonics + weekdays;
        foreach (DateOnly day in days)
        {
            List<(int, double)> row = [(0, 1)];
            int elapsed = day.DayNumber - days[0].DayNumber, at = 1;
            for (int k = 0; k < trend; k++, at++)
                if (elapsed > k * (double)span / Math.Max(1, knots))
                    row.Add((at, (elapsed - k * (double)span / Math.Max(1, knots)) / span));
            for (int k = 1; k <= harmonics; k++, at += 2)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * k * elapsed / 365.2425);
                row.Add((at, sin));
                row.Add((at + 1, cos));
            }

            if (weekdays > 0 && day.DayOfWeek != DayOfWeek.Saturday) row.Add((at + (int)day.DayOfWeek, 1));
            foreach (CalendarEvent e in events.Where(e => e.Covers(day)).Take(1))
            {
                if (!eventColumns.TryGetValue((e.Key, e.OffsetOf(day)), out int column))
                    eventColumns[(e.Key, e.OffsetOf(day))] = column = columns + eventColumns.Count;
                row.Add((column, 1));
            }

            rows.Add([.. row]);
        }

        columns += eventColumns.Count;
    }

    /// <summary>Expected values; NaN in the series is a day without a value, which gets one.</summary>
    public static double[] Fit(IReadOnlyList<DateOnly> days, double[] y, IReadOnlyList<CalendarEvent> events) =>
        new CalendarBaseline(days, events).Robust(y);

    double[] Robust(double[] y)
    {
        double[] weights = [.. y.Select(v => double.IsFinite(v) ? 1.0 : 0.0)], fitted = new double[y.Length];
        for (int round = 0; round < Rounds; round++)
        {
            double[] coefficients = Solve(y, weights);
            for (int i = 0; i < y.Length; i++)
            {
                fitted[i] = 0;
                foreach ((int column, double value) in rows[i]) fitted[i] += value * coefficients[column];
            }

            double[] away = [.. y.Zip(fitted, (v, f) => Math.Abs(v - f)).Where(double.IsFinite)];
            double scale = Samples.Median(away) / 0.6745;
            if (scale <= 0) break;
            for (int i = 0; i < y.Length; i++) weights[i] = double.IsFinite(y[i]) ? Weight(Math.Abs(y[i] - fitted[i]) / scale,
                round) : 0;
        }

        return fitted;
    }

    /// <summary>
    /// Huber's weights first, which cannot get lost, then weights that let go of a day altogether, so that a month-long fall
    /// does not
    /// bend the trend.
    /// </summary>
    static double Weight(double size, int round)
    {
        if (round < 4) return size <= 1.345 ? 1 : 1.345 / size;
        double share = size / 4.685;
        return share >= 1 ? 1e-6 : (1 - share * share) * (1 - share * share);
    }

    double[] Solve(double[] y, double[] weights)
    {
        double[][] cross = [.. Enumerable.Range(0, columns).Select(_ => new double[columns])];
        double[] right = new double[columns];
        for (int i = 0; i < rows.Count; i++)
        {
            if (weights[i] == 0) continue;
            foreach ((int a, double va) in rows[i])
            {
                right[a] += weights[i] * va * y[i];
                foreach ((int b, double vb) in rows[i])
                    if (b <= a)
                        cross[a][b] += weights[i] * va * vb;
            }
        }

        // A grain of ridge keeps a column that only unweighted days use from being undecided.
        for (int a = 0; a < columns; a++) cross[a][a] += 1e-9 * (1 + cross[a][a]);
        return Cholesky.Solve(cross, right);
    }
}
