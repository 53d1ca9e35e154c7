using System.Globalization;
using Duoshou.Analytics.Effects;
using Duoshou.App.Agency;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>The operator asks whether a change of a day worked, without a test: against what the shop would have been, told by shops that were not touched.</summary>
public sealed class JudgeChange(IMetricQuestions questions, IShops shops, IAgency agency)
{
    /// <param name="Shop">The shop that was changed.</param>
    /// <param name="On">The first day of the change.</param>
    /// <param name="Range">The days before and after that are looked at.</param>
    /// <param name="Item">The item (sku) of the shop that was changed; its own figures are judged instead of the whole shop's.</param>
    /// <param name="Beside">One other shop to compare with (difference in differences) instead of what all untouched shops say together.</param>
    public sealed record Request(UserId Person, ShopId Shop, string Metric, DateOnly On, Period Range, ShopId? Beside = null, string? Item = null);

    public async Task<Answered<ExperimentReading>> Run(Request request, CancellationToken cancel)
    {
        Scope scope = await agency.ScopeOf(request.Person, cancel);
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        if (cards.FirstOrDefault(card => card.Id == request.Shop) is not { } changed) return new(null,
            Refusals.NotFound("shop.unknown", "shop", request.Shop.ToString()));
        Answered<double[]> own = await Days(request, changed.Id, scope, cancel, request.Item);
        if (own.Value is not { } series) return new(null, own.Refusal);
        int before = request.On.DayNumber - request.Range.First.DayNumber;
        Metric metric = MetricCatalogue.Find(request.Metric)!;
        if (request.Beside is { } beside)
        {
            if (beside == changed.Id || cards.FirstOrDefault(card => card.Id == beside) is not { } other)
                return new(null, Refusals.NotFound("shop.unknown", "beside", beside.ToString()));
            Answered<double[]> theirs = await Days(request, other.Id, scope, cancel);
            return theirs.Value is { } days ? new(Beside(metric, changed, series, other, days, before, request), null) : new(null, theirs.Refusal);
        }

        List<double[]> controls = [];
        foreach (ShopCard other in cards.Where(card => card.Id != changed.Id))
            if ((await Days(request, other.Id, scope, cancel)).Value is { } one && one.All(double.IsFinite)) controls.Add(one);
        return new(Reading(metric, changed, series, [.. controls.OrderByDescending(control => Math.Abs(Alike(series, control, Math.Max(0, before))))
            .Take(5)], before, request), null);
    }

    static ExperimentReading Reading(Metric metric, ShopCard shop, double[] series, double[][] controls, int before, Request request)
    {
        int holes = series.Count(value => !double.IsFinite(value));
        double[] whole = [.. series.Select(value => double.IsFinite(value) ? value : 0)];
        StructuralImpact? impact = holes == 0 && before >= 14 ? StructuralImpact.Estimate(whole, controls, before) : null;
        if (impact is null)
            return new(Footing.TooLittle(series.Length, holes > 0 ? new($"有 {holes} 天没有数。", $"{holes} days have no figure.")
                : new($"改动前只有 {Math.Max(0, before)} 天，至少要 14 天；改动后至少 1 天。",
                $"There are {Math.Max(0, before)} days before the change and 14 are needed, with at least one after."),
                holes > 0 ? new("样本太小的日子不给比率：换成支付金额或访客，或看全店。", "Days of too few visits have no rate: take paid sales or visits, or the whole shop.")
                    : new("把改动前看的天数加多（命令行 --from）。", "Take more days before the change (--from on the command line).")) with { Span = request.Range },
                        "before_after", null, null, false, [], []);
        double mean = whole[..before].Average(), expected = impact.Expected.Average();
        string verdict = impact.Low > 0 ? "better" : impact.High < 0 ? "worse" : "unclear";
        if (metric.Direction == MetricDirection.UpIsBad) verdict = verdict switch { "better" => "worse", "worse" => "better", _ => verdict };
        ArmVerdict judged = new(request.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "expected", Written.OrZero(impact.Effect, 6),
            expected != 0 ? Written.Number(impact.Effect / expected, 6) : null, Written.OrZero(impact.Low, 6),
            Written.OrZero(impact.High, 6), Written.OrZero(impact.P, 6), Written.OrZero(impact.P, 6), null, Written.Number(impact.Cumulative, 4),
                null, null, null, verdict);
        Words sure = new($"改动前 {before} 天学规律，{controls.Length} 家没动的店作对照；没有随机分组，同一天别的变动也算在里面。",
            $"{before} days before teach what was usual, {controls.Length} untouched shops serve as controls; nothing was randomised, so whatever " +
                $"else happened that day counts too.");
        Words next = verdict == "unclear" ? new("看不出效果；再等一周，或下次分流测试。", "No effect can be told; wait a week, or split the traffic next time.")
            : new("去「涨跌诊断」看同一天还发生了什么，再下结论。", "See in Why what else happened that day before concluding.");
        return new(new(series.Length, true, sure, next) { Span = request.Range, Currency = metric.Unit == MetricUnit.Money ? shop.Currency : null },
            "before_after", null, null, false,
            [new("before", before, Written.OrZero(mean, 4)), new("after", whole.Length - before, Written.OrZero(whole[before..].Average(), 4)),
                new("expected", whole.Length - before, Written.OrZero(expected, 4))], [judged]);
    }

