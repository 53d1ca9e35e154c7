namespace Duoshou.Analytics.Numerics;

/// <summary>Plain statistics of a list of numbers. Every one answers 0 for an empty list instead of throwing.</summary>
static class Samples
{
    public static double Mean(ReadOnlySpan<double> values)
    {
        if (values.Length == 0) return 0;
        double sum = 0;
        foreach (double v in values) sum += v;
        return sum / values.Length;
    }

    /// <summary>With n - 1 below; 0 for fewer than two values. Two passes, so that large means lose no digits.</summary>
    public static double Variance(ReadOnlySpan<double> values)
    {
        if (values.Length < 2) return 0;
        double mean = Mean(values), sum = 0;
        foreach (double v in values) sum += (v - mean) * (v - mean);
        return sum / (values.Length - 1);
    }

    public static double Deviation(ReadOnlySpan<double> values) => Math.Sqrt(Variance(values));

    public static double Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int n = Math.Min(x.Length, y.Length);
        if (n < 2) return 0;
        double mx = Mean(x[..n]), my = Mean(y[..n]), sum = 0;
        for (int i = 0; i < n; i++) sum += (x[i] - mx) * (y[i] - my);
        return sum / (n - 1);
    }

    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double scale = Deviation(x) * Deviation(y);
        return scale > 0 ? Covariance(x, y) / scale : 0;
    }

    public static double Median(ReadOnlySpan<double> values) => Quantile(values, 0.5);

    /// <summary>Linear between order statistics (Hyndman and Fan's type 7, the default of R and NumPy).</summary>
    public static double Quantile(ReadOnlySpan<double> values, double share)
    {
        if (values.Length == 0) return 0;
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double at = Math.Clamp(share, 0, 1) * (sorted.Length - 1);
        int low = (int)at, high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /// <summary>Median absolute deviation from the median, not scaled.</summary>
    public static double Mad(ReadOnlySpan<double> values)
    {
        double middle = Median(values);
        double[] away = values.ToArray();
        for (int i = 0; i < away.Length; i++) away[i] = Math.Abs(away[i] - middle);
        return Median(away);
    }

    /// <summary>Median of the slopes between all pairs of points at equal distances (Theil 1950, Sen 1968).</summary>
    public static double TheilSenSlope(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        if (n < 2) return 0;
        double[] slopes = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++)
            for (int j = i + 1; j < n; j++)
                slopes[k++] = (values[j] - values[i]) / (j - i);
        return Median(slopes);
    }
}
