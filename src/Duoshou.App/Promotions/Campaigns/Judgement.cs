using Duoshou.Analytics.Attribution;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>The figures of a campaign's days that are judged. Money in the shop's currency.</summary>
sealed record CampaignFacts
{
    /// <summary>What the orders with its offers came to, and how many there were.</summary>
    public required decimal OrderValue { get; init; }
    public required int SubsidisedOrders { get; init; }
    public required decimal Subsidy { get; init; }
    public required decimal? UsualMarginRate { get; init; }
    public required decimal? MarginRate { get; init; }
    public required decimal ExtraAds { get; init; }
    public required IReadOnlyList<ChannelResult> Channels { get; init; }
    public required decimal? SlotCost { get; init; }
    public required decimal? NewBuyers { get; init; }
    public required decimal? RefundRate { get; init; }
    public required int? StockLeft { get; init; }
    public required int DaysKnownAfter { get; init; }
}

/// <summary>Holds a campaign against its counterfactual, its frozen range and its guard-rails.</summary>
static class Judgement
{
    public static CampaignResult Of(CampaignPlan plan, SalesRange? range, Counterfactual without, CampaignFacts facts)
    {
        decimal sales = Sum(without, DayPhase.During, day => day.Actual), expected = Sum(without, DayPhase.During, day => day.Expected);
        decimal lift = sales - expected, waiting = Missing(without, DayPhase.Waiting, lift), hangover = Missing(without, DayPhase.After, lift);
        decimal net = lift + waiting + hangover;
        bool capped = net > facts.OrderValue;
        if (capped) net = facts.OrderValue;
        decimal channels = facts.Channels.Sum(c => c.Cost ?? 0m);
        decimal? profit = facts.UsualMarginRate is { } usual && facts.MarginRate is { } rate
            ? decimal.Round(net * usual + sales * (rate - usual) - facts.ExtraAds - channels - (facts.SlotCost ?? 0m), 2) : null;
        List<JudgedFigure> figures = [Against("sales", range?.Sales, sales)];
        if (profit is not null) figures.Add(Against("profit", range?.Profit, profit));
        if (range?.NewBuyers is not null || facts.NewBuyers is not null) figures.Add(Against("new_buyers", range?.NewBuyers, facts.NewBuyers));
        figures.AddRange(Guards(plan.Guards, facts));
        Band growth = expected > 0m ? new(Ratio(without.LiftLow / expected), Ratio(lift / expected), Ratio(without.LiftHigh / expected)) : new(0m, 0m, 0m);
        return new()
        {
            Figures = figures, Days = [.. without.Days.TakeLast(plan.Days + 21 + facts.DaysKnownAfter)], MethodZh = without.Method.Zh, MethodEn = without.Method.En,
            DaysKnownAfter = facts.DaysKnownAfter, Sales = sales, Lift = lift, LiftLow = without.LiftLow, LiftHigh = without.LiftHigh, Waiting = waiting, Hangover = hangover,
            Net = net, OrderValue = facts.OrderValue, Capped = capped, UsualMarginRate = facts.UsualMarginRate,
            MarginRateChange = facts.MarginRate - facts.UsualMarginRate, Subsidy = facts.Subsidy, SubsidisedOrders = facts.SubsidisedOrders,
                ExtraAds = facts.ExtraAds, Profit = profit,
            Channels = facts.Channels, ChannelCost = channels, SlotCost = facts.SlotCost,
            Growth = growth, Lessons = [.. Lessons(plan, without, facts, lift, hangover, growth, PerOrder(facts))],
        };
    }

    /// <summary>Each line that was drawn, and where the figure stands to it.</summary>
    public static IEnumerable<JudgedFigure> Guards(GuardRails guards, CampaignFacts facts)
    {
        if (guards.RefundRate is { } refunds) yield return AtMost("refund_rate", refunds, facts.RefundRate);
        if (guards.SubsidyPerOrder is { } subsidy) yield return AtMost("subsidy", subsidy, PerOrder(facts));
        if (guards.StockLeft is { } stock) yield return AtLeast("stock", stock, facts.StockLeft);
    }

    static decimal? PerOrder(CampaignFacts facts) => facts.SubsidisedOrders > 0 ? decimal.Round(facts.Subsidy / facts.SubsidisedOrders, 2) : null;

    /// <summary>Days before and after are only ever taken off: a good week after the end is not the campaign's.</summary>
    static decimal Missing(Counterfactual without, DayPhase phase, decimal lift)
    {
        decimal gap = Sum(without, phase, day => day.Actual - day.Expected);
        return Math.Max(Math.Min(0m, gap), -Math.Max(0m, lift));
    }

    static decimal Sum(Counterfactual without, DayPhase phase, Func<ResultDay, decimal> of) => without.Days.Where(day => day.Phase == phase).Sum(of);

    static JudgedFigure Against(string key, Band? band, decimal? actual) => new(key, false, band?.Low, band?.High, actual,
        band is null || actual is null ? Verdict.Unknown : actual < band.Low ? Verdict.Below : actual > band.High ? Verdict.Above : Verdict.Inside);

    static JudgedFigure AtMost(string key, decimal line, decimal? actual) => new(key, true, null, line, actual, actual is null ? Verdict.Unknown : actual <= line
        ? Verdict.Held : Verdict.Broken);

    static JudgedFigure AtLeast(string key, decimal line, decimal? actual) => new(key, true, line, null, actual, actual is null ? Verdict.Unknown : actual >= line
        ? Verdict.Held : Verdict.Broken);

    static IEnumerable<Lesson> Lessons(CampaignPlan plan, Counterfactual without, CampaignFacts facts, decimal lift, decimal hangover, Band growth, decimal? perOrder)
    {
        string low = Actions.ExpectSales.Percent(growth.Low), mid = Actions.ExpectSales.Percent(growth.Mid), high = Actions.ExpectSales.Percent(growth.High);
        yield return without.IsShown
            ? new($"销售比没有活动时多 {mid}（{low} 到 {high}）", $"Sales rose by {mid} over what would have been ({low} to {high})", Grade.Shown)
            : new($"增幅 {mid}，区间 {low} 到 {high} 含 0：说不清活动有没有带来销售", $"A rise of {mid}; {low} to {high} holds zero, so whether it sold anything cannot be told", Grade.CannotTell);
        if (hangover < 0m && lift > 0m)
        {
            string share = Actions.ExpectSales.Percent(-hangover / lift);
            yield return new($"活动后 {facts.DaysKnownAfter} 天回落，吃掉增量的 {share}", $"The {facts.DaysKnownAfter} days after it fell back and took {share} of the rise", Grade.Fits);
        }

        if (facts.DaysKnownAfter < Counterfactual.HangoverDays)
            yield return new($"活动后只知道 {facts.DaysKnownAfter} 天，回落还没看全", $"Only {facts.DaysKnownAfter} days after it are known: the hangover is not complete", Grade.CannotTell);
        if (perOrder is { } each && plan.Guards.SubsidyPerOrder is { } line && each > line)
            yield return new($"每单补贴 {Written.Plain(each)}，超出护栏 {Written.Plain(line)}：下次减力度或不叠加",
                $"A subsidy of {Written.Plain(each)} per order, above the line of {Written.Plain(line)}: give less or do not stack next time", Grade.Shown);
        if (facts.MarginRate is { } rate && facts.UsualMarginRate is { } usual && rate < 0m && usual > 0m)
            yield return new("活动期间整体低于成本", "Below cost in all while it ran", Grade.Shown);
    }

    static decimal Ratio(decimal ratio) => decimal.Round(ratio, 4);
}
