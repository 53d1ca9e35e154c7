namespace Duoshou.Analytics.Attribution;

/// <summary>A segment such as a channel: its size (visitors) and its rates (conversion, order value) in both periods.</summary>
public sealed record Segment(
    string Name, double SizeBefore, double SizeAfter, IReadOnlyList<double> RatesBefore, IReadOnlyList<double> RatesAfter);

/// <summary>
/// A total over segments, split: more or fewer in all, their structure, and each rate. Segments that are new or gone are
/// named instead
/// of being split. All amounts sum to the change.
/// </summary>
/// <param name="Change">After less before.</param>
/// <param name="Size">The effect of the total size.</param>
/// <param name="Structure">The effect of the segments' shares (结构).</param>
/// <param name="Rates">The effect of each rate, in the order given.</param>
/// <param name="Entered">New segments with what they brought.</param>
/// <param name="Left">Segments that are gone with what they took.</param>
public sealed record SegmentSplit(
    double Change, double Size, double Structure, IReadOnlyList<double> Rates,
    IReadOnlyList<(string Name, double Amount)> Entered, IReadOnlyList<(string Name, double Amount)> Left)
{
    /// <summary>
    /// LMDI-I over segments (Ang 2004): for each, L(V1, V0) times the logs of total size, share and every rate.
    /// </summary>
    public static SegmentSplit Of(IReadOnlyList<Segment> segments)
    {
        double before = segments.Sum(s => s.SizeBefore), after = segments.Sum(s => s.SizeAfter);
        int rates = segments.Count == 0 ? 0 : segments.Max(s => s.RatesBefore.Count);
        double size = 0, structure = 0;
        double[] byRate = new double[rates];
        List<(string, double)> entered = [], left = [];
        foreach (Segment s in segments)
        {
            if (s.SizeBefore == 0 && s.SizeAfter != 0) entered.Add((s.Name, Total(s.SizeAfter, s.RatesAfter)));
            else if (s.SizeAfter == 0 && s.SizeBefore != 0) left.Add((s.Name, -Total(s.SizeBefore, s.RatesBefore)));
            else if (s.SizeBefore != 0 && before != 0 && after != 0)
            {
                double[] effects = Factors.Effects(
                    [before, s.SizeBefore / before, .. s.RatesBefore], [after, s.SizeAfter / after, .. s.RatesAfter]);
                size += effects[0];
                structure += effects[1];
                for (int i = 2; i < effects.Length; i++) byRate[i - 2] += effects[i];
            }
        }

        double change = segments.Sum(s => Total(s.SizeAfter, s.RatesAfter) - Total(s.SizeBefore, s.RatesBefore));
        return new(change, size, structure, byRate, entered, left);
    }

    static double Total(double size, IReadOnlyList<double> rates) => rates.Aggregate(size, (v, r) => v * r);
}
