namespace Duoshou.Analytics.Numerics;

/// <summary>
/// Least squares by normal equations where some coefficients may not fall below zero: the active set of Lawson and Hanson (1974), exact in
/// finitely many steps. What is free stands first.
/// </summary>
sealed class NonNegativeRidge(int size, int free)
{
    readonly double[] lower = new double[size * size], trial = new double[size], solved = new double[size];
    readonly int[] chosen = new int[size];
    readonly bool[] inside = new bool[size];

    /// <summary>The coefficients; the array is used again by the next call.</summary>
    /// <param name="cross">X'X with any penalty on its diagonal, row after row.</param>
    /// <param name="right">X'y.</param>
    public double[] Solve(double[] cross, double[] right)
    {
        Array.Clear(solved);
        for (int i = 0; i < size; i++) inside[i] = i < free;
        Settle(cross, right);
        for (int round = 0; round < 3 * size + 3; round++)
        {
            int entering = -1;
            double best = 0;
            for (int j = free; j < size; j++)
            {
                if (inside[j] || cross[j * size + j] <= 0) continue;
                double slope = right[j];
                for (int i = 0; i < size; i++) slope -= cross[j * size + i] * solved[i];
                double gain = slope / Math.Sqrt(cross[j * size + j]);
                if (gain > best && slope > 1e-11 * Math.Abs(right[j])) (best, entering) = (gain, j);
            }

            if (entering < 0) break;
            inside[entering] = true;
            if (!Settle(cross, right)) inside[entering] = false;
        }

        return solved;
    }

    /// <summary>Moves to the best point of the chosen coefficients, leaving out each that would fall below zero.</summary>
    bool Settle(double[] cross, double[] right)
    {
        for (int round = 0; round <= size; round++)
        {
            Unbound(cross, right);
            double step = 1;
            bool whole = true;
            for (int j = free; j < size; j++)
                if (inside[j] && trial[j] <= 0)
                {
                    whole = false;
                    step = Math.Min(step, solved[j] > 0 ? solved[j] / (solved[j] - trial[j]) : 0);
                }

            if (whole)
            {
                Array.Copy(trial, solved, size);
                return true;
            }

            for (int j = 0; j < size; j++) solved[j] += step * (trial[j] - solved[j]);
            for (int j = free; j < size; j++)
                if (inside[j] && trial[j] <= 0 && solved[j] <= 1e-300 + 1e-12 * Math.Abs(trial[j])) (inside[j], solved[j]) = (false, 0);
        }

        return false;
    }

    /// <summary>The best point of the chosen coefficients, of any sign; a column that depends on earlier ones gets 0.</summary>
    void Unbound(double[] cross, double[] right)
    {
        int n = 0;
        for (int i = 0; i < size; i++)
            if (inside[i]) chosen[n++] = i;
        Array.Clear(trial);
        for (int j = 0; j < n; j++)
            for (int i = j; i < n; i++)
            {
                double sum = cross[chosen[i] * size + chosen[j]];
                for (int m = 0; m < j; m++) sum -= lower[i * size + m] * lower[j * size + m];
                if (i == j) lower[j * size + j] = sum > 1e-11 * cross[chosen[j] * size + chosen[j]] ? Math.Sqrt(sum) : 0;
                else lower[i * size + j] = lower[j * size + j] > 0 ? sum / lower[j * size + j] : 0;
            }

        for (int i = 0; i < n; i++)
        {
            double sum = right[chosen[i]];
            for (int m = 0; m < i; m++) sum -= lower[i * size + m] * trial[chosen[m]];
            trial[chosen[i]] = lower[i * size + i] > 0 ? sum / lower[i * size + i] : 0;
        }

        for (int i = n - 1; i >= 0; i--)
        {
            double sum = trial[chosen[i]];
            for (int m = i + 1; m < n; m++) sum -= lower[m * size + i] * trial[chosen[m]];
            trial[chosen[i]] = lower[i * size + i] > 0 ? sum / lower[i * size + i] : 0;
        }
    }
}
