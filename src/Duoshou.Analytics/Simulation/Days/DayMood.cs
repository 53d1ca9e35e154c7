using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Incidents;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>What holds for one shop on one day: how lively the trade is and which incidents act.</summary>
sealed class DayMood
{
    readonly PlannedIncident[] acting;

    public DayMood(SimulationPlan plan, SimulatedShop shop, int day, double calendar, double lift, PlannedIncident[] incidents)
    {
        (Day, Date, Lift) = (day, plan.Date(day), lift);
        Dice dice = new(plan.Seed, shop.Index, day, Throw.Mood);
        Demand = calendar * Math.Exp(0.045 * dice.Normal());
        acting = [.. incidents.Where(incident => incident.Acts(day))];
        SilentFeed = Acting(IncidentKind.MissingFeed)?.Feed;
        VisitorsCounted = (double)(Acting(IncidentKind.TrackingLoss)?.Size ?? 1m);
        LateRegions = Acting(IncidentKind.LateCarrier)?.Regions ?? [];
        BadBatch = Acting(IncidentKind.BadBatch);
        Brushing = Acting(IncidentKind.Brushing);
        RivalCut = Acting(IncidentKind.RivalPriceCut);
        PlatformPermille = lift > 0.4 ? 40 : lift > 0.15 ? 20 : 0;
    }

    public int Day { get; }
    public DateOnly Date { get; }

    /// <summary>Visitors against the mean day.</summary>
    public double Demand { get; }

    /// <summary>How far festivals lift the day.</summary>
    public double Lift { get; }

    /// <summary>The platform's own discount today, in thousandths.</summary>
    public int PlatformPermille { get; }
    public FactKind? SilentFeed { get; }

    /// <summary>The share of visitors that the page's counter sees.</summary>
    public double VisitorsCounted { get; }
    public int[] LateRegions { get; }
    public PlannedIncident? BadBatch { get; }
    public PlannedIncident? Brushing { get; }
    public PlannedIncident? RivalCut { get; }

    public DateTime Midnight => Date.ToDateTime(TimeOnly.MinValue);

    PlannedIncident? Acting(IncidentKind kind) => acting.FirstOrDefault(incident => incident.Kind == kind);

    /// <summary>How readily visitors buy the item today against its own mean: price, coupon, image, rival.</summary>
    public static double Buying(ShelfItem shelf)
    {
        double price = Math.Pow((double)shelf.Price / shelf.Item.Price, shelf.Item.Elasticity);
        double rival = Math.Pow((double)shelf.RivalPrice / shelf.Item.RivalPrice, RivalElasticity);
        return price * rival * shelf.ImageBuy * (1 + 1.2 * shelf.CouponPermille / 1000.0);
    }

    /// <summary>One percent off a rival's price takes so many percent of our buyers.</summary>
    public const double RivalElasticity = 2.2;
}
