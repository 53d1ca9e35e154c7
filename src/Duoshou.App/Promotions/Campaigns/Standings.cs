using System.Globalization;
using Duoshou.App.Promotions.Model;
using Duoshou.Kernel;
using Duoshou.Promotions.Checks;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>What there is to say of a campaign in a line of the list.</summary>
static class Standings
{
    /// <param name="guards">Its guard-rails as they stand; null where it does not run or none was drawn.</param>
    public static CampaignStanding Of(Campaign c, CampaignPlan plan, DateOnly last, DateOnly known, IReadOnlyList<JudgedFigure>? guards) => c.State switch
    {
        CampaignState.Draft => Missing(c, plan),
        CampaignState.Approved => c.First <= known ? new(StandingWeight.Attention, "开始日已过，还没有上线", "Its first day has come and it is not live")
            : new(StandingWeight.Plain, "已批准，等上线", "Approved, waits for launch"),
        CampaignState.Judged => Judged(CampaignDrawer.Read<CampaignResult>(c.Result)),
        _ when c.First > known => new(StandingWeight.Plain, string.Create(CultureInfo.InvariantCulture, $"{c.First:O} 开始"),
            string.Create(CultureInfo.InvariantCulture, $"Begins {c.First:O}")),
        CampaignState.Launched when last > known => Running(guards),
        _ => Waiting(c, last, known),
    };

    static CampaignStanding Missing(Campaign c, CampaignPlan plan)
    {
        if (plan.Offers.Count == 0) return new(StandingWeight.Attention, "缺优惠内容", "Lacks an offer");
        List<Words> lacks = [];
        if (c.CheckHash != c.PlanHash) lacks.Add(c.Check is null ? new("没检查", "a check") : new("改后没再检查", "a check since the change"));
        if (c.ReplayHash != c.PlanHash || c.Expected is null) lacks.Add(new("没写预期区间", "an expected range"));
        if (lacks.Count > 0)
            return new(StandingWeight.Attention, string.Join("，", lacks.Select(l => l.Zh)), "Lacks " + string.Join(" and ", lacks.Select(l => l.En)));
        return CampaignDrawer.Read<CheckReport>(c.Check) is { MayLaunch: false } check
            ? new(StandingWeight.Bad, $"检查拦住 {check.Findings.Count(f => f.Weight == FindingWeight.Blocking)} 处",
                $"The check blocks it: {check.Findings.Count(f => f.Weight == FindingWeight.Blocking)}")
            : new(StandingWeight.Plain, "等批准", "Waits for approval");
    }

    static CampaignStanding Running(IReadOnlyList<JudgedFigure>? guards)
    {
        if (guards is null or []) return new(StandingWeight.Plain, "没有设护栏", "No guard-rail drawn");
        int broken = guards.Count(g => g.Verdict == Verdict.Broken), unknown = guards.Count(g => g.Verdict == Verdict.Unknown);
        if (broken > 0) return new(StandingWeight.Bad, $"{guards.Count} 条护栏破了 {broken} 条", $"{broken} of {guards.Count} guard-rails broken");
        return unknown > 0 ? new(StandingWeight.Attention, $"{guards.Count} 条护栏有 {unknown} 条没数据", $"{unknown} of {guards.Count} guard-rails without data")
            : new(StandingWeight.Good, guards.Count == 1 ? "护栏守住" : $"{guards.Count} 条护栏都守住", guards.Count == 1 ? "Guard-rail held" : $"All {guards.Count} guard-rails held");
    }

    static CampaignStanding Waiting(Campaign c, DateOnly last, DateOnly known)
    {
        string zh = c.Expected is null ? "没写过预期，未判定" : "未判定", en = c.Expected is null ? "Not judged; no range was written" : "Not judged";
        int after = Math.Min(Counterfactual.HangoverDays, known.DayNumber - last.DayNumber);
        return after < Counterfactual.HangoverDays
            ? new(StandingWeight.Plain, $"{zh}，结束后数据到第 {after} 天", $"{en}; {after} of {Counterfactual.HangoverDays} days after it are known")
            : new(c.Expected is null ? StandingWeight.Plain : StandingWeight.Attention, c.Expected is null ? zh : "可以判定了", c.Expected is null ? en : "Ready to be judged");
    }

    static CampaignStanding Judged(CampaignResult? result)
    {
        JudgedFigure? sales = result?.Figures.FirstOrDefault(f => f.Key == "sales");
        return sales?.Verdict switch
        {
            Verdict.Inside => new(StandingWeight.Good, "销售在区间内", "Sales in range"),
            Verdict.Below => new(StandingWeight.Attention, "销售低于区间", "Sales below range"),
            Verdict.Above => new(StandingWeight.Good, "销售高于区间", "Sales above range"),
            _ => new(StandingWeight.Plain, "没写过预期，只有结果", "Judged; no range was written"),
        };
    }
}
