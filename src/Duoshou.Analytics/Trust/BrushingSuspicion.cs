using Duoshou.Kernel;

namespace Duoshou.Analytics.Trust;

/// <summary>One order as far as it can be told from outside.</summary>
/// <param name="Buyer">Who; empty where unknown.</param>
/// <param name="Address">Where to; empty where unknown.</param>
/// <param name="HourOfDay">0 to 23.</param>
/// <param name="PagesSeen">Pages looked at before; none where unknown.</param>
/// <param name="FirstOrder">The buyer had never ordered anywhere before.</param>
public readonly record struct ObservedOrder(string Buyer, string Address, int HourOfDay, int? PagesSeen, bool FirstOrder);

/// <summary>One sign of made-up orders.</summary>
/// <param name="Code">Stable key.</param>
/// <param name="What">What was seen, in words.</param>
/// <param name="Value">The figure.</param>
/// <param name="Usual">What is usual.</param>
/// <param name="LogOdds">How much it speaks for (above zero) or against.</param>
public sealed record BrushingSign(string Code, Words What, double Value, double Usual, double LogOdds);

/// <summary>A suspicion that orders were made up (刷单), never a finding of fact.</summary>
/// <param name="Chance">From the signs together, beginning from one shop in twenty.</param>
/// <param name="Orders">Orders looked at.</param>
/// <param name="Signs">Each with its figure.</param>
public sealed record BrushingSuspicion(double Chance, int Orders, IReadOnlyList<BrushingSign> Signs)
{
    const double PriorLogOdds = -2.944;

    /// <summary>
    /// Weighs conversion against the category's, browsing depth, repeated addresses, first-time buyers, hours of the day and
    /// copied
    /// reviews. With fewer than 20 orders only the prior is returned.
    /// </summary>
    public static BrushingSuspicion Weigh(IReadOnlyList<ObservedOrder> orders, double conversion, double categoryConversion,
        IReadOnlyList<string> reviews)
    {
        if (orders.Count < 20) return new(Logistic(PriorLogOdds), orders.Count, []);
        List<BrushingSign> signs = [];
        if (conversion > 0 && categoryConversion > 0)
            signs.Add(Sign("brushing.conversion", new("转化率高于类目", "Conversion above the category"), conversion, categoryConversion,
                Math.Log(conversion / categoryConversion)));
        double[] pages = [.. orders.Where(o => o.PagesSeen.HasValue).Select(o => (double)o.PagesSeen!.Value)];
        if (pages.Length >= 20)
            signs.Add(Sign("brushing.depth", new("下单前几乎不浏览", "Bought without looking around"),
                pages.Count(p => p <= 1) / (double)pages.Length, 0.15, 4 * (pages.Count(p => p <= 1) / (double)pages.Length
                    - 0.15)));
        string[] addresses = [.. orders.Select(o => o.Address).Where(a => a.Length > 0)];
        if (addresses.Length >= 20)
            signs.Add(Rate("brushing.address", new("收货地址重复", "The same addresses again and again"),
                1 - (double)addresses.Distinct(StringComparer.Ordinal).Count() / addresses.Length, 0.1));
        signs.Add(Rate("brushing.first_order", new("首次下单的买家过多", "Too many buyers on their first order ever"),
            orders.Count(o => o.FirstOrder) / (double)orders.Count, 0.2));
        double entropy = HourEntropy(orders);
        signs.Add(Sign("brushing.hours", new("下单时段过于集中", "Orders crowded into a few hours"), entropy, 0.85, 6 * (0.85
            - entropy)));
        if (reviews.Count >= 10)
            signs.Add(Rate("brushing.reviews", new("评价雷同", "Near-copies among the reviews"), NearCopies.Share(reviews), 0.05));
        return new(Logistic(PriorLogOdds + signs.Sum(s => s.LogOdds)), orders.Count, signs);
    }

    static BrushingSign Rate(string code, Words what, double value, double usual) => Sign(code, what, value, usual, 5 * (value
        - usual));

    /// <summary>No single sign may decide: each is held within two units of log odds.</summary>
    static BrushingSign Sign(string code, Words what, double value, double usual, double logOdds) =>
        new(code, what, value, usual, Math.Clamp(logOdds, -2, 2));

    /// <summary>Evenness of order hours, 1 for all hours alike; corrected for the few orders that can fill them.</summary>
    static double HourEntropy(IReadOnlyList<ObservedOrder> orders)
    {
        double n = orders.Count, bins = Math.Min(24, n);
        double sum = -orders.GroupBy(o => Math.Clamp(o.HourOfDay, 0, 23)).Sum(g => g.Count() / n * Math.Log(g.Count() / n));
        return Math.Min(1, (sum + 23 / (2 * n)) / Math.Log(bins));
    }

    static double Logistic(double value) => 1 / (1 + Math.Exp(-value));
}
