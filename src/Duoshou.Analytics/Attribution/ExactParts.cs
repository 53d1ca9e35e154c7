namespace Duoshou.Analytics.Attribution;

/// <summary>
/// Where effects worked out in floating point become exact amounts: each is rounded down to the smallest unit and the
/// units that are
/// left go to the largest remainders, so that the parts sum to the exact change.
/// </summary>
public static class ExactParts
{
    /// <summary>
    /// The effects as amounts of so many decimals that sum to <paramref name="change"/>, itself of no more decimals.
    /// </summary>
    public static decimal[] Of(IReadOnlyList<double> effects, decimal change, int decimals)
    {
        if (effects.Count == 0) return [];
        decimal unit = Unit(decimals);
        decimal[] parts = new decimal[effects.Count], remainders = new decimal[effects.Count];
        decimal scale = Scale(effects, change);
        for (int i = 0; i < parts.Length; i++)
        {
            decimal exact = Clamped(effects[i]) * scale;
            parts[i] = decimal.Floor(exact / unit) * unit;
            remainders[i] = exact - parts[i];
        }

        Distribute(parts, remainders, effects, change, unit);
        return parts;
    }

    /// <summary>
    /// Floating point and replaced zeros leave a trace of a difference; it is taken in proportion, never from one part.
    /// </summary>
    static decimal Scale(IReadOnlyList<double> effects, decimal change)
    {
        decimal sum = effects.Sum(Clamped);
        if (sum == 0 || change == 0) return 1;
        decimal scale = change / sum;
        return Math.Abs(scale - 1) < 1e-6m ? scale : 1;
    }

    static void Distribute(decimal[] parts, decimal[] remainders, IReadOnlyList<double> effects, decimal change, decimal unit)
    {
        decimal missing = change - parts.Sum();
        long units = (long)Math.Clamp(decimal.Truncate(missing / unit), -1_000_000, 1_000_000);
        int[] order = [.. Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).ThenBy(i => i)];
        int[] moved = [.. order.Where(i => effects[i] != 0)];
        if (moved.Length == 0) moved = order;
        long each = units / moved.Length, rest = units % moved.Length;
        foreach (int i in moved) parts[i] += each * unit;
        foreach (int i in rest >= 0 ? moved.Take((int)rest) : moved.Reverse().Take((int)-rest))
            parts[i] += Math.Sign(rest) * unit;
        parts[moved[0]] += change - parts.Sum();
    }

    static decimal Clamped(double value) => double.IsFinite(value) ? (decimal)Math.Clamp(value, -1e18, 1e18) : 0;

    static decimal Unit(int decimals) => new(1, 0, 0, false, (byte)decimals);
}
