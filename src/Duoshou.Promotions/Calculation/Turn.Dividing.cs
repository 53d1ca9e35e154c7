using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation;

/// <summary>How an amount is divided over the units that an action has chosen.</summary>
sealed partial class Turn
{
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
