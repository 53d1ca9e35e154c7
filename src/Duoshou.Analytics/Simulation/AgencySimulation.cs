using System.Collections.Frozen;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Days;
using Duoshou.Analytics.Simulation.Incidents;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation;

/// <summary>
/// An agency that never was, with facts that behave like the trade and incidents whose truth is known. Everything is made from
/// the plan alone; shops may be run in any order, several at once, again and again, and give the same rows.
/// </summary>
public sealed class AgencySimulation
{
    /// <summary>Rows of a chunk unless the caller says otherwise.</summary>
    public const int RowsPerChunk = 2048;

    readonly IReadOnlyList<PlannedIncident> planned;

    /// <summary>Prepares agency, rates and truth; facts are made when they are asked for.</summary>
    public AgencySimulation(SimulationPlan plan)
    {
        Plan = plan;
        Agency = AgencyRoster.Of(plan);
        planned = IncidentPlanner.Of(plan, Agency.Shops);
        Rates = SimulatedRates.Of(plan, Agency.Shops, planned);
        Incidents = [.. Agency.Shops.SelectMany(Truth)];
    }

    /// <summary>What was asked for.</summary>
    public SimulationPlan Plan { get; }

    /// <summary>Clients and shops.</summary>
    public SimulatedAgency Agency { get; }

    /// <summary>Rates of every day, and settlement and plan rates of every month, of each foreign currency to the yuan,
    /// planted mistakes included.</summary>
    public IReadOnlyList<ExchangeRate> Rates { get; }

    /// <summary>The truth, by shop and day.</summary>
    public IReadOnlyList<PlantedIncident> Incidents { get; }

    /// <summary>All facts of a shop, day after day; chunks hold one kind each and belong to the caller.</summary>
    public IEnumerable<FactChunk> Facts(SimulatedShop shop, int rowsPerChunk = RowsPerChunk) =>
        new ShopRun(Plan, shop, planned, Enum.GetValues<FactKind>().ToFrozenSet(), rowsPerChunk).Facts();

    /// <summary>The facts of one kind of a shop, day after day; none when its feeds lack the kind.</summary>
    public IEnumerable<FactChunk> Facts(SimulatedShop shop, FactKind kind, int rowsPerChunk = RowsPerChunk) =>
        new ShopRun(Plan, shop, planned, FrozenSet.Create(kind), rowsPerChunk).Facts();

    IEnumerable<PlantedIncident> Truth(SimulatedShop shop)
    {
        PlannedIncident[] here = [.. planned.Where(incident => incident.Shop == shop)];
        Item[] items = Assortment.Of(Plan, shop, AgencyRoster.TradeOf(shop));
        // Writing the log tells each incident which change did it.
        ChangeLog.Of(Plan, shop, items, here);
        return here.Select(incident => IncidentTruth.Of(incident, Plan, items)).ToArray();
    }
}
