using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Anomalies;

/// <summary>What shape a deviation has.</summary>
public enum AnomalyShape
{
    /// <summary>One day.</summary>
    Point,

    /// <summary>Two to thirteen days on one height.</summary>
    Plateau,

    /// <summary>Fourteen days or more on one height.</summary>
    Level,

    /// <summary>Fourteen days or more that slide away.</summary>
    Fade,
}

/// <summary>Days on which something was not as it should have been.</summary>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
/// <param name="Up">More than expected, or less.</param>
/// <param name="Shape">What shape it has.</param>
/// <param name="Score">Largest distance in standard deviations of the noise, over single days or the whole span.</param>
/// <param name="Amount">Sum of actual less expected, in the unit of the series.</param>
/// <param name="EventKey">The calendar event it falls into; none on ordinary days.</param>
public sealed record Anomaly(DateOnly First, DateOnly Last, bool Up, AnomalyShape Shape, double Score, double Amount,
    string? EventKey);

/// <summary>A series with what was expected of it.</summary>
/// <param name="Expected">One value per day, in the unit of the series.</param>
/// <param name="Scores">Distance from it in standard deviations of the noise; 0 for a day without a value.</param>
/// <param name="Noise">The standard deviation: of the logarithm (0.05 is about 5 %), or in the unit of a series with negative
/// values.</param>
/// <param name="Anomalies">By first day.</param>
/// <param name="EnoughData">At least four weeks of values; with less, only gross outliers can be told and none is shown.</param>
public sealed record AnomalyReport(IReadOnlyList<double> Expected, IReadOnlyList<double> Scores, double Noise,
    IReadOnlyList<Anomaly> Anomalies,
    bool EnoughData);

/// <summary>Days that were not as they should have been (异常监测), on daily sums such as sales or visitors.</summary>
public static class AnomalyDetection
{
    const double PointLimit = 3.5;
    const double SpanLimit = 5;

    /// <summary>
    /// Days ascend and may have gaps; values that are no number are days without one. Events are judged against their own other
    /// years;
    /// give none to treat all days alike.
    /// </summary>
    public static AnomalyReport Find(IReadOnlyList<DateOnly> days, IReadOnlyList<double> values,
        IReadOnlyList<CalendarEvent>? events = null)
    {
        int n = Math.Min(days.Count, values.Count);
        double[] raw = [.. values.Take(n)];
        if (raw.Count(double.IsFinite) < 28) return new([.. raw], new double[n], 0, [], false);
        bool logs = raw.Where(double.IsFinite).All(v => v >= 0);
        double[] y = logs ? [.. raw.Select(v => Math.Log(v + 1))] : raw;
        CalendarEvent[] calendar = [.. (events ?? []).OrderBy(e => e.First)];
        DateOnly[] dates = [.. days.Take(n)];
        double[] fitted = CalendarBaseline.Fit(dates, y, calendar);
        double[] off = [.. y.Zip(fitted, (v, f) => double.IsFinite(v) ? v - f : 0)];
        double noise = Noise(dates, off, calendar, y);
        double[] expected = [.. fitted.Select(f => logs ? Math.Max(0, Math.Exp(f) - 1) : f)];
        double[] scores = [.. off.Select(o => noise > 0 ? o / noise : o == 0 ? 0 : Math.Sign(o) * 99.0)];
        bool[] flags = Flags(scores);
        return new(expected, scores, noise, Episodes(dates, raw, expected, scores, flags, calendar), true);
    }

    /// <summary>From ordinary days: an event's effect is fitted from a few days and hides their noise.</summary>
    static double Noise(DateOnly[] days, double[] off, CalendarEvent[] calendar, double[] y)
    {
        double[] ordinary = [.. off.Where((_, i) => double.IsFinite(y[i]) && !calendar.Any(e => e.Covers(days[i])))];
        return Samples.Median([.. (ordinary.Length >= 28 ? ordinary : off).Select(Math.Abs)]) / 0.6745;
    }

    /// <summary>
    /// Single days beyond the limit, and spans of two to seven days whose sum is, after the noise's memory is allowed for.
    /// </summary>
    static bool[] Flags(double[] scores)
    {
        int n = scores.Length;
        bool[] flags = [.. scores.Select(s => Math.Abs(s) > PointLimit)];
        double memory = Memory(scores);
        for (int width = 2; width <= 7; width++)
        {
            double variance = width;
            for (int k = 1; k < width; k++) variance += 2 * (width - k) * Math.Pow(memory, k);
            double limit = SpanLimit * Math.Sqrt(variance);
            for (int from = 0; from + width <= n; from++)
            {
                ReadOnlySpan<double> span = scores.AsSpan(from, width);
                double sum = 0, least = double.MaxValue;
                foreach (double s in span) sum += s;
                foreach (double s in span) least = Math.Min(least, s * Math.Sign(sum));
                // Every day must take part, or one spike would colour its neighbours.
                if (Math.Abs(sum) > limit && least > 1.2) flags.AsSpan(from, width).Fill(true);
            }
        }

        return flags;
    }

    /// <summary>Correlation of one day's noise with the next day's, over days that are not far out.</summary>
    static double Memory(double[] scores)
    {
        double up = 0, below = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            if (Math.Abs(scores[i]) > 2.5 || Math.Abs(scores[i - 1]) > 2.5) continue;
            up += scores[i] * scores[i - 1];
            below += scores[i - 1] * scores[i - 1];
        }

        return below > 0 ? Math.Clamp(up / below, 0, 0.9) : 0;
    }

    static List<Anomaly> Episodes(DateOnly[] days, double[] raw, double[] expected, double[] scores, bool[] flags,
        CalendarEvent[] calendar)
    {
        List<Anomaly> found = [];
        for (int i = 0; i < flags.Length; i++)
        {
            if (!flags[i]) continue;
            int to = End(scores, flags, i);
            double peak = scores[i..(to + 1)].Max(Math.Abs);
            double amount = Enumerable.Range(i, to - i + 1).Where(d => double.IsFinite(raw[d])).Sum(d => raw[d] - expected[d]);
            found.Add(new(days[i], days[to], scores[i] > 0, Shape(scores[i..(to + 1)]), peak, amount,
                calendar.FirstOrDefault(e => e.Covers(days[i]))?.Key));
            i = to;
        }

        return found;
    }

    /// <summary>
    /// The last day of an episode: it goes on over up to four unflagged days that still lean the same way, so that one level is
    /// one
    /// finding.
    /// </summary>
    static int End(double[] scores, bool[] flags, int from)
    {
        int last = from;
        for (int j = from + 1; j < flags.Length && j - last <= 5; j++)
        {
            if (scores[j] * Math.Sign(scores[from]) < 0.5) break;
            if (flags[j]) last = j;
        }

        return last;
    }

    static AnomalyShape Shape(double[] scores)
    {
        if (scores.Length == 1) return AnomalyShape.Point;
        if (scores.Length < 14) return AnomalyShape.Plateau;
        double slide = Samples.TheilSenSlope(scores) * scores.Length;
        return Math.Abs(slide) > 0.5 * Math.Abs(Samples.Median(scores)) ? AnomalyShape.Fade : AnomalyShape.Level;
    }
}
