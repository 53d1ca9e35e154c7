using System.Runtime.InteropServices;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>A percentage of each line, or of units picked from them; rounded for each line or unit.</summary>
sealed class PercentOfLines(LineSet of, int basisPoints, UnitLimits limits, bool ofUnitPrice) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return Blocked(turn, of);
        turn.Choose(lines, limits);
        ReadOnlySpan<Chosen> units = CollectionsMarshal.AsSpan(turn.Units);
        for (int i = 0; i < units.Length;)
        {
            int end = i + 1;
            while (end < units.Length && units[end].Line == units[i].Line) end++;
            CutLine(turn, units[i..end]);
            i = end;
        }

        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    void CutLine(Turn turn, ReadOnlySpan<Chosen> units)
    {
        long unitPrice = turn.Basket.Lines[units[0].Line].UnitPrice, sum = 0;
        foreach (Chosen run in units)
        {
            long amount = ofUnitPrice ? unitPrice : run.Amount;
            if (turn.Basket.Policy.RoundAtUnit) turn.CutEach(run, Rounding.Off(amount, basisPoints, turn.Basket.Policy));
            sum += amount * run.Count;
        }

        if (!turn.Basket.Policy.RoundAtUnit) turn.TakeFromLine(units, Rounding.Off(sum, basisPoints, turn.Basket.Policy),
            ofUnitPrice);
    }

    internal override long Most(Bounds bounds)
    {
        if (limits.Total < int.MaxValue && !ofUnitPrice)
            return Math.Min(bounds.Room(of.Widest),
                bounds.Dearest(of.Widest, limits.Total, amount => Bounds.RateUp(amount, basisPoints)));
        long most = 0;
        foreach (int line in of.Widest) most += OnLine(bounds, line);
        return most;
    }

    internal override long MostOn(Bounds bounds, int line) =>
        Array.IndexOf(of.Widest, line) < 0 ? 0 : Capped(OnLine(bounds, line));

    /// <summary>
    /// Whole lines at line rounding shrink by the rate whatever came before, so they enter the lowest amounts themselves.
    /// </summary>
    internal override void Relax(Bounds bounds)
    {
        bool plain = limits.None && !ofUnitPrice && !bounds.Basket.Policy.RoundAtUnit && MaxAmount is null && of.Reading is null;
        if (!plain)
        {
            base.Relax(bounds);
            return;
        }

        foreach (int line in of.Widest) bounds.Low[line] -= bounds.Off(bounds.Low[line], basisPoints);
    }

    long OnLine(Bounds bounds, int line)
    {
        long unitPrice = bounds.Basket.Lines[line].UnitPrice, most;
        int quantity = bounds.Basket.Lines[line].Quantity, units = Math.Min(quantity, limits.PerLine);
        if (ofUnitPrice) most = Bounds.RateUp(unitPrice, basisPoints) * units;
        else if (bounds.Basket.Policy.RoundAtUnit || units < quantity) most =
            bounds.Dearest([line], units, a => Bounds.RateUp(a, basisPoints));
        else most = bounds.Off(bounds.Now.Totals[line], basisPoints);
        return Math.Min(most, bounds.Room(line));
    }

    /// <summary>Lines there are, but they are another promotion's, or have been discounted before.</summary>
    internal static Refusal Blocked(Turn turn, LineSet of) =>
        turn.Basket.Now(of, turn.Running).Length > 0 ? Refusal.Excluded : Refusal.NoMatchingLines;
}

/// <summary>A percentage of the lines together, or a price for them together: one amount, rounded once, then divided.</summary>
sealed class PercentOfOrder(LineSet of, int basisPoints) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        long sum = 0;
        foreach (int line in lines) sum += turn.Running.Totals[line];
        return OrderAmount.Take(turn, lines, Rounding.Off(sum, basisPoints, turn.Basket.Policy), MaxAmount);
    }

    internal override long Most(Bounds bounds) =>
        Math.Min(bounds.Room(of.Widest), bounds.Off(bounds.Total(of.Widest), basisPoints));

    /// <summary>
    /// Without floors each line bears its own proportion, to within the minor units that rounding moves between lines: at most
    /// one each, and one for the rounding of the whole. Floors may move more, so there the whole amount stays a deficit.
    /// </summary>
    internal override void Relax(Bounds bounds)
    {
        bool floors = false;
        foreach (int line in of.Widest) floors |= bounds.Basket.Floor(line, bounds.Waived) > 0;
        long most = Most(bounds);
        if (floors || of.Reading is not null || MaxAmount < most)
        {
            bounds.Deficit += Capped(most);
            return;
        }

        foreach (int line in of.Widest)
            bounds.Low[line] -= (long)((Int128)bounds.Low[line] * basisPoints / Rounding.Whole);
        bounds.Deficit += of.Widest.Length + 1;
    }
}

/// <summary>Amounts taken off lines together.</summary>
static class OrderAmount
{
    internal static Refusal? Take(Turn turn, ReadOnlySpan<int> lines, long amount, long? maxAmount)
    {
        turn.Choose(lines, new UnitLimits(int.MaxValue, int.MaxValue, null));
        if (maxAmount < amount) amount = maxAmount.Value;
        turn.TakeOver(CollectionsMarshal.AsSpan(turn.Units), amount);
        return turn.Commit(maxAmount) > 0 ? null : Refusal.NoEffect;
    }
}
