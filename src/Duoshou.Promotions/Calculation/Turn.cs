using System.Runtime.InteropServices;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>
/// One promotion's turn: which units an action has chosen, what it takes off them, and the writing of both into the running
/// amounts. One object serves every turn of a calculation, so that its lists are made once.
/// </summary>
sealed class Turn(Basket basket)
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

    /// <summary>
    /// Takes an amount off chosen units, divided by what they cost over lines first and then inside each line; returns what
    /// fitted.
    /// </summary>
    internal long TakeOver(ReadOnlySpan<Chosen> units, long amount)
    {
        if (units.IsEmpty || amount <= 0) return 0;
        if (units[0].Line == units[^1].Line) return TakeFromLine(units, amount, byUnitPrice: false);
        int parts = 0;
        for (int i = 0; i < units.Length; i = EndOfLine(units, i)) parts++;
        Span<long> columns = parts <= 64 ? stackalloc long[parts * 4] : new long[parts * 4];
        columns.Clear();
        Span<long> weights = columns[..parts], caps = columns.Slice(parts, parts);
        Span<long> each = columns.Slice(2 * parts, parts), spare = columns.Slice(3 * parts, parts);
        for (int i = 0, part = 0; i < units.Length; part++)
        {
            int end = EndOfLine(units, i);
            for (; i < end; i++)
            {
                weights[part] += units[i].Total;
                caps[part] += Room(units[i].Line, units[i].Amount) * units[i].Count;
            }
        }

        Spread.Over(amount, weights, caps, default, basket.Policy.Remainder, each, spare);
        long taken = 0;
        for (int i = 0, part = 0; i < units.Length; part++)
        {
            int end = EndOfLine(units, i);
            taken += TakeFromLine(units[i..end], each[part] + spare[part], byUnitPrice: false);
            i = end;
        }

        return taken;
    }

    /// <summary>
    /// Takes an amount off chosen units of one line, in proportion to what they cost now or to their price before promotions.
    /// </summary>
    internal long TakeFromLine(ReadOnlySpan<Chosen> units, long amount, bool byUnitPrice)
    {
        if (amount <= 0 || units.IsEmpty) return 0;
        if (units.Length == 1) return TakeEvenly(units[0], amount);
        int n = units.Length;
        Span<long> columns = n <= 64 ? stackalloc long[n * 4] : new long[n * 4];
        Span<long> weights = columns[..n], caps = columns.Slice(n, n);
        Span<long> each = columns.Slice(2 * n, n), spare = columns.Slice(3 * n, n);
        Span<int> counts = n <= 64 ? stackalloc int[n] : new int[n];
        for (int i = 0; i < n; i++)
        {
            weights[i] = byUnitPrice ? 1 : units[i].Amount;
            caps[i] = Room(units[i].Line, units[i].Amount);
            counts[i] = units[i].Count;
        }

        Spread.Over(amount, weights, caps, counts, basket.Policy.Remainder, each, spare);
        long taken = 0;
        for (int i = 0; i < n; i++) taken += CutUnits(units[i], each[i], spare[i], caps[i]);
        return taken;
    }

    /// <summary>Equal units share evenly; what is left over goes by the remainder rule.</summary>
    long TakeEvenly(Chosen units, long amount)
    {
        long cap = Room(units.Line, units.Amount);
        (long each, long spare) = Math.DivRem(Math.Min(amount, cap * units.Count), units.Count);
        return CutUnits(units, each, spare, cap);
    }

    /// <summary>Takes the same off each of the chosen units, as far as there is room.</summary>
    internal void CutEach(Chosen units, long each) => CutUnits(units, Math.Min(each, Room(units.Line, units.Amount)), 0, 0);

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

    long CutUnits(Chosen units, long each, long spare, long cap)
    {
        if (each == 0 && spare == 0) return 0;
        if (spare == 0)
        {
            cuts.Add(new Cut(units.Line, units.First, units.Count, each));
        }
        else if (basket.Policy.Remainder == RemainderRule.Largest)
        {
            AddCut(units.Line, units.First, (int)spare, each + 1);
            AddCut(units.Line, units.First + (int)spare, units.Count - (int)spare, each);
        }
        else
        {
            AddUneven(units, each, spare, cap);
        }

        return each * units.Count + spare;
    }

    /// <summary>The first or the last units take all that is left over, each up to its cap.</summary>
    void AddUneven(Chosen units, long each, long spare, long cap)
    {
        long full = Math.Min(spare / (cap - each), units.Count);
        int filled = (int)full;
        long part = spare - full * (cap - each);
        int partly = part > 0 ? 1 : 0, plain = units.Count - filled - partly;
        if (basket.Policy.Remainder == RemainderRule.First)
        {
            AddCut(units.Line, units.First, filled, cap);
            AddCut(units.Line, units.First + filled, partly, each + part);
            AddCut(units.Line, units.First + filled + partly, plain, each);
        }
        else
        {
            AddCut(units.Line, units.First, plain, each);
            AddCut(units.Line, units.First + plain, partly, each + part);
            AddCut(units.Line, units.First + plain + partly, filled, cap);
        }
    }

    void AddCut(int line, int first, int count, long each)
    {
        if (count > 0 && each > 0) cuts.Add(new Cut(line, first, count, each));
    }

    static int EndOfLine(ReadOnlySpan<Chosen> units, int from)
    {
        int end = from + 1;
        while (end < units.Length && units[end].Line == units[from].Line) end++;
        return end;
    }
}

/// <summary>How many units an action takes of each line and of all, and which first.</summary>
readonly record struct UnitLimits(int PerLine, int Total, UnitPick? Pick)
{
    internal bool None => PerLine == int.MaxValue && Total == int.MaxValue;

    internal static UnitLimits Of(PromotionAction action) =>
        new(action.MaxUnits ?? int.MaxValue, action.MaxUnitsTotal ?? int.MaxValue, action.Pick);
}

/// <summary>Orders of chosen units.</summary>
static class UnitOrder
{
    internal static int InCart(Chosen a, Chosen b) => a.Line != b.Line ? a.Line.CompareTo(b.Line) : a.First.CompareTo(b.First);

    internal static int InCart(Cut a, Cut b) => a.Line != b.Line ? a.Line.CompareTo(b.Line) : a.First.CompareTo(b.First);

    internal static int ByPrice(Chosen a, Chosen b, UnitPick first)
    {
        if (a.Amount == b.Amount) return InCart(a, b);
        return first == UnitPick.Cheapest ? a.Amount.CompareTo(b.Amount) : b.Amount.CompareTo(a.Amount);
    }
}
