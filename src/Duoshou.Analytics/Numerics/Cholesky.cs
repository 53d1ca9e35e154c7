namespace Duoshou.Analytics.Numerics;

/// <summary>Solves a symmetric positive system; the cheapest way when the inverse itself is not wanted.</summary>
static class Cholesky
{
    /// <summary>
    /// Only the lower triangle is read, and it is overwritten. A column whose pivot has vanished gets a solution of 0.
    /// </summary>
    public static double[] Solve(double[][] a, double[] right)
    {
        int k = right.Length;
        double[] x = (double[])right.Clone(), scale = [.. a.Select((row, i) => row[i])];
        for (int j = 0; j < k; j++)
        {
            double[] row = a[j];
            double pivot = row[j];
            for (int m = 0; m < j; m++) pivot -= row[m] * row[m];
            bool gone = pivot <= 1e-12 * scale[j];
            row[j] = gone ? 0 : Math.Sqrt(pivot);
            for (int i = j + 1; i < k; i++)
            {
                double[] other = a[i];
                double sum = other[j];
                for (int m = 0; m < j; m++) sum -= other[m] * row[m];
                other[j] = gone ? 0 : sum / row[j];
            }
        }

        for (int i = 0; i < k; i++)
        {
            for (int m = 0; m < i; m++) x[i] -= a[i][m] * x[m];
            x[i] = a[i][i] > 0 ? x[i] / a[i][i] : 0;
        }

        for (int i = k - 1; i >= 0; i--)
        {
            for (int m = i + 1; m < k; m++) x[i] -= a[m][i] * x[m];
            x[i] = a[i][i] > 0 ? x[i] / a[i][i] : 0;
        }

        return x;
    }
}
