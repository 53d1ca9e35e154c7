using Duoshou.Analytics.RootCauses;

namespace Duoshou.Analytics.Attribution.Events;

/// <summary>Whether what an event touched is what changed.</summary>
static class EventThing
{
    const double Equal = 1, Wider = 0.85, Narrower = 0.7, WholeShop = 0.8, Unrelated = 0.3;

    /// <summary>Localised causes that carry this much leave no room for an event that touched the whole shop.</summary>
    const decimal MostOfIt = 0.5m;

    /// <summary>The cause an event fits best and how exactly; null when it touched something else.</summary>
    public static (int? Cause, double Exactness)? Fit(IReadOnlyList<RootCause> causes, DatedEvent happened)
    {
        IReadOnlyList<AttributeValue> thing = happened.Thing;
        if (causes.Count == 0) return (null, thing.Count == 0 ? Equal : WholeShop);
        if (thing.Count == 0)
        {
            int everywhere = causes.ToList().FindIndex(c => c.Where.Count == 0);
            if (everywhere >= 0) return (everywhere, Equal);
            return causes.Sum(c => c.Share) < MostOfIt ? (null, WholeShop) : null;
        }

        return causes
            .Select((cause, i) => (Cause: (int?)i, Exactness: Exactness(cause.Where, thing, happened.Within ?? [])))
            .Where(fit => fit.Exactness > 0)
            .OrderByDescending(fit => fit.Exactness)
            .Select(fit => ((int?, double)?)fit)
            .FirstOrDefault();
    }

    /// <summary>Whether two events touched the same.</summary>
    public static bool Same(IReadOnlyList<AttributeValue> left, IReadOnlyList<AttributeValue> right) =>
        left.Count == right.Count && left.All(right.Contains);

    static double Exactness(
        IReadOnlyList<AttributeValue> where, IReadOnlyList<AttributeValue> thing, IReadOnlyList<AttributeValue> within)
    {
        if (where.Count == 0) return 0;
        Dictionary<string, string> values = where.ToDictionary(a => a.Dimension, a => a.Value);
        AttributeValue[] common = [.. thing.Where(a => values.ContainsKey(a.Dimension))];
        if (common.Any(a => values[a.Dimension] != a.Value)) return 0;
        AttributeValue[] around = [.. within.Where(a => values.ContainsKey(a.Dimension))];
        if (around.Any(a => values[a.Dimension] != a.Value)) return 0;
        if (common.Length == 0) return around.Length > 0 ? Narrower : Unrelated;
        if (common.Length == where.Count) return thing.Count == where.Count ? Equal : Narrower;
        return common.Length == thing.Count ? Wider : Narrower;
    }
}
