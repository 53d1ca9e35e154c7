using System.Runtime.InteropServices;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>
/// One promotion's turn: which units an action has chosen, what it takes off them, and the writing of both into the running
/// amounts. One object serves every turn of a calculation, so that its lists are made once.
/// </summary>
sealed partial class Turn(Basket basket)
{
    readonly List<Chosen> chosen = [];
    readonly List<Cut> cuts = [];
    readonly List<Chosen> used = [];
    IReadOnlySet<int>? leaveOut;
    int lineGroup;
    bool waived;
    long capLeft;
    int unitsLeft;

    internal Basket Basket => basket;

    internal Running Running { get; private set; } = null!;

    internal Contender Contender { get; private set; } = null!;

    /// <summary>Where entries go; null while searching.</summary>
    internal List<Entry>? Ledger { get; set; }

    internal List<Chosen> Units => chosen;

    internal List<Cut> Cuts => cuts;

    /// <summary>Goods and shipping taken off in this turn.</summary>
    internal long Taken { get; private set; }

    /// <summary>Begins a turn. Lines left out are those that another promotion of a per-line group is to have.</summary>
    internal void Begin(Contender contender, Running running, IReadOnlySet<int>? linesLeftOut)
    {
        (Contender, Running, leaveOut) = (contender, running, linesLeftOut);
        (lineGroup, waived) = (contender.LineGroup, contender.Promotion.FloorWaiver is not null);
        capLeft = basket.Policy.ClipToBudget ? contender.BudgetLeft : long.MaxValue;
        unitsLeft = contender.UnitsLeft;
        Taken = 0;
    }

    /// <summary>The lines of a set on which this promotion may still act.</summary>
    internal int[] Targets(LineSet set)
    {
        int[] lines = basket.Now(set, Running);
        bool blocked = leaveOut is not null || lineGroup >= 0 && Running.Claims.Length > 0;
        return blocked ? [.. lines.Where(i => leaveOut?.Contains(i) != true
            && (lineGroup < 0 || !Running.Claimed(lineGroup, i)))] : lines;
    }

    internal long Room(int line, long amount) => Math.Max(0, amount - basket.Floor(line, waived));

    /// <summary>Starts choosing units anew.</summary>
    internal void Clear()
    {
        chosen.Clear();
        cuts.Clear();
        used.Clear();
    }

    /// <summary>Every unit of the lines, or with limits the first or the picked ones of each line and of all.</summary>
    internal void Choose(ReadOnlySpan<int> lines, UnitLimits limits)
    {
        Clear();
        limits = limits with { Total = Math.Min(limits.Total, unitsLeft) };
        foreach (int line in lines)
        {
            int before = chosen.Count;
            AddUnits(line, unusedOnly: false);
            if (limits.PerLine == int.MaxValue) continue;
            Keep(before, limits.PerLine, limits.Pick);
        }

        if (limits.Total < int.MaxValue) Keep(0, limits.Total, limits.Pick ?? UnitPick.Cheapest);
    }

    /// <summary>Adds the units of a line to those chosen, in their order.</summary>
    internal void AddUnits(int line, bool unusedOnly)
    {
        int first = 0;
        foreach (UnitRun run in Running.Runs[line])
        {
            if (!unusedOnly || !run.Used) chosen.Add(new Chosen(line, first, run.Count, run.Amount));
            first += run.Count;
        }
    }

    /// <summary>
    /// Of the units chosen from an index on, keeps a number, by price or in their order, and puts them back into line order.
    /// </summary>
    internal void Keep(int from, int count, UnitPick? pick)
    {
        Span<Chosen> part = CollectionsMarshal.AsSpan(chosen)[from..];
        if (pick is { } by) part.Sort((a, b) => UnitOrder.ByPrice(a, b, by));
        int kept = 0;
        for (int i = 0; i < part.Length && count > 0; i++, kept++)
        {
            part[i] = part[i] with { Count = Math.Min(part[i].Count, count) };
            count -= part[i].Count;
        }

        if (pick is not null) part[..kept].Sort(UnitOrder.InCart);
        chosen.RemoveRange(from + kept, chosen.Count - from - kept);
    }

    /// <summary>Units of a set, which no other set or buy-get may use again.</summary>
    internal void Use(Chosen units) => used.Add(units);

    /// <summary>Keeps the cuts within the action's maximum and the budget, then writes them down.</summary>
    internal long Commit(long? maxAmount)
    {
        long cap = Math.Min(maxAmount ?? long.MaxValue, capLeft);
        long total = TotalOfCuts();
        if (total > cap)
        {
            cuts.Clear();
            chosen.Sort(UnitOrder.InCart);
            TakeOver(CollectionsMarshal.AsSpan(chosen), cap);
            total = TotalOfCuts();
        }

        if (total == 0) return 0;
        Book(total);
        WriteCuts();
        foreach (Chosen units in used) Running.Runs[units.Line] =
            UnitRuns.MarkUsed(Running.Runs[units.Line], units.First, units.Count);
        return total;
    }

    /// <summary>Takes amounts off shipping fees, one for each way of shipping, bounded like goods.</summary>
    internal long CommitShipping(Span<long> wanted, long? maxAmount)
    {
        long cap = Math.Min(maxAmount ?? long.MaxValue, capLeft), total = 0;
        for (int i = 0; i < wanted.Length; i++) total += wanted[i] = Math.Min(wanted[i], Running.Fees[i]);
        if (total > cap)
        {
            long[] weights = new long[wanted.Length], caps = new long[wanted.Length], spare = new long[wanted.Length];
            for (int i = 0; i < wanted.Length; i++)
                if (wanted[i] > 0) weights[i] = caps[i] = Running.Fees[i];
            Spread.Over(cap, weights, caps, default, basket.Policy.Remainder, wanted, spare);
            total = 0;
            for (int i = 0; i < wanted.Length; i++) total += wanted[i] += spare[i];
        }

        if (total == 0) return 0;
        Book(total);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == 0) continue;
            Running.Fees[i] -= wanted[i];
            Ledger?.Add(new Entry(Contender.Index, i, 0, 1, wanted[i], Shipping: true));
        }

        return total;
    }

    void Book(long total)
    {
        Taken += total;
        Running.Saved += total;
        if (capLeft < long.MaxValue) capLeft -= total;
    }

    long TotalOfCuts()
    {
        long total = 0;
        foreach (Cut cut in cuts) total += cut.Total;
        return total;
    }

    void WriteCuts()
    {
        Span<Cut> all = CollectionsMarshal.AsSpan(cuts);
        for (int i = 1; i < all.Length; i++)
        {
            if (UnitOrder.InCart(all[i - 1], all[i]) <= 0) continue;
            all.Sort(UnitOrder.InCart);
            break;
        }

        bool catalog = Contender.Stage == Stage.Catalog;
        for (int i = 0; i < all.Length;)
        {
            int line = all[i].Line, end = i;
            long total = 0;
            for (; end < all.Length && all[end].Line == line; end++)
            {
                Cut cut = all[end];
                total += cut.Total;
                if (unitsLeft < int.MaxValue) unitsLeft -= cut.Count;
                Ledger?.Add(new Entry(Contender.Index, line, cut.First, cut.Count, cut.Each, Shipping: false));
            }

            Running.Runs[line] = UnitRuns.Cut(Running.Runs[line], all[i..end]);
            Running.Totals[line] -= total;
            if (catalog) Running.OnSale[line] = true;
            if (lineGroup >= 0) Running.Claim(lineGroup, line);
            i = end;
        }
    }
}
