using System.Runtime.InteropServices;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>第 N 件 M 折: of every N units one gets the rate; the cheapest ones do.</summary>
sealed class NthUnitStep(LineSet of, int n, int basisPoints, bool perLine, UnitPick pick, UnitLimits limits) : Step
{
    internal override int[] Touches => of.Widest;

    internal override Refusal? Run(Turn turn)
    {
        if (of.Widest.Length == 0) return Refusal.NoMatchingLines;
        int[] lines = turn.Targets(of);
        if (lines.Length == 0) return PercentOfLines.Blocked(turn, of);
        turn.Clear();
        foreach (int line in lines)
        {
            int before = turn.Units.Count;
            turn.AddUnits(line, unusedOnly: false);
            int units = turn.Basket.Lines[line].Quantity;
            if (perLine) turn.Keep(before, Math.Min(units / n, limits.PerLine), pick);
        }

        if (!perLine) turn.Keep(0, Counted(lines, turn.Basket), pick);
        else if (limits.Total < int.MaxValue) turn.Keep(0, limits.Total, pick);
        if (turn.Units.Count == 0) return Refusal.QuantityBelow;
        foreach ((int _, List<Chosen> units) in ByLine(turn.Units)) CutLine(turn, units);
        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    void CutLine(Turn turn, List<Chosen> units)
    {
        if (turn.Basket.Policy.RoundAtUnit)
        {
            foreach (Chosen run in units) turn.CutEach(run, Rounding.Off(run.Amount, basisPoints, turn.Basket.Policy));
            return;
        }

        long sum = 0;
        foreach (Chosen run in units) sum += run.Total;
        turn.TakeFromLine(CollectionsMarshal.AsSpan(units), Rounding.Off(sum, basisPoints, turn.Basket.Policy),
            byUnitPrice: false);
    }

    internal override long Most(Bounds bounds)
    {
        int count = perLine ? 0 : Counted(of.Widest, bounds.Basket);
        if (perLine)
            foreach (int line in of.Widest) count += bounds.Basket.Lines[line].Quantity / n;
        return Math.Min(bounds.Room(of.Widest), bounds.Dearest(of.Widest, count, amount => Bounds.RateUp(amount, basisPoints)));
    }

    int Counted(int[] lines, Basket basket)
    {
        int count = 0;
        foreach (int line in lines) count += basket.Lines[line].Quantity;
        return Math.Min(count / n, limits.Total);
    }

    /// <summary>Chosen units by line, in cart order.</summary>
    internal static IEnumerable<(int Line, List<Chosen> Units)> ByLine(List<Chosen> units) =>
        units.GroupBy(u => u.Line).OrderBy(g => g.Key).Select(g => (g.Key, g.OrderBy(u => u.First).ToList())).ToList();
}
