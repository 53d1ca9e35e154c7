using System.Globalization;
using Duoshou.App.Agency;
using Duoshou.App.Reports;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog.Actions;

/// <summary>The operator asks what buyers search and say.</summary>
public sealed class ReadWords(IFactRows facts, Remembered remembered, IAgency agency)
{
    const int MostReviews = 200_000;

    /// <param name="Shops">The shops; null for all that the person may see.</param>
    public sealed record Request(UserId Person, IReadOnlyCollection<ShopId>? Shops, Period Range);

    public async Task<Answered<SellingWords>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (request.Shops is not null) scope = scope.Narrowed(request.Shops);
        return await remembered.Once<Answered<SellingWords>>(("words", scope, request.Range, null), () => Read(scope, request.Range, cancel));
    }

    async Task<Answered<SellingWords>> Read(Scope scope, Period range, CancellationToken cancel)
    {
        IReadOnlyList<FactSum> visits = await facts.Sums(FactKind.Traffic, ["keyword"], ["impressions", "visitors"], range, scope, cancel);
        IReadOnlyList<FactSum> before = await facts.Sums(FactKind.Traffic, ["keyword"], ["visitors"], range.Previous(), scope, cancel);
        IReadOnlyList<FactSum> orders = await facts.Sums(FactKind.OrderLine, ["keyword", "order_id", "row_class"], ["quantity"], range, scope, cancel);
        IReadOnlyList<FactRow> reviews = await facts.Facts(FactKind.Review, ["at", "sku", "stars", "text"], range, scope, MostReviews, cancel);
        Dictionary<string, decimal> earlier = ByWord(before, 0), bought = orders.Where(sum => sum.Keys[0] is not null
            && sum.Keys[2] is null or RowClass.Sale && sum.Keys[0] is not null)
            .GroupBy(sum => sum.Keys[0]!, StringComparer.Ordinal).ToDictionary(group => group.Key, group => (decimal)group.Select(sum => sum.Keys[1])
                .Distinct().Count(), StringComparer.Ordinal);
        Dictionary<string, decimal> shown = ByWord(visits, 0), came = ByWord(visits, 1);
        SearchWord[] words = [.. came.Select(word => new SearchWord(word.Key, shown.GetValueOrDefault(word.Key), word.Value, bought.Count == 0 ? null
            : bought.GetValueOrDefault(word.Key),
            earlier.TryGetValue(word.Key, out decimal was) ? was : null))];
        BuyerText[] texts = [.. reviews.Where(row => row.Values[3] is not null).SelectMany(row => Enumerable.Repeat(new BuyerText(row.Values[3]!,
            decimal.TryParse(row.Values[2], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal stars) ? stars : null, row.Values[1]),
                (int)Math.Min(row.Count, 1000)))];
        List<Words> limits = reviews.Count == MostReviews
            ? [new($"评价超过 {MostReviews} 条，只读了最早的。", $"There are more than {MostReviews} reviews; only the earliest were read.")] : [];
        return new(SellingWords.Of(words, texts, range, limits), null);
    }

    static Dictionary<string, decimal> ByWord(IReadOnlyList<FactSum> sums, int measure) => sums.Where(sum => !string.IsNullOrEmpty(sum.Keys[0]))
        .GroupBy(sum => sum.Keys[0]!, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(sum => sum.Sums[measure] ?? 0m), StringComparer.Ordinal);
}
