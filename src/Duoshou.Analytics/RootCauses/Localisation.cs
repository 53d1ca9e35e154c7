using Duoshou.Analytics.RootCauses.Search;

namespace Duoshou.Analytics.RootCauses;

/// <summary>
/// Finds where a change happened among all combinations of all dimensions. One answer for one table, whatever the order
/// of its rows;
/// no table, however small or odd, is refused.
/// </summary>
public static class Localisation
{
    /// <summary>Above this noise of a middling leaf the table is searched as a noisy one.</summary>
    const double NoisyFrom = 0.35;

    const int MostCauses = 20;

    /// <summary>
    /// The places that explain the difference between seen and expected. Amounts have the given number of decimals (those of the
    /// currency for money); ratios are given with ten.
    /// </summary>
    public static Localised Find(LeafTable table, int decimals = 2)
    {
        CodedLeaves given = CodedLeaves.From(table);
        int shown = table.IsRatio ? 10 : decimals;
        if (given.Count == 0 || given.Codes.Length == 0) return Accounts.Of(table, given, given, [], false, shown);
        decimal factor = CommonShift.Factor(given);
        CodedLeaves leaves = factor == 1 ? given : given.Moved(factor);
        List<Cuboid> cuboids = Cuboids.Of(leaves);
        Deviations deviations = Deviations.Of(leaves);
        bool noisy = deviations.Counts || deviations.Noise > NoisyFrom;
        List<Chosen> chosen = noisy
            ? new NoisySearch(Contribution.Of(leaves), cuboids).Run()
            : new ClearSearch(leaves, deviations, cuboids).Run(MostCauses);
        return Accounts.Of(table, given, leaves, chosen, noisy, shown);
    }
}
