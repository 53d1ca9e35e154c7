using System.Globalization;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Tests.RootCauses;

/// <summary>A table with known causes.</summary>
sealed record MadeTable(LeafTable Table, IReadOnlyCollection<string> Causes);

/// <summary>
/// Makes tables of the same kind as the reference ones, from other seeds, sizes and settings, so that nothing is tuned to the
/// reference files alone: skewed volumes, empty leaves, forecast noise, and incidents of one size over a few elements each.
/// </summary>
sealed class MadeTables(int seed)
{
    readonly Random random = new(seed);

    public MadeTable Sum(int[] sizes, int incidents, int elementsEach, double noise, bool leavesOnly = false)
    {
        int[][] cells = [.. Cells(sizes)];
        double[] usual = [.. cells.Select(_ => random.NextDouble() < 0.1 ? 0 : Skewed())];
        (double[] moved, HashSet<string> causes, bool[] hit) =
            Moved(cells, sizes, usual, incidents, elementsEach, noise, leavesOnly);
        double[] forecast = [.. usual.Select((v, i) => hit[i] ? v : Math.Max(0, v * (1 + (noise * Normal()))))];
        bool up = random.Next(2) == 0;
        Leaf[] leaves = [.. cells.Select((c, i) => up
            ? new Leaf(Names(c), Amount(forecast[i]), Amount(moved[i]))
            : new Leaf(Names(c), Amount(moved[i]), Amount(forecast[i])))];
        return new(new(Dimensions(sizes), leaves), causes);
    }

    /// <summary>The same ratio in whole orders and visitors, many in every leaf.</summary>
    public MadeTable WholeRatio(int[] sizes, int incidents, int elementsEach, double noise)
    {
        MadeTable made = Ratio(sizes, incidents, elementsEach, noise);
        static decimal Many(decimal value) => decimal.Round(value * 40);
        Leaf[] leaves = [.. made.Table.Leaves.Select(l =>
            new Leaf(l.At, Math.Min(Many(l.Real), Many(l.RealBase)), Many(l.Expected), Many(l.RealBase), Many(l.ExpectedBase)))];
        return made with { Table = new(made.Table.Dimensions, leaves, isRatio: true) };
    }

    public MadeTable Ratio(int[] sizes, int incidents, int elementsEach, double noise)
    {
        int[][] cells = [.. Cells(sizes)];
        double[] visitors = [.. cells.Select(_ => Math.Floor(50 + (700 * random.NextDouble())))];
        double[] orders = [.. visitors.Select(v => v * (0.02 + (0.08 * random.NextDouble())))];
        (double[] moved, HashSet<string> causes, _) =
            Moved(cells, sizes, orders, incidents, elementsEach, noise, leavesOnly: false);
        Leaf[] leaves = [.. cells.Select((c, i) =>
        {
            double more = 1 + (noise * Normal() / 2);
            return new Leaf(Names(c), Amount(moved[i] * more * (1 + (noise * Normal() / 2))), Amount(orders[i]),
                Amount(Math.Max(1, Math.Floor(visitors[i] * more))), Amount(visitors[i]));
        })];
        return new(new(Dimensions(sizes), leaves, isRatio: true), causes);
    }

    /// <summary>Counts of rare events over few, very unlike leaves; one fails more often, each leaf differently.</summary>
    public MadeTable Counts(int[] sizes)
    {
        int[][] cells = [.. Cells(sizes).Where(_ => random.NextDouble() < 0.6)];
        int[] pattern = Element(sizes, 1 + random.Next(2));
        Leaf[] leaves = [.. cells.Select(c =>
        {
            double size = Math.Floor(Math.Exp(2 + (1.7 * Normal()))) + 1;
            double usual = 0.03, now = Matches(c, pattern) ? usual + (0.2 * (0.4 + random.NextDouble())) : usual;
            decimal seen = Whole(size - Poisson(size * now)), expected = Whole(size - Poisson(size * usual));
            return new Leaf(Names(c), seen, expected, Whole(size), Whole(size));
        })];
        return new(new(Dimensions(sizes), leaves, isRatio: true), [Key(pattern)]);

        static decimal Whole(double value) => (decimal)Math.Max(0, Math.Floor(value));
    }

    (double[] Moved, HashSet<string> Causes, bool[] Hit) Moved(
        int[][] cells, int[] sizes, double[] usual, int incidents, int elementsEach, double noise, bool leavesOnly)
    {
        double[] moved = [.. usual];
        HashSet<string> causes = [];
        bool[] hit = new bool[cells.Length];
        for (int incident = 0; incident < incidents; incident++)
        {
            double severity = Math.Min(1, 0.2 + noise + (0.8 * random.NextDouble())), spread = 0.1 * random.NextDouble();
            int layer = leavesOnly ? sizes.Length : 1 + random.Next(sizes.Length);
            int[] shape = Element(sizes, layer);
            for (int e = 0; e < 1 + random.Next(elementsEach); e++)
            {
                int[] pattern = [.. shape.Select((v, d) => v < 0 ? -1 : random.Next(sizes[d]))];
                int[] members = [.. Enumerable.Range(0, cells.Length).Where(i => Matches(cells[i], pattern))];
                if (members.Length == 0 || members.Any(i => hit[i]) || members.All(i => usual[i] < 1)) continue;
                causes.Add(Key(pattern));
                foreach (int i in members)
                {
                    hit[i] = true;
                    moved[i] = usual[i] * Math.Max(0, 1 - severity - (spread * Normal()));
                }
            }
        }

        return (moved, causes, hit);
    }

    public static string Key(IEnumerable<AttributeValue> where) =>
        string.Join(';', where.Select(a => $"{a.Dimension}={a.Value}"));

    static string Key(int[] pattern) => string.Join(';', pattern.Select((v, d) => (v, d)).Where(x => x.v >= 0)
        .Select(x => $"d{Text(x.d)}=v{Text(x.v)}"));

    int[] Element(int[] sizes, int layer)
    {
        int[] chosen = [.. Enumerable.Range(0, sizes.Length).OrderBy(_ => random.Next()).Take(layer)];
        return [.. sizes.Select((size, d) => chosen.Contains(d) ? random.Next(size) : -1)];
    }

    static bool Matches(int[] cell, int[] pattern) => pattern.Zip(cell).All(x => x.First < 0 || x.First == x.Second);

    static IEnumerable<int[]> Cells(int[] sizes) => sizes.Aggregate((IEnumerable<int[]>)[[]],
        (cells, size) => cells.SelectMany(c => Enumerable.Range(0, size).Select(v => (int[])[.. c, v])));

    static string[] Names(int[] cell) => [.. cell.Select(v => "v" + Text(v))];

    static string[] Dimensions(int[] sizes) => [.. sizes.Select((_, d) => "d" + Text(d))];

    static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    static decimal Amount(double value) => decimal.Round((decimal)value, 2);

    double Skewed() => 100 * Math.Pow(-Math.Log(1 - random.NextDouble()), 2);

    double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    int Poisson(double mean)
    {
        if (mean > 50) return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        double limit = Math.Exp(-mean), product = random.NextDouble();
        int count = 0;
        for (; product > limit; count++) product *= random.NextDouble();
        return count;
    }
}
