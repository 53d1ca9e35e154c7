using System.Numerics;

namespace Duoshou.Analytics.Attribution;

/// <summary>Splits the change of a product into the effects of its factors.</summary>
public static class Factors
{
    /// <summary>Beyond so many factors Shapley's 2^n evaluations give way to the mean of the two opposite orders.</summary>
    const int MostForShapley = 8;

    /// <summary>
    /// One effect a factor; they sum to the change of the product. Logarithmic mean (LMDI-I) while nothing is negative,
    /// otherwise Shapley.
    /// </summary>
    public static double[] Effects(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        if (before.Any(x => x < 0) || after.Any(x => x < 0))
            return before.Count <= MostForShapley ? Shapley(before, after) : MeanOfOrders(before, after);
        return LogMean(before, after);
    }

    /// <summary>
    /// LMDI-I, additive (Ang 2004): L(V1, V0) ln(x1 / x0) for each factor x of V, with L the logarithmic mean. A zero
    /// stands for 1e-10
    /// of the larger of its two values.
    /// </summary>
    public static double[] LogMean(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        double change = after.Aggregate(1d, (v, x) => v * x) - before.Aggregate(1d, (v, x) => v * x);
        double[] logs = [.. before.Zip(after, LogRatio)];
        double all = logs.Sum();
        double start = before.Zip(after, Lifted).Aggregate(1d, (v, x) => v * x);
        if (change == 0 && (before.Contains(0) || after.Contains(0))) return new double[logs.Length];
        double mean = Math.Abs(all) < 1e-12 ? start : start * (Math.Exp(all) - 1) / all;
        if (Math.Abs(all) >= 1e-6) mean = change / all;
        return [.. logs.Select(log => mean * log)];
    }

    /// <summary>
    /// Shapley's value of every factor: its effect averaged over all orders in which the factors could have changed.
    /// </summary>
    public static double[] Shapley(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        int n = before.Count;
        double[] product = new double[1 << n];
        for (int set = 0; set < product.Length; set++)
        {
            product[set] = 1;
            for (int i = 0; i < n; i++) product[set] *= (set >> i & 1) == 1 ? after[i] : before[i];
        }

        double[] weight = [.. Enumerable.Range(0, n).Select(size => Factorial(size) * Factorial(n - size - 1) / Factorial(n))];
        double[] effects = new double[n];
        for (int i = 0; i < n; i++)
            for (int set = 0; set < product.Length; set++)
                if ((set >> i & 1) == 0)
                    effects[i] += weight[BitOperations.PopCount((uint)set)] * (product[set | (1 << i)] - product[set]);
        return effects;
    }

    static double[] MeanOfOrders(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        double[] effects = new double[before.Count];
        IEnumerable<int> forth = Enumerable.Range(0, before.Count);
        foreach (IEnumerable<int> order in new[] { forth, forth.Reverse() })
        {
            double[] now = [.. before];
            foreach (int i in order)
            {
                double was = now.Aggregate(1d, (v, x) => v * x);
                now[i] = after[i];
                effects[i] += (now.Aggregate(1d, (v, x) => v * x) - was) / 2;
            }
        }

        return effects;
    }

    static double LogRatio(double before, double after) =>
        before == 0 && after == 0 ? 0 : Math.Log(Lifted(after, before) / Lifted(before, after));

    static double Lifted(double value, double other) => value > 0 ? value : 1e-10 * other;

    static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
