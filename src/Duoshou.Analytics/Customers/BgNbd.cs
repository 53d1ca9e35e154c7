using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Customers;

/// <summary>
/// The BG/NBD model of repeat orders (Fader, Hardie and Lee 2005, "Counting your customers the easy way"): a customer orders at
/// her
/// own rate and may leave after any order.
/// </summary>
/// <param name="R">Shape of the order rates over customers.</param>
/// <param name="Alpha">Scale of the order rates, in the unit of time of the histories.</param>
/// <param name="A">First parameter of the chance of leaving.</param>
/// <param name="B">Second parameter of the chance of leaving.</param>
public sealed record BgNbd(double R, double Alpha, double A, double B)
{
    /// <summary>Of the data the model was fitted to.</summary>
    public double LogLikelihood { get; init; }

    /// <summary>Customers the model was fitted to.</summary>
    public int Customers { get; init; }

    /// <summary>
    /// Maximum likelihood. None where nobody ever came back or there are fewer than 10 customers: there is nothing to learn from.
    /// </summary>
    public static BgNbd? Fit(IEnumerable<PurchaseHistory> histories)
    {
        (PurchaseHistory History, int Count)[] groups = PurchaseHistory.Grouped(histories);
        int customers = groups.Sum(g => g.Count);
        if (customers < 10 || groups.All(g => g.History.Repeats == 0)) return null;
        double unit = groups.Max(g => g.History.Observed) / 40;
        if (unit <= 0) return null;
        // Times are measured in fortieths of the longest observation, so that one start suits days and weeks alike.
        (PurchaseHistory History, int Count)[] even = [.. groups.Select(g => (g.History with
            { LastAt = g.History.LastAt / unit, Observed = g.History.Observed / unit }, g.Count))];
        double[] start = [Math.Log(0.3), Math.Log(4), Math.Log(0.8), Math.Log(2.5)];
        // Of very many customers a sample finds the neighbourhood; the whole then only has to settle in it.
        int every = even.Length / 10_000;
        if (every > 1) start = Search([.. even.Where((_, i) => i % every == 0)], start, 0.4, 2).At;
        NelderMead.Minimum best = Search(even, start, every > 1 ? 0.03 : 0.4, every > 1 ? 1 : 3);
        BgNbd scaled = From(best.At);
        double orders = groups.Sum(g => (double)g.Count * g.History.Repeats);
        return scaled with
        {
            Alpha = scaled.Alpha * unit,
            Customers = customers,
            LogLikelihood = -best.Value - orders * Math.Log(unit),
        };
    }

    /// <summary>With a and b so large everybody has nearly one chance of leaving, and the paper's series loses every digit.</summary>
    const double Settled = 400;

    /// <summary>Orders to expect from a customer in the next t units of time.</summary>
    public double ExpectedOrders(PurchaseHistory customer, double t)
    {
        if (t <= 0) return 0;
        if (A + B > Settled) return Math.Max(0, OfSettledChance(customer, t) * ProbabilityAlive(customer));
        // The formula has removable gaps at a = 1 and a + b + x = 1; a step of a millionth beside them is below its own rounding.
        double a = Math.Abs(A - 1) < 1e-6 ? A + 2e-6 : A, c = a + B + customer.Repeats - 1;
        if (Math.Abs(c) < 1e-6) (a, c) = (a + 2e-6, c + 2e-6);
        double z = t / (Alpha + customer.Observed + t);
        // Euler's transformation of the paper's equation (10): its series then shrinks from the first term.
        double shrink = Math.Pow(1 - z, a - 1) * Hypergeometric.Value(a + B - 1 - R, a - 1, c, z);
        return Math.Max(0, c / (a - 1) * (1 - shrink) * ProbabilityAlive(customer));
    }

