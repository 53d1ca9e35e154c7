using Duoshou.App.Agency;
using Duoshou.App.Catalog.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Catalog.Actions;

/// <summary>A claim as pages show it.</summary>
/// <param name="Before">The metric of the claim's item in the four weeks before its first day; null when unknown.</param>
/// <param name="After">The same from its first day on, up to four weeks.</param>
/// <param name="RestBefore">The metric of the whole shop in the same weeks, against which the item is held.</param>
/// <param name="Paid">yes, no, unclear, or early: fewer than 14 days have passed.</param>
public sealed record ClaimCard(
    Guid Id, ShopId Shop, string Text, string Evidence, string UsedIn, string Item, string SearchWord, string Metric, DateOnly UsedFrom,
        decimal? Before, decimal? After, decimal? RestBefore, decimal? RestAfter, string Paid);

/// <summary>The register of claims: each with its evidence, where it is used, and whether it paid.</summary>
public sealed class Claims(IDbContextFactory<DuoshouDb> database, IMetricQuestions questions, Reports.Remembered remembered, IShops shops, IAgency agency, TimeProvider clock)
{
    const int DaysBefore = 28, DaysAfter = 28, Early = 14;

    /// <summary>A claim to be recorded.</summary>
    public sealed record Request(UserId Person, ShopId Shop, string Text, string Evidence, string UsedIn, string Item, string SearchWord,
        string Metric, DateOnly UsedFrom);

    /// <summary>Claims of the shops, newest first, judged up to a day.</summary>
    public async Task<IReadOnlyList<ClaimCard>> List(UserId person, IReadOnlyCollection<ShopId>? wanted, DateOnly last, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(person, cancel);
        if (wanted is not null) scope = scope.Narrowed(wanted);
        ShopId[] asked = [.. scope.Shops];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        List<Claim> claims = await db.Set<Claim>().AsNoTracking().Where(claim => asked.Contains(claim.ShopId) && claim.WithdrawnAt == null)
            .OrderByDescending(claim => claim.UsedFrom).Take(100).ToListAsync(cancel);
        if (claims.Count == 0) return [];
        return await remembered.Once<IReadOnlyList<ClaimCard>>(("claims", scope, Period.Of(last), string.Join(',', claims.Select(claim => claim.Id))),
            () => Judged(claims, scope, last, cancel));
    }

