using System.Diagnostics;
using System.Globalization;
using Duoshou.Analytics.RootCauses;
using Xunit.Abstractions;

namespace Duoshou.Tests.RootCauses;

/// <summary>Large and wide tables: planted places are found, processor time is printed. Runs with DUOSHOU_FULL=1.</summary>
public sealed class LocalisationSizeTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("8,6,10,3,4", 0)]
    [InlineData("10,10,8,6,10", 0)]
    [InlineData("10,8,5,4,5,6", 0)]
    [InlineData("12,20,30,5,6,9,3,4,5,6,2,3", 10_000)]
    public void Planted_places_are_found_at_size(string sizes, int leaves)
    {
        Skip.If(Environment.GetEnvironmentVariable("DUOSHOU_FULL") != "1", "Set DUOSHOU_FULL=1 for the large tables.");
        LeafTable table = Table([.. sizes.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))], leaves);
        string[] found = [];
        double best = double.MaxValue;
        for (int turn = 0; turn < 6; turn++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            found = [.. Localisation.Find(table).Causes.Select(c => MadeTables.Key(c.Where))];
            best = Math.Min(best, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
        }

        output.WriteLine($"{table.Leaves.Count} leaves, {table.Dimensions.Count} dimensions: {best:F0} ms of processor time");
        found.ShouldBe(["d1=v1", "d0=v1;d2=v2", "d2=v1;d3=v1;d4=v1", "d0=v0;d4=v3"], ignoreOrder: true);
    }

    static LeafTable Table(int[] sizes, int leaves)
    {
        Random random = new(5);
        int count = leaves > 0 ? leaves : sizes.Aggregate(1, (n, size) => n * size);
        Leaf[] made = [.. Enumerable.Range(0, count).Select(i => Made(leaves > 0
            ? [.. sizes.Select(size => random.Next(size))]
            : Cell(i, sizes), random))];
        return new([.. sizes.Select((_, d) => "d" + d.ToString(CultureInfo.InvariantCulture))], made);
    }

    static int[] Cell(int number, int[] sizes)
    {
        int[] cell = new int[sizes.Length];
        for (int d = 0; d < sizes.Length; d++) (number, cell[d]) = Math.DivRem(number, sizes[d]);
        return cell;
    }

    static Leaf Made(int[] at, Random random)
    {
        bool hit = at is [_, 1, ..] or [1, _, 2, ..] or [_, _, 1, 1, 1, ..] or [0, _, _, _, 3, ..];
        double bell = Enumerable.Range(0, 4).Sum(_ => random.NextDouble()) - 2;
        decimal expected = decimal.Round((decimal)(100 * Math.Pow(-Math.Log(1 - random.NextDouble()), 2)), 2);
        decimal factor = (decimal)(hit ? 0.5 + (0.05 * bell) : 1 + (0.15 * bell));
        string[] names = [.. at.Select(v => "v" + v.ToString(CultureInfo.InvariantCulture))];
        return new(names, decimal.Round(expected * factor, 2), expected);
    }
}
