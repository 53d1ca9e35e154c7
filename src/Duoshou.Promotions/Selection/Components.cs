using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Calculation.Steps;

namespace Duoshou.Promotions.Selection;

/// <summary>
/// Promotions that cannot influence each other are chosen apart. Two belong together if they may not be combined, if they change
/// the same line or the shipping fees, if one reads a line that the other changes, or if they give away the same stock.
/// </summary>
static class Components
{
    internal static List<Contender[]> Of(IReadOnlyList<Contender> contenders, Basket basket, Running untouched, long most)
    {
        int n = contenders.Count, lines = basket.Lines.Length;
        int[] parents = [.. Enumerable.Range(0, n + lines + 1)];
        bool[] changed = new bool[lines];
        for (int i = 0; i < n; i++)
        {
            foreach (int line in contenders[i].Touches)
            {
                changed[line] = true;
                Join(parents, i, n + line);
            }

            if (contenders[i].TouchesShipping) Join(parents, i, n + lines);
        }

        Dictionary<int, int> first = [];
        Dictionary<string, int> gifts = [];
        for (int i = 0; i < n; i++)
        {
            Contender one = contenders[i];
            foreach (int line in Read(one, basket, untouched, most))
                if (changed[line]) Join(parents, i, n + line);
            if (one.OrderGroup >= 0) JoinFirst(first, one.OrderGroup, parents, i);
            if (one.MostGifts > 0) JoinFirst(gifts, "", parents, i);
            if (one.Ranked.Excluded.Count == 0) continue;
            for (int j = 0; j < i; j++)
                if (one.Ranked.Excluded.Contains(contenders[j].Ranked)) Join(parents, i, j);
        }

        return [.. contenders.Select((c, i) => (c, Root(parents, i))).GroupBy(x => x.Item2, x => x.c).Select(g => g.ToArray())];
    }

    static IEnumerable<int> Read(Contender one, Basket basket, Running untouched, long most) =>
        one.Requirements.SelectMany(r => r.Reads(basket, untouched, most)).Concat(one.Steps.SelectMany<Step, int>(s => s.Reads));

    static void JoinFirst<TKey>(Dictionary<TKey, int> first, TKey key, int[] parents, int i)
        where TKey : notnull
    {
        if (!first.TryAdd(key, i)) Join(parents, i, first[key]);
    }

    static void Join(int[] parents, int a, int b) => parents[Root(parents, a)] = Root(parents, b);

    static int Root(int[] parents, int node)
    {
        while (parents[node] != node) node = parents[node] = parents[parents[node]];
        return node;
    }
}
