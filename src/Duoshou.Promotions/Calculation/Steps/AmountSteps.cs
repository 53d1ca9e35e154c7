using System.Runtime.InteropServices;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>An amount off, or a price for, each of the chosen units.</summary>
sealed class EachUnit(LineSet of, UnitLimits limits, long amount, bool isPrice) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        turn.Choose(lines, limits);
        foreach (Chosen run in turn.Units) turn.CutEach(run, OffUnit(run.Amount));
        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    internal override long Most(Bounds bounds)
    {
        if (limits.Total < int.MaxValue) return Math.Min(bounds.Room(of.Widest),
            bounds.Dearest(of.Widest, limits.Total, OffUnit));
        long most = 0;
        foreach (int line in of.Widest) most += OnLine(bounds, line);
        return most;
    }

    internal override long MostOn(Bounds bounds, int line) =>
        Array.IndexOf(of.Widest, line) < 0 ? 0 : Capped(OnLine(bounds, line));

    long OnLine(Bounds bounds, int line) =>
        Math.Min(bounds.Room(line), bounds.Dearest([line], Math.Min(limits.PerLine, int.MaxValue), OffUnit));

    long OffUnit(long now) => Math.Max(0, isPrice ? now - amount : Math.Min(amount, now));
}

/// <summary>An amount off each line.</summary>
sealed class AmountOfLines(LineSet of, UnitLimits limits, long amount) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        turn.Choose(lines, limits);
        ReadOnlySpan<Chosen> units = CollectionsMarshal.AsSpan(turn.Units);
        for (int i = 0; i < units.Length;)
        {
            int end = i + 1;
            while (end < units.Length && units[end].Line == units[i].Line) end++;
            turn.TakeFromLine(units[i..end], amount, byUnitPrice: false);
            i = end;
        }

        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    internal override long Most(Bounds bounds)
    {
        long most = 0;
        foreach (int line in of.Widest) most += Math.Min(amount, bounds.Room(line));
        return most;
    }
}

/// <summary>An amount off the lines together (满减), or a price for them together; divided by what they cost.</summary>
sealed class AmountOfOrder(LineSet of, long amount, bool isPrice) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        long sum = 0;
        foreach (int line in lines) sum += turn.Running.Totals[line];
        return OrderAmount.Take(turn, lines, isPrice ? sum - amount : amount, MaxAmount);
    }

    internal override long Most(Bounds bounds)
    {
        long room = bounds.Room(of.Widest);
        return isPrice ? Math.Clamp(bounds.Total(of.Widest) - amount, 0, room) : Math.Min(amount, room);
    }
}

/// <summary>定金膨胀: of each unit, what the deposit counts for beyond itself.</summary>
sealed class DepositStep(LineSet of, UnitLimits limits, long paid, long worth) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        turn.Choose(lines, limits);
        long units = 0;
        foreach (Chosen run in turn.Units)
        {
            turn.CutEach(run, worth - paid);
            units += run.Count;
        }

        if (turn.Commit(MaxAmount) == 0) return Refusal.NoEffect;
        turn.Running.DepositPaid += paid * units;
        return null;
    }

    internal override long Most(Bounds bounds) =>
        Math.Min(bounds.Room(of.Widest), (worth - paid) * Math.Min(limits.Total, bounds.Units(of.Widest)));
}
