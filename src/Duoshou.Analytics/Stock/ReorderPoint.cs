using MathNet.Numerics.Distributions;

namespace Duoshou.Analytics.Stock;

/// <summary>When to order again, for daily demand and a lead time that both vary.</summary>
/// <param name="SafetyStock">Units kept against surprise.</param>
/// <param name="Level">Stock on hand and on order at which to order.</param>
public sealed record ReorderPoint(double SafetyStock, double Level)
{
    /// <summary>
    /// z x sqrt(L sd^2 + d^2 sL^2) above the demand of the lead time, with the review period added to it where stock is only
    /// looked
    /// at every so many days. Service is the chance of no stock-out in one cycle.
    /// </summary>
    public static ReorderPoint For(double meanDaily, double sdDaily, double leadDays, double sdLeadDays, double service,
        double reviewDays = 0)
    {
        double days = Math.Max(0, leadDays) + Math.Max(0, reviewDays), mean = Math.Max(0, meanDaily);
        double sd = Math.Sqrt(days * sdDaily * sdDaily + mean * mean * sdLeadDays * sdLeadDays);
        double safety = Math.Max(0, Normal.InvCDF(0, 1, Math.Clamp(service, 0.5, 0.999999)) * sd);
        return new(safety, mean * days + safety);
    }

    /// <summary>
    /// The same by replaying: the quantile of demand summed over lead times, both drawn from what was seen. For demand that
    /// comes in
    /// rare lumps, where no normal curve fits.
    /// </summary>
    public static ReorderPoint Simulated(IReadOnlyList<double> dailyDemand, IReadOnlyList<int> leadTimesDays, double service,
        int paths = 5000, ulong seed = 1)
    {
        if (dailyDemand.Count == 0 || leadTimesDays.Count == 0 || paths <= 0) return new(0, 0);
        double[] demand = [.. dailyDemand.Order()];
        int[] leads = [.. leadTimesDays.Order()];
        Numerics.SeededRandom random = new(seed);
        double[] sums = new double[paths];
        for (int p = 0; p < paths; p++)
            for (int d = leads[random.Below(leads.Length)]; d > 0; d--)
                sums[p] += demand[random.Below(demand.Length)];
        double level = Numerics.Samples.Quantile(sums, service), mean = Numerics.Samples.Mean(sums);
        return new(Math.Max(0, level - mean), Math.Max(level, mean));
    }
}
