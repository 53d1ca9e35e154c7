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

    /// <summary>Takes up to a number of units from the lines, cheapest or dearest first.</summary>
    internal List<Chosen> Take(int count, Predicate<int> lines, UnitPick pick) => InOrder(lines, pick).Take(count);

    /// <summary>
    /// The units of some lines in the order in which they are taken; those that the second predicate prefers first.
    /// </summary>
    internal UnitQueue InOrder(Predicate<int> lines, UnitPick pick, Predicate<int>? preferred = null)
    {
        List<Stack> order = stacks.FindAll(s => lines(s.Run.Line));
        order.Sort((a, b) =>
        {
            int byPreference = preferred is null ? 0 : preferred(b.Run.Line).CompareTo(preferred(a.Run.Line));
            return byPreference != 0 ? byPreference : UnitOrder.ByPrice(a.Run, b.Run, pick);
        });
        return new UnitQueue(order);
    }

    /// <summary>A run of units of which some are taken.</summary>
    internal sealed class Stack(Chosen run)
    {
        internal Chosen Run => run;

        internal int Taken { get; set; }

        internal int Left => run.Count - Taken;
    }
}

/// <summary>Units of a pool in the order in which they are taken. Queues of one pool share its units.</summary>
sealed class UnitQueue(List<UnitPool.Stack> order)
{
    internal int Left
    {
        get
        {
            int left = 0;
            foreach (UnitPool.Stack stack in order) left += stack.Left;
            return left;
        }
    }

    /// <summary>The next units, as many as there are up to a number.</summary>
    internal List<Chosen> Take(int count)
    {
        List<Chosen> taken = [];
        foreach (UnitPool.Stack stack in order)
        {
            if (count == 0) break;
            int some = Math.Min(count, stack.Left);
            if (some == 0) continue;
            taken.Add(stack.Run with { First = stack.Run.First + stack.Taken, Count = some });
            stack.Taken += some;
            count -= some;
        }

        return taken;
    }
}
