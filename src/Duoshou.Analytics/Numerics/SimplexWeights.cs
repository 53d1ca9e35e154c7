namespace Duoshou.Analytics.Numerics;

/// <summary>
/// Weights that are not negative, sum to one and bring a mixture of columns nearest to a target: the point of least norm in the
/// convex hull of the columns less the target, found exactly by Wolfe's algorithm (1976).
/// </summary>
static class SimplexWeights
{
    /// <summary>Minimises |sum w_j column_j - target|^2 + ridge |w|^2.</summary>
    public static double[] Nearest(double[][] columns, double[] target, double ridge = 0)
    {
        int n = columns.Length;
        if (n == 0) return [];
        double[,] gram = Gram(columns, target, ridge);
        double[] weights = new double[n];
        int first = Enumerable.Range(0, n).MinBy(i => gram[i, i]);
        weights[first] = 1;
        List<int> corral = [first];
        double scale = Enumerable.Range(0, n).Max(i => gram[i, i]) + 1e-300;
        for (int round = 0; round < 50 * n + 100; round++)
        {
            double[] slope = Product(gram, weights);
            double norm = LeastSquares.Dot(weights, slope);
            int entering = Enumerable.Range(0, n).MinBy(i => slope[i]);
            if (slope[entering] >= norm - 1e-13 * scale || corral.Contains(entering)) break;
            corral.Add(entering);
            Settle(gram, weights, corral);
        }

        return weights;
    }

    /// <summary>
    /// Moves to the least norm on the plane through the chosen points, dropping each point whose weight would turn negative.
    /// </summary>
    static void Settle(double[,] gram, double[] weights, List<int> corral)
    {
        while (true)
        {
            double[] wanted = Affine(gram, corral);
            if (wanted.All(v => v > 1e-12))
            {
                for (int i = 0; i < corral.Count; i++) weights[corral[i]] = wanted[i];
                return;
            }

            double step = 1;
            for (int i = 0; i < corral.Count; i++)
            {
                double now = weights[corral[i]];
                if (wanted[i] <= 1e-12 && now - wanted[i] > 0) step = Math.Min(step, now / (now - wanted[i]));
            }

            for (int i = 0; i < corral.Count; i++) weights[corral[i]] += step * (wanted[i] - weights[corral[i]]);
            int dropped = corral.RemoveAll(j => weights[j] <= 1e-12);
            for (int j = 0; j < weights.Length; j++)
                if (weights[j] <= 1e-12)
                    weights[j] = 0;
            if (dropped == 0 || corral.Count == 0) return;
        }
    }

    /// <summary>
    /// Weights summing to one, of any sign, of the least norm on the plane: (G + s 11') u = 1, scaled to sum 1.
    /// </summary>
    static double[] Affine(double[,] gram, List<int> corral)
    {
        int k = corral.Count;
        double size = corral.Max(i => gram[i, i]) + 1e-300;
        double[,] system = new double[k, k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                system[i, j] = gram[corral[i], corral[j]] + size;
        double[] solved = CholeskySolve(system, size);
        double sum = solved.Sum();
        return [.. solved.Select(v => v / sum)];
    }

    static double[] CholeskySolve(double[,] a, double size)
    {
        int k = a.GetLength(0);
        double[] x = new double[k];
        for (int j = 0; j < k; j++)
        {
            for (int m = 0; m < j; m++) a[j, j] -= a[j, m] * a[j, m];
            a[j, j] = Math.Sqrt(Math.Max(a[j, j], 1e-15 * size));
            for (int i = j + 1; i < k; i++)
            {
                for (int m = 0; m < j; m++) a[i, j] -= a[i, m] * a[j, m];
                a[i, j] /= a[j, j];
            }
        }

        for (int i = 0; i < k; i++)
        {
            x[i] = 1;
            for (int m = 0; m < i; m++) x[i] -= a[i, m] * x[m];
            x[i] /= a[i, i];
        }

        for (int i = k - 1; i >= 0; i--)
        {
            for (int m = i + 1; m < k; m++) x[i] -= a[m, i] * x[m];
            x[i] /= a[i, i];
        }

        return x;
    }

    static double[,] Gram(double[][] columns, double[] target, double ridge)
    {
        double[][] moved = [.. columns.Select(c => c.Zip(target, (v, t) => v - t).ToArray())];
        double[,] gram = LeastSquares.Cross(moved);
        for (int i = 0; i < columns.Length; i++) gram[i, i] += ridge;
        return gram;
    }

    static double[] Product(double[,] matrix, double[] vector)
    {
        double[] result = new double[vector.Length];
        for (int i = 0; i < result.Length; i++)
            for (int j = 0; j < result.Length; j++)
                result[i] += matrix[i, j] * vector[j];
        return result;
    }
}
