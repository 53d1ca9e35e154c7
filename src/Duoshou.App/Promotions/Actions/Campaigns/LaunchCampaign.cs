using System.Text.Json.Nodes;
using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>An approved campaign goes live: its range is frozen, its offers stand in a new version of the shop's book. It can be taken back while
/// nobody has used it, and stopped at any time.</summary>
public sealed class LaunchCampaign
{
    readonly CampaignDrawer drawer;
    readonly PublishBook publish;
    readonly IDbContextFactory<DuoshouDb> database;
    readonly TimeProvider clock;

    internal LaunchCampaign(CampaignDrawer drawer, PublishBook publish, IDbContextFactory<DuoshouDb> database, TimeProvider clock) =>
        (this.drawer, this.publish, this.database, this.clock) = (drawer, publish, database, clock);

    public async Task<Answered<CampaignSheet>> Run(Guid id, Scope scope, CancellationToken cancel)
    {
        (Campaign? campaign, ShopCard? shop) = await drawer.Open(id, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(id));
        if (CampaignDrawer.Only(campaign, CampaignState.Approved) is { } closed) return new(null, closed);
        CampaignPlan plan = CampaignDrawer.PlanOf(campaign);
        Answered<CampaignSheet> launched = await drawer.Change(id, "launched", scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Approved) is { } late) return late;
            (c.State, c.LaunchedAt) = (CampaignState.Launched, clock.GetUtcNow());
            return null;
        }, cancel);
        if (launched.Value is null) return launched;
        Answered<BookCard> published = await publish.Change(shop!.Id, plan.Name, scope.User, book => With(book, id,
            [.. plan.Offers.Select(o => OfferText.Promotion(id, o, plan, shop))]), cancel);
        if (published.Value is not null) return launched;
        await drawer.Change(id, "unlaunched", scope, c => Back(c), cancel);
        return new(null, published.Refusal);
    }

    /// <summary>Back to approved, as long as no order was priced with it.</summary>
    public async Task<Answered<CampaignSheet>> TakeBack(Guid id, Scope scope, CancellationToken cancel)
    {
        (Campaign? campaign, ShopCard? shop) = await drawer.Open(id, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(id));
        if (CampaignDrawer.Only(campaign, CampaignState.Launched) is { } closed) return new(null, closed);
        string[] ids = [.. CampaignDrawer.PlanOf(campaign).Offers.Select(o => OfferText.Id(id, o))];
        await using DuoshouDb db = await database.CreateDbContextAsync(cancel);
        int used = await db.Set<OrderUse>().CountAsync(use => ids.Contains(use.Promotion), cancel);
        if (used > 0)
            return new(null, new("campaign.used", new($"已有 {used} 单用了这个活动，不能撤回。", $"{used} orders have used it already, so it cannot be taken back."), new("停止它。",
                "Stop it instead.")));
        await publish.Change(shop!.Id, $"− {campaign.Name}", scope.User, book => With(book, id, []), cancel);
        return await drawer.Change(id, "unlaunched", scope, Back, cancel);
    }

    /// <summary>Ends it now. What was sold stays and is judged.</summary>
    public Task<Answered<CampaignSheet>> Stop(Guid id, DateOnly today, Scope scope, CancellationToken cancel) => Stop(id, today, "stopped", scope, cancel);

    /// <param name="why">stopped by a person, or guarded: a line was crossed.</param>
    internal async Task<Answered<CampaignSheet>> Stop(Guid id, DateOnly today, string why, Scope scope, CancellationToken cancel)
    {
        (Campaign? campaign, ShopCard? shop) = await drawer.Open(id, scope, cancel);
        if (campaign is null) return new(null, CampaignDrawer.Unknown(id));
        Answered<CampaignSheet> stopped = await drawer.Change(id, why, scope, c =>
        {
            if (CampaignDrawer.Only(c, CampaignState.Launched) is { } closed) return closed;
            (c.State, c.StoppedOn) = (CampaignState.Stopped, today);
            return null;
        }, cancel);
        if (stopped.Value is null) return stopped;
        await publish.Change(shop!.Id, $"■ {campaign.Name}", scope.User, book =>
        {
            foreach (JsonObject offer in Offers(book, id)) offer["enabled"] = false;
            return book;
        }, cancel);
        return stopped;
    }

    static Refusal? Back(Campaign c)
    {
        (c.State, c.LaunchedAt) = (CampaignState.Approved, null);
        return null;
    }

    static JsonObject With(JsonObject book, Guid id, IReadOnlyList<JsonNode> offers)
    {
        JsonArray list = book["promotions"]!.AsArray();
        foreach (JsonObject old in Offers(book, id).ToArray()) list.Remove(old);
        foreach (JsonNode offer in offers) list.Add(offer);
        return book;
    }

    static IEnumerable<JsonObject> Offers(JsonObject book, Guid id)
    {
        string prefix = OfferText.Id(id, new Offer("", default, ""));
        return book["promotions"]!.AsArray().OfType<JsonObject>().Where(p => $"{p["id"]}".StartsWith(prefix, StringComparison.Ordinal));
    }
}
