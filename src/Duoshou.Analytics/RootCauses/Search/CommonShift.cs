namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>
/// Whether everything moved together. Then "where" is everywhere: the common part is taken out first, and only what
/// differs from it is
/// searched for narrower causes.
/// </summary>
static class CommonShift
{
    const double SurestAtLeast = 6;
    const int FewestLeaves = 20;

    /// <summary>The factor by which all expectations moved, or 1.</summary>
    public static decimal Factor(CodedLeaves leaves)
    {
        double?[] moves = [.. leaves.Leaves.Select(l => Move(l, leaves.IsRatio))];
        double[] known = [.. moves.OfType<double>().Order()];
        if (known.Length < FewestLeaves || leaves.Codes.Length == 0) return 1;
        double middle = Middle(known);
        double[] distances = [.. known.Select(m => Math.Abs(m - middle)).Order()];
        double noise = Math.Max(Middle(distances) / 0.6745, 1e-4);
        bool sure = Math.Abs(middle) * Math.Sqrt(known.Length) >= SurestAtLeast * 1.253 * noise;
        if (!sure) return 1;
        for (int d = 0; d < leaves.Codes.Length; d++)
            if (!MovedThroughout(moves, leaves.Codes[d], leaves.Values[d].Length, middle)) return 1;
        return decimal.Round((decimal)(middle < 0 ? 1 + middle : 1 / (1 - middle)), 6);
    }

    /// <summary>
    /// Of a dimension's values that have enough leaves, at least four in five moved the same way and half as far.
    /// </summary>
    static bool MovedThroughout(double?[] moves, int[] codes, int values, double middle)
    {
        double[] middles = [.. Enumerable.Range(0, moves.Length)
            .Where(i => moves[i] is not null)
            .GroupBy(i => codes[i])
            .Where(g => g.Count() >= Math.Min(FewestLeaves, moves.Length / values / 2))
            .Select(g => Middle([.. g.Select(i => moves[i]!.Value).Order()]))];
        int along = middles.Count(m => m / middle >= 0.5);
        return along >= 0.8 * middles.Length;
    }

    static double? Move(Leaf leaf, bool isRatio)
    {
        double real = (double)leaf.Real, expected = (double)leaf.Expected;
        if (isRatio)
        {
            if (leaf.RealBase <= 0 || leaf.ExpectedBase <= 0) return null;
            (real, expected) = (real / (double)leaf.RealBase, expected / (double)leaf.ExpectedBase);
        }

        double larger = Math.Max(Math.Abs(real), Math.Abs(expected));
        return larger == 0 ? null : Math.Clamp((real - expected) / larger, -0.95, 0.95);
    }

    static double Middle(double[] ordered) => ordered.Length == 0 ? 0 : ordered[ordered.Length / 2];
}
