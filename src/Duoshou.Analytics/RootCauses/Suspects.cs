using Duoshou.Analytics.Attribution;

namespace Duoshou.Analytics.RootCauses;

/// <summary>A place that somebody has a reason to look at.</summary>
/// <param name="Where">Values of dimensions.</param>
/// <param name="Direction">-1 or 1 when the reason says which way it should have moved, 0 when it does not.</param>
public sealed record Suspect(IReadOnlyList<AttributeValue> Where, int Direction = 0);

/// <summary>
/// Places that somebody has a reason to look at, such as the item whose price was changed. There are few of them, so less is
/// asked of each
/// than of the thousands a search goes through: how far it moved against all other places, in sigmas of how those scatter.
/// </summary>
public static class Suspects
{
    /// <summary>
    /// From so many sigmas on a suspect is named, as one of which it cannot be told; sooner when it moved the way in which it
    /// should have,
    /// such as down after its price went up. From the third it fits, from the fourth it is shown.
    /// </summary>
    const double AsForetold = 0.7, WorthNaming = 1.3, Fitting = 2, BeyondDoubt = 3;

    const decimal SmallestShare = 0.1m;
    const int FewestOthers = 4;

    /// <summary>
    /// The places that moved, the largest first, and the table in which their leaves count as expected, for the search of what is
    /// left.
    /// </summary>
    /// <param name="table">The leaves.</param>
    /// <param name="places">Each by values of the table's dimensions; one with another dimension is passed over.</param>
    /// <param name="change">The whole change, of which shares are told.</param>
    /// <param name="decimals">Decimals of the amounts; a ratio has ten.</param>
    public static (IReadOnlyList<RootCause> Moved, LeafTable Left) Test(
        LeafTable table, IReadOnlyList<Suspect> places, decimal change, int decimals)
    {
        Place[] known = [.. places.Where(p => p.Where.Count > 0 && p.Where.All(a => table.Dimensions.Contains(a.Dimension)))
            .OrderByDescending(p => Math.Abs(p.Direction))
            .DistinctBy(p => string.Join('\u001f', p.Where.Select(a => $"{a.Dimension}={a.Value}").Order(StringComparer.Ordinal)))
            .Select(p => new Place(p.Where, p.Direction, Members(table, p.Where))).Where(p => p.Leaves.Count > 0)];
        if (known.Length == 0) return ([], table);
        HashSet<Leaf> suspected = new(known.SelectMany(p => p.Leaves), ReferenceEqualityComparer.Instance);
        Sums rest = Sums.Of(table.Leaves.Where(l => !suspected.Contains(l))), whole = Sums.Of(table.Leaves);
        HashSet<Leaf> taken = new(ReferenceEqualityComparer.Instance);
        List<RootCause> moved = [];
        foreach (var (place, sigmas) in known.Select(p => (p, Sigmas(table, p, rest))).OrderByDescending(x => Math.Abs(x.Item2)))
        {
            Leaf[] mine = [.. place.Leaves.Where(l => !taken.Contains(l))];
            decimal amount = Amount(table, Sums.Of(mine), whole, decimals);
            if (mine.Length == 0 || Math.Abs(sigmas) < Threshold(place, amount, change)
                || Math.Abs(amount) < Math.Abs(change) * SmallestShare) continue;
            taken.UnionWith(mine);
            decimal share = change == 0 ? 0 : decimal.Round(amount / change, 6);
            Grade grade = Math.Abs(sigmas) >= BeyondDoubt ? Grade.Shown : Math.Abs(sigmas) >= Fitting ? Grade.Fits
                : Grade.CannotTell;
            moved.Add(new(place.Where, amount, Amount(table, Sums.Of(place.Leaves), whole, decimals), share, grade,
                Math.Abs(sigmas), mine.Length));
        }

        LeafTable left = taken.Count == 0 ? table : new(table.Dimensions,
            [.. table.Leaves.Select(l => taken.Contains(l) ? l with { Expected = l.Real, ExpectedBase = l.RealBase } : l)],
                table.IsRatio);
        return ([.. moved.OrderByDescending(c => Along(c.Amount, change) ? Math.Abs(c.Amount) : -Math.Abs(c.Amount))], left);
    }

    /// <summary>A suspect that moved against the whole needs more to be believed than one that moved with it.</summary>
    static double Threshold(Place place, decimal amount, decimal change) =>
        Along(amount, change) ? Math.Sign(amount) == place.Direction ? AsForetold : WorthNaming : Fitting;

