namespace Duoshou.Promotions.Calculation;

/// <summary>
/// Rewrites the runs of a line; equal neighbours are joined again, so that six thousand units stay a handful of runs.
/// </summary>
static class UnitRuns
{
    /// <summary>The runs after cuts, which are in unit order and do not overlap.</summary>
    internal static UnitRun[] Cut(UnitRun[] runs, ReadOnlySpan<Cut> cuts)
    {
        if (runs.Length == 1 && cuts.Length == 1 && cuts[0].Count == runs[0].Count)
            return [runs[0] with { Amount = runs[0].Amount - cuts[0].Each }];
        int most = runs.Length + 2 * cuts.Length;
        Writer writer = new(most <= 16 ? stackalloc UnitRun[16] : new UnitRun[most]);
        int unit = 0, next = 0;
        foreach (UnitRun run in runs)
        {
            int end = unit + run.Count;
            while (unit < end)
            {
                while (next < cuts.Length && cuts[next].First + cuts[next].Count <= unit) next++;
                bool inside = next < cuts.Length && cuts[next].First <= unit;
                int border = next == cuts.Length ? end : inside ? cuts[next].First + cuts[next].Count : cuts[next].First;
                int until = Math.Min(end, border);
                writer.Add(new UnitRun(until - unit, run.Amount - (inside ? cuts[next].Each : 0), run.Used));
                unit = until;
            }
        }

        return writer.ToArray();
    }

    /// <summary>The runs with units from an index on marked as used by a set.</summary>
    internal static UnitRun[] MarkUsed(UnitRun[] runs, int first, int count)
    {
        int most = runs.Length + 2;
        Writer writer = new(most <= 16 ? stackalloc UnitRun[16] : new UnitRun[most]);
        int unit = 0, last = first + count;
        foreach (UnitRun run in runs)
        {
            int end = unit + run.Count;
            while (unit < end)
            {
                bool inside = unit >= first && unit < last;
                int border = unit < first ? first : inside ? last : end;
                int until = Math.Min(end, border);
                writer.Add(new UnitRun(until - unit, run.Amount, run.Used || inside));
                unit = until;
            }
        }

        return writer.ToArray();
    }

    ref struct Writer
    {
        readonly Span<UnitRun> buffer;
        int count;

        internal Writer(Span<UnitRun> buffer) => this.buffer = buffer;

        internal void Add(UnitRun run)
        {
            if (count > 0 && buffer[count - 1].Amount == run.Amount && buffer[count - 1].Used == run.Used)
                buffer[count - 1] = run with { Count = buffer[count - 1].Count + run.Count };
            else
                buffer[count++] = run;
        }

        internal readonly UnitRun[] ToArray() => buffer[..count].ToArray();
    }
}
