using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Portfolio;

/// <summary>Logistic regression drawn towards given weights by a ridge, fitted by Newton's steps.</summary>
sealed class LogisticModel
{
    readonly double[] weights;

    LogisticModel(double[] weights) => this.weights = weights;

    /// <summary>The first column is the constant. Without rows the given weights are kept.</summary>
    public static LogisticModel Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> outcomes, double[] towards, double ridge = 3)
    {
        int k = towards.Length;
        double[] w = (double[])towards.Clone();
        if (rows.Count == 0) return new(w);
        for (int step = 0; step < 12; step++)
        {
            double[,] curve = new double[k, k];
            double[] slope = new double[k];
            for (int j = 0; j < k; j++)
            {
                double hold = j == 0 ? ridge / 10 : ridge;
                curve[j, j] = hold;
                slope[j] = hold * (towards[j] - w[j]);
            }

            for (int r = 0; r < rows.Count; r++)
            {
                double p = Chance(rows[r], w), miss = (outcomes[r] ? 1 : 0) - p, bend = Math.Max(p * (1 - p), 1e-9);
                for (int a = 0; a < k; a++)
                {
                    slope[a] += miss * rows[r][a];
                    for (int b = 0; b <= a; b++) curve[a, b] += bend * rows[r][a] * rows[r][b];
                }
            }

            for (int a = 0; a < k; a++)
                for (int b = 0; b < a; b++)
                    curve[b, a] = curve[a, b];
            double[,] inverse = LeastSquares.Inverse(curve);
            double moved = 0;
            for (int a = 0; a < k; a++)
            {
                double move = 0;
                for (int b = 0; b < k; b++) move += inverse[a, b] * slope[b];
                w[a] += Math.Clamp(move, -3, 3);
                moved = Math.Max(moved, Math.Abs(move));
            }

            if (moved < 1e-7) break;
        }

        return new(w);
    }

    public double Chance(double[] row) => Chance(row, weights);

    static double Chance(double[] row, double[] w)
    {
        double sum = 0;
        for (int j = 0; j < w.Length; j++) sum += row[j] * w[j];
        return 1 / (1 + Math.Exp(-Math.Clamp(sum, -35, 35)));
    }
}
