namespace Duoshou.Analytics.Numerics;

/// <summary>A fitted linear model: one coefficient and standard error per column, in the columns' order.</summary>
sealed record LinearFit(double[] Coefficients, double[] StandardErrors, double[] Residuals, double ResidualVariance,
    int DegreesOfFreedom)
{
    /// <summary>1 less the residual sum of squares over the total about the mean.</summary>
    public double RSquared { get; init; }

    /// <summary>(X'X)^-1, from which other covariances are built. A column that depends on earlier ones has zeros.</summary>
    public required double[,] InverseCross { get; init; }
}

/// <summary>
/// Ordinary and two-stage least squares by the normal equations on centred scales, with dependent columns left out.
/// </summary>
static class LeastSquares
{
    /// <summary>Columns are given one array each and include the constant, where one is wanted.</summary>
    public static LinearFit Fit(double[] y, double[][] columns) => Fit(y, columns, columns);

    /// <summary>
    /// Two-stage least squares: coefficients from the fitted columns, residuals from the real ones, as the standard errors need.
    /// </summary>
    public static LinearFit Instrumented(double[] y, double[][] columns, double[][] instruments)
    {
        double[][] fitted = [.. columns.Select(c => Subtract(c, Fit(c, instruments).Residuals))];
        return Fit(y, fitted, columns);
    }

    static LinearFit Fit(double[] y, double[][] regress, double[][] residualsFrom)
    {
        int n = y.Length, k = regress.Length;
        double[,] inverse = Inverse(Cross(regress));
        double[] coefficients = new double[k];
        double[] target = (double[])y.Clone();
        // A second pass on what the first left over removes the rounding of the normal equations.
        for (int pass = 0; pass < 3; pass++)
        {
            double[] products = [.. regress.Select(c => Dot(c, target))];
            for (int i = 0; i < k; i++)
                for (int j = 0; j < k; j++)
                    coefficients[i] += inverse[i, j] * products[j];
            target = Residuals(y, regress, coefficients);
        }

        double[] residuals = Residuals(y, residualsFrom, coefficients);
        int used = Enumerable.Range(0, k).Count(i => inverse[i, i] > 0), freedom = n - used;
        double sse = Dot(residuals, residuals), variance = freedom > 0 ? sse / freedom : 0;
        double mean = Samples.Mean(y), total = y.Sum(v => (v - mean) * (v - mean));
        double[] errors = [.. Enumerable.Range(0, k).Select(i => Math.Sqrt(Math.Max(0, variance * inverse[i, i])))];
        return new(coefficients, errors, residuals, variance, Math.Max(0, freedom))
        {
            RSquared = total > 0 ? 1 - sse / total : 0,
            InverseCross = inverse,
        };
    }

    /// <summary>
    /// Inverse of a symmetric positive matrix by sweeping, each column scaled by its own size; a column whose pivot has
    /// vanished is
    /// left out and gets zeros.
    /// </summary>
    public static double[,] Inverse(double[,] matrix)
    {
        int k = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone();
        double[] scale = [.. Enumerable.Range(0, k).Select(i => a[i, i] > 0 ? 1 / Math.Sqrt(a[i, i]) : 0)];
        bool[] swept = new bool[k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                a[i, j] *= scale[i] * scale[j];
        for (int p = 0; p < k; p++)
        {
            if (a[p, p] < 1e-11) continue;
            swept[p] = true;
            Sweep(a, p);
        }

        double[,] inverse = new double[k, k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                inverse[i, j] = swept[i] && swept[j] ? -a[i, j] * scale[i] * scale[j] : 0;
        return inverse;
    }

    static void Sweep(double[,] a, int p)
    {
        int k = a.GetLength(0);
        double pivot = a[p, p];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                if (i != p && j != p)
                    a[i, j] -= a[i, p] * a[p, j] / pivot;
        for (int i = 0; i < k; i++)
        {
            if (i == p) continue;
            a[i, p] /= pivot;
            a[p, i] /= pivot;
        }

        a[p, p] = -1 / pivot;
    }

    public static double[,] Cross(double[][] columns)
    {
        int k = columns.Length;
        double[,] cross = new double[k, k];
        for (int i = 0; i < k; i++)
            for (int j = i; j < k; j++)
                cross[i, j] = cross[j, i] = Dot(columns[i], columns[j]);
        return cross;
    }

    public static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    static double[] Residuals(double[] y, double[][] columns, double[] coefficients)
    {
        double[] left = (double[])y.Clone();
        for (int j = 0; j < columns.Length; j++)
            for (int i = 0; i < left.Length; i++)
                left[i] -= coefficients[j] * columns[j][i];
        return left;
    }

    static double[] Subtract(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
}
