using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Anomalies;

/// <summary>A day from which a series stands on another level.</summary>
/// <param name="At">Position of the first value on the new level.</param>
/// <param name="Before">The usual value of the level before.</param>
/// <param name="After">The usual value of the level from then on.</param>
/// <param name="Length">Values on the new level.</param>
public readonly record struct LevelShift(int At, double Before, double After, int Length)
{
    /// <summary>After over before, less one.</summary>
    public double Change => Before > 0 ? After / Before - 1 : 0;
}

/// <summary>
/// When the level of a daily series changed: CUSUM says whether it did (k 0.5, h 5), PELT (Killick, Fearnhead and Eckley 2012; normal mean,
/// penalty 3 ln n) says when.
/// </summary>
public static class LevelShifts
{
    /// <summary>Values that a level must last to be one.</summary>
    const int Shortest = 5;

    /// <summary>Below so many values nothing is looked for.</summary>
    const int Least = 21;

    /// <summary>
    /// Shifts in their order, on the logarithm of the values with their week taken out; none for a short series or one with holes or values
    /// below zero. A level that lasted fewer than five values is an episode and no level.
    /// </summary>
    public static IReadOnlyList<LevelShift> Find(IReadOnlyList<double> values, int week = 7)
    {
        if (values.Count < Least || values.Any(v => !double.IsFinite(v) || v < 0)) return [];
        double[] logs = [.. values.Select(v => Math.Log(v + 1))], even = WithoutWeek(logs, week);
        double noise = Noise(even);
        if (noise <= 1e-9) noise = 1e-9 + 1e-6 * (1 + Math.Abs(even[0]));
        double middle = Samples.Median(even);
        double[] scaled = Calmed([.. even.Select(v => (v - middle) / noise)]);
        if (!Moves(scaled)) return [];
        int[] starts = Starts(scaled, 3 * Math.Log(scaled.Length));
        List<LevelShift> shifts = [];
        for (int i = 1; i < starts.Length; i++)
        {
            int end = i + 1 < starts.Length ? starts[i + 1] : scaled.Length;
            double Level(int from, int to) => Math.Exp(Samples.Mean(even.AsSpan(from, to - from))) - 1;
            shifts.Add(new(starts[i], Level(starts[i - 1], starts[i]), Level(starts[i], end), end - starts[i]));
        }

        return shifts;
    }

    static double[] WithoutWeek(double[] logs, int week)
    {
        if (week < 2 || logs.Length < 3 * week) return logs;
        // The week is taken from what is left of a running mean of one week, so that a change of level does not bend it.
        List<double>[] rests = [.. Enumerable.Range(0, week).Select(_ => new List<double>())];
        for (int t = week / 2; t + week / 2 < logs.Length; t++)
            rests[t % week].Add(logs[t] - Samples.Mean(logs.AsSpan(t - week / 2, week)));
        double[] season = [.. rests.Select(r => r.Count > 0 ? Samples.Median([.. r]) : 0)];
        double mean = season.Average();
        return [.. logs.Select((v, t) => v - (season[t % week] - mean))];
    }

    /// <summary>From the steps between neighbours, which a few changes of level do not widen.</summary>
    static double Noise(double[] values)
    {
        double[] steps = [.. values.Zip(values.Skip(1), (a, b) => Math.Abs(b - a))];
        return Samples.Median(steps) / (0.6744897501960817 * Math.Sqrt(2));
    }

    /// <summary>A single value far from its neighbours on both sides is an episode and counts as they do.</summary>
    static double[] Calmed(double[] scaled) => [.. scaled.Select((v, t) =>
    {
        double usual = Samples.Median(scaled.AsSpan(Math.Max(0, t - 2), Math.Min(scaled.Length, t + 3) - Math.Max(0, t - 2)));
        return Math.Abs(v - usual) > 4 ? usual : v;
    })];

    /// <summary>Whether the sums of deviations beyond half a deviation reach five anywhere.</summary>
    static bool Moves(double[] scaled)
    {
        double up = 0, down = 0;
        foreach (double v in scaled)
        {
            up = Math.Max(0, up + v - 0.5);
            down = Math.Max(0, down - v - 0.5);
            if (up > 5 || down > 5) return true;
        }

        return false;
    }

    /// <summary>First positions of the levels, the first at 0: the cheapest division, exactly, with hopeless starts pruned.</summary>
    static int[] Starts(double[] values, double penalty)
    {
        int n = values.Length;
        double[] sums = new double[n + 1], squares = new double[n + 1], best = new double[n + 1];
        int[] from = new int[n + 1];
        for (int i = 0; i < n; i++) (sums[i + 1], squares[i + 1]) = (sums[i] + values[i], squares[i] + values[i] * values[i]);
        double Cost(int a, int b) => squares[b] - squares[a] - (sums[b] - sums[a]) * (sums[b] - sums[a]) / (b - a);
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        List<int> open = [0];
        for (int end = Shortest; end <= n; end++)
        {
            foreach (int start in open)
            {
                double cost = best[start] + Cost(start, end) + penalty;
                if (cost < best[end]) (best[end], from[end]) = (cost, start);
            }

            open = [.. open.Where(start => best[start] + Cost(start, end) <= best[end])];
            int next = end - Shortest + 1;
            if (next >= Shortest && double.IsFinite(best[next])) open.Add(next);
        }

        List<int> starts = [];
        for (int end = n; end > 0; end = from[end]) starts.Add(from[end]);
        starts.Reverse();
        return [.. starts];
    }
}
