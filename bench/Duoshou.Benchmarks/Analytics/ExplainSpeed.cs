using System.Diagnostics;
using System.Globalization;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Benchmarks.Analytics;

/// <summary>
/// How long the search for causes takes as the table of leaves grows: twelve dimensions, three planted causes of one, two and three
/// conditions, noise on every leaf. The limit that the warehouse's specification sets is one second at 10,000 leaves.
/// </summary>
static class ExplainSpeed
{
    const int Dimensions = 12;

    public static int Run()
    {
        Console.WriteLine("| leaves | causes found of the 3 planted | others named | first run ms | median ms of 5 | processor ms | share of the limit |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (int leaves in new[] { 300, 1_000, 3_000, 10_000, 30_000, 100_000 }) Row(leaves);
        return 0;
    }

    static void Row(int leaves)
    {
        (LeafTable table, HashSet<string> planted) = Drawn(leaves);
        double[] times = new double[5];
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        Localised found = null!;
        for (int i = 0; i < times.Length; i++)
        {
            long began = Stopwatch.GetTimestamp();
            found = Localisation.Find(table);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        double processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / times.Length, first = times[0];
        Array.Sort(times);
        int hit = found.Causes.Count(cause => planted.Contains(Name(cause.Where)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {leaves:N0} | {hit} | {found.Causes.Count - hit} | {first:F0} | {times[2]:F0} | {processor:F0} | {times[2] / 1000:P0} |"));
    }

    static (LeafTable Table, HashSet<string> Planted) Drawn(int leaves)
    {
        Random random = new(7);
        string[] names = [.. Enumerable.Range(0, Dimensions).Select(d => $"d{d}")];
        int[] sizes = [.. Enumerable.Range(0, Dimensions).Select(d => 3 + 2 * d)];
        (int Dimension, int Value)[][] causes = [[(2, 1)], [(4, 3), (6, 2)], [(0, 0), (1, 1), (3, 2)]];
        List<Leaf> drawn = [];
        for (int i = 0; i < leaves; i++)
        {
            int[] values = [.. sizes.Select(size => (int)(size * random.NextDouble() * random.NextDouble()))];
            decimal expected = Math.Round((decimal)Math.Exp(2 + 1.2 * random.NextDouble() * 3), 2);
            double factor = 1 + 0.04 * (random.NextDouble() - 0.5);
            double[] effects = [0.45, 0.3, 0.6];
            for (int c = 0; c < causes.Length; c++)
                if (causes[c].All(condition => values[condition.Dimension] == condition.Value)) factor *= 1 - effects[c];
            drawn.Add(new Leaf([.. values.Select((value, d) => $"{names[d]}v{value}")], Math.Round(expected * (decimal)factor, 2), expected));
        }

        return (new LeafTable(names, drawn),
            [.. causes.Select(cause => Name(cause.Select(condition => new AttributeValue(names[condition.Dimension], $"{names[condition.Dimension]}v{condition.Value}"))))]);
    }

    static string Name(IEnumerable<AttributeValue> where) => string.Join('&', where.Select(one => $"{one.Dimension}={one.Value}").Order(StringComparer.Ordinal));
}
