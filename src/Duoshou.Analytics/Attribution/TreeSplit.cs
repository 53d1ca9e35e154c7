using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution;

/// <summary>
/// Walks a metric tree. Factors whose values are unknown are put together into the one that is known: visitors times
/// orders per visitor,
/// with visitors unknown, is orders.
/// </summary>
sealed class TreeSplit(IReadOnlyDictionary<string, decimal?> before, IReadOnlyDictionary<string, decimal?> after)
{
    /// <summary>What one node did to the root, before rounding.</summary>
    public sealed record Effect(MetricNode Node, double? Before, double? After, double Amount);

    sealed record Factor(MetricNode Node, double Before, double After);

    readonly List<MetricNode> unknown = [];

    public IReadOnlyList<MetricNode> Unknown => [.. unknown.DistinctBy(n => n.Key)];

    public static decimal? Exact(MetricNode node, IReadOnlyDictionary<string, decimal?> values, int decimals) =>
        values.GetValueOrDefault(node.Key) is { } given
            ? decimal.Round(given, decimals, MidpointRounding.AwayFromZero)
            : Value(node, values) is { } worked && Math.Abs(worked) < 1e18
                ? decimal.Round((decimal)worked, decimals, MidpointRounding.AwayFromZero)
                : null;

    public static decimal? Shown(double? value) => value is { } v && Math.Abs(v) < 1e18 ? decimal.Round((decimal)v, 10) : null;

    /// <summary>The measured nodes below a node of which a period is missing.</summary>
    public IEnumerable<MetricNode> UnknownOf(MetricNode node) => Parts(node) is { Count: > 0 } parts
        ? parts.Where(p => !Known(p)).SelectMany(UnknownOf).DistinctBy(n => n.Key)
        : [node];

    public List<Effect> Of(MetricNode node)
    {
        (double was, double now) = (Value(node, before) ?? 0, Value(node, after) ?? 0);
        List<Effect> effects = node switch
        {
            MetricNode.Product product => OfProduct(product, was, now),
            MetricNode.Ratio ratio => OfRatio(ratio, was, now),
            MetricNode.Sum sum => OfTerms(sum, [.. sum.Terms.Select(t => (t, 1))], now - was),
            MetricNode.Difference less => OfTerms(less, [(less.From, 1), .. less.Less.Select(t => (t, -1))], now - was),
            _ => [new(node, was, now, now - was)],
        };
        return WithRest(node, effects, now - was);
    }

    List<Effect> OfProduct(MetricNode.Product product, double was, double now)
    {
        List<MetricNode> all = [.. Flat(product)];
        List<Factor> factors = [.. all.Where(Known).Select(ToFactor)];
        if (factors.Count < all.Count)
        {
            List<MetricNode> missing = [.. all.Where(f => !Known(f))];
            unknown.AddRange(missing);
            factors.Insert(0, Together(missing, factors, was, now));
        }

        double[] effects = Factors.Effects([.. factors.Select(f => f.Before)], [.. factors.Select(f => f.After)]);
        return [.. factors.SelectMany((factor, i) => Deeper(factor, effects[i], was, now))];
    }

    /// <summary>
    /// The product of the unknown factors is what the known ones leave; it has a name of its own when all but one
    /// cancel.
    /// </summary>
    static Factor Together(List<MetricNode> missing, List<Factor> known, double was, double now)
    {
        double rest = known.Aggregate(1d, (v, f) => v * f.Before), restNow = known.Aggregate(1d, (v, f) => v * f.After);
        double first = rest != 0 ? was / rest : 0, last = restNow != 0 ? now / restNow : 0;
        List<MetricNode> over = [.. missing.Select(m => m is MetricNode.Ratio r ? r.Over : m)];
        foreach (MetricNode.Ratio ratio in missing.OfType<MetricNode.Ratio>())
            if (over.FindIndex(o => o.Key == ratio.Under.Key) is var at and >= 0) over.RemoveAt(at);
            else return new(Named(missing), first, last);
        return new(over.Count == 1 ? over[0] : Named(missing), first, last);
    }

    static MetricNode.Measure Named(List<MetricNode> nodes) => new(string.Join('*', nodes.Select(n => n.Key)),
        new(string.Join(" × ", nodes.Select(n => n.Name.Zh)), string.Join(" × ", nodes.Select(n => n.Name.En))));

