namespace Duoshou.Analytics.Anomalies;

/// <summary>
/// Local regression over equally spaced points, computed at every tenth of the window and joined by straight lines, as the
/// reference
/// program of Cleveland et al. does.
/// </summary>
sealed class Loess(int window, int degree)
{
    readonly int jump = Math.Max(1, (window + 9) / 10);
    double[] weights = [];

    public int Window => window;

    /// <summary>Smooths the points with weights (none for all equal) into an array of the same length.</summary>
    public void Smooth(ReadOnlySpan<double> y, ReadOnlySpan<double> robustness, Span<double> into)
    {
        int n = y.Length;
        if (n < 2)
        {
            if (n == 1) into[0] = y[0];
            return;
        }

        int step = Math.Min(jump, n - 1), half = (window + 1) / 2, left = 0, right = Math.Min(window, n) - 1;
        for (int i = 0; i < n; i += step)
        {
            if (window < n) (left, right) = Around(i, n, half, step, left, right);
            into[i] = At(y, robustness, i, left, right) ?? y[i];
        }

        if (step > 1) Join(y, robustness, into, step, left, right);
    }

    /// <summary>The fit at a place, which may lie outside the points; none where every weight is zero.</summary>
    public double? At(ReadOnlySpan<double> y, ReadOnlySpan<double> robustness, double place, int left, int right)
    {
        int n = y.Length;
        if (weights.Length < n) weights = new double[n];
        double reach = Math.Max(place - left, right - place);
        if (window > n) reach += (window - n) / 2;
        double near = 0.001 * reach, far = 0.999 * reach, sum = 0;
        for (int j = left; j <= right; j++)
        {
            double distance = Math.Abs(j - place), w = 0;
            if (distance <= far)
            {
                w = distance <= near ? 1 : Tricube(distance / reach);
                if (!robustness.IsEmpty) w *= robustness[j];
                sum += w;
            }

            weights[j] = w;
        }

        if (sum <= 0) return null;
        double slope = 0, centre = 0;
        for (int j = left; j <= right; j++) weights[j] /= sum;
        if (reach > 0 && degree > 0) (centre, slope) = Slope(place, left, right, n);
        double fit = 0;
        for (int j = left; j <= right; j++) fit += weights[j] * (slope * (j - centre) + 1) * y[j];
        return fit;
    }

    (double Centre, double Slope) Slope(double place, int left, int right, int n)
    {
        double centre = 0, spread = 0;
        for (int j = left; j <= right; j++) centre += weights[j] * j;
        for (int j = left; j <= right; j++) spread += weights[j] * (j - centre) * (j - centre);
        return Math.Sqrt(spread) > 0.001 * (n - 1) ? (centre, (place - centre) / spread) : (centre, 0);
    }

    (int Left, int Right) Around(int i, int n, int half, int step, int left, int right)
    {
        if (step == 1) return i + 1 > half && right != n - 1 ? (left + 1, right + 1) : (left, right);
        if (i + 1 < half) return (0, window - 1);
        return i + 1 >= n - half + 1 ? (n - window, n - 1) : (i + 1 - half, window + i - half);
    }

    void Join(ReadOnlySpan<double> y, ReadOnlySpan<double> robustness, Span<double> into, int step, int left, int right)
    {
        int n = y.Length, last = (n - 1) / step * step;
        for (int i = 0; i + step < n; i += step) Line(into, i, i + step);
        if (last == n - 1) return;
        into[n - 1] = At(y, robustness, n - 1, left, right) ?? y[n - 1];
        Line(into, last, n - 1);
    }

    static void Line(Span<double> into, int from, int to)
    {
        double rise = (into[to] - into[from]) / (to - from);
        for (int j = from + 1; j < to; j++) into[j] = into[from] + rise * (j - from);
    }

    static double Tricube(double share)
    {
        double left = 1 - share * share * share;
        return left * left * left;
    }
}
