using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>How much trade each day of a plan brings to a shop against its mean: weekday, season, festivals, slow
/// growth.</summary>
sealed class TradeCalendar
{
    static readonly double[] ChinaWeek = [1.09, 0.95, 0.96, 0.97, 0.98, 0.99, 1.06],
        WestWeek = [1.14, 1.04, 1.00, 0.97, 0.95, 0.91, 0.99];

    /// <summary>By festival: how far trade rises (or falls) on its peak, and over how many days it fades to either
    /// side.</summary>
    static readonly Dictionary<string, (double Lift, double Fade)> Lifts = new()
    {
        ["double_11"] = (2.2, 1.6), ["618"] = (1.5, 1.6), ["double_12"] = (0.6, 1.2), ["99"] = (0.35, 1.0),
        ["women_day"] = (0.4, 1.5),
        ["lunar_new_year"] = (-0.5, 4.0), ["new_year_goods"] = (0.3, 4.0), ["national_day"] = (-0.12, 3.0),
        ["qixi"] = (0.15, 1.5),
        ["black_friday"] = (1.4, 1.4), ["cyber_monday"] = (0.9, 0.9), ["prime_day"] = (1.0, 1.0),
        ["prime_deal_days"] = (0.5, 0.8),
        ["christmas"] = (-0.35, 2.0), ["golden_week_jp"] = (-0.1, 2.0), ["back_to_school"] = (0.15, 6.0),
        ["mothers_day"] = (0.15, 3.0),
    };

    readonly double[] factors, lifts;

    public TradeCalendar(SimulationPlan plan, SimulatedShop shop, Trade trade, int daysAfter)
    {
        factors = new double[plan.Days + daysAfter];
        lifts = new double[factors.Length];
        Period all = new(plan.Date(0), plan.Date(factors.Length - 1));
        AddFestivals(plan, shop, all);
        double[] week = shop.Country is "CN" or "SG" or "JP" ? ChinaWeek : WestWeek;
        for (int day = 0; day < factors.Length; day++)
        {
            DateOnly date = plan.Date(day);
            double season = 1 + trade.Swing * Math.Cos(2 * Math.PI * (date.DayOfYear - trade.SeasonPeakDay) / 365.25);
            double growth = 1 + 0.12 * day / 365.0;
            factors[day] = week[(int)date.DayOfWeek] * season * growth * Math.Max(0.3, 1 + lifts[day]);
        }
    }

    /// <summary>The mean factor of a day; days after the end of the plan are there for those who order goods.</summary>
    public double this[int day] => factors[day];

    /// <summary>How far festivals alone lift the day: 0 on an ordinary one.</summary>
    public double Lift(int day) => lifts[day];

    public int Days => factors.Length;

    void AddFestivals(SimulationPlan plan, SimulatedShop shop, Period all)
    {
        foreach (Festival festival in Festivals.Meeting(all, shop.Country))
        {
            if (!Lifts.TryGetValue(festival.Key, out var lift)) continue;
            if (festival.Key.StartsWith("prime", StringComparison.Ordinal) && shop.Platform != "amazon") continue;
            for (int away = -14; away <= 14; away++)
            {
                int day = plan.Day(festival.On) + away;
                if (day >= 0 && day < lifts.Length) lifts[day] += lift.Lift * Math.Exp(-Math.Abs(away) / lift.Fade);
            }
        }
    }
}
