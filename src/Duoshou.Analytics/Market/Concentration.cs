namespace Duoshou.Analytics.Market;

/// <summary>How a market is divided among its sellers.</summary>
/// <param name="Hhi">Herfindahl-Hirschman index: the sum of squared percent shares, 0 to 10,000.</param>
/// <param name="TopFourPercent">CR4, the share of the four largest in percent.</param>
/// <param name="Gini">0 when all are equal, near 1 when one has everything.</param>
/// <param name="Sellers">Sellers counted.</param>
public sealed record Concentration(double Hhi, double TopFourPercent, double Gini, int Sellers)
{
    /// <summary>
    /// Above 1,800 the market counts as highly concentrated, above 1,000 as moderately so (US merger guidelines 2023).
    /// </summary>
    public ConcentrationLevel Level => Hhi > 1800 ? ConcentrationLevel.High : Hhi > 1000 ? ConcentrationLevel.Moderate
        : ConcentrationLevel.Low;

    /// <summary>From sales or shares in any unit; negative values count as none.</summary>
    public static Concentration Of(IEnumerable<double> sales)
    {
        double[] sorted = [.. sales.Select(s => double.IsFinite(s) ? Math.Max(0, s) : 0).Order()];
        double total = sorted.Sum();
        int n = sorted.Length;
        if (total <= 0) return new(0, 0, 0, n);
        double hhi = sorted.Sum(s => 1e4 * (s / total) * (s / total)), top = 100 * sorted.TakeLast(4).Sum() / total;
        double weighted = 0;
        for (int i = 0; i < n; i++) weighted += (i + 1) * sorted[i];
        return new(hhi, top, 2 * weighted / (n * total) - (n + 1.0) / n, n);
    }
}

/// <summary>Bands of concentration.</summary>
public enum ConcentrationLevel
{
    /// <summary>Many sellers share the market.</summary>
    Low,

    /// <summary>Some sellers weigh heavily.</summary>
    Moderate,

    /// <summary>A few sellers own the market.</summary>
    High,
}
