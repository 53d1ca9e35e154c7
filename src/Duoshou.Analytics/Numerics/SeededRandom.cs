namespace Duoshou.Analytics.Numerics;

/// <summary>
/// SplitMix64: a small generator whose numbers are the same on every machine and in every version of the framework.
/// </summary>
sealed class SeededRandom(ulong seed)
{
    ulong state = seed;
    double spare = double.NaN;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>Even on [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public int Below(int limit) => (int)(Uniform() * limit);

    /// <summary>Standard normal, by the polar method of Marsaglia.</summary>
    public double Normal()
    {
        if (!double.IsNaN(spare))
        {
            double kept = spare;
            spare = double.NaN;
            return kept;
        }

        double u, v, s;
        do
        {
            (u, v) = (2 * Uniform() - 1, 2 * Uniform() - 1);
            s = u * u + v * v;
        }
        while (s is >= 1 or 0);
        double factor = Math.Sqrt(-2 * Math.Log(s) / s);
        spare = v * factor;
        return u * factor;
    }
}
