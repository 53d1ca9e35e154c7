using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Ads;

/// <summary>What a channel, or something else that moves sales, was week by week.</summary>
public sealed record MixSeries(string Name, IReadOnlyList<double> Weeks);

/// <summary>Why no mix could be told.</summary>
public enum MixLack
{
    /// <summary>Nothing: there is one.</summary>
    None,

    /// <summary>Fewer than 52 weeks.</summary>
    Weeks,

    /// <summary>Fewer than ten weeks for each coefficient.</summary>
    Observations,

    /// <summary>No channel's spend moved enough to tell anything by.</summary>
    Spend,

    /// <summary>Sales are the same in every week.</summary>
    Sales,
}

/// <summary>A mix, or what it lacks.</summary>
/// <param name="Mix">Null where something lacks.</param>
/// <param name="Weeks">There are.</param>
/// <param name="WeeksNeeded">Are needed for so many channels and controls.</param>
/// <param name="Unmoved">Channels whose spend hardly moved; what they do is inside the base.</param>
public sealed record MixOutcome(MediaMix? Mix, MixLack Lack, int Weeks, int WeeksNeeded, IReadOnlyList<string> Unmoved);

/// <summary>One channel of the mix.</summary>
/// <param name="Strength">The most sales a week that it could bring, fully saturated.</param>
/// <param name="ByWeek">Sales that stand and fall with it, week by week.</param>
/// <param name="Contribution">Their sum, with the 95 % interval.</param>
/// <param name="Spend">In all.</param>
/// <param name="SpendNow">A week, over the last four.</param>
/// <param name="Marginal">Sales that one more unit of weekly spend brings, once it has built up, at the spend of now; with the 95 % interval.</param>
public sealed record MixChannel(string Name, MixCurve Curve, double Strength, IReadOnlyList<double> ByWeek, double Contribution, double Low, double High,
    double Spend, double SpendNow, double Marginal, double MarginalLow, double MarginalHigh)
{
    /// <summary>Sales a week from a steady spend.</summary>
    public double Steady(double spend) => Strength * Curve.Steady(spend);
}

