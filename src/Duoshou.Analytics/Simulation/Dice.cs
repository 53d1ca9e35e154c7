using System.Numerics;

namespace Duoshou.Analytics.Simulation;

/// <summary>What a run of dice is thrown for; runs of different purposes never disturb each other.</summary>
enum Throw
{
    Roster, Catalogue, Rates, Incidents, Changes, Mood, Traffic, Orders, Reviews, Service, Market, Brushing, Files,
    Events, Counters, Ads,
}

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014), started from seed, shop, day and purpose, so that any day of any shop can be thrown
/// alone and in any order with the same result.
/// </summary>
struct Dice
{
    ulong state;

    public Dice(long seed, int shop, int day, Throw purpose)
    {
        state = Mix((ulong)seed ^ 0x9E3779B97F4A7C15UL);
        state = Mix(state ^ (ulong)(uint)shop * 0xBF58476D1CE4E5B9UL);
        state = Mix(state ^ (ulong)(uint)day * 0x94D049BB133111EBUL);
        state = Mix(state ^ (ulong)purpose * 0xD6E8FEB86659FD93UL);
    }

    /// <summary>A well-mixed value of a value: the same in, the same out.</summary>
    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15UL);

    /// <summary>From 0 to just under 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>From 0 to one less than the limit.</summary>
    public int Below(int limit) => (int)(((Next() >> 32) * (ulong)limit) >> 32);

    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>The place in rising cumulative shares that ends in 1.</summary>
    public int Pick(double[] cumulative)
    {
        int place = Array.BinarySearch(cumulative, Unit());
        return Math.Min(place < 0 ? ~place : place, cumulative.Length - 1);
    }

    /// <summary>Standard normal by Box and Muller.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Unit())) * Math.Cos(2 * Math.PI * Unit());

    public int Poisson(double mean)
    {
        if (mean <= 0) return 0;
        if (mean > 30) return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * Normal()));
        double term = Math.Exp(-mean), sum = term, wanted = Unit();
        int count = 0;
        while (wanted > sum && count < 200) sum += term *= mean / ++count;
        return count;
    }

    public int Binomial(int trials, double probability)
    {
        if (trials <= 0 || probability <= 0) return 0;
        if (probability >= 1) return trials;
        double mean = trials * probability;
        if (mean > 30 && trials - mean > 30)
            return Math.Clamp((int)Math.Round(mean + Math.Sqrt(mean * (1 - probability)) * Normal()), 0, trials);
        if (probability > 0.5) return trials - Binomial(trials, 1 - probability);
        double odds = probability / (1 - probability), term = Math.Exp(trials * Math.Log(1 - probability)), sum = term,
            wanted = Unit();
        int count = 0;
        while (wanted > sum && count < trials) sum += term *= odds * (trials - count) / ++count;
        return count;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (int i = items.Count - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    /// <summary>Sixteen hexadecimal digits that stand for a thing and say nothing of it.</summary>
    public static string Key(ulong of) => string.Create(16, Mix(of), static (span, value) =>
    {
        for (int i = 15; i >= 0; i--, value >>= 4) span[i] = "0123456789abcdef"[(int)(value & 15)];
    });

    /// <summary>An id made of dice instead of a clock: version 8 of RFC 9562, "custom".</summary>
    public Guid Id()
    {
        UInt128 bits = new(Next(), Next());
        bits = bits & ~((UInt128)0xF000 << 64) | (UInt128)0x8000 << 64;
        bits = bits & ~((UInt128)3 << 62) | (UInt128)2 << 62;
        Span<byte> bytes = stackalloc byte[16];
        ((IBinaryInteger<UInt128>)bits).WriteBigEndian(bytes);
        return new(bytes, bigEndian: true);
    }
}
