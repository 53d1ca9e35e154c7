using Duoshou.Promotions.Calculation;

namespace Duoshou.Promotions.Selection;

/// <summary>The promotions that have applied so far, and whether another may join them.</summary>
sealed class Company
{
    readonly List<Contender> members = [];
    readonly HashSet<int> groups = [];

    internal IReadOnlyList<Contender> Members => members;

    internal bool Admits(Contender one)
    {
        if (members.Count == 0) return true;
        if (one.Promotion.Exclusive || members[0].Promotion.Exclusive) return false;
        if (one.OrderGroup >= 0 && groups.Contains(one.OrderGroup)) return false;
        return one.Ranked.Excluded.Count == 0 || !members.Exists(m => one.Ranked.Excluded.Contains(m.Ranked));
    }

    internal void Add(Contender one)
    {
        members.Add(one);
        if (one.OrderGroup >= 0) groups.Add(one.OrderGroup);
    }

    internal void RemoveLast()
    {
        Contender last = members[^1];
        members.RemoveAt(members.Count - 1);
        if (last.OrderGroup >= 0) groups.Remove(last.OrderGroup);
    }

    internal void Clear()
    {
        members.Clear();
        groups.Clear();
    }

    /// <summary>True if the two may never both apply to an order.</summary>
    internal static bool Conflict(Contender a, Contender b) =>
        a.Promotion.Exclusive || b.Promotion.Exclusive || a.OrderGroup >= 0 && a.OrderGroup == b.OrderGroup
            || a.Ranked.Excluded.Contains(b.Ranked);
}