    /// <summary>The changed shop against one other.</summary>
    static ExperimentReading Beside(Metric metric, ShopCard shop, double[] series, ShopCard other, double[] theirs, int before, Request request)
    {
        int holes = series.Concat(theirs).Count(value => !double.IsFinite(value));
        if (PairedDifference.Estimate(series, theirs, Math.Max(0, before)) is not { } found)
            return new(Footing.TooLittle(series.Length, holes > 0 ? new($"两家店合计有 {holes} 天没有数。", $"The two shops have no figure on {holes} days together.")
                : new($"改动前 {Math.Max(0, before)} 天、改动后 {series.Length - before} 天；至少要 {PairedDifference.LeastBefore} 天和 3 天，对照店也不能一直是零。",
                    $"There are {Math.Max(0, before)} days before the change and {series.Length - before} after; {PairedDifference.LeastBefore} and 3 are needed, " +
                        "and the other shop must not stand at zero."),
                new("放宽日期，或换一家对照店。", "Take more days, or another shop to compare with.")) with { Span = request.Range }, "beside", null, null, false, [], []);
        string verdict = found.DriftP < 0.05 ? "drifting" : found.Low > 0 ? "better" : found.High < 0 ? "worse" : "unclear";
        if (metric.Direction == MetricDirection.UpIsBad) verdict = verdict switch { "better" => "worse", "worse" => "better", _ => verdict };
        ArmVerdict judged = new(request.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), other.Name, Written.OrZero(found.Effect, 6),
            found.Expected != 0 ? Written.Number(found.Effect / found.Expected, 6) : null, Written.OrZero(found.Low, 6), Written.OrZero(found.High, 6),
            Written.OrZero(found.P, 6), Written.OrZero(found.P, 6), null, Written.Number(found.Effect * (series.Length - before), 4), null, null, null, verdict);
        Words sure = new($"「{shop.ClientName} {shop.Name}」减去「{other.ClientName} {other.Name}」（按改动前的水平折算），前 {before} 天比后 {series.Length - before} 天；" +
                $"改动前两家的差{(found.DriftP < 0.05 ? "已经在走偏" : "没有走偏")}（p = {found.DriftP:0.00}）。没有随机分组。",
            $"“{shop.ClientName} {shop.Name}” less “{other.ClientName} {other.Name}” scaled to its level before: " +
                $"{before} days before against {series.Length - before} after; before the change the two were " +
                $"{(found.DriftP < 0.05 ? "already drifting apart" : "not drifting apart")} (p = {found.DriftP:0.00}). Nothing was randomised.");
        Words next = verdict switch
        {
            "drifting" => new("这家不能作对照；换一家，或让系统用全部没动的店。", "This shop is no control; take another, or let all untouched shops speak."),
            "unclear" => new("看不出效果；再等一周，或下次分流测试。", "No effect can be told; wait a week, or split the traffic next time."),
            _ => new("去「涨跌诊断」看同一天还发生了什么，再下结论。", "See in Why what else happened that day before concluding."),
        };
        return new(new(series.Length + theirs.Length, verdict != "drifting", sure, next) { Span = request.Range, Currency = metric.Unit == MetricUnit.Money
            ? shop.Currency : null },
            "beside", null, null, false,
            [new("before", before, Written.OrZero(series[..before].Average(), 4)), new("after", series.Length - before, Written.OrZero(series[before..].Average(), 4)),
                new("expected", series.Length - before, Written.OrZero(found.Expected, 4))], [judged]);
    }

    static double Alike(double[] one, double[] other, int before) => before < 3 ? 0 : Correlation(one[..before], other[..before]);

    static double Correlation(double[] one, double[] other)
    {
        double meanOne = one.Average(), meanOther = other.Average(), both = 0, squaresOne = 0, squaresOther = 0;
        for (int i = 0; i < one.Length; i++)
        {
            both += (one[i] - meanOne) * (other[i] - meanOther);
            squaresOne += (one[i] - meanOne) * (one[i] - meanOne);
            squaresOther += (other[i] - meanOther) * (other[i] - meanOther);
        }

        return squaresOne > 0 && squaresOther > 0 ? both / Math.Sqrt(squaresOne * squaresOther) : 0;
    }

    /// <summary>The metric by day; what is unknown is no number.</summary>
    async Task<Answered<double[]>> Days(Request request, ShopId shop, Scope scope, CancellationToken cancel, string? item = null)
    {
        MetricQuestion question = new()
        {
            Metrics = [request.Metric], By = ["day"], Range = request.Range, CountsTotal = false, Where = string.IsNullOrEmpty(item) ? [] : [new("sku", [item])],
        };
        Answered<MetricAnswer> answered = await questions.Ask(question, scope.Narrowed([shop]), cancel);
        if (answered.Value is not { } answer) return new(null, answered.Refusal);
        Dictionary<string, decimal?> byDay = answer.Rows.ToDictionary(row => row.Keys[0] ?? "", row => row.Now[0].Value, StringComparer.Ordinal);
        // What adds up is nothing on a day without a row of the item; a rate of nothing is unknown.
        double without = !string.IsNullOrEmpty(item) && MetricCatalogue.Find(request.Metric)!.AddsOver.Contains("day") && byDay.Count > 0 ? 0 : double.NaN;
        return new([.. request.Range.Each()
            .Select(day => byDay.GetValueOrDefault(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) is { } value ? (double)value
            : without)], null);
    }
}
