using System.Numerics;

namespace Duoshou.Kernel;

/// <summary>Splits an amount into parts that sum to it exactly (largest remainder, Hamilton's method).</summary>
public static class Allocation
{
    /// <summary>
    /// Shares of <paramref name="total"/> in proportion to the weights, each a whole number of the currency's smallest unit, summing
    /// to the total. Ties in the remainder go to the earlier weight. With every weight zero the split is even.
    /// </summary>
    /// <exception cref="ArgumentException">There is no weight, or a weight is negative, or the total is finer than the smallest unit.</exception>
    public static IReadOnlyList<Money> Split(Money total, IReadOnlyList<decimal> weights)
    {
        long[] parts = Split(total.Minor(), weights);
        return [.. parts.Select(units => Money.FromMinor(units, total.Currency))];
    }

    /// <summary>Whole shares of a whole total in proportion to the weights. See <see cref="Split(Money, IReadOnlyList{decimal})"/>.</summary>
    public static long[] Split(long total, IReadOnlyList<decimal> weights)
    {
        if (weights.Count == 0) throw new ArgumentException("Nothing to split over: give at least one weight.", nameof(weights));
        if (weights.Any(w => w < 0)) throw new ArgumentException("A weight is negative; shares would leave the range of the total.", nameof(weights));
        BigInteger[] whole = Whole(weights);
        BigInteger sum = whole.Aggregate(BigInteger.Zero, (a, b) => a + b);
        if (sum.IsZero)
        {
            Array.Fill(whole, BigInteger.One);
            sum = whole.Length;
        }

        long magnitude = Math.Abs(total), given = 0;
        int sign = Math.Sign(total);
        long[] parts = new long[whole.Length];
        BigInteger[] remainders = new BigInteger[whole.Length];
        for (int i = 0; i < whole.Length; i++)
        {
            parts[i] = (long)BigInteger.DivRem(whole[i] * magnitude, sum, out remainders[i]);
            given += parts[i];
        }

        foreach (int i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i).Take((int)(magnitude - given)))
            parts[i]++;
        for (int i = 0; i < parts.Length; i++) parts[i] *= sign;
        return parts;
    }

    /// <summary>The weights as integers in the same proportion, so that no share is rounded before the remainder is known.</summary>
    static BigInteger[] Whole(IReadOnlyList<decimal> weights)
    {
        int scale = weights.Max(w => w.Scale);
        return [.. weights.Select(w => Unscaled(w) * BigInteger.Pow(10, scale - w.Scale))];
    }

    static BigInteger Unscaled(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
    }
}
