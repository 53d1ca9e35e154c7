using System.Numerics;

namespace Duoshou.Analytics.Baskets;

/// <summary>Sets of baskets as bits; the innermost loops of the search.</summary>
static class Bitmaps
{
    /// <summary>Writes the intersection and counts it; stops with -1 as soon as it can no longer reach the minimum.</summary>
    public static int Intersect(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> into, int minimum)
    {
        int count = 0, i = 0;
        b = b[..a.Length];
        into = into[..a.Length];
        for (; i + 4 <= a.Length; i += 4)
        {
            ulong w0 = a[i] & b[i], w1 = a[i + 1] & b[i + 1], w2 = a[i + 2] & b[i + 2], w3 = a[i + 3] & b[i + 3];
            (into[i], into[i + 1], into[i + 2], into[i + 3]) = (w0, w1, w2, w3);
            count += BitOperations.PopCount(w0) + BitOperations.PopCount(w1) + BitOperations.PopCount(w2)
                + BitOperations.PopCount(w3);
            if (count + (a.Length - i - 4) * 64 < minimum) return -1;
        }

        for (; i < a.Length; i++)
        {
            into[i] = a[i] & b[i];
            count += BitOperations.PopCount(into[i]);
        }

        return count >= minimum ? count : -1;
    }

    /// <summary>Whether every basket of the first is in the second.</summary>
    public static bool Within(ReadOnlySpan<ulong> inner, ReadOnlySpan<ulong> outer)
    {
        outer = outer[..inner.Length];
        for (int i = 0; i < inner.Length; i++)
            if ((inner[i] & ~outer[i]) != 0)
                return false;
        return true;
    }
}
