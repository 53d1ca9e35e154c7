using Duoshou.App.Agency;
using Duoshou.App.Promotions.Campaigns;
using Duoshou.Kernel;
using Duoshou.Promotions.Checks;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>
/// Somebody who may says yes to a plan that was checked and simulated as it stands; or takes the yes back. Whoever wrote a plan does not
/// approve it while anybody else could; who is alone may, and it is written down as that.
/// </summary>
public sealed class ApproveCampaign
{
    readonly CampaignDrawer drawer;
    readonly IAgency agency;
    readonly TimeProvider clock;

    internal ApproveCampaign(CampaignDrawer drawer, IAgency agency, TimeProvider clock) => (this.drawer, this.agency, this.clock) = (drawer, agency, clock);

    public async Task<Answered<CampaignSheet>> Run(Guid id, Scope scope, CancellationToken cancel)
    {
        if (await agency.Person(scope.User, cancel) is not { } person || !person.Role.Approves) return new(null, NotAllowed);
        Answered<CampaignSheet> found = await drawer.Find(id, scope, cancel);
        if (found.Value is not { } sheet) return found;
        bool own = sheet.WrittenBy.Contains(scope.User);
        PersonCard[] others = own ? [.. (await agency.Approvers(sheet.Shop.Client, cancel)).Where(other => other.Id != scope.User && !sheet.WrittenBy.Contains(other.Id))] : [];
        if (others.Length > 0) return new(null, OwnPlan(others));
        return await drawer.Change(id, own ? CampaignSheet.ApprovedAlone : "approved", scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Draft) is { } closed) return closed;
            if (c.CheckHash != c.PlanHash || CampaignDrawer.Read<CheckReport>(c.Check) is not { } check) return NotReady("check", "上线前检查不是对现在这份计划做的。",
                "The check is not of the plan as it stands.", "先检查。", "Check it first.");
            if (!check.MayLaunch)
            {
                CheckFinding worst = check.Findings.First(f => f.Weight == FindingWeight.Blocking);
                return NotReady("findings", $"还有拦住的问题：{worst.Zh}", $"Something blocks it: {worst.En}", "先改好，再检查一次。", "Mend it and check again.");
            }

            if (c.ReplayHash != c.PlanHash || c.Expected is null) return NotReady("range", "还没有对现在这份计划写预期区间。",
                "There is no expected range of the plan as it stands.", "先模拟。", "Simulate it first.");
            (c.State, c.ApprovedBy, c.ApprovedAt) = (CampaignState.Approved, scope.User.Value, clock.GetUtcNow());
            return null;
        }, cancel);
    }

    /// <summary>Back to a plan, before launch.</summary>
    public Task<Answered<CampaignSheet>> TakeBack(Guid id, Scope scope, CancellationToken cancel) => drawer.Change(id, "unapproved", scope, c =>
    {
        if (CampaignDrawer.Only(c, CampaignState.Approved) is { } closed) return closed;
        (c.State, c.ApprovedBy, c.ApprovedAt) = (CampaignState.Draft, null, null);
        return null;
    }, cancel);

    static Refusal OwnPlan(PersonCard[] others)
    {
        string names = string.Join(", ", others.Take(3).Select(other => other.DisplayName));
        return new("campaign.own_plan", new("这份计划有你写的部分，不能由你批准。", "You wrote part of this plan, so the approval is not yours to give."),
            new($"请没有改过它的人批准：{string.Join("、", others.Take(3).Select(other => other.DisplayName))}。", $"Ask somebody who did not write it: {names}."));
    }

    static Refusal NotAllowed { get; } = new("role.not_allowed", new("你的角色不能批准活动。", "Your role does not approve campaigns."),
        new("请负责人、运营主管、客户经理或客户审批来批准。", "Ask the owner, agency lead, account manager or client approver."));

    static Refusal NotReady(string field, string zh, string en, string remedyZh, string remedyEn) => new("campaign.not_ready", new(zh, en), new(remedyZh, remedyEn), field);
}
