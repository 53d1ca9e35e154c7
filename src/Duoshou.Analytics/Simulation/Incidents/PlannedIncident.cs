using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Incidents;

/// <summary>An incident as the generator carries it out; days count from 0 at the first day of the plan.</summary>
/// <param name="CauseDay">The day from which goods, parcels or pages are touched.</param>
/// <param name="From">The first day on which the mark is there to see.</param>
/// <param name="Items">Ranks of the items it touches; empty when it touches the whole shop.</param>
/// <param name="Size">How hard: a factor, a share or a rate, by kind.</param>
sealed record PlannedIncident(IncidentKind Kind, SimulatedShop Shop, int CauseDay, int From, int To, int[] Items, decimal Size)
{
    public string Aspect { get; init; } = "";
    public int[] Regions { get; init; } = [];
    public FactKind Feed { get; init; }

    /// <summary>The change that did it, once the change log is written.</summary>
    public string? CauseChangeId { get; set; }

    /// <summary>Goods sold, parcels sent or visits counted on this day are touched.</summary>
    public bool Acts(int day) => CauseDay <= day && day <= To;

    public bool Touches(int day, int rank) => Acts(day) && Items.Contains(rank);

    public bool IsNear(int day, int margin) => CauseDay - margin <= day && day <= To + margin;
}
