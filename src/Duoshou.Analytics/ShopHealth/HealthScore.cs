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
        double weights = parts.Sum(p => Math.Max(0, p.Weight));
        double mean = weights > 0 ? parts.Sum(p => Math.Max(0, p.Weight) * each[p.Part]) / weights : 50;
        bool capped = standings.Any(s => s.Breached && s.Threshold.Suspends);
        return new(capped ? Math.Min(Cap, mean) : mean, each, capped);
    }

    static double PartScore(HealthPart part)
    {
        double[] before = [.. part.Before.Where(double.IsFinite)];
        if (before.Length < 3 || !double.IsFinite(part.Now)) return 50;
        double middle = Samples.Median(before), spread = Samples.Mad(before) / 0.6745;
        // A part that never moved is given a twentieth of its size as spread, or any change would look endless.
        if (spread <= 0) spread = Math.Max(Math.Abs(middle) / 20, 1e-9);
        double z = (part.Now - middle) / spread * (part.HigherIsBetter ? 1 : -1);
        return 100 / (1 + Math.Exp(-z / 1.5));
    }
}