    /// <summary>Records a claim. One without evidence is refused: that is what the register is for.</summary>
    public async Task<Answered<ClaimCard>> Record(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        if (await shops.Find(request.Shop, scope, cancel) is null) return new(null, Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        if (string.IsNullOrWhiteSpace(request.Text)) return new(null, Refusals.Missing("text"));
        if (string.IsNullOrWhiteSpace(request.Evidence))
            return new(null, new("claim.unproven", new("这条主张没有证据。", "This claim has no evidence."),
                new("写上检测报告、对比测试或评价；没有就先别用。", "Name a report, a test or reviews; without one do not use it."), "evidence"));
        if (MetricCatalogue.Find(request.Metric) is not { } metric || !metric.Dimensions.Contains("sku"))
            return new(null, new("metric.unknown", new($"「{request.Metric}」不能按商品看。", $"“{request.Metric}” cannot be read by item."),
                new("选转化率、支付金额这类指标。", "Choose one such as conversion or paid sales."), "metric", request.Metric));
        if (Refusals.TooLong(("text", request.Text, 200), ("evidence", request.Evidence, 400), ("usedIn", request.UsedIn, 120), ("item", request.Item, 120),
            ("searchWord", request.SearchWord, 120)) is { } excess)
            return new(null, excess);
        Claim claim = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), ShopId = request.Shop, Text = request.Text.Trim(), Evidence = request.Evidence.Trim(),
            UsedIn = request.UsedIn.Trim(), Item = request.Item.Trim(), SearchWord = request.SearchWord.Trim(),
            Metric = request.Metric, UsedFrom = request.UsedFrom, RecordedBy = request.Person, RecordedAt = clock.GetUtcNow(),
        };
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        db.Add(claim);
        await db.SaveChangesAsync(cancel);
        return new((await Judged([claim], scope, request.UsedFrom, cancel))[0], null);
    }

    /// <summary>Takes a claim off the register, or puts it back.</summary>
    public async Task<bool> Withdraw(UserId person, Guid id, bool back, CancellationToken cancel)
    {
        ShopId[] seen = [.. (await agency.ScopeOf(person, cancel)).Shops];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        Claim? claim = await db.Set<Claim>().FirstOrDefaultAsync(one => one.Id == id, cancel);
        if (claim is null || !seen.Contains(claim.ShopId)) return false;
        claim.WithdrawnAt = back ? null : clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Claims that were first used on one day in one shop share their questions; answers hold until facts change.</summary>
    async Task<IReadOnlyList<ClaimCard>> Judged(IReadOnlyList<Claim> claims, Scope scope, DateOnly last, CancellationToken cancel)
    {
        Dictionary<Guid, ClaimCard> cards = [];
        foreach (IGrouping<(ShopId Shop, DateOnly From), Claim> alike in claims.GroupBy(claim => (claim.ShopId, claim.UsedFrom)))
        {
            DateOnly from = alike.Key.From, end = from.AddDays(DaysAfter - 1) < last ? from.AddDays(DaysAfter - 1) : last;
            if (end < from)
            {
                foreach (Claim claim in alike) cards[claim.Id] = Card(claim, null, null, null, null, "early");
                continue;
            }

            Period before = new(from.AddDays(-DaysBefore), from.AddDays(-1)), after = new(from, end);
            Scope own = scope.Narrowed([alike.Key.Shop]);
            string[] metrics = [.. alike.Select(claim => claim.Metric).Distinct().Order(StringComparer.Ordinal)];
            string[] items = [.. alike.Select(claim => claim.Item).Where(item => item.Length > 0).Distinct().Order(StringComparer.Ordinal)];
            Dictionary<(string Item, string Metric), decimal> was = await Figures(metrics, items, before, own, cancel), became = await Figures(metrics, items, after,
                own, cancel);
            foreach (Claim claim in alike)
            {
                decimal? a = At(was, claim.Item, claim.Metric), b = At(became, claim.Item, claim.Metric), c = At(was, "", claim.Metric), d = At(became, "", claim.Metric);
                cards[claim.Id] = Card(claim, a, b, c, d, after.Days < Early ? "early" : Verdict(a, b, c, d));
            }
        }

        return [.. claims.Select(claim => cards[claim.Id])];

        static decimal? At(Dictionary<(string, string), decimal> figures, string item, string metric) => figures.TryGetValue((item, metric), out decimal value) ? value : null;

        static ClaimCard Card(Claim claim, decimal? a, decimal? b, decimal? c, decimal? d, string paid) =>
            new(claim.Id, claim.ShopId, claim.Text, claim.Evidence, claim.UsedIn, claim.Item, claim.SearchWord, claim.Metric, claim.UsedFrom, a, b, c, d, paid);
    }

    /// <summary>The item is held against its shop: what moved everything is not the claim's doing.</summary>
    static string Verdict(decimal? was, decimal? became, decimal? restWas, decimal? restBecame)
    {
        if (was is not > 0m || became is not { } now) return "unclear";
        decimal own = now / was.Value - 1m, rest = restWas is > 0m && restBecame is { } all ? all / restWas.Value - 1m : 0m, gain = own - rest;
        return gain > 0.05m ? "yes" : gain < -0.05m ? "no" : "unclear";
    }

    /// <summary>Metrics of the whole shop (item "") and of some items over some days; by day where they add up over days. What is unknown is missing.</summary>
    async Task<Dictionary<(string Item, string Metric), decimal>> Figures(string[] metrics, string[] items, Period range, Scope scope, CancellationToken cancel)
    {
        Dictionary<(string, string), decimal> found = [];
        MetricQuestion whole = new() { Metrics = metrics, Range = range };
        if ((await questions.Ask(whole, scope, cancel)).Value is { } all) Take("", all.Total.Now);
        if (items.Length > 0 && (await questions.Ask(whole with { By = ["sku"], Where = [new("sku", items)] }, scope, cancel)).Value is { } each)
            foreach (AnswerRow row in each.Rows) Take(row.Keys[0] ?? "", row.Now);
        return found;

        void Take(string item, IReadOnlyList<Figure> now)
        {
            for (int i = 0; i < metrics.Length; i++)
                if (now[i].Value is { } value)
                    found[(item, metrics[i])] = MetricCatalogue.Find(metrics[i])!.AddsOver.Contains("day") ? decimal.Round(value / range.Days, 4) : value;
        }
    }
}
