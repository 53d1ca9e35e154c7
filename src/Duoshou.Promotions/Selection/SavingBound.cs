using Duoshou.Promotions.Calculation;

namespace Duoshou.Promotions.Selection;

/// <summary>
/// The most that the undecided promotions of a component can add, from the amounts as they stand. Of promotions that exclude
/// each other only the most generous counts; of a per-line group only the most generous on each line; the sum never passes the
/// room of the lines.
/// </summary>
sealed class SavingBound
{
    readonly Bounds bounds;
    readonly Contender[] component;
    readonly int[] clique;
    readonly long[] cliqueMost;
    readonly int[] lines;
    readonly bool waives, shipping;
    readonly Dictionary<(int Group, int Line), long> lineMost = [];

    internal SavingBound(Contender[] component, Bounds bounds)
    {
        (this.component, this.bounds) = (component, bounds);
        clique = new int[component.Length];
        cliqueMost = new long[Cliques()];
        lines = [.. component.SelectMany(c => c.Touches).Distinct().Order()];
        waives = component.Any(c => c.Promotion.FloorWaiver is not null);
        shipping = component.Any(c => c.TouchesShipping);
    }

    internal Bounds Bounds => bounds;

    /// <summary>
    /// The bound for the promotions from a place on, as far as the company admits them; without the limit of the room.
    /// </summary>
    internal long Unlimited(int from, Running now, Company company)
    {
        bounds.Begin(now);
        Array.Clear(cliqueMost);
        lineMost.Clear();
        for (int i = from; i < component.Length; i++)
        {
            Contender one = component[i];
            if (!company.Admits(one)) continue;
            if (clique[i] >= 0) cliqueMost[clique[i]] = Math.Max(cliqueMost[clique[i]], one.Most(bounds));
            else if (PerLine(one)) AddLines(one, now);
            else one.Relax(bounds);
        }

        long saving = bounds.Saving();
        foreach (long most in cliqueMost) saving += most;
        foreach (long most in lineMost.Values) saving += most;
        return saving;
    }

    /// <summary>The bound, limited by what is left to pay above the floors.</summary>
    internal long Of(int from, Running now, Company company) => Math.Min(Unlimited(from, now, company), Room(now));

    internal long Room(Running now)
    {
        bounds.Waived = waives;
        if (bounds.Now != now) bounds.Begin(now);
        long room = bounds.Room(lines);
        if (shipping)
            foreach (long fee in now.Fees) room += fee;
        return room;
    }

    /// <summary>The most that a later promotion of the same per-line group could take off a line.</summary>
    internal long LaterOn(int after, Contender one, int line, Running now, Company company)
    {
        bounds.Begin(now);
        long most = 0;
        for (int i = after; i < component.Length; i++)
            if (component[i].LineGroup == one.LineGroup && company.Admits(component[i])) most =
                Math.Max(most, component[i].MostOn(bounds, line));
        return most;
    }

    internal static bool PerLine(Contender one) => one.LineGroup >= 0 && !one.TouchesShipping;

    void AddLines(Contender one, Running now)
    {
        foreach (int line in one.Touches)
        {
            if (now.Claimed(one.LineGroup, line)) continue;
            long most = one.MostOn(bounds, line);
            (int, int) key = (one.LineGroup, line);
            if (most > lineMost.GetValueOrDefault(key)) lineMost[key] = most;
        }
    }

    /// <summary>Sorts the promotions greedily into sets in which each excludes each; -1 for those that exclude nobody.</summary>
    int Cliques()
    {
        List<List<Contender>> cliques = [];
        for (int i = 0; i < component.Length; i++)
        {
            Contender one = component[i];
            clique[i] = -1;
            if (one.OrderGroup < 0 && one.Ranked.Excluded.Count == 0) continue;
            int found = cliques.FindIndex(c => c.TrueForAll(other => Company.Conflict(one, other)));
            if (found < 0)
            {
                found = cliques.Count;
                cliques.Add([]);
            }

            cliques[found].Add(one);
            clique[i] = found;
        }

        return cliques.Count;
    }
}
