using System.Numerics;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses.Search;

namespace Duoshou.Analytics.RootCauses;

/// <summary>
/// The one place where the chosen causes meet exact amounts. What rounding leaves over is in the unexplained rest.
/// </summary>
static class Accounts
{
    /// <summary>A cause is shown, not only likely, from here on.</summary>
    const double SureSigmas = 6;

    public static Localised Of(
        LeafTable table, CodedLeaves given, CodedLeaves moved, List<Chosen> chosen, bool noisy, int decimals)
    {
        Totals before = Totals.Of(given.Leaves), after = Totals.Of(moved.Leaves);
        decimal real = before.Real(table.IsRatio, decimals), expected = before.Expected(table.IsRatio, decimals);
        decimal change = real - expected;
        List<RootCause> causes = [];
        if (!ReferenceEquals(given, moved))
            causes.Add(Everywhere(after.Expected(table.IsRatio, decimals) - expected, change, given.Count));
        foreach (Chosen cause in chosen)
        {
            decimal amount = Amount(moved, cause.Leaves, after, decimals);
            IEnumerable<int> all = Enumerable.Range(0, given.Count).Where(i => cause.Cuboid.ElementOf[i] == cause.Element);
            Grade grade = cause.Certain && cause.Sigmas >= SureSigmas ? Grade.Shown : Grade.CannotTell;
            causes.Add(new(Where(table, given, cause), amount, Amount(moved, all, after, decimals), Share(amount, change), grade,
                cause.Sigmas, cause.Leaves.Count));
        }

        return new(real, expected, change, causes, change - causes.Sum(c => c.Amount), noisy);
    }

    static RootCause Everywhere(decimal amount, decimal change, int leaves) =>
        new([], amount, amount, Share(amount, change), Grade.Shown, double.PositiveInfinity, leaves);

    static decimal Amount(CodedLeaves leaves, IEnumerable<int> members, Totals totals, int decimals)
    {
        Totals part = Totals.Of(members.Select(i => leaves.Leaves[i]));
        if (!leaves.IsRatio) return Rounded(part.Numerator - part.ExpectedNumerator, decimals);
        if (totals.ExpectedDenominator == 0 || totals.Denominator == 0) return 0;
        decimal numerator = part.Numerator - part.ExpectedNumerator, denominator = part.Denominator - part.ExpectedDenominator;
        decimal charged = numerator - (denominator * (totals.ExpectedNumerator / totals.ExpectedDenominator));
        return Rounded(charged / totals.Denominator, decimals);
    }

    static List<AttributeValue> Where(LeafTable table, CodedLeaves leaves, Chosen cause)
    {
        int member = Array.IndexOf(cause.Cuboid.ElementOf, cause.Element);
        return [.. Enumerable.Range(0, BitOperations.Log2(cause.Cuboid.Dimensions | 1) + 1)
            .Where(d => (cause.Cuboid.Dimensions >> d & 1) == 1)
            .Select(d => new AttributeValue(table.Dimensions[d], leaves.Values[d][leaves.Codes[d][member]]))];
    }

    static decimal Share(decimal amount, decimal change) => change == 0 ? 0 : decimal.Round(amount / change, 6);

    static decimal Rounded(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);

    readonly record struct Totals(decimal Numerator, decimal ExpectedNumerator, decimal Denominator, decimal ExpectedDenominator)
    {
        public static Totals Of(IEnumerable<Leaf> leaves)
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

        public decimal Real(bool isRatio, int decimals) => Value(Numerator, Denominator, isRatio, decimals);

        public decimal Expected(bool isRatio, int decimals) => Value(ExpectedNumerator, ExpectedDenominator, isRatio, decimals);

        static decimal Value(decimal numerator, decimal denominator, bool isRatio, int decimals) =>
            Rounded(isRatio ? denominator == 0 ? 0 : numerator / denominator : numerator, decimals);
    }
}
