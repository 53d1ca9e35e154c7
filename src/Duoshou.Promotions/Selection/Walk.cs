using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Selection;

/// <summary>Selection by order: first come, first served.</summary>
static class Walk
{
    /// <summary>Each in its turn, if those before it allow; amounts are changed on the way.</summary>
    internal static Choice Along(IEnumerable<Contender> contenders, Turn turn, Running running, Company company)
    {
        List<Decision> decisions = [];
        foreach (Contender one in contenders)
        {
            if (!company.Admits(one) || one.Apply(turn, running) is not null) continue;
            company.Add(one);
            decisions.Add(new Decision(one, null));
        }

        return new Choice(decisions, Score.Of(running, company.Members), running.Saved, 0);
    }

    /// <summary>
    /// The exclusive promotion of the highest priority that can apply to the untouched cart, alone; without one, all in their
    /// order.
    /// </summary>
    internal static Choice ExclusiveFirst(IReadOnlyList<Contender> contenders, Turn turn, Running untouched)
    {
        IEnumerable<Contender> exclusive = contenders.Where(c => c.Promotion.Exclusive)
            .OrderByDescending(c => c.Promotion.Priority).ThenBy(c => c.Ranked.Created);
        foreach (Contender one in exclusive)
        {
            Running alone = untouched.Copy();
            if (one.Apply(turn, alone) is not null) continue;
            return new Choice([new Decision(one, null)], Score.Of(alone, [one]), alone.Saved, 0);
        }

        return Along(contenders, turn, untouched.Copy(), new Company());
    }
}
