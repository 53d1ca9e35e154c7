namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// How far every leaf is from what was expected, on a scale of -1 (all gone) to 1 (all new), and how much of that is noise.
/// </summary>
/// <param name="Scaled">Deviation in units of the leaf's own noise.</param>
/// <param name="Precision">1 / noise, by which a common deviation is weighed; 0 for a leaf that says nothing.</param>
/// <param name="Surprise">What the leaf costs, in nats, when nothing happened to it.</param>
/// <param name="Counts">Whether the noise is that of counting: few events in most leaves, so that single leaves say
/// little.</param>
/// <param name="Noise">The noise of a middling leaf, on the scale of the deviations.</param>
sealed record Deviations(double[] Scaled, double[] Precision, double[] Surprise, bool Counts, double Noise)
{
    /// <summary>
    /// Beyond this many sigmas the cost of a leaf grows in a straight line (Huber): one wild leaf does not make a cause.
    /// </summary>
    const double StraightFrom = 4;

    const double SmallestNoise = 0.004;

    /// <summary>From here on the counts of a leaf are near enough to normal.</summary>
    const decimal ManyEvents = 20;

    public static Deviations Of(CodedLeaves leaves)
    {
        double[] deviation = new double[leaves.Count], volume = new double[leaves.Count];
        bool counts = AreCounts(leaves);
        double expected = (double)leaves.Leaves.Sum(l => l.Expected);
        double expectedBase = (double)leaves.Leaves.Sum(l => l.ExpectedBase);
        double usual = expectedBase > 0 ? Math.Clamp(expected / expectedBase, 0, 1) : 0;
        for (int i = 0; i < leaves.Count; i++)
        {
            if (leaves.IsRatio) OfRatio(leaves.Leaves[i], counts, usual, out deviation[i], out volume[i]);
            else OfSum(leaves.Leaves[i], out deviation[i], out volume[i]);
        }


        int[] known = [.. Enumerable.Range(0, leaves.Count).Where(i => volume[i] > 0)];
        double[] noise = counts
            ? CountNoise(leaves, volume, usual)
            : MeasuredNoise.Of(deviation, volume, known, SmallestNoise);
        if (!counts) AddRounding(leaves, noise, known);
        return Weighed(deviation, noise, known, counts);
    }

    static Deviations Weighed(double[] deviation, double[] noise, int[] known, bool counts)
    {
        int count = deviation.Length;
        double[] scaled = new double[count], precision = new double[count], surprise = new double[count];
        foreach (int i in known)
        {
            precision[i] = 1 / noise[i];
            scaled[i] = deviation[i] * precision[i];
            double far = Math.Abs(scaled[i]);
            surprise[i] = far <= StraightFrom ? far * far / 2 : (StraightFrom * far) - (StraightFrom * StraightFrom / 2);
        }

        double[] ordered = [.. known.Select(i => noise[i]).Order()];
        return new(scaled, precision, surprise, counts, ordered.Length == 0 ? 0 : ordered[ordered.Length / 2]);
    }

    /// <summary>Values written with few decimals cannot agree better than to their last digit.</summary>
    static void AddRounding(CodedLeaves leaves, double[] noise, int[] known)
    {
        double digit = Math.Pow(10, -known.Select(i => Math.Max(leaves.Leaves[i].Real.Scale, leaves.Leaves[i].Expected.Scale))
            .DefaultIfEmpty().Max());
        foreach (int i in known)
        {
            double size = Math.Max(Math.Abs((double)leaves.Leaves[i].Real), Math.Abs((double)leaves.Leaves[i].Expected));
            double step = digit / Math.Max(digit, size);
            noise[i] = Math.Sqrt((noise[i] * noise[i]) + (step * step / 2));
        }
    }

    static void OfSum(Leaf leaf, out double deviation, out double volume)
    {
        double real = (double)leaf.Real, expected = (double)leaf.Expected;
        volume = Math.Max(Math.Abs(real), Math.Abs(expected));
        deviation = volume > 0 ? Math.Clamp((real - expected) / volume, -1, 1) : 0;
    }

    /// <summary>
    /// Of counts, the expected ratio of a small leaf is drawn to that of the whole by a handful of events; otherwise each leaf's
    /// own expected ratio stands.
    /// </summary>
    static void OfRatio(Leaf leaf, bool counts, double usual, out double deviation, out double volume)
    {
        double prior = counts ? 10 : 0;
        double expectedBase = (double)leaf.ExpectedBase + prior, realBase = (double)leaf.RealBase;
        (deviation, volume) = (0, 0);
        if (realBase <= 0 || expectedBase <= 0) return;
        double expected = ((double)leaf.Expected + (prior * usual)) / expectedBase, real = (double)leaf.Real / realBase;
        double larger = Math.Max(Math.Abs(real), Math.Abs(expected));
        if (counts) deviation = real - expected;
        else if (larger > 0) deviation = Math.Clamp((real - expected) / larger, -1, 1);
        volume = counts || larger > 0 ? realBase : 0;
    }

    /// <summary>
    /// A ratio counts events when its parts are whole numbers and the part is never more than the whole. Where a middling
    /// leaf expects many of the rarer outcome, its noise can be measured like any other.
    /// </summary>
    static bool AreCounts(CodedLeaves leaves)
    {
        bool whole = leaves.IsRatio && leaves.Leaves.All(l => l.Real == decimal.Truncate(l.Real)
            && l.RealBase == decimal.Truncate(l.RealBase) && l.Real >= 0 && l.Real <= l.RealBase);
        if (!whole || leaves.Count == 0) return whole;
        decimal[] rarer = [.. leaves.Leaves.Select(l => Math.Min(l.Expected, l.ExpectedBase - l.Expected)).Order()];
        return rarer[rarer.Length / 2] < ManyEvents;
    }

    /// <summary>Binomial noise of the seen ratio and of the expected one.</summary>
    static double[] CountNoise(CodedLeaves leaves, double[] volume, double usual)
    {
        double spread = Math.Max(usual * (1 - usual), 1e-4);
        return [.. leaves.Leaves.Select((leaf, i) => Math.Sqrt(spread / Math.Max(1, volume[i])))];
    }
}
