using Duoshou.Promotions.Calculation;

namespace Duoshou.Promotions.Selection;

/// <summary>The set that saves the customer most, found component by component; an exclusive promotion competes alone.</summary>
static class Best
{
    internal static Choice Of(IReadOnlyList<Contender> contenders, Basket basket, Turn turn, Running untouched)
    {
        Contender[] possible = [.. contenders.Where(c => c.MayApply(untouched))];
        Contender[] open = [.. possible.Where(c => !c.Promotion.Exclusive)];
        Choice best = Together(open, basket, turn, untouched);
        foreach (Contender one in possible)
        {
            if (!one.Promotion.Exclusive) continue;
            Running alone = untouched.Copy();
            if (one.Apply(turn, alone) is not null) continue;
            Choice choice = new([new Decision(one, null)], Score.Of(alone, [one]), alone.Saved, 0);
            if (choice.Score.CompareTo(best.Score) > 0) best =
                choice with { Open = Math.Max(best.Open, choice.Open), Nodes = best.Nodes };
        }

        return best;
    }

    static Choice Together(Contender[] contenders, Basket basket, Turn turn, Running untouched)
    {
        if (contenders.Length == 0) return new Choice([], Score.Of(untouched, []), 0, 0);
        Bounds bounds = new(basket);
        long most = new SavingBound(contenders, bounds).Of(0, untouched, new Company());
        List<Decision> decisions = [];
        Score sum = Score.Of(untouched, []);
        long open = 0;
        int nodes = 0;
        foreach (Contender[] component in Components.Of(contenders, basket, untouched, most))
        {
            Choice choice = new BestSearch(component, turn, bounds, Math.Max(1, basket.Policy.SearchNodes - nodes))
                .Run(untouched);
            decisions.AddRange(choice.Decisions);
            sum = new Score(sum.Saved + choice.Score.Saved, sum.Gifts + choice.Score.Gifts, sum.Count + choice.Score.Count,
                sum.Priorities + choice.Score.Priorities, [.. sum.Created.Concat(choice.Score.Created).Order()]);
            open += choice.Open;
            nodes += choice.Nodes;
        }

        decisions.Sort((a, b) => a.Contender.Index.CompareTo(b.Contender.Index));
        return new Choice(decisions, sum, open, nodes);
    }
}
