using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.ShopHealth;

/// <summary>One part of a shop's health.</summary>
/// <param name="Part">Key: traffic, conversion, service, delivery, returns, ratings, compliance, stock, cash.</param>
/// <param name="Weight">Its weight; they need not sum to one.</param>
/// <param name="Now">The figure now.</param>
/// <param name="Before">The figure in each of the weeks before, eight as a rule.</param>
/// <param name="HigherIsBetter">False for returns and late parcels.</param>
public sealed record HealthPart(string Part, double Weight, double Now, IReadOnlyList<double> Before, bool HigherIsBetter);

/// <summary>A shop's health (店铺健康), 0 to 100.</summary>
/// <param name="Score">All parts by weight, capped by the worst red line.</param>
/// <param name="Parts">Each part's own 0 to 100; 50 is as usual.</param>
/// <param name="Capped">A line that can close the shop is broken, so the score is at most 40.</param>
public sealed record HealthScore(double Score, IReadOnlyDictionary<string, double> Parts, bool Capped)
{
    const double Cap = 40;

    /// <summary>
    /// Each part by its distance from its own past in robust standard deviations; a part without a past counts as usual.
    /// </summary>
    public static HealthScore Of(IReadOnlyList<HealthPart> parts, IEnumerable<ThresholdStanding> standings)
    {
        Dictionary<string, double> each = new(StringComparer.Ordinal);
        foreach (HealthPart part in parts) each[part.Part] = PartScore(part);
        bool capped = standings.Any(s => s.Breached && s.Threshold.Suspends);
        return new(Whole([.. parts.Select(part => (part.Weight, (double?)each[part.Part]))], capped) ?? 50, each, capped);
    }

    /// <summary>The mean of the parts that are known, by weight; at most 40 when capped; none when nothing is known.</summary>
    public static double? Whole(IReadOnlyList<(double Weight, double? Score)> parts, bool capped)
    {
        (double Weight, double Score)[] known = [.. parts.Where(part => part is { Weight: > 0, Score: not null })
            .Select(part => (part.Weight, part.Score!.Value))];
        if (known.Length == 0) return null;
        double mean = known.Sum(part => part.Weight * part.Score) / known.Sum(part => part.Weight);
        return capped ? Math.Min(Cap, mean) : mean;
    }

    /// <summary>One part's 0 to 100 from its distance to its own past; 50 is as usual, and so is a part without a past.</summary>
    public static double PartScore(HealthPart part) => ScoreOf(Distance(part) ?? 0);

    /// <summary>A distance in robust standard deviations, better being positive, as 0 to 100.</summary>
    public static double ScoreOf(double distance) => 100 / (1 + Math.Exp(-distance / 1.5));

    /// <summary>
    /// How far a part is from the middle of its past in robust standard deviations, better being positive; none with fewer than
    /// three weeks. A past that hardly moved is given a twentieth of its size as spread, or any change would look endless.
    /// </summary>
    public static double? Distance(HealthPart part)
    {
        double[] before = [.. part.Before.Where(double.IsFinite)];
        if (before.Length < 3 || !double.IsFinite(part.Now)) return null;
        double middle = Samples.Median(before);
        double spread = Math.Max(Samples.Mad(before) / 0.6745, Math.Max(Math.Abs(middle) / 20, 1e-9));
        return Math.Clamp((part.Now - middle) / spread * (part.HigherIsBetter ? 1 : -1), -100, 100);
    }
}
