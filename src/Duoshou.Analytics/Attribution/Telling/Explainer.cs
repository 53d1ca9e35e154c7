using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>Answers what changed and why from everything that is known about it.</summary>
public static class Explainer
{
    /// <summary>A gap that carries this much of a change is the change.</summary>
    const decimal MostOfIt = 0.5m;

    /// <summary>The explanation; the same input gives the same answer. Figures say how numbers look in the sentences.</summary>
    public static Explanation Explain(ExplanationInput input, Figures? figures = null)
    {
        Decomposition split = Decomposition.Of(input.Tree, input.Before, input.After, input.Decimals);
        DataGap[] gaps = [.. DataGap.Find(input.Feeds, input.Window), .. DataGap.Find(input.Feeds, input.Against)];
        decimal change = split.Change ?? 0;
        bool isGap = IsGap(input, gaps, split);
        IReadOnlyList<RootCause> causes = input.Leaves is { } leaves && split.Change is not null
            ? Located(leaves, input, change, doubtful: gaps.Any(g => g.IsCertain))
            : [];
        ChangePoint? onset = ChangePoint.Of(input.Daily, input.Window, fell: change < 0);
        (IReadOnlyList<EventMatch> accepted, IReadOnlyList<RejectedEvent> rejected) = change == 0
            ? ([], [])
            : EventMatcher.Match(new(input.Window, input.Against, change, causes, onset), input.Events);
        Explanation found = new()
        {
            Split = split,
            Causes = [.. causes.Select((c, i) => new ExplainedCause(c, [.. accepted.Where(m => m.Cause == i)]))],
            Mixes = input.Leaves is { } table ? MixAndRate.ByDimension(table) : [],
            Unexplained = split.Change - causes.Sum(c => c.Amount),
            Events = [.. accepted.Where(m => m.Cause is null)],
            Rejected = rejected,
            Onset = onset,
            Gaps = gaps,
            IsGap = isGap,
            Findings = [],
        };
        return found with { Findings = Sentences.Of(found, input, figures ?? new()) };
    }

    /// <summary>Shares are of the metric's change; with data missing no place is more than possible.</summary>
    static RootCause[] Located(LeafTable leaves, ExplanationInput input, decimal change, bool doubtful)
    {
        (IReadOnlyList<RootCause> moved, LeafTable rest) = Suspects.Test(leaves, input.Suspects, change, input.Decimals);
        decimal left = change - moved.Sum(c => c.Amount);
        bool everything = input.SuspectsEverything && left != 0 && left < 0 == change < 0 && Math.Abs(left) > Math.Abs(change) * MostOfIt;
        IReadOnlyList<RootCause> others = everything
            ? [new([], left, left, 0, Grade.Fits, double.PositiveInfinity, leaves.Leaves.Count)]
            : Localisation.Find(rest, input.Decimals).Causes;
        return [.. (everything ? others.Concat(moved) : moved.Concat(others)).Select(c => c with
        {
            Share = change == 0 ? 0 : decimal.Round(c.Amount / change, 6),
            Grade = doubtful ? Grade.CannotTell : c.Grade,
        })];
    }

    /// <summary>
    /// What the days with gaps are short of, against the change; without a daily series any certain gap of the window
    /// counts, and so it does where the metric is unknown for it.
    /// </summary>
    static bool IsGap(ExplanationInput input, DataGap[] gaps, Decomposition split)
    {
        HashSet<DateOnly> days = [.. gaps.Where(g => g.IsCertain && input.Window.Contains(g.Day)).Select(g => g.Day)];
        if (days.Count > 0 && split is { Before: not null, After: null }) return true;
        decimal change = split.Change ?? 0;
        if (days.Count == 0 || change >= 0) return false;
        DayValue[] missing = [.. input.Daily.Where(d => days.Contains(d.Day))];
        return missing.Length == 0 || missing.Sum(d => d.Real - d.Expected) / change >= MostOfIt;
    }
}
