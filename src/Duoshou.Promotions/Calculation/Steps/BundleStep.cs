using System.Runtime.InteropServices;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>
/// 套餐: complete sets at a price, less an amount or a rate. Parts may ask for the same lines; how many sets there are is then a
/// question of flow, and no unit is taken for a part if another part could not be filled without it.
/// </summary>
sealed class BundleStep(Demand[] parts, long? price, long? amount, int? basisPoints, int? maxTimes) : Step
{
    internal override int[] Touches { get; } = [.. parts.SelectMany(p => p.Of.Widest).Distinct().Order()];

    internal override Refusal? Run(Turn turn)
    {
        if (parts.Any(p => p.Of.Widest.Length == 0)) return Refusal.BundleIncomplete;
        turn.Clear();
        int[][] lines = [.. parts.Select(p => turn.Targets(p.Of))];
        UnitPool pool = BuyGetStep.Pool(turn, lines.SelectMany(l => l));
        SetFlow flow = new(parts, lines, pool);
        int sets = flow.Sets(maxTimes ?? int.MaxValue);
        if (sets == 0) return Refusal.BundleIncomplete;
        for (int i = 0; i < sets; i++)
        {
            List<Chosen> set = flow.TakeSet(sets - i);
            set.Sort(UnitOrder.InCart);
            turn.Units.AddRange(set);
            foreach (Chosen run in set) turn.Use(run);
            turn.TakeOver(CollectionsMarshal.AsSpan(set), Off(set.Sum(u => u.Total), turn.Basket.Policy));
        }

        return turn.Commit(MaxAmount) > 0 ? null : Refusal.NoEffect;
    }

    long Off(long sum, PricingPolicy policy)
    {
        if (price is { } whole) return Math.Max(0, sum - whole);
        return amount ?? Rounding.Off(sum, basisPoints ?? 0, policy);
    }

    internal override long Most(Bounds bounds)
    {
        long sets = maxTimes ?? int.MaxValue, room = bounds.Room(Touches);
        foreach (Demand part in parts) sets = Math.Min(sets, bounds.Units(part.Of.Widest) / part.Quantity);
        if (price is { } whole) return Math.Min(room, SetPrice.Most(sets, whole, n => Dearest(bounds, n, a => a)));
        return Math.Min(room, amount is { } off ? sets * off : Dearest(bounds, sets, a => Bounds.RateUp(a, basisPoints ?? 0)));
    }

    long Dearest(Bounds bounds, long sets, Func<long, long> most)
    {
        long sum = 0;
        foreach (Demand part in parts) sum += bounds.Dearest(part.Of.Widest, sets * part.Quantity, most);
        return sum;
    }
}

/// <summary>
/// Which units can fill which parts at the same time (bipartite flow between lines and parts, by augmenting paths).
/// </summary>
sealed class SetFlow(Demand[] parts, int[][] lines, UnitPool pool)
{
    readonly HashSet<int>[] open = [.. lines.Select(l => l.ToHashSet())];
    readonly bool apart = lines.Sum(l => l.Length) == lines.SelectMany(l => l).Distinct().Count();

    /// <summary>The most complete sets that the pool has.</summary>
    internal int Sets(int most)
    {
        for (int i = 0; i < parts.Length; i++) most = Math.Min(most, pool.Left(open[i].Contains) / parts[i].Quantity);
        if (apart) return most;
        int low = 0;
        while (low < most)
        {
            int middle = low + (most - low + 1) / 2;
            if (Fits([.. parts.Select(p => p.Quantity * middle)])) low = middle;
            else most = middle - 1;
        }

        return low;
    }

    /// <summary>Takes one set such that the sets still to come remain possible.</summary>
    internal List<Chosen> TakeSet(int setsLeft)
    {
        List<Chosen> set = [];
        int[] needed = [.. parts.Select(p => p.Quantity * setsLeft)];
        for (int part = 0; part < parts.Length; part++)
        {
            if (apart)
            {
                set.AddRange(pool.Take(parts[part].Quantity, open[part].Contains, parts[part].Pick));
                continue;
            }

            for (int unit = 0; unit < parts[part].Quantity; unit++)
            {
                needed[part]--;
                set.AddRange(TakeUnit(part, needed));
            }
        }

        return set;
    }

    List<Chosen> TakeUnit(int part, int[] needed)
    {
        HashSet<int> tried = [];
        while (true)
        {
            int[] mark = pool.Mark();
            List<Chosen> unit = pool.Take(1, line => open[part].Contains(line) && !tried.Contains(line), parts[part].Pick);
            if (unit.Count == 0 || Fits(needed)) return unit;
            pool.Undo(mark);
            tried.Add(unit[0].Line);
        }
    }

    bool Fits(int[] needed)
    {
        Dictionary<int, int> left = open.SelectMany(l => l).Distinct()
            .ToDictionary(line => line, line => pool.Left(l => l == line));
        Dictionary<(int Part, int Line), int> flow = [];
        for (int part = 0; part < parts.Length; part++)
        {
            for (int missing = needed[part]; missing > 0;)
            {
                int sent = Send(part, missing, left, flow, []);
                if (sent == 0) return false;
                missing -= sent;
            }
        }

        return true;
    }

    /// <summary>Fills a part from free units of a line, or from units of a line whose other part can go elsewhere.</summary>
    int Send(int part, int wanted, Dictionary<int, int> left, Dictionary<(int Part, int Line), int> flow, HashSet<int> visited)
    {
        foreach (int line in open[part].Where(visited.Add).ToList())
        {
            int free = Math.Min(wanted, left[line]);
            if (free > 0) left[line] -= free;
            for (int other = 0; free == 0 && other < parts.Length; other++)
            {
                int held = flow.GetValueOrDefault((other, line));
                if (other == part || held == 0) continue;
                free = Send(other, Math.Min(wanted, held), left, flow, visited);
                flow[(other, line)] = held - free;
            }

            if (free == 0) continue;
            flow[(part, line)] = flow.GetValueOrDefault((part, line)) + free;
            return free;
        }

        return 0;
    }
}
