namespace Duoshou.Analytics.Pricing;

/// <summary>A listing of the category.</summary>
/// <param name="Price">What it sells at.</param>
/// <param name="Units">What it sold.</param>
public readonly record struct PricedListing(double Price, double Units);

/// <summary>One band of prices (价格带).</summary>
/// <param name="From">Lowest price in it.</param>
/// <param name="To">Highest price in it.</param>
/// <param name="Listings">How many are offered.</param>
/// <param name="ListingShare">Their share of all.</param>
/// <param name="UnitShare">Share of the units sold.</param>
/// <param name="SalesShare">Share of the money.</param>
public sealed record PriceBand(double From, double To, int Listings, double ListingShare, double UnitShare, double SalesShare)
{
    /// <summary>Share of units over share of listings: above 1, buyers want more here than is offered.</summary>
    public double DemandOverSupply => ListingShare > 0 ? UnitShare / ListingShare : 0;
}

/// <summary>The price ladder of a category.</summary>
public static class PriceBands
{
    /// <summary>
    /// Bands by natural breaks (Jenks; exact by Fisher's dynamic programme) of the logarithm of price, weighted by units. Fewer
    /// bands
    /// where there are fewer prices.
    /// </summary>
    public static IReadOnlyList<PriceBand> Split(IEnumerable<PricedListing> listings, int bands = 5)
    {
        PricedListing[] all = [.. listings.Where(l => l.Price > 0 && double.IsFinite(l.Price)).OrderBy(l => l.Price).ThenBy(l =>
            l.Units)];
        (double Price, double Weight)[] points = Grouped(all);
        int k = Math.Min(Math.Max(1, bands), points.Length);
        if (k == 0) return [];
        int[] starts = Breaks(points, k);
        double units = all.Sum(l => Math.Max(0, l.Units)), sales = all.Sum(l => l.Price * Math.Max(0, l.Units));
        return [.. Enumerable.Range(0, k).Select(b =>
        {
            double from = points[starts[b]].Price, to = points[(b + 1 < k ? starts[b + 1] : points.Length) - 1].Price;
            PricedListing[] inside = [.. all.Where(l => l.Price >= from && l.Price <= to)];
            return new PriceBand(from, to, inside.Length, (double)inside.Length / all.Length,
                units > 0 ? inside.Sum(l => Math.Max(0, l.Units)) / units : 0,
                sales > 0 ? inside.Sum(l => l.Price * Math.Max(0, l.Units)) / sales : 0);
        })];
    }

    /// <summary>
    /// Share of the units that were bought at or below a price: where one's own price stands among what people pay.
    /// </summary>
    public static double PositionOf(double price, IEnumerable<PricedListing> bought)
    {
        double below = 0, all = 0;
        foreach (PricedListing l in bought)
        {
            all += Math.Max(0, l.Units);
            if (l.Price <= price) below += Math.Max(0, l.Units);
        }

        return all > 0 ? below / all : 0;
    }

    /// <summary>
    /// Endings that the category itself uses (尾数), by share of units: the last digit before the point and the cents, such as
    /// 9.00 or
    /// 9.90.
    /// </summary>
    public static IReadOnlyList<(decimal Ending, double UnitShare)> Endings(IEnumerable<(decimal Price, double Units)> sold)
    {
        (decimal Ending, double Units)[] all = [.. sold.Where(s => s.Price > 0 && s.Units > 0).Select(s => (s.Price % 10m,
            s.Units))];
        double units = all.Sum(a => a.Units);
        return [.. all.GroupBy(a => decimal.Round(a.Ending, 2)).Select(g => (g.Key, g.Sum(a => a.Units) / units))
            .OrderByDescending(e => e.Item2).ThenBy(e => e.Key)];
    }

    /// <summary>At most 400 points, so that the exact search stays fast: equal prices together, then neighbours.</summary>
    static (double Price, double Weight)[] Grouped(PricedListing[] all)
    {
        (double Price, double Weight)[] points = [.. all.GroupBy(l => l.Price).OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Sum(l => Math.Max(0, l.Units)) + 1e-9))];
        int every = (points.Length + 399) / 400;
        return every <= 1 ? points : [.. points.Chunk(every).Select(c => (c[^1].Price, c.Sum(p => p.Weight)))];
    }

    static int[] Breaks((double Price, double Weight)[] points, int bands)
    {
        int n = points.Length;
        double[] w = new double[n + 1], s = new double[n + 1], q = new double[n + 1];
        for (int i = 0; i < n; i++)
        {
            double log = Math.Log(points[i].Price);
            (w[i + 1], s[i + 1], q[i + 1]) = (w[i] + points[i].Weight, s[i] + points[i].Weight * log, q[i] + points[i].Weight
                * log * log);
        }

        double Spread(int from, int to) => q[to] - q[from] - (s[to] - s[from]) * (s[to] - s[from]) / (w[to] - w[from]);
        double[,] best = new double[bands + 1, n + 1];
        int[,] start = new int[bands + 1, n + 1];
        for (int to = 1; to <= n; to++) best[0, to] = double.PositiveInfinity;
        for (int b = 1; b <= bands; b++)
            for (int to = 1; to <= n; to++)
            {
                best[b, to] = double.PositiveInfinity;
                for (int from = b - 1; from < to; from++)
                    if (best[b - 1, from] + Spread(from, to) is double cost && cost < best[b, to])
                        (best[b, to], start[b, to]) = (cost, from);
            }

        int[] starts = new int[bands];
        for (int b = bands, to = n; b > 0; b--) starts[b - 1] = to = start[b, to];
        return starts;
    }
}
