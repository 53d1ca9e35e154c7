using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>Units from which sets are made. Taking them changes only the pool, until the sets are settled.</summary>
sealed class UnitPool
{
    readonly List<Stack> stacks = [];

    /// <summary>Puts a run of unused units into the pool.</summary>
    internal void Add(Chosen run) => stacks.Add(new Stack(run));

    /// <summary>Takes back what was taken since <see cref="Mark"/>.</summary>
    internal void Undo(int[] mark)
    {
        for (int i = 0; i < stacks.Count; i++) stacks[i].Taken = mark[i];
    }

    internal int[] Mark() => [.. stacks.Select(s => s.Taken)];

    internal int Left(Predicate<int> lines)
    {
        int left = 0;
        foreach (Stack stack in stacks)
            if (lines(stack.Run.Line)) left += stack.Left;
        return left;
    }

    /// <summary>
    /// Takes up to a number of units from the lines, cheapest or dearest first, after those that the second predicate prefers.
    /// </summary>
    internal List<Chosen> Take(int count, Predicate<int> lines, UnitPick pick, Predicate<int>? preferred = null)
    {
        IOrderedEnumerable<Stack> order = stacks.Where(s => s.Left > 0 && lines(s.Run.Line))
            .OrderBy(s => preferred is null || preferred(s.Run.Line) ? 0 : 1);
        List<Chosen> taken = [];
        foreach (Stack stack in order.ThenBy(s => s, Comparer<Stack>.Create((a, b) => UnitOrder.ByPrice(a.Run, b.Run, pick))))
        {
            if (count == 0) break;
            int some = Math.Min(count, stack.Left);
            taken.Add(stack.Run with { First = stack.Run.First + stack.Taken, Count = some });
            stack.Taken += some;
            count -= some;
        }

        return taken;
    }

    sealed class Stack(Chosen run)
    {
        internal Chosen Run => run;

        internal int Taken { get; set; }

        internal int Left => run.Count - Taken;
    }
}
