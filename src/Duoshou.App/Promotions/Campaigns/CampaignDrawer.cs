using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Duoshou.App.Agency;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>Takes campaigns out and puts them back: within the asker's shops, one change at a time, each written down.</summary>
sealed class CampaignDrawer(IDbContextFactory<DuoshouDb> database, IShops shops, IAgency agency, TimeProvider clock)
{
    static readonly System.Globalization.CultureInfo Invariant = System.Globalization.CultureInfo.InvariantCulture;
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(), new PeriodText() } };

    /// <summary>A period as its two days: it has no setters to fill.</summary>
    sealed class PeriodText : JsonConverter<Period>
    {
        public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!.Split('/') is [var first, var last] ? new(DateOnly.Parse(first, Invariant), DateOnly.Parse(last, Invariant))
                : throw new JsonException("No period.");

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Json);

    public static T? Read<T>(string? text) where T : class => text is null ? null : JsonSerializer.Deserialize<T>(text, Json);

    public static CampaignPlan PlanOf(Campaign campaign) => Read<CampaignPlan>(campaign.Plan)!;

    /// <summary>What a check and a replay stand on: another name or aim does not make them old.</summary>
    public static string HashOf(CampaignPlan plan) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        Write(plan with { Name = "", Aim = "", Audience = "", Guards = new(), Family = null }))));

    public async Task<Answered<CampaignSheet>> Add(ShopCard shop, CampaignPlan plan, Guid? basedOn, Scope scope, CancellationToken cancel,
        CampaignState state = CampaignState.Draft, Guid? id = null)
    {
        Campaign made = new()
        {
            Id = id ?? Guid.CreateVersion7(clock.GetUtcNow()), ShopId = shop.Id, Name = plan.Name, Strategy = plan.Strategy, First = plan.First, Last = plan.Last,
            State = state, Plan = Write(plan), PlanHash = HashOf(plan), BasedOn = basedOn,
        };
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        db.Add(made);
        await db.SaveChangesAsync(cancel);
        db.Add(Step(made.Id, "drafted", scope));
        await db.SaveChangesAsync(cancel);
        return new(await Sheet(db, made, shop, scope, cancel), null);
    }

    public async Task<Answered<CampaignSheet>> Find(Guid id, Scope scope, CancellationToken cancel)
    {
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        Campaign? found = await db.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        return found is not null && await shops.Find(found.ShopId, scope, cancel) is { } shop ? new(await Sheet(db, found, shop, scope, cancel), null) : new(null, Unknown(id));
    }

    public async Task<(Campaign? Campaign, ShopCard? Shop)> Open(Guid id, Scope scope, CancellationToken cancel)
    {
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        Campaign? found = await db.Set<Campaign>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancel);
        return found is not null && await shops.Find(found.ShopId, scope, cancel) is { } shop ? (found, shop) : (null, null);
    }

    /// <summary>Changes a campaign. The change may refuse; a step is written for it.</summary>
    public async Task<Answered<CampaignSheet>> Change(Guid id, string what, Scope scope, Func<Campaign, Refusal?> change, CancellationToken cancel)
    {
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        Campaign? found = await db.Set<Campaign>().SingleOrDefaultAsync(c => c.Id == id, cancel);
        if (found is null || await shops.Find(found.ShopId, scope, cancel) is not { } shop) return new(null, Unknown(id));
        if (change(found) is { } refusal) return new(null, refusal);
        found.Revision++;
        db.Add(Step(id, what, scope));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new(null, new("campaign.changed", new("有人刚改过这张活动表。", "Somebody has just changed this sheet."), new("重新打开再改。", "Open it again and make your change.")));
        }

        return new(await Sheet(db, found, shop, scope, cancel), null);
    }

    /// <summary>Refuses where a campaign is not in a state in which this can be done.</summary>
    public static Refusal? Only(Campaign campaign, params ReadOnlySpan<CampaignState> states)
    {
        foreach (CampaignState state in states) if (campaign.State == state) return null;
        return new("campaign.state", new($"「{campaign.Name}」现在是{NameOf(campaign.State).Zh}，不能这样做。",
            $"“{campaign.Name}” is {NameOf(campaign.State).En}: this cannot be done now."),
            new("看活动表上的下一步。", "Look at the sheet for what comes next."), "state", campaign.State.ToString());
    }

    public static Words NameOf(CampaignState state) => state switch
    {
        CampaignState.Draft => new("计划中", "a plan"),
        CampaignState.Approved => new("已批准", "approved"),
        CampaignState.Launched => new("已上线", "launched"),
        CampaignState.Stopped => new("已停止", "stopped"),
        _ => new("已判定", "judged"),
    };

    public static Refusal Unknown(Guid id) => Refusals.NotFound("campaign.unknown", "campaign", id.ToString());

    CampaignStep Step(Guid id, string what, Scope scope) =>
        new() { CampaignId = id, What = what, ByWhom = scope.User == default ? null : scope.User.Value, At = clock.GetUtcNow() };

    async Task<CampaignSheet> Sheet(DuoshouDb db, Campaign c, ShopCard shop, Scope scope, CancellationToken cancel)
    {
        List<CampaignStep> steps = await db.Set<CampaignStep>().AsNoTracking().Where(s => s.CampaignId == c.Id).OrderBy(s => s.Id).ToListAsync(cancel);
        Dictionary<Guid, string> people = [];
        foreach (Guid person in steps.Select(s => s.ByWhom).Append(c.ApprovedBy).OfType<Guid>().Distinct())
            people[person] = (await agency.Person(new UserId(person), cancel))?.DisplayName ?? "?";
        CampaignPlan plan = PlanOf(c);
        CampaignSheet sheet = new()
        {
            Id = c.Id, Shop = shop, Plan = plan, State = c.State, Check = Read<CheckReport>(c.Check), CheckIsCurrent = c.CheckHash == c.PlanHash,
            Replay = Read<ReplayAnswer>(c.Replay), Expected = Read<SalesRange>(c.Expected), ReplayIsCurrent = c.ReplayHash == c.PlanHash, FrozenAt = c.LaunchedAt,
            FrozenLate = c.LaunchedAt is { } at && shop.Zone.Day(at) >= plan.First, ApprovedBy = c.ApprovedBy is { } by ? people[by] : null, ApprovedAt = c.ApprovedAt,
            StoppedOn = c.StoppedOn, Result = Read<CampaignResult>(c.Result), JudgedAt = c.JudgedAt, BasedOn = c.BasedOn, Revision = c.Revision,
            WrittenBy = [.. steps.Where(s => s.What is "drafted" or "changed" && s.ByWhom is not null).Select(s => new UserId(s.ByWhom!.Value)).Distinct()],
            Steps = [.. steps.Select(s => new CampaignStepCard(s.What, s.ByWhom is { } who ? people[who] : null, s.At))],
        };
        return scope.SeesCost ? sheet : WithoutCost(sheet);
    }

    /// <summary>Whoever may not see costs sees no margin either; the sums of money that buyers paid stay.</summary>
    static CampaignSheet WithoutCost(CampaignSheet sheet) => sheet with
    {
        Check = sheet.Check is not { } check ? null : check with { Findings = [.. check.Findings.Select(f => f.Code is "below_cost" or "below_floor"
            ? f with { Found = null, Limit = null, Zh = $"{f.Item} 会低于成本卖；你的角色看不到成本数字", En = $"{f.Item} would sell below cost; your role does not include the figures" } : f)] },
        Replay = sheet.Replay is not { } replay ? null : replay with { MarginBefore = null, MarginAfter = null, BreakEvenUplift = null,
            Steepest = [.. replay.Steepest.Select(o => o with { Margin = null })] },
        Expected = sheet.Expected is not { } range ? null : range with { Profit = null },
        Result = sheet.Result is not { } result ? null : result with
        {
            UsualMarginRate = null, MarginRateChange = null, Profit = null, Figures = [.. result.Figures.Where(f => f.Key != "profit")],
        },
    };
}