    /// <summary>
    /// The mean over the chance p of leaving, which is Beta(a, b + x), of (1 - (1 + p t / (alpha + T))^-(r + x)) / p: to second order around
    /// its mean, since its spread is small.
    /// </summary>
    double OfSettledChance(PurchaseHistory customer, double t)
    {
        double b = B + customer.Repeats, mean = A / (A + b), variance = mean * (1 - mean) / (A + b + 1), step = mean * 1e-3;
        double Given(double p) => (1 - Math.Pow(1 + p * t / (Alpha + customer.Observed), -(R + customer.Repeats))) / p;
        return Given(mean) + variance / 2 * (Given(mean + step) - 2 * Given(mean) + Given(mean - step)) / (step * step);
    }

    /// <summary>Chance that the customer has not left; 1 for one who never came back, as the model sees it.</summary>
    public double ProbabilityAlive(PurchaseHistory customer)
    {
        int x = customer.Repeats;
        if (x <= 0) return 1;
        double power = (R + x) * Math.Log((Alpha + customer.Observed) / (Alpha + customer.LastAt));
        return 1 / (1 + A / (B + x - 1) * Math.Exp(power));
    }

    static NelderMead.Minimum Search((PurchaseHistory History, int Count)[] groups, double[] start, double step, int restarts)
    {
        Likelihood likelihood = new(groups);
        double customers = groups.Sum(g => (double)g.Count);
        double Minus(double[] p) => p.Any(v => Math.Abs(v) > 14) ? 1e300 : -likelihood.Of(From(p)) / customers;
        NelderMead.Minimum best = NewtonSteps.Minimise(Minus, start) ?? NelderMead.Minimise(Minus, start, step, 1e-12, 1500, restarts);
        return best with { Value = best.Value * customers };
    }

    static BgNbd From(double[] logs) => new(Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]), Math.Exp(logs[3]));

    /// <summary>
    /// The sum over customers, with the parts that depend on the number of repeats alone added up once per number.
    /// </summary>
    sealed class Likelihood((PurchaseHistory History, int Count)[] groups)
    {
        readonly int most = groups.Max(g => g.History.Repeats);
        readonly double[] byRepeats = new double[groups.Max(g => g.History.Repeats) + 1], leaving = new double[groups.Max(g => g.History.Repeats) + 1];
        readonly Moments times = new([.. groups.Select(g => g.History.Observed), .. groups.Select(g => g.History.LastAt)]);

        public double Of(BgNbd model)
        {
            (double r, double alpha, double a, double b) = (model.R, model.Alpha, model.A, model.B);
            // ln G(r+x) - ln G(r) + r ln alpha + ln B(a,b+x) - ln B(a,b), built up from x - 1 to x.
            byRepeats[0] = r * Math.Log(alpha);
            for (int x = 1; x <= most; x++) byRepeats[x] = byRepeats[x - 1] + Math.Log((r + x - 1) * (b + x - 1) / (a + b + x
                - 1));
            for (int x = 1; x <= most; x++) leaving[x] = Math.Log(a / (b + x - 1));
            double[] logs = times.Logs(alpha);
            int[] places = times.Places;
            double sum = 0;
            for (int i = 0; i < groups.Length; i++)
            {
                (PurchaseHistory history, int count) = groups[i];
                int x = history.Repeats;
                double alive = -(r + x) * logs[places[i]];
                if (x > 0)
                {
                    double left = leaving[x] - (r + x) * logs[places[groups.Length + i]];
                    double apart = Math.Abs(alive - left);
                    alive = Math.Max(alive, left);
                    // Beyond 37 the smaller of the two is below the last digit of the larger.
                    if (apart < 37) alive += Math.Log(1 + Math.Exp(-apart));
                }

                sum += count * (byRepeats[x] + alive);
            }

            return sum;
        }
    }

    /// <summary>Moments in time, of which customers share many: a logarithm is taken once for each.</summary>
    sealed class Moments
    {
        readonly double[] distinct, logs;

        public Moments(double[] moments)
        {
            distinct = [.. moments.Distinct().Order()];
            logs = new double[distinct.Length];
            Places = [.. moments.Select(m => Array.BinarySearch(distinct, m))];
        }

        /// <summary>For each moment given, where its logarithm stands.</summary>
        public int[] Places { get; }

        public double[] Logs(double shift)
        {
            for (int i = 0; i < logs.Length; i++) logs[i] = Math.Log(shift + distinct[i]);
            return logs;
        }
    }
}
