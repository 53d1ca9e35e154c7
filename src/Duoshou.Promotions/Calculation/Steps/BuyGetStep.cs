using System.Runtime.InteropServices;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>One side of a buy-get or one part of a set: which lines, how many units, which first.</summary>
sealed record Demand(LineSet Of, int Quantity, UnitPick Pick)
{
    internal bool Has(int line) => Array.BinarySearch(Of.Widest, line) >= 0;
}

/// <summary>
/// Again and again: units are bought, then others of what is left become cheaper. Bought are the dearest, and those first that
/// could not be made cheaper, or else an order that deserves the gift would miss it.
/// </summary>
sealed class BuyGetStep(Demand buy, Demand get, int? basisPoints, long? amount, int? maxTimes, bool partial) : Step
{
    internal override int[] Touches { get; } = [.. buy.Of.Widest.Union(get.Of.Widest).Order()];

    internal override Refusal? Run(Turn turn)
    {
        if (get.Of.Widest.Length == 0) return Refusal.NoMatchingLines;
        turn.Clear();
        HashSet<int> targets = [.. turn.Targets(get.Of)];
        UnitPool pool = Pool(turn, [.. turn.Basket.Now(buy.Of, turn.Running), .. targets]);
        UnitQueue toBuy = pool.InOrder(buy.Has, UnitPick.Dearest, preferred: line => !targets.Contains(line));
        UnitQueue toGet = pool.InOrder(targets.Contains, get.Pick);
        List<Chosen> bought = [], given = [];
        for (int times = 0; times < (maxTimes ?? int.MaxValue) && toBuy.Left >= buy.Quantity; times++)
        {
            List<Chosen> units = toBuy.Take(buy.Quantity);
            int left = toGet.Left;
            if (left < get.Quantity && !(partial && left > 0)) break;
            bought.AddRange(units);
            given.AddRange(toGet.Take(get.Quantity));
        }

        return given.Count == 0 ? Refusal.QuantityBelow : Settle(turn, bought, given);
    }

    Refusal? Settle(Turn turn, List<Chosen> bought, List<Chosen> given)
    {
        foreach ((int _, List<Chosen> units) in NthUnitStep.ByLine(given))
        {
            turn.Units.AddRange(units);
            if (amount is { } each)
            {
                foreach (Chosen run in units) turn.CutEach(run, each);
            }
            else if (turn.Basket.Policy.RoundAtUnit)
            {
                foreach (Chosen run in units) turn.CutEach(run, Rounding.Off(run.Amount, basisPoints!.Value, turn.Basket.Policy));
            }
            else
            {
                long off = Rounding.Off(units.Sum(u => u.Total), basisPoints!.Value, turn.Basket.Policy);
                turn.TakeFromLine(CollectionsMarshal.AsSpan(units), off, byUnitPrice: false);
            }
        }

        foreach (Chosen run in bought) turn.Use(run);
        foreach (Chosen run in given) turn.Use(run);
        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    internal override long Most(Bounds bounds)
    {
        long times = Math.Min(bounds.Units(buy.Of.Widest) / buy.Quantity, maxTimes ?? int.MaxValue);
        long most = bounds.Dearest(get.Of.Widest, times * get.Quantity, OffUnit);
        return Math.Min(most, bounds.Room(get.Of.Widest));
    }

    long OffUnit(long now) => amount is { } each ? Math.Min(each, now) : Bounds.RateUp(now, basisPoints!.Value);

    /// <summary>Every unit of the lines that no set has used.</summary>
    internal static UnitPool Pool(Turn turn, IEnumerable<int> lines)
    {
        UnitPool pool = new();
        foreach (int line in lines.Distinct().Order()) turn.AddUnits(line, unusedOnly: true);
        foreach (Chosen run in turn.Units) pool.Add(run);
        turn.Units.Clear();
        return pool;
    }
}
