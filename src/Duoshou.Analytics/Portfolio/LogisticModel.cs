using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Portfolio;

/// <summary>Logistic regression with a small ridge on standardised columns, fitted by Newton's steps.</summary>
sealed class LogisticModel
{
    const double Ridge = 2;
    const int KeptFailures = 3;
    readonly double[] weights, means, spreads;

    LogisticModel(double[] weights, double[] means, double[] spreads) =>
        (this.weights, this.means, this.spreads) = (weights, means, spreads);

    /// <summary>
    /// The first column is the constant. Of the failures every third is used, which is enough to know them, and the constant is
    /// set
    /// right afterwards (King and Zeng 2001). Without a single success there is nothing to learn and the given weights serve.
    /// </summary>
    public static LogisticModel Fit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> outcomes, double[] untaught)
    {
        int k = untaught.Length, seen = 0;
        double[] means = new double[k], spreads = [.. Enumerable.Repeat(1.0, k)];
        if (!outcomes.Contains(true)) return new(untaught, means, spreads);
        int[] used = [.. Enumerable.Range(0, rows.Count).Where(r => outcomes[r] || seen++ % KeptFailures == 0)];
        (rows, outcomes) = ([.. used.Select(r => rows[r])], [.. used.Select(r => outcomes[r])]);
        for (int j = 1; j < k; j++)
        {
            double[] column = [.. rows.Select(r => r[j])];
            means[j] = Samples.Mean(column);
            spreads[j] = Math.Max(Samples.Deviation(column), 1e-6);
        }

        LogisticModel model = new(new double[k], means, spreads);
        double[][] standard = [.. rows.Select(model.Standard)];
        model.weights[0] = -4;
        for (int step = 0; step < 15 && model.Step(standard, outcomes) > 1e-3; step++) ;
        model.weights[0] -= Math.Log(KeptFailures);
        return model;
    }

    /// <summary>Chance of success.</summary>
    public double Chance(double[] row) => Logistic(LeastSquares.Dot(Standard(row), weights));

    /// <summary>One step of Newton; answers the largest move of a weight.</summary>
    double Step(double[][] rows, IReadOnlyList<bool> outcomes)
    {
        int k = weights.Length;
        double[,] curve = new double[k, k];
        double[] slope = new double[k];
        for (int j = 0; j < k; j++)
        {
            curve[j, j] = j == 0 ? 1e-6 : Ridge;
            slope[j] = -curve[j, j] * weights[j];
        }

        for (int r = 0; r < rows.Length; r++)
        {
            double[] row = rows[r];
            double p = Logistic(LeastSquares.Dot(row, weights)), miss = (outcomes[r] ? 1 : 0) - p, bend = Math.Max(p * (1 - p),
                1e-9);
            for (int a = 0; a < k; a++)
            {
                slope[a] += miss * row[a];
                double scaled = bend * row[a];
                for (int b = 0; b <= a; b++) curve[a, b] += scaled * row[b];
            }
        }

        for (int a = 0; a < k; a++)
            for (int b = 0; b < a; b++)
                curve[b, a] = curve[a, b];
        double[,] inverse = LeastSquares.Inverse(curve);
        double furthest = 0;
        for (int a = 0; a < k; a++)
        {
            double move = 0;
            for (int b = 0; b < k; b++) move += inverse[a, b] * slope[b];
            weights[a] += Math.Clamp(move, -2, 2);
            furthest = Math.Max(furthest, Math.Abs(move));
        }

        return furthest;
    }

    double[] Standard(double[] row) => [.. row.Select((v, j) => (v - means[j]) / spreads[j])];

    static double Logistic(double value) => 1 / (1 + Math.Exp(-Math.Clamp(value, -35, 35)));
}
