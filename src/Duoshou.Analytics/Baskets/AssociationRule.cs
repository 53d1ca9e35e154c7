using System.Runtime.InteropServices;

namespace Duoshou.Analytics.Baskets;

/// <summary>"Who buys the left side also buys the right item", with its strength and whether it could be chance.</summary>
/// <param name="Left">Names of the items on the left, in ordinal order.</param>
/// <param name="Right">The item on the right.</param>
/// <param name="Count">Baskets with both sides.</param>
/// <param name="Support">Their share of all baskets.</param>
/// <param name="Confidence">Share of the left side's baskets that hold the right item.</param>
/// <param name="Lift">Confidence over the right item's share.</param>
/// <param name="Leverage">Share of baskets beyond independence.</param>
/// <param name="Conviction">(1 - share of right) / (1 - confidence); infinite at confidence 1.</param>
/// <param name="Kulczynski">Mean of the confidences of both directions.</param>
/// <param name="Imbalance">0 when both sides are equally common.</param>
/// <param name="P">One-sided exact test of Fisher.</param>
/// <param name="AdjustedP">After Benjamini and Hochberg (1995) over all rules of the search.</param>
/// <param name="Redundant">A shorter left side is at least as confident.</param>
public sealed record AssociationRule(IReadOnlyList<string> Left, string Right, int Count, double Support, double Confidence,
    double Lift,
    double Leverage, double Conviction, double Kulczynski, double Imbalance, double P, double AdjustedP, bool Redundant);

/// <summary>Rules with one item on the right (关联搭配).</summary>
public static class AssociationRules
{
    /// <summary>All rules of at least that support and confidence (ratios), best lift first, then by count and names.</summary>
    public static IReadOnlyList<AssociationRule> Find(BasketTable baskets, double minimumSupport, double minimumConfidence,
        int longest = int.MaxValue)
    {
        Dictionary<int[], int> counts = new(new SetComparer());
        ItemSets.VisitFrequent(baskets, ItemSets.CountFor(baskets, minimumSupport), (items, count) =>
        {
            int[] key = items.ToArray();
            Array.Sort(key);
            counts[key] = count;
        }, longest);
        FisherTail fisher = new(baskets.Count);
        List<AssociationRule> rules = [];
        foreach ((int[] set, int count) in counts)
            for (int at = 0; at < set.Length && set.Length > 1; at++)
            {
                int[] left = [.. set[..at], .. set[(at + 1)..]];
                if ((double)count / counts[left] >= minimumConfidence - 1e-12)
                    rules.Add(Rule(baskets, fisher, left, set[at], count, counts));
            }

        double[] adjusted = BenjaminiHochberg([.. rules.Select(r => r.P)]);
        return [.. rules.Select((r, i) => r with { AdjustedP = adjusted[i] })
            .OrderByDescending(r => Math.Round(r.Lift, 12)).ThenByDescending(r => r.Count)
            .ThenBy(r => string.Join('\u0001', r.Left), StringComparer.Ordinal).ThenBy(r => r.Right, StringComparer.Ordinal)];
    }

    /// <summary>Adjusted p values in the order given: the expected share of false findings below each.</summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> p)
    {
        double[] adjusted = new double[p.Count];
        double running = 1;
        int rank = p.Count;
        foreach (int i in Enumerable.Range(0, p.Count).OrderByDescending(i => p[i]).ThenByDescending(i => i))
            adjusted[i] = running = Math.Min(running, p[i] * p.Count / rank--);
        return adjusted;
    }

    static AssociationRule Rule(BasketTable baskets, FisherTail fisher, int[] left, int right, int both, Dictionary<int[],
        int> counts)
    {
        double n = baskets.Count, x = counts[left], y = counts[[right]];
        double confidence = both / x, share = y / n, support = both / n;
        return new([.. left.Select(baskets.NameOf)], baskets.NameOf(right), both, support, confidence, confidence / share,
            support - x / n * share, both == (int)x ? double.PositiveInfinity : (1 - share) / (1 - confidence),
            (confidence + both / y) / 2, Math.Abs(x - y) / (x + y - both), fisher.AtLeast(both, (int)x, (int)y), 1,
            IsRedundant(left, right, confidence, counts));
    }

    static bool IsRedundant(int[] left, int right, double confidence, Dictionary<int[], int> counts)
    {
        for (int drop = 0; drop < left.Length && left.Length > 1; drop++)
        {
            int[] shorter = [.. left[..drop], .. left[(drop + 1)..]];
            int[] whole = [.. shorter, right];
            Array.Sort(whole);
            if ((double)counts[whole] / counts[shorter] >= confidence) return true;
        }

        return false;
    }

    /// <summary>Upper tail of the hypergeometric distribution over a fixed number of baskets.</summary>
    sealed class FisherTail
    {
        readonly int total;
        readonly double[] logFactorial;

        public FisherTail(int total)
        {
            this.total = total;
            logFactorial = new double[total + 1];
            for (int i = 1; i <= total; i++) logFactorial[i] = logFactorial[i - 1] + Math.Log(i);
        }

        public double AtLeast(int both, int x, int y)
        {
            double sum = 0, always = logFactorial[x] + logFactorial[total - x] + logFactorial[y] + logFactorial[total - y]
                - logFactorial[total];
            for (int k = both; k <= Math.Min(x, y); k++)
            {
                if (total - x - y + k < 0) continue;
                double term = Math.Exp(always - logFactorial[k] - logFactorial[x - k] - logFactorial[y - k]
                    - logFactorial[total - x - y + k]);
                sum += term;
                if (term < 1e-17 * sum) break;
            }

            return Math.Min(1, sum);
        }
    }

    sealed class SetComparer : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] set)
        {
            HashCode hash = default;
            hash.AddBytes(MemoryMarshal.AsBytes(set.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
