using System.Text.Json;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.Analytics.ShopHealth;
using Duoshou.App.Diagnosis.Detectors;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>What one diagnosis says: the parts and the findings, ranked.</summary>
sealed record DiagnosisContent(IReadOnlyList<DiagnosedPart> Parts, IReadOnlyList<DiagnosedFinding> Findings);

/// <summary>How often findings of a kind were no false alarm, by the people who judged them.</summary>
sealed record HitRate(decimal Rate, int Judged);

/// <summary>One pass over shops: a few questions for all of them together, then each by itself.</summary>
sealed class Examination(IFactRows facts, IMetricQuestions questions, IFactLedger ledger)
{
    /// <summary>Six weeks: a problem of two and the four before it.</summary>
    public const int DaysLooked = 45;

    const int MostFindings = 40;

    public async Task<IReadOnlyDictionary<ShopId, DiagnosisContent>> Run(IReadOnlyList<ShopCard> shops, DateOnly on, RateBook rates, Currency home,
        IReadOnlyDictionary<string, HitRate> hits, Scope scope, CancellationToken cancel)
    {
        IReadOnlyList<ShopEvidence> evidence = await new Evidence(facts, questions, ledger).Gather(shops, Period.Ending(on, DaysLooked), scope, cancel);
        IReadOnlyDictionary<ShopId, WeekFigures> weeks = await WeekFigures.Ask(questions, shops, on, scope, cancel);
        IReadOnlyDictionary<ShopId, Background> background = await Background.Gather(facts, [.. shops.Select(shop => shop.Id)], on, scope, cancel);
        return evidence.ToDictionary(shop => shop.Shop.Id, shop =>
            Content(new(new(shop, SignBook.Of(shop), rates, home, on), weeks[shop.Shop.Id], background[shop.Shop.Id]), hits));
    }

    static DiagnosisContent Content(Examined shop, IReadOnlyDictionary<string, HitRate> hits)
    {
        IReadOnlyList<PromotionResult> promotions = Promotions.Measured(shop);
        (DiagnosedPart lines, IReadOnlyList<DiagnosedFinding> crossed) = PlatformLines.Find(shop);
        Problem[] problems = [.. Detection.All(shop.Shop)];
        HashSet<string> told = [.. problems.SelectMany(problem => problem.Thing).Where(thing => thing.Dimension == "sku").Select(thing => thing.Value)];
        DiagnosedFinding[] found =
        [
            .. problems.Select(problem => OfProblem(shop, problem)), .. ScoreFalls.Find(shop), .. crossed,
            .. Promotions.Losses(shop, promotions), .. FurtherFindings.Find(shop, told),
        ];
        return new([.. TrendParts.Find(shop), Promotions.Part(shop, promotions), .. StateParts.Find(shop), lines],
            [.. found.Select(finding => Weighed(finding, hits)).OrderByDescending(finding => (finding.Money ?? 0m) * Severities.Certainty(finding.Grade, finding.HitRate))
                .ThenByDescending(finding => finding.Severity).ThenBy(finding => finding.Key, StringComparer.Ordinal).Take(MostFindings)]);
    }

    static DiagnosedFinding Weighed(DiagnosedFinding finding, IReadOnlyDictionary<string, HitRate> hits) => !hits.TryGetValue(finding.Code, out HitRate? hit) ? finding
        : finding with { HitRate = hit.Rate, Judged = hit.Judged, Severity = Severities.Judged(finding.Severity, hit.Rate, hit.Judged) };

    static DiagnosedFinding OfProblem(Examined shop, Problem problem)
    {
        string code = CodeOf(problem.Kind);
        Period window = new(problem.From, problem.To);
        string? sku = problem.Thing.Where(thing => thing.Dimension == "sku").Select(thing => thing.Value).FirstOrDefault();
        Severity without = problem.Kind is ProblemKind.BadReviews or ProblemKind.LateParcels or ProblemKind.Brushing or ProblemKind.TrackingLoss or ProblemKind.MissingData
            ? Severity.Medium : Severity.Low;
        Severity severity = Severities.OfMoney(problem.WeeklyStake, shop.WeeklySales, problem.Grade, problem.To >= shop.On.AddDays(-1), without);
        // These are no matter of this week's money: a blind counter, a bought order or a score costs later.
        if (without == Severity.Medium && severity < Severity.Medium) severity = Severity.Medium;
        return new(KeyOf(code, problem.Thing), code, severity, problem.WeeklyStake, problem.How, problem.Grade, problem.Text, NextActs.Of(problem.Kind),
            problem.From, problem.To, problem.Metric, problem.Thing, Links(problem, window), UsualCauses.Of(code, shop, sku, window))
        { NeedsCost = problem.Kind == ProblemKind.SoldBelowCost };
    }

    public static string CodeOf(ProblemKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    public static string KeyOf(string code, IReadOnlyList<AttributeValue> thing)
    {
        string key = $"{code}|{string.Join(';', thing.OrderBy(a => a.Dimension, StringComparer.Ordinal).ThenBy(a => a.Value, StringComparer.Ordinal).Select(a => $"{a.Dimension}={a.Value}"))}";
        return key.Length <= 440 ? key : key[..440];
    }

    static EvidenceLink[] Links(Problem problem, Period window)
    {
        Metric? metric = MetricCatalogue.Find(problem.Metric);
        AttributeValue[] where = [.. problem.Thing.Where(thing => metric?.Dimensions.Contains(thing.Dimension) == true)];
        DateOnly from = window.First.AddDays(-14);
        EvidenceLink byDay = new("explore", new("前后按天", "Day by day, before and after"), problem.Metric, from, window.Last, "day", where);
        return problem.Kind switch
        {
            ProblemKind.MissingData => [new("data", new("数据账实", "Trust desk"), null, window.First, window.Last, null, []), byDay with { Where = [] }],
            ProblemKind.StockOut => [byDay, Why(problem, window), new("explore", new("库存天数", "Stock days"), "stock_days", window.First, window.Last, "sku", where)],
            ProblemKind.SoldBelowCost => [new("explore", new("毛利率按款", "Margin by item"), "gross_margin", window.First, window.Last, "sku", where), byDay, Why(problem, window)],
            ProblemKind.BadReviews => [new("rows", new("看评价", "The reviews"), "reviews", window.First, window.Last, null, where), byDay, Why(problem, window)],
            ProblemKind.LateParcels => [new("explore", new("物流评分按天", "Score for delivery by day"), "dsr_logistics", from, window.Last, "day", []),
                new("explore", new("退款按地区", "Refunds by region"), "refunds", window.First, window.Last, "region", []), Why(problem, window)],
            ProblemKind.Brushing => [new("rows", new("看这些订单", "These orders"), "orders", window.First, window.Last, null, where), byDay, Why(problem, window)],
            ProblemKind.TrackingLoss => [new("explore", new("访客按渠道", "Visitors by channel"), "visitor_days", window.First, window.Last, "channel", []), byDay, Why(problem, window)],
            _ => [Why(problem, window), byDay],
        };
    }

    static EvidenceLink Why(Problem problem, Period window) => new("why", new("为什么变", "Why it changed"), problem.Metric, window.First, window.Last, null, []);
}
