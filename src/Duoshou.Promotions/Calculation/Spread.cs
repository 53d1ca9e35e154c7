using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>
/// 分摊: divides an amount over parts in proportion to weights, no part above its cap, the parts summing to the whole. A part may
/// stand for a number of equal units. Hamilton's largest remainder, after closing every part whose exact share would pass its
/// cap.
/// </summary>
static class Spread
{
    /// <summary>
    /// The result: a unit of part i gets each[i]; besides, spare[i] minor units go to units of the part, by the remainder rule.
    /// An empty span of caps means no cap, an empty span of counts means one unit for each part.
    /// </summary>
    internal static void Over(
        long amount, ReadOnlySpan<long> weights, ReadOnlySpan<long> caps, ReadOnlySpan<int> counts, RemainderRule rule,
            Span<long> each, Span<long> spare)
    {
        int n = weights.Length;
        Span<bool> closed = n <= 128 ? stackalloc bool[n] : new bool[n];
        Span<long> rest = n <= 128 ? stackalloc long[n] : new long[n];
        closed.Clear();
        each.Clear();
        spare.Clear();
        long left = amount;
        if (!caps.IsEmpty)
        {
            long room = 0;
            for (int i = 0; i < n; i++) room += caps[i] * Count(counts, i);
            left = Math.Min(amount, room);
        }

        if (left <= 0) return;
        bool even = Proportional(ref left, weights, caps, counts, closed, each, rest);
        if (left > 0) GiveSpare(left, even ? default : weights, caps, counts, rule, closed, each, rest, spare);
    }

    /// <summary>
    /// Closes parts at their caps until none is exceeded, then rounds the shares of the open ones down. True if all open weights
    /// were zero.
    /// </summary>
    static bool Proportional(
        ref long left, ReadOnlySpan<long> weights, ReadOnlySpan<long> caps, ReadOnlySpan<int> counts, Span<bool> closed,
            Span<long> each, Span<long> rest)
    {
        bool even;
        bool again;
        do
        {
            long sum = Sum(weights, counts, closed, out even);
            long shared = left;
            again = false;
            for (int i = 0; i < weights.Length; i++)
            {
                if (closed[i]) continue;
                (each[i], rest[i]) = MulDiv(shared, even ? 1 : weights[i], sum);
                if (caps.IsEmpty || each[i] < caps[i] || each[i] == caps[i] && rest[i] == 0) continue;
                (each[i], rest[i], closed[i], again) = (caps[i], 0, true, true);
                left -= caps[i] * Count(counts, i);
            }
        }
        while (again && left > 0);

        for (int i = 0; i < weights.Length; i++)
        {
            if (closed[i]) continue;
            if (again) (each[i], rest[i]) = (0, 0);
            left -= each[i] * Count(counts, i);
        }

        return even;
    }

    static long Sum(ReadOnlySpan<long> weights, ReadOnlySpan<int> counts, ReadOnlySpan<bool> closed, out bool even)
    {
        long sum = 0, open = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (closed[i]) continue;
            sum += weights[i] * Count(counts, i);
            open += Count(counts, i);
        }

        even = sum == 0;
        return even ? Math.Max(open, 1) : sum;
    }

    static void GiveSpare(
        long left, ReadOnlySpan<long> weights, ReadOnlySpan<long> caps, ReadOnlySpan<int> counts, RemainderRule rule,
        ReadOnlySpan<bool> closed, ReadOnlySpan<long> each, ReadOnlySpan<long> rest, Span<long> spare)
    {
        if (rule == RemainderRule.Largest)
        {
            GiveByRemainder(left, weights, counts, rest, spare);
            return;
        }

        for (int k = 0; k < each.Length && left > 0; k++)
        {
            int i = rule == RemainderRule.First ? k : each.Length - 1 - k;
            if (closed[i] || !weights.IsEmpty && weights[i] == 0) continue;
            long room = caps.IsEmpty ? left : (caps[i] - each[i]) * Count(counts, i);
            spare[i] = Math.Min(left, room);
            left -= spare[i];
        }
    }

    static void GiveByRemainder(long left, ReadOnlySpan<long> weights, ReadOnlySpan<int> counts, ReadOnlySpan<long> rest,
        Span<long> spare)
    {
        Span<Claim> claims = rest.Length <= 128 ? stackalloc Claim[rest.Length] : new Claim[rest.Length];
        int found = 0;
        for (int i = 0; i < rest.Length; i++)
            if (rest[i] > 0) claims[found++] = new Claim(rest[i], weights.IsEmpty ? 0 : weights[i], i);
        claims = claims[..found];
        if (found > 1) claims.Sort();
        foreach (Claim claim in claims)
        {
            spare[claim.Position] = Math.Min(left, Count(counts, claim.Position));
            left -= spare[claim.Position];
            if (left == 0) return;
        }
    }

    static int Count(ReadOnlySpan<int> counts, int i) => counts.IsEmpty ? 1 : counts[i];

    static (long Quotient, long Left) MulDiv(long a, long b, long divisor)
    {
        if ((ulong)a <= int.MaxValue && (ulong)b <= uint.MaxValue) return Math.DivRem(a * b, divisor);
        (UInt128 quotient, UInt128 rest) = UInt128.DivRem((UInt128)(ulong)a * (ulong)b, (ulong)divisor);
        return ((long)quotient, (long)rest);
    }

    readonly record struct Claim(long Left, long Weight, int Position) : IComparable<Claim>
    {
        public int CompareTo(Claim other)
        {
            if (Left != other.Left) return other.Left.CompareTo(Left);
            return Weight != other.Weight ? other.Weight.CompareTo(Weight) : Position.CompareTo(other.Position);
        }
    }
}
