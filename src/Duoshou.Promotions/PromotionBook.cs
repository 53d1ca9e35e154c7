using System.Collections.Frozen;
using Duoshou.Kernel;
using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions;

/// <summary>
/// The promotions of a shop, sorted into calculation order and indexed by what a cart must have for them to matter: a code, a
/// SKU, a product, a category and so on. Build it once and price any number of carts with it, from any number of threads.
/// </summary>
public sealed class PromotionBook
{
    readonly RankedPromotion[] ranked;
    readonly int[] everywhere;
    readonly FrozenDictionary<Anchor, int[]> anchored;

    /// <summary>A book of promotions. Their order here is the order of creation.</summary>
    /// <exception cref="PromotionException">Two promotions share an id, or one of them contradicts itself.</exception>
    public PromotionBook(IEnumerable<Promotion> promotions)
    {
        Promotions = [.. promotions];
        PromotionFaults.Check(Promotions);
        Dictionary<string, int> orderGroups = [], lineGroups = [];
        int created = 0;
        ranked =
        [
            .. Promotions
                .Select(p => new RankedPromotion(p, created++, Number(p, GroupScope.Order, orderGroups),
                    Number(p, GroupScope.Line, lineGroups)))
                .OrderBy(p => p.Stage).ThenByDescending(p => p.Promotion.Priority).ThenBy(p => p.Created),
        ];
        ResolveExclusions();
        (anchored, everywhere) = Index(ranked);
    }

    /// <summary>The promotions, in order of creation.</summary>
    public IReadOnlyList<Promotion> Promotions { get; }

    internal IReadOnlyList<RankedPromotion> Ranked => ranked;

    /// <summary>Those that could matter to a cart, in calculation order: every other one is sure not to apply.</summary>
    internal List<RankedPromotion> Candidates(Cart cart)
    {
        List<int> found = [.. everywhere];
        if (anchored.Count > 0)
            foreach (Anchor anchor in Anchors.Of(cart))
                if (anchored.TryGetValue(anchor, out int[]? ranks)) found.AddRange(ranks);
        found.Sort();
        List<RankedPromotion> candidates = new(found.Count);
        for (int i = 0; i < found.Count; i++)
            if (i == 0 || found[i] != found[i - 1]) candidates.Add(ranked[found[i]]);
        return candidates;
    }

    /// <summary>Each promotion under the anchors that the fewest share, or in the list that every cart looks at.</summary>
    static (FrozenDictionary<Anchor, int[]> Anchored, int[] Everywhere) Index(RankedPromotion[] ranked)
    {
        IReadOnlyList<IReadOnlyList<Anchor>>[] possible = [.. ranked.Select(r => Anchors.Of(r.Promotion))];
        Dictionary<Anchor, int> uses = [];
        foreach (Anchor anchor in possible.SelectMany(sets => sets).SelectMany(set => set)) uses[anchor] =
            uses.GetValueOrDefault(anchor) + 1;
        Dictionary<Anchor, List<int>> byAnchor = [];
        List<int> everywhere = [];
        for (int rank = 0; rank < ranked.Length; rank++)
        {
            IReadOnlyList<Anchor>? rarest = possible[rank].MinBy(set => set.Sum(anchor => (long)uses[anchor]));
            if (rarest is null) everywhere.Add(rank);
            foreach (Anchor anchor in (rarest ?? []).Distinct())
            {
                if (!byAnchor.TryGetValue(anchor, out List<int>? list)) byAnchor[anchor] = list = [];
                list.Add(rank);
            }
        }

        return (byAnchor.ToFrozenDictionary(a => a.Key, a => a.Value.ToArray()), [.. everywhere]);
    }

    static int Number(Promotion p, GroupScope scope, Dictionary<string, int> numbers)
    {
        if (p.Group is null || p.GroupScope != scope) return -1;
        if (!numbers.TryGetValue(p.Group, out int number)) numbers[p.Group] = number = numbers.Count;
        return number;
    }

    void ResolveExclusions()
    {
        if (ranked.All(r => r.Promotion.Excludes.Count == 0)) return;
        Dictionary<string, RankedPromotion> byId = ranked.ToDictionary(r => r.Promotion.Id);
        foreach (RankedPromotion one in ranked)
        {
            foreach (string id in one.Promotion.Excludes)
            {
                if (!byId.TryGetValue(id, out RankedPromotion? other) || other == one) continue;
                one.Excluded.Add(other);
                other.Excluded.Add(one);
            }
        }
    }
}

/// <summary>A promotion with its place in the book.</summary>
sealed class RankedPromotion(Promotion promotion, int created, int orderGroup, int lineGroup)
{
    readonly PromotionAmount[] perCurrency =
    [
        .. promotion.When.SelectMany(c => c.Amounts()).Concat(promotion.Actions.SelectMany(a => a.Amounts()))
            .Append(promotion.Limits.Budget).Append(promotion.Limits.DayBudget).OfType<PromotionAmount>(),
    ];

    internal Promotion Promotion => promotion;

    internal Stage Stage { get; } = promotion.EffectiveStage;

    internal int Created => created;

    internal int OrderGroup => orderGroup;

    internal int LineGroup => lineGroup;

    /// <summary>Those it may not be combined with, in both directions.</summary>
    internal HashSet<RankedPromotion> Excluded { get; } = [];

    internal bool StatesCurrency(Currency currency)
    {
        foreach (PromotionAmount amount in perCurrency)
            if (amount.In(currency) is null) return false;
        return true;
    }
}
