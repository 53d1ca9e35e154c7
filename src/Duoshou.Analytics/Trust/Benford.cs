using MathNet.Numerics;

namespace Duoshou.Analytics.Trust;

/// <summary>
/// How closely first digits follow Benford's law. A pointer and never a proof: honest price lists break it too.
/// </summary>
/// <param name="Numbers">Values used: those that are not zero.</param>
/// <param name="Shares">Of first digits 1 to 9.</param>
/// <param name="Deviation">Mean absolute difference from the law (Nigrini's MAD).</param>
/// <param name="ChiSquare">Pearson's statistic with 8 degrees of freedom.</param>
/// <param name="P">Of so large a statistic by chance.</param>
public sealed record Benford(int Numbers, IReadOnlyList<double> Shares, double Deviation, double ChiSquare, double P)
{
    /// <summary>
    /// By Nigrini (2012): up to 0.006 close, 0.012 acceptable, 0.015 marginal, above that none. Too few numbers tell nothing.
    /// </summary>
    public BenfordFit Fit => Numbers < 300 ? BenfordFit.TooFew : Deviation <= 0.006 ? BenfordFit.Close
        : Deviation <= 0.012 ? BenfordFit.Acceptable : Deviation <= 0.015 ? BenfordFit.Marginal : BenfordFit.None;

    /// <summary>First digits of amounts, whatever their sign and size.</summary>
    public static Benford Of(IEnumerable<decimal> amounts)
    {
        int[] counts = new int[9];
        foreach (decimal amount in amounts)
            if (FirstDigit(Math.Abs(amount)) is > 0 and int digit)
                counts[digit - 1]++;
        int n = counts.Sum();
        if (n == 0) return new(0, new double[9], 0, 0, 1);
        double[] law = [.. Enumerable.Range(1, 9).Select(d => Math.Log10(1 + 1.0 / d))];
        double chi = counts.Zip(law, (c, p) => (c - n * p) * (c - n * p) / (n * p)).Sum();
        return new(n, [.. counts.Select(c => (double)c / n)], counts.Zip(law, (c, p) => Math.Abs((double)c / n - p)).Average(),
            chi,
            SpecialFunctions.GammaUpperRegularized(4, chi / 2));
    }

    static int FirstDigit(decimal amount)
    {
        if (amount == 0) return 0;
        while (amount >= 10) amount /= 10;
        while (amount < 1) amount *= 10;
        return (int)amount;
    }
}

/// <summary>Bands of agreement with Benford's law.</summary>
public enum BenfordFit
{
    /// <summary>Fewer than 300 numbers.</summary>
    TooFew,

    /// <summary>As the law says.</summary>
    Close,

    /// <summary>Near it.</summary>
    Acceptable,

    /// <summary>At the edge.</summary>
    Marginal,

    /// <summary>Not at all.</summary>
    None,
}
