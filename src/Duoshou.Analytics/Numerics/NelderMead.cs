namespace Duoshou.Analytics.Numerics;

/// <summary>
/// The downhill simplex of Nelder and Mead (1965) with the adaptive coefficients of Gao and Han (2012), which keep it from
/// stalling
/// in many dimensions. Nothing is random, so the same start gives the same answer.
/// </summary>
static class NelderMead
{
    /// <summary>Where the search ended, the value there, and how often the function was asked.</summary>
    public readonly record struct Minimum(double[] At, double Value, int Evaluations);

    /// <summary>
    /// The lowest point found from a start; the search is begun again from its own answer until that no longer helps.
    /// </summary>
    /// <param name="spread">How near to one another the corners must be at the end; infinite to go by the values alone.</param>
    public static Minimum Minimise(Func<double[], double> function, double[] start, double step, double tolerance = 1e-10,
        int evaluations = 4000, int restarts = 3, double spread = 1e-7)
    {
        Minimum best = Once(function, start, step, tolerance, evaluations, spread);
        int spent = best.Evaluations;
        for (int i = 0; i < restarts; i++)
        {
            Minimum next = Once(function, best.At, step / 4, tolerance, evaluations, spread);
            spent += next.Evaluations;
            double gain = best.Value - next.Value;
            if (next.Value <= best.Value) best = next;
            if (gain <= tolerance * (1 + Math.Abs(best.Value))) break;
        }

        return best with { Evaluations = spent };
    }

    static Minimum Once(Func<double[], double> function, double[] start, double step, double tolerance, int limit, double spread)
    {
        int n = start.Length;
        double[][] points = new double[n + 1][];
        double[] values = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            points[i] = (double[])start.Clone();
            if (i > 0) points[i][i - 1] += step;
            values[i] = Finite(function(points[i]));
        }

        int used = n + 1;
        double expand = 1 + 2.0 / n, contract = 0.75 - 0.5 / n, shrink = 1 - 1.0 / n;
        if (n == 1) (expand, contract, shrink) = (2, 0.5, 0.5);
        double[] centre = new double[n], near = new double[n], far = new double[n];
        // A corner that is given up lends its array to the next trial.
        void Replace(ref double[] trial, double value)
        {
            (points[n], trial) = (trial, points[n]);
            values[n] = value;
        }

        Array.Sort(values, points);
        while (used < limit)
        {
            SettleLast(values, points);
            if (values[n] - values[0] <= tolerance * (Math.Abs(values[0]) + tolerance) && Spread(points) < spread) break;
            Centre(points, centre);
            Along(centre, points[n], -1, near);
            double at = Finite(function(near));
            used++;
            if (at < values[0])
            {
                Along(centre, points[n], -expand, far);
                double furtherAt = Finite(function(far));
                used++;
                if (furtherAt < at) Replace(ref far, furtherAt);
                else Replace(ref near, at);
                continue;
            }

            if (at < values[n - 1])
            {
                Replace(ref near, at);
                continue;
            }

            Along(centre, points[n], at < values[n] ? -contract : contract, far);
            double nearerAt = Finite(function(far));
            used++;
            if (nearerAt < Math.Min(at, values[n]))
            {
                Replace(ref far, nearerAt);
                continue;
            }

            for (int i = 1; i <= n; i++)
            {
                Along(points[0], points[i], shrink, near);
                (points[i], near) = (near, points[i]);
                values[i] = Finite(function(points[i]));
            }

            Array.Sort(values, points);
            used += n;
        }

        Array.Sort(values, points);
        return new((double[])points[0].Clone(), values[0], used);
    }

    /// <summary>Only the last corner can be out of order after a step.</summary>
    static void SettleLast(double[] values, double[][] points)
    {
        for (int i = values.Length - 1; i > 0 && values[i] < values[i - 1]; i--)
        {
            (values[i], values[i - 1]) = (values[i - 1], values[i]);
            (points[i], points[i - 1]) = (points[i - 1], points[i]);
        }
    }

    static void Centre(double[][] points, double[] centre)
    {
        int n = centre.Length;
        Array.Clear(centre);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                centre[j] += points[i][j] / n;
    }

    static void Along(double[] from, double[] to, double share, double[] point)
    {
        for (int j = 0; j < point.Length; j++) point[j] = from[j] + share * (to[j] - from[j]);
    }

    static double Spread(double[][] points)
    {
        double widest = 0;
        for (int i = 1; i < points.Length; i++)
            for (int j = 0; j < points[0].Length; j++)
                widest = Math.Max(widest, Math.Abs(points[i][j] - points[0][j]) / (1 + Math.Abs(points[0][j])));
        return widest;
    }

    static double Finite(double value) => double.IsNaN(value) || double.IsPositiveInfinity(value) ? 1e300 : value;
}
