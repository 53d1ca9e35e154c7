using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Ads;

/// <summary>
/// Chooses the curves of the channels and the strength of the ridge by how well each week is foretold from the weeks before it (rolling
/// origin): first one curve for all channels, then channel by channel until nothing improves.
/// </summary>
sealed class MixSearch
{
    static readonly double[] Rates = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], Halves = [0.25, 0.5, 1, 2, 4], Shapes = [1, 1.5, 2, 3];
    static readonly double[] Ridges = [0, 0.001, 0.01, 0.03, 0.1, 0.3];

    /// <summary>The most weeks that are foretold; beyond it every second, third … week is.</summary>
    const int MostOrigins = 60;

    readonly double[] sales;
    readonly double[][] controls, spends;
    readonly Option[][] options;
    readonly int free, first, stride;
    readonly NonNegativeRidge solver;
    readonly double[] cross, right, penalised, values;

    /// <summary>A curve with the column that it makes of the channel's spend, and that column's spread.</summary>
    public sealed record Option(MixCurve Curve, double[] Column, double Spread);

    /// <param name="controls">Columns beside the channels; the first of them may have any sign, the rest not fall below zero.</param>
    /// <param name="free">How many may have any sign.</param>
    public MixSearch(double[] sales, double[][] controls, int free, double[][] spends)
    {
        (this.sales, this.controls, this.free, this.spends) = (sales, controls, free, spends);
        int n = sales.Length, size = controls.Length + spends.Length;
        first = Math.Max(n / 2, Math.Min(n - 1, size + 5));
        stride = Math.Max(1, (n - first + MostOrigins - 1) / MostOrigins);
        options = [.. spends.Select(OptionsOf)];
        solver = new(size, free);
        (cross, right, penalised, values) = (new double[size * size], new double[size], new double[size * size], new double[size]);
    }

    int Size => right.Length;

    /// <summary>The weeks that were foretold.</summary>
    public int Foretold => (sales.Length - first + stride - 1) / stride;

    /// <summary>The curves, the ridge, and the mean square of the errors of the weeks foretold with them.</summary>
    public (Option[] Chosen, double Ridge, double Error) Best()
    {
        int k = spends.Length;
        Option[] chosen = new Option[k], best = new Option[k];
        double error = double.PositiveInfinity, ridge = Ridges[0];
        for (int o = 0; o < (k == 0 ? 0 : options[0].Length); o++)
            foreach (double strength in Ridges)
            {
                for (int j = 0; j < k; j++) chosen[j] = options[j][o];
                if (Better(Ahead(chosen, strength), error, out double lower)) (error, ridge, best) = (lower, strength, [.. chosen]);
            }

        for (bool moved = k > 0; moved;)
        {
            moved = false;
            for (int j = 0; j < k; j++)
            {
                Option[] trial = [.. best];
                foreach (Option option in options[j])
                {
                    trial[j] = option;
                    if (!Better(Ahead(trial, ridge), error, out double lower)) continue;
                    (error, moved) = (lower, true);
                    best = [.. trial];
                }
            }

            foreach (double strength in Ridges)
                if (Better(Ahead(best, strength), error, out double lower)) (error, ridge, moved) = (lower, strength, true);
        }

        return (best, ridge, error);
    }

    /// <summary>The mean square of the errors when no channel does anything.</summary>
    public double ErrorWithoutAdvertising() => new MixSearch(sales, controls, free, []).Ahead([], 0);

    /// <summary>Coefficients over all weeks: controls first, then channels. The array is used again by the next call.</summary>
    public double[] Fit(IReadOnlyList<Option> chosen, double ridge, double[] target)
    {
        Array.Clear(cross);
        Array.Clear(right);
        for (int t = 0; t < target.Length; t++) Add(chosen, t, target[t]);
        return Solve(chosen, ridge, target.Length);
    }

    /// <summary>
    /// The curves that fit a series best in hindsight, each channel looked at once from given ones: what a resampled past would have chosen.
    /// </summary>
    public (Option[] Chosen, double[] Coefficients) Hindsight(IReadOnlyList<Option> from, double ridge, double[] target)
    {
        Option[] chosen = [.. from];
        double least = Loss(chosen, ridge, target);
        for (int j = 0; j < chosen.Length; j++)
        {
            Option kept = chosen[j];
            foreach (Option option in options[j])
            {
                chosen[j] = option;
                if (Better(Loss(chosen, ridge, target), least, out double lower)) (least, kept) = (lower, option);
            }

            chosen[j] = kept;
        }

        return (chosen, [.. Fit(chosen, ridge, target)]);
    }

    /// <summary>Penalised squares about the fit, from the normal equations alone: y'y is the same for all and left out.</summary>
    double Loss(IReadOnlyList<Option> chosen, double ridge, double[] target)
    {
        double[] coefficients = Fit(chosen, ridge, target);
        double sum = 0;
        for (int t = 0; t < target.Length; t++)
        {
            double left = target[t];
            for (int i = 0; i < Size; i++) left -= coefficients[i] * Value(chosen, i, t);
            sum += left * left;
        }

        for (int j = 0; j < chosen.Count; j++)
            sum += ridge * target.Length * Math.Pow(chosen[j].Spread * coefficients[controls.Length + j], 2);
        return sum;
    }

    /// <summary>Each week from the first origin on is foretold by a fit to the weeks before it.</summary>
    double Ahead(IReadOnlyList<Option> chosen, double ridge)
    {
        Array.Clear(cross);
        Array.Clear(right);
        double squares = 0;
        int count = 0;
        for (int t = 0; t < sales.Length; t++)
        {
            if (t >= first && (t - first) % stride == 0)
            {
                double[] coefficients = Solve(chosen, ridge, t);
                double off = sales[t];
                for (int i = 0; i < Size; i++) off -= coefficients[i] * Value(chosen, i, t);
                squares += off * off;
                count++;
            }

            Add(chosen, t, sales[t]);
        }

        return squares / Math.Max(1, count);
    }

    double Value(IReadOnlyList<Option> chosen, int column, int week) =>
        column < controls.Length ? controls[column][week] : chosen[column - controls.Length].Column[week];

    void Add(IReadOnlyList<Option> chosen, int week, double target)
    {
        for (int i = 0; i < Size; i++) values[i] = Value(chosen, i, week);
        for (int i = 0; i < Size; i++)
        {
            right[i] += values[i] * target;
            for (int j = 0; j <= i; j++) cross[i * Size + j] += values[i] * values[j];
        }
    }

    double[] Solve(IReadOnlyList<Option> chosen, double ridge, int weeks)
    {
        for (int i = 0; i < Size; i++)
            for (int j = 0; j <= i; j++) penalised[i * Size + j] = penalised[j * Size + i] = cross[i * Size + j];
        for (int j = 0; j < chosen.Count; j++)
            penalised[(controls.Length + j) * (Size + 1)] += ridge * weeks * chosen[j].Spread * chosen[j].Spread;
        return solver.Solve(penalised, right);
    }

    /// <summary>Differences in the last digits are none, so that the scale of the figures changes no choice; the first of equals stays.</summary>
    static bool Better(double error, double best, out double lower)
    {
        lower = error;
        return error < best * (1 - 1e-9);
    }

    static Option[] OptionsOf(double[] spend)
    {
        List<Option> made = [];
        foreach (double rate in Rates)
        {
            double[] lingering = MixCurve.Adstock(spend, rate);
            double level = lingering.Average();
            foreach (double half in Halves)
                foreach (double shape in Shapes)
                {
                    MixCurve curve = new(rate, half * level, shape);
                    double[] column = [.. lingering.Select(curve.Saturated)];
                    made.Add(new(curve, column, Math.Sqrt(Samples.Variance(column))));
                }
        }

        return [.. made];
    }
}
