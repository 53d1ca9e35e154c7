namespace Duoshou.Analytics.Numerics;

/// <summary>
/// Newton's method with slopes and curvatures from differences: a handful of steps where the start is near the lowest point of a smooth
/// function, as after a search on a sample.
/// </summary>
static class NewtonSteps
{
    const double Width = 1e-3;

    /// <summary>
    /// The lowest point; where the ground is flat or curves the wrong way the steps are shortened (Levenberg 1944). None where no step was of
    /// any use from a start that is not the lowest point itself.
    /// </summary>
    public static NelderMead.Minimum? Minimise(Func<double[], double> function, double[] start, int steps = 25)
    {
        double[] at = (double[])start.Clone();
        double value = function(at), damping = 1e-6;
        int used = 1, n = at.Length;
        for (int step = 0; step < steps && double.IsFinite(value); step++)
        {
            (double[] slope, double[][] curve) = Around(function, at, value);
            used += n + n + n * (n - 1) / 2;
            double reached = value;
            double[] next = at;
            for (; damping < 1e4; damping *= 10)
            {
                if (Solve(curve, slope, damping) is not { } move || move.Max(Math.Abs) > 2) continue;
                next = [.. at.Select((v, i) => v - move[i])];
                reached = function(next);
                used++;
                if (reached <= value) break;
            }

            if (!(reached <= value)) return slope.Max(Math.Abs) < 1e-6 ? new(at, value, used) : null;
            double gain = value - reached;
            (at, value, damping) = (next, reached, Math.Max(1e-12, damping / 100));
            if (gain <= 1e-12 * (1 + Math.Abs(value))) return new(at, value, used);
        }

        return new(at, value, used);
    }

    static (double[] Slope, double[][] Curve) Around(Func<double[], double> function, double[] at, double value)
    {
        int n = at.Length;
        double At(int i, double by, int j = -1)
        {
            double[] moved = (double[])at.Clone();
            moved[i] += by;
            if (j >= 0) moved[j] += by;
            return function(moved);
        }

        double[] up = [.. Enumerable.Range(0, n).Select(i => At(i, Width))], down = [.. Enumerable.Range(0, n).Select(i => At(i, -Width))];
        double[][] curve = [.. Enumerable.Range(0, n).Select(_ => new double[n])];
        for (int i = 0; i < n; i++)
        {
            curve[i][i] = (up[i] - 2 * value + down[i]) / (Width * Width);
            for (int j = 0; j < i; j++) curve[i][j] = curve[j][i] = (At(i, Width, j) - up[i] - up[j] + value) / (Width * Width);
        }

        return ([.. up.Zip(down, (u, d) => (u - d) / (2 * Width))], curve);
    }

    /// <summary>Curve x move = slope by elimination with Cholesky's condition: none where the ground does not curve upwards.</summary>
    static double[]? Solve(double[][] curve, double[] slope, double damping)
    {
        int n = slope.Length;
        double[][] a = [.. curve.Select(row => (double[])row.Clone())];
        double[] b = (double[])slope.Clone();
        for (int i = 0; i < n; i++) a[i][i] += damping;
        for (int i = 0; i < n; i++)
        {
            if (!(a[i][i] > 1e-12)) return null;
            for (int k = i + 1; k < n; k++)
            {
                double factor = a[k][i] / a[i][i];
                for (int j = i; j < n; j++) a[k][j] -= factor * a[i][j];
                b[k] -= factor * b[i];
            }
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++) b[i] -= a[i][j] * b[j];
            b[i] /= a[i][i];
        }

        return b.All(double.IsFinite) ? b : null;
    }
}
