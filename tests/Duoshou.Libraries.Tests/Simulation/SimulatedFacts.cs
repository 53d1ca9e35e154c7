using Duoshou.Analytics.Simulation;
using Duoshou.Kernel;

namespace Duoshou.Libraries.Tests.Simulation;

/// <summary>Reads the facts of simulations for the tests; each seed is made once.</summary>
static class SimulatedFacts
{
    public static readonly DateOnly LastDay = new(2026, 11, 1);

    public static AgencySimulation Small(long seed, int days = 120, bool incidents = true) =>
        new(new(seed, LastDay) { Days = days, WithIncidents = incidents });

    public static IEnumerable<Row> Rows(this AgencySimulation simulation, SimulatedShop shop, FactKind kind) =>
        simulation.Facts(shop, kind).SelectMany(chunk => Enumerable.Range(0, chunk.Count).Select(row => new Row(chunk, row)));

    /// <summary>The mean of the three weeks before an incident, of days on which the shop is calm.</summary>
    public static Period Before(this PlantedIncident incident) =>
        new(incident.CausedOn.AddDays(-14), incident.CausedOn.AddDays(-1));
}

/// <summary>One row of a chunk.</summary>
readonly record struct Row(FactChunk Chunk, int Index)
{
    public string? Text(string column) => Chunk.Text(Chunk.Table[column], Index);

    public decimal Number(string column) => Chunk.Number(Chunk.Table[column], Index) ?? 0;

    public decimal? Known(string column) => Chunk.Number(Chunk.Table[column], Index);

    public DateTime? Moment(string column) => Chunk.Moment(Chunk.Table[column], Index);

    public DateOnly Day(string column) => DateOnly.FromDateTime(Moment(column)!.Value);
}
