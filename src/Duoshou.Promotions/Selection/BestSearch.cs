using Duoshou.Promotions.Calculation;

namespace Duoshou.Promotions.Selection;

/// <summary>
/// The best set of one component: depth first over take and leave in calculation order, carrying the running amounts, leaving
/// out every branch whose bound cannot beat the best set found. The number of steps is limited; what then stays open is reported
/// as a bound.
/// </summary>
sealed class BestSearch(Contender[] component, Turn turn, Bounds bounds, int steps)
{
    const int UsualSize = 20, MostExchanges = 20_000;

    readonly SavingBound bound = component.Length > 1 ? new SavingBound(component, bounds) : null!;
    readonly Company company = new();
    readonly List<Decision> path = [];
    readonly List<Running> frames = [];
    /// <summary>A step in a large component costs more, so it has fewer of them.</summary>
    readonly int nodeBudget = (int)((long)steps * UsualSize / Math.Max(UsualSize, component.Length));
    readonly int[] giftsFrom = Suffixes(component);
    Decision[] bestPath = [];
    Score best;
    bool found, exhausted;
    long open;
    int nodes;

    internal Choice Run(Running untouched)
    {
        if (component.Length == 1) Alone(untouched);
        else Visit(0, untouched, long.MaxValue);
        if (exhausted && open > best.Saved) Improve(untouched);
        return new Choice(bestPath, best, Math.Max(best.Saved, open), nodes);
    }

    /// <summary>What nothing can influence is taken if it gives anything.</summary>
    void Alone(Running untouched)
    {
        Running next = Frame(0, untouched);
        (best, found) = (Score.Of(untouched, []), true);
        if (component[0].Apply(turn, next) is null) (best, bestPath) =
            (Score.Of(next, component), [new Decision(component[0], null)]);
    }

    void Visit(int depth, Running state, long limit)
    {
        if (depth == component.Length)
        {
            Consider(state);
            return;
        }

        if (found && ++nodes > nodeBudget)
        {
            exhausted = true;
            open = Math.Max(open, limit == long.MaxValue ? state.Saved + bound.Of(depth, state, company) : limit);
            return;
        }

        Contender one = component[depth];
        if (company.Admits(one))
        {
            if (SavingBound.PerLine(one)
                && Contested(depth, one, state) is { Count: > 0 } contested) Assign(depth, one, state, contested);
            else Take(depth, one, state, null);
        }

        Leave(depth, state);
    }

    void Take(int depth, Contender one, Running state, IReadOnlySet<int>? leaveOut)
    {
        Running next = Frame(depth, state);
        if (one.Apply(turn, next, leaveOut) is not null) return;
        company.Add(one);
        path.Add(new Decision(one, leaveOut));
        Descend(depth + 1, next);
        path.RemoveAt(path.Count - 1);
        company.RemoveLast();
    }

    void Leave(int depth, Running state) => Descend(depth + 1, state);

    void Descend(int depth, Running state)
    {
        if (!found)
        {
            Visit(depth, state, long.MaxValue);
            return;
        }

        long limit = state.Saved + bound.Of(depth, state, company);
        if (CanBeat(limit, depth, state)) Visit(depth, state, limit);
    }

    /// <summary>
    /// Whether anything within a bound could still win, also where the saving is equal and the tie is broken otherwise.
    /// </summary>
    bool CanBeat(long limit, int depth, Running state)
    {
        if (limit != best.Saved) return limit > best.Saved;
        int gifts = state.GiftCount, most = gifts + giftsFrom[depth];
        if (most != best.Gifts) return most > best.Gifts;
        int more = state.Saved < best.Saved || gifts < best.Gifts ? 1 : 0;
        return company.Members.Count + more <= best.Count;
    }

    void Consider(Running state)
    {
        Score score = Score.Of(state, company.Members);
        if (found && score.CompareTo(best) <= 0) return;
        (best, bestPath, found) = (score, [.. path], true);
    }

    /// <summary>Lines on which this promotion and a later one of its per-line group could both act.</summary>
    List<(int Line, long Own, long Later)>? Contested(int depth, Contender one, Running state)
    {
        List<(int, long, long)>? lines = null;
        foreach (int line in one.Touches)
        {
            if (state.Claimed(one.LineGroup, line)) continue;
            long later = bound.LaterOn(depth + 1, one, line, state, company);
            if (later > 0) (lines ??= []).Add((line, one.MostOn(bounds, line), later));
        }

        return lines;
    }

    /// <summary>
    /// Every way to give contested lines to this promotion or to a later one, the likely best first, as far as the bound allows.
    /// </summary>
    void Assign(int depth, Contender one, Running state, List<(int Line, long Own, long Later)> contested)
    {
        long limit = found ? state.Saved + bound.Unlimited(depth, state, company) : long.MaxValue;
        HashSet<int> left = [];
        Split(0, 0);

        void Split(int at, long lost)
        {
            if (found && limit < long.MaxValue && limit - lost < best.Saved) return;
            if (found && ++nodes > nodeBudget)
            {
                exhausted = true;
                open = Math.Max(open, Math.Min(limit, state.Saved + bound.Room(state)));
                return;
            }

            if (at == contested.Count)
            {
                Take(depth, one, state, left.Count == 0 ? null : new HashSet<int>(left));
                return;
            }

            (int line, long own, long later) = contested[at];
            for (int option = 0; option < 2; option++)
            {
                bool keep = own >= later == (option == 0);
                if (!keep) left.Add(line);
                Split(at + 1, lost + (option == 0 ? 0 : Math.Abs(own - later)));
                left.Remove(line);
            }
        }
    }

    /// <summary>After the steps have run out: exchanges single promotions of the best set as long as that helps.</summary>
    void Improve(Running untouched)
    {
        bool better = true;
        int left = MostExchanges / component.Length;
        while (better && left > 0)
        {
            better = false;
            foreach (Contender one in component)
            {
                if (--left < 0) break;
                HashSet<Contender> wanted = [.. bestPath.Select(d => d.Contender)];
                if (!wanted.Remove(one))
                {
                    wanted.RemoveWhere(other => Company.Conflict(one, other));
                    wanted.Add(one);
                }

                better |= Try(wanted, untouched);
            }
        }
    }

    bool Try(HashSet<Contender> wanted, Running untouched)
    {
        Score before = best;
        company.Clear();
        path.Clear();
        Running running = Frame(0, untouched);
        foreach (Decision decision in Walk.Along(component.Where(wanted.Contains), turn, running, company).Decisions) path.Add(
            decision);
        Consider(running);
        return best.CompareTo(before) > 0;
    }

    Running Frame(int depth, Running state)
    {
        while (frames.Count <= depth) frames.Add(state.Copy());
        frames[depth].CopyFrom(state);
        return frames[depth];
    }

    static int[] Suffixes(Contender[] component)
    {
        int[] sums = new int[component.Length + 1];
        for (int i = component.Length - 1; i >= 0; i--) sums[i] =
            (int)Math.Min(int.MaxValue / 2, (long)sums[i + 1] + component[i].MostGifts);
        return sums;
    }
}
