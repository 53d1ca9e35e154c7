namespace Duoshou.Analytics.Customers;

/// <summary>What a customer will still be worth.</summary>
/// <param name="ExpectedOrders">Orders in the horizon, undiscounted.</param>
/// <param name="ExpectedSpend">Mean order.</param>
/// <param name="Value">Margin times discounted orders times mean order.</param>
/// <param name="ProbabilityAlive">Chance that she is still a customer.</param>
public sealed record CustomerValue(double ExpectedOrders, double ExpectedSpend, double Value, double ProbabilityAlive)
{
    /// <summary>
    /// Sums period by period, so that later orders are discounted. The discount is per unit of time of the model (0.002 a week is
    /// about 11 % a year); margin is a ratio.
    /// </summary>
    public static CustomerValue Of(BgNbd orders, GammaGamma spend, PurchaseHistory customer, double meanSpend, double horizon,
        double margin, double discount)
    {
        double sum = 0, before = 0, mean = spend.ExpectedSpend(customer.Repeats, meanSpend);
        const int periods = 24;
        for (int i = 1; i <= periods && horizon > 0; i++)
        {
            double until = orders.ExpectedOrders(customer, horizon * i / periods);
            sum += (until - before) * Math.Pow(1 + discount, -horizon * (i - 0.5) / periods);
            before = until;
        }

        return new(before, mean, margin * sum * mean, orders.ProbabilityAlive(customer));
    }
}
