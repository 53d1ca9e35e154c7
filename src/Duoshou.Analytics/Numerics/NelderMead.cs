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
    public static Minimum Minimise(Func<double[], double> function, double[] start, double step, double tolerance = 1e-10,
        int evaluations = 4000, int restarts = 3)
    {
        Minimum best = Once(function, start, step, tolerance, evaluations);
        int spent = best.Evaluations;
        for (int i = 0; i < restarts; i++)
        {
            Minimum next = Once(function, best.At, step / 4, tolerance, evaluations);
            spent += next.Evaluations;
            double gain = best.Value - next.Value;
            if (next.Value <= best.Value) best = next;
            if (gain <= tolerance * (1 + Math.Abs(best.Value))) break;
        }

        return best with { Evaluations = spent };
    }

    static Minimum Once(Func<double[], double> function, double[] start, double step, double tolerance, int limit)
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
        double[] centre = new double[n];
        while (used < limit)
        {
            Array.Sort(values, points);
            if (values[n] - values[0] <= tolerance * (Math.Abs(values[0]) + tolerance) && Spread(points) < 1e-7) break;
            Centre(points, centre);
            double[] reflected = Along(centre, points[n], -1);
            double at = Finite(function(reflected));
            used++;
            if (at < values[0])
            {
                double[] further = Along(centre, points[n], -expand);
                double furtherAt = Finite(function(further));
                used++;
                (points[n], values[n]) = furtherAt < at ? (further, furtherAt) : (reflected, at);
                continue;
            }

            if (at < values[n - 1])
            {
                (points[n], values[n]) = (reflected, at);
                continue;
            }

            double[] nearer = Along(centre, points[n], at < values[n] ? -contract : contract);
            double nearerAt = Finite(function(nearer));
            used++;
            if (nearerAt < Math.Min(at, values[n]))
            {
                (points[n], values[n]) = (nearer, nearerAt);
                continue;
            }

            for (int i = 1; i <= n; i++)
            {
                points[i] = Along(points[0], points[i], shrink);
                values[i] = Finite(function(points[i]));
            }

            used += n;
        }

        Array.Sort(values, points);
        return new(points[0], values[0], used);
    }

    static void Centre(double[][] points, double[] centre)
    {
        int n = centre.Length;
        Array.Clear(centre);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                centre[j] += points[i][j] / n;
    }

    static double[] Along(double[] from, double[] to, double share)
    {
        double[] point = new double[from.Length];
        for (int j = 0; j < point.Length; j++) point[j] = from[j] + share * (to[j] - from[j]);
        return point;
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
