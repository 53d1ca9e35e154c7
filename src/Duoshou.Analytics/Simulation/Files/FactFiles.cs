using Duoshou.Analytics.Simulation.Days;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Files;

/// <summary>How large a set of load-test files is to be.</summary>
/// <param name="Seed">Any number; the same plan writes the same bytes.</param>
/// <param name="LastDay">The last day of the facts.</param>
/// <param name="Shops">Over how many shops the rows are spread evenly.</param>
/// <param name="Days">Over how many days, busy days holding more.</param>
/// <param name="Rows">Exactly how many rows of a kind all shops have together.</param>
public sealed record FactFilePlan(long Seed, DateOnly LastDay, int Shops, int Days, long Rows)
{
    internal SimulationPlan Simulation => new(Seed, LastDay) { Shops = Shops, Days = Days, WithIncidents = false };

    /// <summary>The rows of one shop; the shares of all shops add up to <see cref="Rows"/>.</summary>
    public long RowsOf(int shop) => Share(shop + 1) - Share(shop);

    long Share(int shops) => (long)((Int128)Rows * shops / Shops);
}

/// <summary>
/// Writes fact files of any size for load tests: made by the generator of the simulation, with its weekdays, festivals, long
/// tail and returning buyers, but cut to an exact number of rows and without incidents. Memory does not grow with the number
/// of rows.
/// </summary>
public static class FactFiles
{
    /// <summary>Writes the rows of one shop as CSV; the header is the table's columns.</summary>
    public static void Write(FactKind kind, FactFilePlan plan, int shop, Stream output)
    {
        CsvStream csv = new(output);
        csv.WriteHeader(FactTables.Of(kind));
        foreach (FactChunk chunk in Rows(kind, plan, shop)) csv.Write(chunk);
        csv.Flush();
    }

    /// <summary>Writes the rows of all shops as one CSV file, with a first column "shop" that counts from 1.</summary>
    public static void Write(FactKind kind, FactFilePlan plan, Stream output)
    {
        CsvStream csv = new(output);
        csv.WriteHeader(FactTables.Of(kind), "shop");
        for (int shop = 0; shop < plan.Shops; shop++)
            foreach (FactChunk chunk in Rows(kind, plan, shop)) csv.Write(chunk, FormattableString.Invariant($"{shop + 1}"));
        csv.Flush();
    }

    /// <summary>Writes chunks of one kind, wherever they come from, as CSV with a header.</summary>
    public static void Write(FactTable table, IEnumerable<FactChunk> chunks, Stream output)
    {
        CsvStream csv = new(output);
        csv.WriteHeader(table);
        foreach (FactChunk chunk in chunks) csv.Write(chunk);
        csv.Flush();
    }

    /// <summary>
    /// The rows of one shop, day after day. A chunk holds only until the next one is asked for: it is emptied and used again.
    /// </summary>
    public static IEnumerable<FactChunk> Rows(FactKind kind, FactFilePlan plan, int shop)
    {
        SimulationPlan simulation = plan.Simulation;
        SimulatedShop seller = AgencyRoster.Of(simulation).Shops[shop];
        long rows = plan.RowsOf(shop);
        TradeCalendar calendar = new(simulation, seller, AgencyRoster.TradeOf(seller), 0);
        double busiest = 0, sum = 0;
        for (int day = 0; day < plan.Days; day++) (busiest, sum) = (Math.Max(busiest, calendar[day]), sum + calendar[day]);
        FileDay filler = new(kind, simulation, seller, (long)Math.Ceiling(rows * busiest / sum) + 1);
        double before = 0;
        for (int day = 0; day < plan.Days; day++)
        {
            double until = day == plan.Days - 1 ? sum : before + calendar[day];
            long quota = Part(rows, until / sum) - Part(rows, before / sum);
            before = until;
            foreach (FactChunk chunk in filler.Fill(day, quota)) yield return chunk;
        }

        foreach (FactChunk chunk in filler.Rest()) yield return chunk;
    }

    static long Part(long rows, double share) => share >= 1 ? rows : (long)(rows * share);
}
