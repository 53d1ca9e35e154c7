using Duoshou.Promotions.Calculation;

namespace Duoshou.Promotions.Selection;

/// <summary>A promotion is to be applied, apart from lines that another promotion of its per-line group is to have.</summary>
readonly record struct Decision(Contender Contender, IReadOnlySet<int>? LeaveOut);

/// <summary>Which promotions are to apply, in calculation order, and what is known about how good the choice is.</summary>
/// <param name="Decisions">The promotions.</param>
/// <param name="Score">What they give.</param>
/// <param name="Open">The most that any choice not looked at could save.</param>
/// <param name="Nodes">Steps the search took.</param>
sealed record Choice(IReadOnlyList<Decision> Decisions, Score Score, long Open, int Nodes);

/// <summary>
/// How two sets compare: by what the customer saves on goods and shipping, then more gift units, then fewer promotions, then the
/// higher sum of priorities, then the one whose promotions were created earlier.
/// </summary>
readonly record struct Score(long Saved, int Gifts, int Count, long Priorities, int[] Created) : IComparable<Score>
{
    internal static Score Of(Running running, IReadOnlyList<Contender> applied)
    {
        int[] created = [.. applied.Select(c => c.Ranked.Created)];
        Array.Sort(created);
        return new Score(running.Saved, running.GiftCount, created.Length, applied.Sum(c => (long)c.Promotion.Priority), created);
    }

    /// <summary>Above zero if this one is better.</summary>
    public int CompareTo(Score other)
    {
        if (Saved != other.Saved) return Saved.CompareTo(other.Saved);
        if (Gifts != other.Gifts) return Gifts.CompareTo(other.Gifts);
        if (Count != other.Count) return other.Count.CompareTo(Count);
        return Priorities != other.Priorities ? Priorities.CompareTo(other.Priorities)
            : other.Created.AsSpan().SequenceCompareTo(Created);
    }
}
