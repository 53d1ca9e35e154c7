using Duoshou.Analytics.Numerics;
using static MathNet.Numerics.SpecialFunctions;

namespace Duoshou.Analytics.Customers;

/// <summary>
/// The Pareto/NBD model (Schmittlein, Morrison and Colombo 1987): as BG/NBD, but a customer may leave at any moment. A check on
/// it.
/// </summary>
/// <param name="R">Shape of the order rates.</param>
/// <param name="Alpha">Scale of the order rates, in the unit of time of the histories.</param>
/// <param name="S">Shape of the leaving rates.</param>
/// <param name="Beta">Scale of the leaving rates.</param>
public sealed record ParetoNbd(double R, double Alpha, double S, double Beta)
{
    /// <summary>Of the data the model was fitted to.</summary>
    public double LogLikelihood { get; init; }

    /// <summary>Maximum likelihood; none where there is nothing to learn from, as in <see cref="BgNbd.Fit"/>.</summary>
    public static ParetoNbd? Fit(IEnumerable<PurchaseHistory> histories)
    {
        (PurchaseHistory History, int Count)[] groups = PurchaseHistory.Grouped(histories);
        int customers = groups.Sum(g => g.Count);
        if (customers < 10 || groups.All(g => g.History.Repeats == 0)) return null;
        double unit = groups.Max(g => g.History.Observed) / 40;
        if (unit <= 0) return null;
        (PurchaseHistory History, int Count)[] scaled = [.. groups.Select(g => (g.History with
            { LastAt = g.History.LastAt / unit, Observed = g.History.Observed / unit }, g.Count))];
        double Minus(double[] p) => p.Any(v => Math.Abs(v) > 12) ? 1e300
            : -scaled.Sum(g => g.Count * From(p).LogOf(g.History)) / customers;
        NelderMead.Minimum best = NelderMead.Minimise(Minus, [Math.Log(0.5), Math.Log(10), Math.Log(0.6), Math.Log(11)], 0.4,
            1e-12, 1500);
        ParetoNbd found = From(best.At);
        double orders = groups.Sum(g => (double)g.Count * g.History.Repeats);
        return found with
        {
            Alpha = found.Alpha * unit,
            Beta = found.Beta * unit,
            LogLikelihood = -best.Value * customers - orders * Math.Log(unit),
        };
    }

    /// <summary>Chance that the customer has not left.</summary>
    public double ProbabilityAlive(PurchaseHistory customer)
    {
        int x = customer.Repeats;
        double stay = -(R + x) * Math.Log(Alpha + customer.Observed) - S * Math.Log(Beta + customer.Observed);
        return 1 / (1 + S / (R + S + x) * Math.Exp(LogLeaving(customer) - stay));
    }

    /// <summary>Orders to expect from a customer in the next t units of time.</summary>
    public double ExpectedOrders(PurchaseHistory customer, double t)
    {
        double s = Math.Abs(S - 1) < 1e-9 ? S + 1e-8 : S, from = Beta + customer.Observed;
        double rate = (R + customer.Repeats) * from / ((Alpha + customer.Observed) * (s - 1));
        return t <= 0 ? 0 : ProbabilityAlive(customer) * rate * (1 - Math.Pow(from / (from + t), s - 1));
    }

    double LogOf(PurchaseHistory customer)
    {
        int x = customer.Repeats;
        double stay = -(R + x) * Math.Log(Alpha + customer.Observed) - S * Math.Log(Beta + customer.Observed);
        double leave = Math.Log(S / (R + S + x)) + LogLeaving(customer), high = Math.Max(stay, leave);
        return GammaLn(R + x) - GammaLn(R) + R * Math.Log(Alpha) + S * Math.Log(Beta)
            + high + Math.Log(Math.Exp(stay - high) + Math.Exp(leave - high));
    }

    /// <summary>ln A0 of Fader and Hardie's note on the likelihood (2005), equations 14 and 15.</summary>
    double LogLeaving(PurchaseHistory customer)
    {
        int x = customer.Repeats;
        double power = R + S + x, other = Alpha >= Beta ? S + 1 : R + x, scale = Math.Max(Alpha, Beta), gap = Math.Abs(Alpha
            - Beta);
        double Log(double at) => Math.Log(Hypergeometric.Value(power, other, power + 1, gap / (scale + at))) - power
            * Math.Log(scale + at);
        double early = Log(customer.LastAt), late = Log(customer.Observed);
        return late >= early ? double.NegativeInfinity : early + Math.Log(1 - Math.Exp(late - early));
    }

    static ParetoNbd From(double[] logs) => new(Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3]));
}