    /// <summary>A factor that is itself a sum passes its effect on to its terms, in proportion to what they did to it.</summary>
    List<Effect> Deeper(Factor factor, double effect, double was, double now)
    {
        if (factor.Node is not (MetricNode.Sum or MetricNode.Difference) || !Known(factor.Node))
            return [new(factor.Node, factor.Before, factor.After, effect)];
        double change = factor.After - factor.Before;
        double scale = Math.Abs(change) > 1e-12 * Math.Max(Math.Abs(factor.Before), Math.Abs(factor.After))
            ? effect / change
            : ((factor.Before != 0 ? was / factor.Before : 0) + (factor.After != 0 ? now / factor.After : 0)) / 2;
        return [.. Of(factor.Node).Select(e => e with { Amount = e.Amount * scale })];
    }

    List<Effect> OfRatio(MetricNode.Ratio ratio, double was, double now)
    {
        if (!Known(ratio.Over) || !Known(ratio.Under)) return [new(ratio, was, now, now - was)];
        Factor over = ToFactor(ratio.Over), under = ToFactor(ratio.Under);
        if (under.Before == 0 || under.After == 0) return [new(ratio, was, now, now - was)];
        double[] effects = Factors.Effects([over.Before, 1 / under.Before], [over.After, 1 / under.After]);
        return [new(ratio.Over, over.Before, over.After, effects[0]), new(ratio.Under, under.Before, under.After, effects[1])];
    }

    List<Effect> OfTerms(MetricNode node, List<(MetricNode Term, int Sign)> terms, double change)
    {
        List<Effect> effects = [.. terms
            .Where(t => Known(t.Term))
            .SelectMany(t => Of(t.Term).Select(e => e with { Amount = t.Sign * e.Amount }))];
        List<MetricNode> missing = [.. terms.Where(t => !Known(t.Term)).Select(t => t.Term)];
        unknown.AddRange(missing);
        if (missing.Count > 0) effects.Add(new(Named(missing), null, null, change - effects.Sum(e => e.Amount)));
        return effects;
    }

    /// <summary>
    /// A given value need not be what its parts make; the difference is a driver of its own, never spread over the
    /// others.
    /// </summary>
    static List<Effect> WithRest(MetricNode node, List<Effect> effects, double change)
    {
        double rest = change - effects.Sum(e => e.Amount);
        double size = Math.Max(Math.Abs(change), effects.Max(e => Math.Abs(e.Amount)));
        if (Math.Abs(rest) > 1e-7 * size)
        {
            MetricNode.Measure other = new($"{node.Key}.rest",
                new($"{node.Name.Zh}口径差", $"{node.Name.En}: difference of definition"));
            effects.Add(new(other, null, null, rest));
        }

        return effects;
    }

    IEnumerable<MetricNode> Flat(MetricNode.Product product) =>
        product.Factors.SelectMany(f => f is MetricNode.Product inner && PartsSayMore(inner) ? Flat(inner) : [f]);

    /// <summary>A product is opened unless only its own value is known.</summary>
    bool PartsSayMore(MetricNode.Product inner) => !Known(inner) || inner.Factors.All(Known);

    /// <summary>A rate of nothing over nothing in one period counts as unchanged.</summary>
    Factor ToFactor(MetricNode node)
    {
        double? was = Value(node, before), now = Value(node, after);
        return new(node, was ?? now ?? 0, now ?? was ?? 0);
    }

    bool Known(MetricNode node) => (Value(node, before), Value(node, after)) switch
    {
        (not null, not null) => true,
        (null, null) => false,
        (null, _) => IsNothingOverNothing(node, before),
        _ => IsNothingOverNothing(node, after),
    };

    static bool IsNothingOverNothing(MetricNode node, IReadOnlyDictionary<string, decimal?> values) =>
        node is MetricNode.Ratio r && Value(r.Over, values) is not null && Value(r.Under, values) == 0;

    static double? Value(MetricNode node, IReadOnlyDictionary<string, decimal?> values)
    {
        if (values.GetValueOrDefault(node.Key) is { } given) return (double)given;
        return node switch
        {
            MetricNode.Product p => p.Factors.Aggregate((double?)1, (v, f) => v * Value(f, values)),
            MetricNode.Sum s => s.Terms.Aggregate((double?)0, (v, t) => v + Value(t, values)),
            MetricNode.Difference d => d.Less.Aggregate(Value(d.From, values), (v, t) => v - Value(t, values)),
            MetricNode.Ratio r when Value(r.Under, values) is { } under and not 0 => Value(r.Over, values) / under,
            _ => null,
        };
    }

    static IReadOnlyList<MetricNode> Parts(MetricNode node) => node switch
    {
        MetricNode.Product p => p.Factors,
        MetricNode.Sum s => s.Terms,
        MetricNode.Difference d => [d.From, .. d.Less],
        MetricNode.Ratio r => [r.Over, r.Under],
        _ => [],
    };
}
