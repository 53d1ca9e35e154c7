using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>
/// The most that promotions not yet decided can still save, from amounts as they stand. It rests on three facts: amounts only
/// fall; an action takes no more from smaller amounts than from larger ones; and what it leaves to pay never falls faster than
/// what it found. So a percentage of a whole line may be taken of the lowest that the line can have come to (<see cref="Low"/>),
/// which keeps stacked percentages from being added up; everything else is a plain number that stays owed (<see
/// cref="Deficit"/>). In the end a line is worth at least its lowest, all lines together at least that less the deficit.
/// </summary>
sealed class Bounds(Basket basket)
{
    readonly List<Chosen> units = [];

    internal Basket Basket => basket;

    /// <summary>The amounts from which the bound is taken.</summary>
    internal Running Now { get; private set; } = null!;

    /// <summary>Whether the promotion looked at may go below floors.</summary>
    internal bool Waived { get; set; }

    internal long[] Low { get; } = new long[basket.Lines.Length];

    internal long[] LowFees { get; } = new long[basket.Cart.Shipping.Count];

    internal long Deficit { get; set; }

    internal void Begin(Running now)
    {
        Now = now;
        Deficit = 0;
        now.Totals.AsSpan().CopyTo(Low);
        now.Fees.AsSpan().CopyTo(LowFees);
    }

    /// <summary>What the bound has come to.</summary>
    internal long Saving()
    {
        long saving = Deficit;
        for (int i = 0; i < Low.Length; i++) saving += Now.Totals[i] - Low[i];
        for (int i = 0; i < LowFees.Length; i++) saving += Now.Fees[i] - LowFees[i];
        return saving;
    }

    /// <summary>What can still be taken off lines before they are at their floors.</summary>
    internal long Room(ReadOnlySpan<int> lines)
    {
        long room = 0;
        foreach (int line in lines) room += Room(line);
        return room;
    }

    internal long Room(int line)
    {
        long floor = basket.Floor(line, Waived);
        if (floor == 0) return Now.Totals[line];
        long room = 0;
        foreach (UnitRun run in Now.Runs[line]) room += Math.Max(0, run.Amount - floor) * run.Count;
        return room;
    }

    internal int Units(ReadOnlySpan<int> lines)
    {
        int count = 0;
        foreach (int line in lines) count += basket.Lines[line].Quantity;
        return count;
    }

    internal long Total(ReadOnlySpan<int> lines)
    {
        long total = 0;
        foreach (int line in lines) total += Now.Totals[line];
        return total;
    }

    /// <summary>The sum over the dearest units of what each could give at most.</summary>
    internal long Dearest(ReadOnlySpan<int> lines, long count, Func<long, long> most)
    {
        units.Clear();
        foreach (int line in lines)
            foreach (UnitRun run in Now.Runs[line]) units.Add(new Chosen(line, 0, run.Count, run.Amount));
        units.Sort((a, b) => b.Amount.CompareTo(a.Amount));
        long sum = 0;
        foreach (Chosen run in units)
        {
            if (count <= 0) break;
            long taken = Math.Min(count, run.Count);
            sum += most(run.Amount) * taken;
            count -= taken;
        }

        return sum;
    }

    /// <summary>A rate of an amount, rounded so that no rule of rounding gives more.</summary>
    internal static long RateUp(long amount, int basisPoints) =>
        (long)(((Int128)amount * basisPoints + Rounding.Whole - 1) / Rounding.Whole);

    internal long Off(long amount, int basisPoints) => Rounding.Off(amount, basisPoints, basket.Policy);
}