    /// <summary>It moved with the whole, or so much that the whole is only what others left of it.</summary>
    static bool Along(decimal amount, decimal change) => amount < 0 == change < 0 || Math.Abs(amount) >= Math.Abs(change);

    sealed record Place(IReadOnlyList<AttributeValue> Where, int Direction, IReadOnlyList<Leaf> Leaves);

    static List<Leaf> Members(LeafTable table, IReadOnlyList<AttributeValue> where)
    {
        (int At, string Value)[] wanted = [.. where.Select(a => (table.Dimensions.ToList().IndexOf(a.Dimension), a.Value))];
        return [.. table.Leaves.Where(l => wanted.All(w => l.At[w.At] == w.Value))];
    }

    /// <summary>
    /// How far a place moved beyond what all others did, in units of how elements of its kind scatter about that.
    /// </summary>
    static double Sigmas(LeafTable table, Place place, Sums rest)
    {
        int[] columns = [.. place.Where.Select(a => table.Dimensions.ToList().IndexOf(a.Dimension))];
        List<Sums> others = Others(table, place, columns);
        if (others.Count < FewestOthers) others = Others(table, place, [.. Enumerable.Range(0, table.Dimensions.Count)]);
        double[] spreads = [.. others.Select(o => (Off: Beyond(table, o, rest), Volume: Volume(o))).Where(o => o.Volume > 0)
            .Select(o => o.Off * o.Off / o.Volume).Order()];
        // The median of a squared normal deviate is 0.455.
        double scatter = spreads.Length == 0 ? 1 : spreads[spreads.Length / 2] / 0.455;
        if (table.Leaves.All(l => l.Real == decimal.Truncate(l.Real) && l.Expected == decimal.Truncate(l.Expected))) scatter =
            Math.Max(1, scatter);
        Sums mine = Sums.Of(place.Leaves);
        double noise = Math.Sqrt(scatter * Volume(mine));
        return noise > 0 ? Beyond(table, mine, rest) / noise : 0;
    }

    static List<Sums> Others(LeafTable table, Place place, int[] columns)
    {
        HashSet<Leaf> mine = new(place.Leaves, ReferenceEqualityComparer.Instance);
        return [.. table.Leaves.Where(l => !mine.Contains(l))
            .GroupBy(l => string.Join('\u001f', columns.Select(c => l.At[c])), StringComparer.Ordinal).Select(Sums.Of)];
    }

    static double Volume(Sums sums) => (double)(Math.Abs(sums.Real) + Math.Abs(sums.Expected));

    /// <summary>What is there beyond the place's own expectation moved as all other places moved.</summary>
    static double Beyond(LeafTable table, Sums mine, Sums rest)
    {
        if (!table.IsRatio)
        {
            decimal factor = rest.Expected > 0 && rest.Real > 0 ? Math.Clamp(rest.Real / rest.Expected, 0.25m, 4m) : 1m;
            return (double)(mine.Real - (mine.Expected * factor));
        }

        decimal before = Ratio(rest.Expected, rest.ExpectedBase), after = Ratio(rest.Real, rest.RealBase);
        decimal own = mine.ExpectedBase > 0 ? mine.Expected / mine.ExpectedBase : before;
        decimal common = before > 0 && after > 0 ? Math.Clamp(after / before, 0.25m, 4m) : 1m;
        return (double)(mine.Real - (mine.RealBase * own * common));
    }

    static decimal Amount(LeafTable table, Sums part, Sums whole, int decimals)
    {
        if (!table.IsRatio) return decimal.Round(part.Real - part.Expected, decimals, MidpointRounding.AwayFromZero);
        if (whole.ExpectedBase == 0 || whole.RealBase == 0) return 0;
        decimal charged = part.Real - part.Expected - ((part.RealBase - part.ExpectedBase) * (whole.Expected / whole.ExpectedBase));
        return decimal.Round(charged / whole.RealBase, decimals, MidpointRounding.AwayFromZero);
    }

    static decimal Ratio(decimal over, decimal under) => under == 0 ? 0 : over / under;

    readonly record struct Sums(decimal Real, decimal Expected, decimal RealBase, decimal ExpectedBase)
    {
        public static Sums Of(IEnumerable<Leaf> leaves)
        {
            decimal real = 0, expected = 0, realBase = 0, expectedBase = 0;
            foreach (Leaf leaf in leaves)
            {
                real += leaf.Real;
                expected += leaf.Expected;
                realBase += leaf.RealBase;
                expectedBase += leaf.ExpectedBase;
            }

            return new(real, expected, realBase, expectedBase);
        }
    }
}
