using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>Everything gathered about a change, put together into its explanation.</summary>
sealed record ExplainedParts(
    Metric Metric, MetricQuestion Frame, IReadOnlyList<ShopCard> Shops, Period Against, TreeFigures Tree,
        IReadOnlyList<RateEffect> Converted, ChangeLeaves Leaves,
    DailyFigures Daily, IReadOnlyList<ShopEvidence> Evidence, IReadOnlyList<Sign> Signs, IReadOnlyList<FeedRows> Feeds)
{
    /// <summary>
    /// Places that carry this much leave the rest as a rest; below it an event of the whole shop stands for it.
    /// </summary>
    const decimal MostOfIt = 0.5m;

    /// <summary>An effect of exchange rates is told in the first sentence from this share on.</summary>
    const decimal WorthTelling = 0.05m;

    public ChangeExplanation Told(int daysOfOnset)
    {
        int decimals = Metric.Unit switch { MetricUnit.Money => Frame.Currency?.MinorUnits ?? 2, MetricUnit.Count => 0, _ => 10 };
        ChangeEvents events = ChangeEvents.Of(Signs, Metric, Leaves.Table?.Dimensions ?? [], Shops.Count > 1);
        Dictionary<string, Words> details = events.SignOf.ToDictionary(pair => pair.Key, pair => pair.Value.Detail);
        ShopFigures figures = new(Metric, Frame.Currency, Shops, Names(), details);
        decimal byRates = Converted.Sum(effect => effect.Amount);
        ExplanationInput input = new()
        {
            Tree = Tree.Tree.Root, Before = Tree.Before, After = AtOldRates(byRates), Window = Frame.Range, Against = Against,
                Decimals = decimals,
            SuspectsEverything = events.SuspectEverything(Frame.Range, Against,
                Tree.After.GetValueOrDefault(Metric.Key) - byRates - Tree.Before.GetValueOrDefault(Metric.Key)),
            Leaves = Leaves.Table, Daily = Daily.Around(Frame.Range, daysOfOnset), Events = events.Events,
                Suspects = events.Suspects(Frame.Range, Against),
            Feeds = Feeds,
        };
        Explanation found = Explainer.Explain(input, figures.Made());
        decimal? after = found.Split.After + byRates;
        List<ExplainedPlace> causes = Places(found, events, figures, after - found.Split.Before);
        return new()
        {
            Metric = Metric, Shops = Shops, Range = Frame.Range, Against = Against, Currency = Metric.Unit == MetricUnit.Money
                ? Frame.Currency : null,
            Before = found.Split.Before, After = after,
            Drivers = [.. found.Split.Drivers.Where(driver => driver.Key != "one"), .. found.Split.Change is null ? []
                : Converted.Select(DriverOf)],
            Tree = [.. Values(Tree.Tree.Root, null).DistinctBy(node => (node.Key, node.Parent))],
            // Where the change itself is unknown, what a gap hides is an estimate and leaves no exact rest.
            Causes = causes, Unexplained = after - found.Split.Before - causes.Sum(cause => cause.Amount),
            Mixes = found.Mixes,
            Timeline = [.. Signs.Where(IsNear).OrderBy(sign => sign.From)
                .Select(sign => Shown(sign, sign.Places.SelectMany(place => place).ToArray()))],
            Rejected = [.. found.Rejected.Select(put => (Shown(events.SignOf[put.Event.Id], put.Event.Thing),
                Rejections.NameOf(put.Reason))),
                .. events.Powerless.Where(IsNear)
                    .Select(sign => (Shown(sign, []), new Words("不影响这个指标", "it does not move this metric")))],
            Gaps = found.Gaps, IsGap = found.IsGap, Onset = found.Onset, Daily = Daily.Values, Expected = Daily.Expected,
                NotSearched = Leaves.Dropped,
            Findings = Findings(found, figures, after - found.Split.Before), Passport = Tree.Passport,
        };
    }

    /// <summary>The values of the window with money at the rates of the comparison, so that what is left is trade.</summary>
    Dictionary<string, decimal?> AtOldRates(decimal byRates)
    {
        Dictionary<string, decimal?> values = new(Tree.After);
        if (byRates == 0 || Tree.After.GetValueOrDefault(Metric.Key) is not { } after || after == 0) return values;
        int minor = Frame.Currency?.MinorUnits ?? 2;
        decimal rounded = decimal.Round(after, minor, MidpointRounding.AwayFromZero), factor = (rounded - byRates) / after;
        foreach (string key in values.Keys.Where(key => MetricCatalogue.Find(key)?.Unit == MetricUnit.Money
            || key == "other_costs").ToArray()) values[key] *= factor;
        values[Metric.Key] = rounded - byRates;
        return values;
    }

    List<ExplainedPlace> Places(Explanation found, ChangeEvents events, ShopFigures figures, decimal? change)
    {
        if (found.IsGap) return GapPlaces(found, figures, change);
        if (change is not { } all) return [];
        List<ExplainedPlace> places = [.. found.Causes.Select(cause => Place(cause.Cause.Where, cause.Cause.Amount,
            cause.Cause.Grade, Shown(cause.Events, events)))];
        decimal byRates = Converted.Sum(effect => effect.Amount), located = places.Sum(place => place.Amount);
        if (found.Events.Count > 0 && all != 0 && Math.Abs(located) < Math.Abs(all - byRates) * MostOfIt
            && found.Split.Change is { } trade && trade != located)
            places.Add(Place([], trade - located, found.Events[0].Grade, Shown(found.Events, events)));
        foreach (RateEffect effect in Converted.Where(effect => effect.Amount != 0))
        {
            ExplainedEvent[] jumps = [.. Signs.Where(sign => sign.Kind == "rate" && sign.Shop.Currency == effect.From
                && IsNear(sign))
                .Select(sign => Shown(sign, sign.Places[0]) with { Grade = Grade.Shown, Role = Role.Began })];
            places.Add(Place([new("currency", effect.From.Code)], effect.Amount, Grade.Shown, jumps));
        }

        return Converted.Count == 0 ? places : [.. places.OrderByDescending(place => Math.Abs(place.Amount) * Weight(place.Grade))];

        ExplainedPlace Place(IReadOnlyList<AttributeValue> where, decimal amount, Grade grade,
            IReadOnlyList<ExplainedEvent> fitting) =>
            new(where, amount, all == 0 ? 0 : decimal.Round(amount / all, 6), grade, fitting) { Name = figures.Place(where) };
    }

    /// <summary>Beside an exact effect of rates, a place of which nothing sure can be told does not come first for its size alone.</summary>
    static decimal Weight(Grade grade) => grade switch { Grade.Shown => 1m, Grade.Fits => 0.8m, _ => 0.4m };

    /// <summary>While the change is missing data, the feed is the place; where goods or channels fell cannot be told.</summary>
    List<ExplainedPlace> GapPlaces(Explanation found, ShopFigures figures, decimal? change)
    {
        int decimals = Metric.Unit switch { MetricUnit.Money => Frame.Currency?.MinorUnits ?? 2, MetricUnit.Count => 0, _ => 10 };
        var feeds = found.Gaps.Where(gap => gap.IsCertain && Frame.Range.Contains(gap.Day)).GroupBy(gap => gap.Feed).ToArray();
        HashSet<DateOnly> days = [.. feeds.SelectMany(feed => feed).Select(gap => gap.Day)];
        bool adds = Metric.AddsOver.Contains("day") || Metric.Unit == MetricUnit.Count;
        decimal unseen = days.Sum(day => Daily.Values.GetValueOrDefault(day) - Daily.Expected.GetValueOrDefault(day));
        decimal all = change ?? (adds ? unseen : 0m);
        decimal missing = adds && unseen < 0 == all < 0 && unseen != 0 ? unseen : all;
        decimal each = decimal.Round(missing / feeds.Length, decimals, MidpointRounding.AwayFromZero);
        return [.. feeds.Select(feed =>
        {
            AttributeValue[] where = [new("feed", feed.Key)];
            string dates = string.Join(", ",
                feed.Select(gap => gap.Day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
            ExplainedEvent gapEvent = new($"gap-{feed.Key}-{DayText.Plain(feed.First().Day)}", Shops[0].Id,
                feed.Min(gap => gap.Day),
                feed.Max(gap => gap.Day), "data",
                new("数据没有到", "data that has not come"), where, new($"{dates} 没有数据", $"no rows for {dates}"), Grade.Shown,
                    Role.Began, 0) { IsFromFacts = true };
            return new ExplainedPlace(where, each, all == 0 ? 0 : decimal.Round(each / all, 6), Grade.Shown, [gapEvent]) { Name =
                figures.Place(where) };
        })];
    }

    List<Finding> Findings(Explanation found, ShopFigures figures, decimal? change)
    {
        List<Finding> findings = [.. found.Findings];
        RateEffect? main = Converted.MaxBy(effect => Math.Abs(effect.Amount));
        if (main is not null && change is { } all && all != 0
            && Math.Abs(main.Amount) >= Math.Abs(all) * WorthTelling) TellRate(findings, main, all, figures);
        else if (Converted.Sum(effect => effect.Amount) is var byRates && byRates != 0m) TellRates(findings, byRates, figures);
        if (Leaves.Dropped.Count > 0)
        {
            string zh = string.Join("、", Leaves.Dropped.Select(key => DimensionCatalogue.Find(key)!.Name.Zh));
            string en = string.Join(", ", Leaves.Dropped.Select(key => DimensionCatalogue.Find(key)!.Name.En.ToLowerInvariant()));
            findings.Add(new("leaves.not_searched", Grade.Shown, new($"没有按 {zh} 细查：拆得太碎，单格说明不了什么",
                $"Not searched by {en}: single cells would be too many or too thin")));
        }

        return findings;
    }

    /// <summary>A little of the change is exchange rates alone: without it the sentences about trade would seem to have another total than the page.</summary>
    static void TellRates(List<Finding> findings, decimal byRates, ShopFigures figures)
    {
        int at = findings.FindIndex(finding => finding.Code.StartsWith("change.", StringComparison.Ordinal));
        if (at < 0) return;
        string Amount(Language language) => (byRates > 0m ? "+" : "−") + figures.Amount(Math.Abs(byRates), language);
        findings.Insert(at + 1, new("rates.apart", Grade.Shown, new($"以上按对比期的汇率算；只因汇率变动另有 {Amount(Language.Chinese)}",
            $"That is at the exchange rates of the period before; {Amount(Language.English)} more comes from rates alone")));
    }

    /// <summary>
    /// The fact of the whole change with the part of the rate comes first; what the library said is about trade at unchanged
    /// rates.
    /// </summary>
    void TellRate(List<Finding> findings, RateEffect rate, decimal all, ShopFigures figures)
    {
        int at = findings.FindIndex(finding => finding.Code.StartsWith("change.", StringComparison.Ordinal));
        string Rate(decimal value) => decimal.Round(value, 4)
            .ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        string pair = $"{rate.From}→{Frame.Currency} {Rate(rate.Before)} → {Rate(rate.After)}";
        string Said(decimal amount, Language language) => figures.Amount(Math.Abs(amount), language);
        Finding whole = new("change.rate", Grade.Shown, new(
            $"{Metric.Name.Zh}{(all < 0 ? "少了" : "多了")} {Said(all, Language.Chinese)}；"
                + $"汇率（{pair}）{(rate.Amount < 0 ? "减了" : "加了")} {Said(rate.Amount, Language.Chinese)}",
            $"{Metric.Name.En} {(all < 0 ? "down" : "up")} {Said(all, Language.English)}; "
                + $"the exchange rate ({pair}) {(rate.Amount < 0 ? "took off" : "added")} {Said(rate.Amount, Language.English)}"));
        if (at < 0) findings.Insert(0, whole);
        else
        {
            Finding trade = findings[at];
            findings[at] = trade with { Text = new($"按不变的汇率：{trade.Text.Zh}", $"At unchanged rates: {trade.Text.En}") };
            findings.Insert(at, whole);
        }
    }

    static Driver DriverOf(RateEffect effect) => new($"exchange_rate@{effect.From}",
        new($"汇率 {effect.From}", $"Exchange rate {effect.From}"), effect.Before, effect.After, effect.Amount);

    IEnumerable<TreeValue> Values(MetricNode node, string? parent)
    {
        IReadOnlyList<MetricNode> parts = node switch
        {
            MetricNode.Product product => product.Factors,
            MetricNode.Sum sum => sum.Terms,
            MetricNode.Ratio ratio => parent is null || ratio.Over is MetricNode.Ratio ? [ratio.Over, ratio.Under] : [],
            MetricNode.Difference less => [less.From, .. less.Less],
            _ => [],
        };
        if (node.Key == "one") return [];
        return parts.SelectMany(part => Values(part, node.Key))
            .Prepend(new(node.Key, node.Name, parent, ValueOf(node, Tree.Before), ValueOf(node, Tree.After)));
    }

    static decimal? ValueOf(MetricNode node, IReadOnlyDictionary<string, decimal?> values) => values.GetValueOrDefault(node.Key)
        ?? (node is MetricNode.Ratio ratio && ValueOf(ratio.Over, values) is { } over
            && ValueOf(ratio.Under, values) is { } under && under != 0 ? over / under : null);

    Dictionary<string, string> Names() => Evidence.SelectMany(shop => shop.ProductOfSku).GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => group.First().Value);

    bool IsNear(Sign sign) => sign.From <= Frame.Range.Last
        && (sign.To ?? DateOnly.MaxValue) >= (Against.First < Frame.Range.First ? Against.First : Frame.Range.First).AddDays(-3)
        && (sign.To is not null || sign.From >= Frame.Range.First.AddDays(-14));

    static IReadOnlyList<ExplainedEvent> Shown(IReadOnlyList<EventMatch> matches, ChangeEvents events) =>
        [.. matches.Select(match => Shown(events.SignOf[match.Event.Id], match.Event.Thing) with { Grade = match.Grade,
            Role = match.Role, DaysBefore = match.DaysBefore })];

    static ExplainedEvent Shown(Sign sign, IReadOnlyList<AttributeValue> thing) =>
        new(sign.Id, sign.Shop.Id, sign.From, sign.To, sign.Kind, EventKinds.NameOf(sign.Kind), thing.Count > 0 ? thing
            : [.. sign.Places.SelectMany(place => place)], sign.Detail)
        {
            ByWhom = sign.Cause?.By is { Length: > 0 } by ? by : null, IsFromFacts = sign.IsFromFacts,
        };
}
