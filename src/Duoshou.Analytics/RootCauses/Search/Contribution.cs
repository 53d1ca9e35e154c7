namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// What every leaf adds to the change of the whole, its share of the volume, and the variance that chance alone would
/// give it.
/// </summary>
sealed record Contribution(double[] Part, double[] Volume, double[] Variance, double Change)
{
    public static Contribution Of(CodedLeaves leaves) => leaves.IsRatio ? OfRatio(leaves) : OfSum(leaves);

    /// <summary>
    /// The change of A/B against Fa/Fb, split as (da Fb - db Fa) / (Fb B): the leaves add up to it exactly, and a leaf
    /// is charged for
    /// what it did to the numerator beyond what its denominator brings at the expected rate.
    /// </summary>
    static Contribution OfRatio(CodedLeaves leaves)
    {
        double numerator = leaves.Leaves.Sum(l => (double)l.Expected);
        double denominator = leaves.Leaves.Sum(l => (double)l.ExpectedBase);
        double seen = leaves.Leaves.Sum(l => (double)l.RealBase), part = leaves.Leaves.Sum(l => (double)l.Real);
        if (denominator <= 0 || seen <= 0) return Nothing(leaves.Count);
        double rate = Math.Clamp(numerator / denominator, 0, 1), spread = Math.Max(rate * (1 - rate), 1e-6);
        return new(
            [.. leaves.Leaves.Select(l => ((((double)l.Real - (double)l.Expected) * denominator)
                - (((double)l.RealBase - (double)l.ExpectedBase) * numerator)) / denominator / seen)],
            [.. leaves.Leaves.Select(l => (double)l.RealBase / seen)],
            [.. leaves.Leaves.Select(l => spread * Math.Max(1, (double)l.RealBase) / seen / seen)],
            (part / seen) - (numerator / denominator));
    }

    static Contribution Nothing(int leaves) => new(new double[leaves], new double[leaves], new double[leaves], 0);

    static Contribution OfSum(CodedLeaves leaves)
    {
        double[] part = [.. leaves.Leaves.Select(l => (double)(l.Real - l.Expected))];
        double[] size = [.. leaves.Leaves.Select(l => Math.Max(Math.Abs((double)l.Real), Math.Abs((double)l.Expected)))];
        double all = Math.Max(size.Sum(), double.Epsilon), dispersion = Dispersion(part, size);
        return new(part, [.. size.Select(s => s / all)], [.. size.Select(s => dispersion * s)], part.Sum());
    }

    /// <summary>
    /// Variance for each unit of size, as of counts: the middle leaf's square over what it is for a normal one.
    /// </summary>
    static double Dispersion(double[] part, double[] size)
    {
        const double middleSquare = 0.4549364231195724;
        double[] ratios = [.. part.Zip(size).Where(x => x.Second > 0).Select(x => x.First * x.First / x.Second).Order()];
        double middle = ratios.Length == 0 ? 0 : ratios[ratios.Length / 2] / middleSquare;
        return Math.Max(middle, 1e-12);
    }
}