/// <summary>
/// Which channel brought which part of weekly sales (media mix): base, trend, season and other controls, and of each channel its lingering
/// (geometric adstock) and saturating (Hill) spend, by a ridge whose channels cannot be negative. Curves and ridge are chosen by foretelling
/// each week from the weeks before it. An explanation of a past in which nothing was randomised, not a proof.
/// </summary>
/// <param name="Channels">By name.</param>
/// <param name="Base">Sales without any channel or control, with the trend; week by week.</param>
/// <param name="Controls">What each control added to or took from the base; week by week.</param>
/// <param name="Fitted">Base, controls and channels together.</param>
/// <param name="Ridge">The strength of the ridge.</param>
/// <param name="RSquared">The share of the variance of sales that is fitted.</param>
/// <param name="Skill">
/// By how much the mean square error of weeks foretold is smaller with the channels than without any; nothing or less: advertising does not show.
/// </param>
/// <param name="Foretold">The weeks that were foretold to choose by.</param>
public sealed record MediaMix(IReadOnlyList<MixChannel> Channels, IReadOnlyList<double> Base, IReadOnlyList<MixSeries> Controls, IReadOnlyList<double> Fitted,
    double Ridge, double RSquared, double Skill, int Foretold)
{
    /// <summary>Fewer weeks tell no season from a trend.</summary>
    public const int LeastWeeks = 52;

    /// <summary>Weeks for each coefficient: the base, the trend, each control and each channel.</summary>
    public const int WeeksEach = 10;

    const int Draws = 200, BlockWeeks = 4, WeeksOfNow = 4;

    /// <summary>Base and trend; from two years on also the year's wave, as two coefficients.</summary>
    public static int OwnCoefficients(int weeks) => weeks >= 104 ? 4 : 2;

    /// <summary>The most channels that so many weeks bear beside so many controls.</summary>
    public static int MostChannels(int weeks, int controls) => weeks / WeeksEach - OwnCoefficients(weeks) - controls;

    /// <summary>Tells the mix of weekly sales.</summary>
    /// <param name="sales">Oldest week first.</param>
    /// <param name="channels">Spend of the same weeks; below zero counts as nothing. The order changes nothing.</param>
    /// <param name="controls">What else moves sales, such as the share of festival days in a week.</param>
    public static MixOutcome Tell(IReadOnlyList<double> sales, IReadOnlyList<MixSeries> channels, IReadOnlyList<MixSeries>? controls = null)
    {
        int n = sales.Count;
        MixSeries[] others = [.. (controls ?? []).Where(control => Moves(control.Weeks, 0)).OrderBy(control => control.Name, StringComparer.Ordinal)];
        MixSeries[] spends = [.. channels.Select(channel => channel with { Weeks = [.. channel.Weeks.Select(spend => Math.Max(0, spend))] })
            .OrderBy(channel => channel.Name, StringComparer.Ordinal)];
        if (spends.Concat(others).FirstOrDefault(series => series.Weeks.Count != n) is { } uneven)
            throw new FormatException($"'{uneven.Name}' has {uneven.Weeks.Count} weeks and sales have {n}; give each a figure for every week.");
        if (sales.Concat(spends.Concat(others).SelectMany(series => series.Weeks)).Any(value => !double.IsFinite(value)))
            throw new FormatException("A week has no figure; give sales, spend and controls a number in every week, 0 where there was none.");
        MixSeries[] moved = [.. spends.Where(channel => Moves(channel.Weeks, 0.05))];
        string[] unmoved = [.. spends.Except(moved).Select(channel => channel.Name)];
        int needed = Math.Max(LeastWeeks, (OwnCoefficients(n) + others.Length + moved.Length) * WeeksEach);
        MixLack lack = n < LeastWeeks ? MixLack.Weeks : moved.Length == 0 ? MixLack.Spend : !Moves(sales, 0) ? MixLack.Sales
            : n < needed ? MixLack.Observations : MixLack.None;
        return new(lack == MixLack.None ? Fit([.. sales], moved, others) : null, lack, n, needed, unmoved);
    }

    /// <summary>How alike two channels were spent, as their correlation.</summary>
    public static double Alike(MixSeries one, MixSeries other) => Samples.Correlation([.. one.Weeks], [.. other.Weeks]);

    static bool Moves(IReadOnlyList<double> weeks, double share)
    {
        if (weeks.Count < 2) return false;
        double[] values = [.. weeks];
        double deviation = Samples.Deviation(values);
        return deviation > Math.Max(share, 1e-9) * Math.Abs(Samples.Mean(values));
    }

    static MediaMix Fit(double[] sales, MixSeries[] channels, MixSeries[] others)
    {
        int n = sales.Length;
        MixSeries[] controls = [.. Season(n), .. others];
        // The base runs straight from a level of the first week to one of the last, neither below zero: nobody sells less than nothing.
        double[] late = [.. Enumerable.Range(0, n).Select(t => (double)t / (n - 1))], early = [.. late.Select(share => 1 - share)];
        double[][] columns = [.. controls.Select(control => control.Weeks.ToArray()), early, late];
        double[][] spends = [.. channels.Select(channel => channel.Weeks.ToArray())];
        MixSearch search = new(sales, columns, controls.Length, spends);
        (MixSearch.Option[] chosen, double ridge, double error) = search.Best();
        double[] found = [.. search.Fit(chosen, ridge, sales)];
        double[] level = [.. late.Select(share => found[controls.Length] * (1 - share) + found[controls.Length + 1] * share)];
        MixSeries[] parts = [.. controls.Select((control, i) => new MixSeries(control.Name, [.. control.Weeks.Select(value => value * found[i])]))];
        double[][] byChannel = [.. chosen.Select((option, j) => option.Column.Select(share => share * found[columns.Length + j]).ToArray())];
        double[] fitted = [.. Enumerable.Range(0, n).Select(t => level[t] + parts.Sum(part => part.Weeks[t]) + byChannel.Sum(part => part[t]))];
        (double[][] sums, double[][] marginals) = Resampled(search, chosen, ridge, sales, fitted, spends, columns.Length);
        double mean = sales.Average(), total = sales.Sum(value => (value - mean) * (value - mean));
        double left = sales.Zip(fitted, (real, fit) => (real - fit) * (real - fit)).Sum(), without = search.ErrorWithoutAdvertising();
        MixChannel[] told = [.. channels.Select((channel, j) =>
        {
            double now = Now(spends[j]), strength = found[columns.Length + j], sum = byChannel[j].Sum(), marginal = strength * chosen[j].Curve.SteadySlope(now);
            return new MixChannel(channel.Name, chosen[j].Curve, strength, byChannel[j], sum, Math.Min(sum, Samples.Quantile(sums[j], 0.025)),
                Math.Max(sum, Math.Min(fitted.Sum(), Samples.Quantile(sums[j], 0.975))), spends[j].Sum(), now, marginal,
                Math.Min(marginal, Samples.Quantile(marginals[j], 0.025)), Math.Max(marginal, Samples.Quantile(marginals[j], 0.975)));
        })];
        return new(told, level, parts, fitted, ridge, total > 0 ? 1 - left / total : 0, without > 0 ? 1 - error / without : 0, search.Foretold);
    }

    /// <summary>Two waves of the year, where there are two years to tell them from anything else.</summary>
    static IEnumerable<MixSeries> Season(int weeks)
    {
        if (OwnCoefficients(weeks) == 2) yield break;
        double Angle(int week) => 2 * Math.PI * week * 7 / 365.2425;
        yield return new("season.cosine", [.. Enumerable.Range(0, weeks).Select(week => Math.Cos(Angle(week)))]);
        yield return new("season.sine", [.. Enumerable.Range(0, weeks).Select(week => Math.Sin(Angle(week)))]);
    }

    static double Now(double[] spend) => spend[^Math.Min(WeeksOfNow, spend.Length)..].Average();

    /// <summary>
    /// What other pasts with the same errors would have said: blocks of four weeks of the errors are drawn anew, and curves and coefficients
    /// are chosen again on each.
    /// </summary>
    static (double[][] Sums, double[][] Marginals) Resampled(MixSearch search, MixSearch.Option[] chosen, double ridge, double[] sales, double[] fitted,
        double[][] spends, int columns)
    {
        int n = sales.Length, k = spends.Length;
        double widen = Math.Sqrt((double)n / Math.Max(1, n - columns - k));
        double[] errors = [.. sales.Zip(fitted, (real, fit) => (real - fit) * widen)];
        SeededRandom random = new(20240613);
        double[][] sums = [.. Enumerable.Range(0, k).Select(_ => new double[Draws])], marginals = [.. Enumerable.Range(0, k).Select(_ => new double[Draws])];
        double[] target = new double[n];
        for (int draw = 0; draw < Draws; draw++)
        {
            for (int t = 0, from = 0; t < n; t++, from++)
            {
                if (t % BlockWeeks == 0) from = random.Below(n - BlockWeeks + 1);
                target[t] = fitted[t] + errors[from];
            }

            (MixSearch.Option[] again, double[] coefficients) = search.Hindsight(chosen, ridge, target);
            for (int j = 0; j < k; j++)
            {
                sums[j][draw] = coefficients[columns + j] * again[j].Column.Sum();
                marginals[j][draw] = coefficients[columns + j] * again[j].Curve.SteadySlope(Now(spends[j]));
            }
        }

        return (sums, marginals);
    }
}
