using Duoshou.Analytics.RootCauses;

namespace Duoshou.Analytics.Attribution;

/// <summary>A segment of a ratio: its part of the numerator and of the denominator in both periods.</summary>
public sealed record RatioSegment(
    string Name, decimal NumeratorBefore, decimal DenominatorBefore, decimal NumeratorAfter, decimal DenominatorAfter);

/// <summary>What one segment did to a ratio.</summary>
/// <param name="Name">The segment.</param>
/// <param name="Mix">By its share of the denominator growing or shrinking.</param>
/// <param name="Rate">By its own ratio.</param>
public sealed record SegmentEffect(string Name, decimal Mix, decimal Rate);

/// <summary>
/// The change of a ratio split into mix (结构效应) and rate (率效应); both with all their segments sum to the change exactly, in
/// ten decimals.
/// </summary>
/// <param name="Before">The ratio before.</param>
/// <param name="After">The ratio after.</param>
/// <param name="Mix">The effect of the segments' shares.</param>
/// <param name="Rate">The effect of the segments' own ratios.</param>
/// <param name="IsReversal">Simpson: the ratio went one way and the segments the other.</param>
/// <param name="Segments">The effects by segment.</param>
public sealed record MixAndRate(
    decimal Before, decimal After, decimal Mix, decimal Rate, bool IsReversal, IReadOnlyList<SegmentEffect> Segments)
{
    const int Decimals = 10;

    /// <summary>After less before.</summary>
    public decimal Change => After - Before;

    /// <summary>
    /// Midpoint split: mix = dw (mean of the segment's ratios less mean of the totals), rate = dr times the mean share.
    /// A segment with
    /// no denominator in a period is taken to have had the other period's ratio: its effect is all mix.
    /// </summary>
    public static MixAndRate Of(IReadOnlyList<RatioSegment> segments)
    {
        decimal before = segments.Sum(s => s.DenominatorBefore), after = segments.Sum(s => s.DenominatorAfter);
        decimal ratioBefore = Rounded(Ratio(segments.Sum(s => s.NumeratorBefore), before) ?? 0);
        decimal ratioAfter = Rounded(Ratio(segments.Sum(s => s.NumeratorAfter), after) ?? 0);
        if (before == 0 || after == 0) return new(ratioBefore, ratioAfter, 0, ratioAfter - ratioBefore, false, []);
        decimal middle = (ratioBefore + ratioAfter) / 2;
        List<double> effects = [];
        bool allAgainst = segments.Count > 0;
        foreach (RatioSegment s in segments)
        {
            decimal? first = Ratio(s.NumeratorBefore, s.DenominatorBefore), last = Ratio(s.NumeratorAfter, s.DenominatorAfter);
            (decimal was, decimal now) = (first ?? last ?? 0, last ?? first ?? 0);
            decimal shareBefore = s.DenominatorBefore / before, shareAfter = s.DenominatorAfter / after;
            effects.Add((double)((shareAfter - shareBefore) * (((was + now) / 2) - middle)));
            effects.Add((double)((now - was) * (shareBefore + shareAfter) / 2));
            allAgainst &= (now - was) * (ratioAfter - ratioBefore) < 0;
        }

        decimal[] parts = ExactParts.Of(effects, ratioAfter - ratioBefore, Decimals);
        SegmentEffect[] bySegment = [.. segments.Select((s, i) => new SegmentEffect(s.Name, parts[2 * i], parts[(2 * i) + 1]))];
        decimal rate = bySegment.Sum(s => s.Rate);
        bool reversal = allAgainst || rate * (ratioAfter - ratioBefore) < 0;
        return new(ratioBefore, ratioAfter, bySegment.Sum(s => s.Mix), rate, reversal, bySegment);
    }

    /// <summary>The split by every dimension of a ratio's leaves, their expected values being the ratio before.</summary>
    public static IReadOnlyList<(string Dimension, MixAndRate Split)> ByDimension(LeafTable table) => !table.IsRatio ? [] :
    [
        .. table.Dimensions.Select((dimension, d) => (dimension, Of(
        [
            .. table.Leaves.GroupBy(l => l.At[d], StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new RatioSegment(g.Key,
                    g.Sum(l => l.Expected), g.Sum(l => l.ExpectedBase), g.Sum(l => l.Real), g.Sum(l => l.RealBase))),
        ]))),
    ];

    static decimal? Ratio(decimal numerator, decimal denominator) => denominator == 0 ? null : numerator / denominator;

    static decimal Rounded(decimal value) => decimal.Round(value, Decimals, MidpointRounding.AwayFromZero);
}
