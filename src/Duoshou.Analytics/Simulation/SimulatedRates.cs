using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Incidents;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation;

/// <summary>Rates of the day that walk about a round value, rates of the settlement and of the plan by month, each foreign
/// currency against the yuan.</summary>
static class SimulatedRates
{
    const string Source = "simulation: ";

    public static IReadOnlyList<ExchangeRate> Of(SimulationPlan plan, IEnumerable<SimulatedShop> shops,
        IEnumerable<PlannedIncident> incidents)
    {
        PlannedIncident[] wrong = [.. incidents.Where(incident => incident.Kind == IncidentKind.WrongRate)];
        Currency yuan = Currency.Of("CNY");
        List<ExchangeRate> rates = [];
        foreach (HomeMarket market in HomeMarket.All.Where(market => market.Currency != yuan
            && shops.Any(shop => shop.Currency == market.Currency)))
        {
            double walk = 0;
            for (int day = 0; day < plan.Days; day++)
            {
                Dice dice = new(plan.Seed, market.Country[0] * 256 + market.Country[1], day, Throw.Rates);
                walk = walk * 0.995 + 0.0025 * dice.Normal();
                decimal right = decimal.Round(market.YuanPerUnit * (1 + (decimal)walk), 6);
                DateOnly date = plan.Date(day);
                PlannedIncident? slip = wrong.FirstOrDefault(i => i.Shop.Currency == market.Currency && i.From <= day
                    && day <= i.To);
                rates.Add(new(market.Currency, yuan, date, slip is null ? right : decimal.Round(right * slip.Size, 6),
                    RateKind.Day, Source + "day"));
                if (day > 0 && date.Day != 1) continue;
                rates.Add(new(market.Currency, yuan, date, decimal.Round(right * 0.994m, 6), RateKind.Settlement,
                    Source + "payout"));
                rates.Add(new(market.Currency, yuan, date, market.YuanPerUnit, RateKind.Plan, Source + "plan"));
            }
        }

        return rates;
    }
}
