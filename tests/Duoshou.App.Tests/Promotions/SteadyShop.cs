using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Promotions;

/// <summary>
/// A shop in which every day is alike, so that what is said of it can be worked out by hand: ten pieces of one product a day at 100, goods 60,
/// estimated fees 10, and five of another; on three days it sold twice as many, and in the week after eight.
/// </summary>
sealed class SteadyShop : IAsyncDisposable
{
    public static readonly DateOnly LastDay = new(2026, 11, 1);

    /// <summary>The days of the doubled sales: a slot that was taken before.</summary>
    public static readonly Period Slot = new(new(2026, 10, 6), new(2026, 10, 8));

    public required TestInstallation Duoshou { get; init; }
    public required ShopCard Shop { get; init; }
    public required Scope Scope { get; init; }

    public static async Task<SteadyShop> Open()
    {
        TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        SteadyShop steady = new() { Duoshou = duoshou, Shop = shop, Scope = await duoshou.OwnerScope() };
        await steady.Fill();
        return steady;
    }

    public T Get<T>() where T : notnull => Duoshou.Get<T>();

    public ValueTask DisposeAsync() => Duoshou.DisposeAsync();

    public async Task<Scope> Person(string name, Role role) =>
        await Get<IAgency>().ScopeOf((await Get<AddPerson>().Run(new($"{name}@example.com", name, role, []), default)).Value!.Id, default);

    /// <summary>A campaign that was in a slot, from draft to result; who approves it may be somebody else.</summary>
    public async Task<CampaignSheet> Past(CampaignPlan plan, Scope? approver = null)
    {
        CampaignSheet sheet = Done(await Get<DraftCampaign>().Run(new(Shop.Id, Strategy.BigSale, plan.First, LastDay, Language.Chinese), Scope, default));
        Done(await Get<ChangeCampaign>().Run(new(sheet.Id, plan, sheet.Revision), Scope, default));
        Done(await Get<CheckCampaign>().Run(sheet.Id, LastDay, Scope, default));
        Done(await Get<SimulateCampaign>().Run(sheet.Id, LastDay, Scope, default));
        Done(await Get<ApproveCampaign>().Run(sheet.Id, approver ?? Scope, default));
        Done(await Get<LaunchCampaign>().Run(sheet.Id, Scope, default));
        return Done(await Get<JudgeCampaign>().Run(sheet.Id, LastDay, Scope, default));
    }

    public static CampaignSheet Done(Answered<CampaignSheet> answered) => answered.Value ?? throw new InvalidOperationException($"{answered.Refusal!.Code}: {answered.Refusal.Detail.En}");

    async Task Fill()
    {
        FactTable table = FactTables.OrderLine;
        BatchStart start = new(BatchId.New(TimeProvider.System), Shop.Id, "test", null, Duoshou.Owner, TimeProvider.System.GetUtcNow());
        await using (IBatchLoad load = await Get<IFactLedger>().Begin(start, default))
        {
            FactChunk chunk = new(table, 4_096);
            for (DateOnly day = LastDay.AddDays(-83); day <= LastDay; day = day.AddDays(1))
            {
                bool slot = Slot.Contains(day), after = day > Slot.Last && day <= Slot.Last.AddDays(7);
                for (int i = 0; i < (slot ? 20 : after ? 8 : 10); i++) Line(chunk, day, i, "S1", 100m, 60m, i < 4 ? "returning" : "new", slot && i < 6 ? "PID-7" : null);
                for (int i = 0; i < 5; i++) Line(chunk, day, 100 + i, "S2", 40m, 30m, "returning", null);
            }

            await load.Append(chunk, default);
            await load.Commit(default);
        }

        await Stock();
    }

    async Task Stock()
    {
        BatchStart start = new(BatchId.New(TimeProvider.System), Shop.Id, "test", null, Duoshou.Owner, TimeProvider.System.GetUtcNow());
        await using IBatchLoad load = await Get<IFactLedger>().Begin(start, default);
        FactTable table = FactTables.Stock;
        FactChunk chunk = new(table, 4);
        int row = chunk.Add();
        chunk.Set(table["at"], row, LastDay.ToDateTime(new(8, 0)));
        chunk.Set(table["sku"], row, "S1");
        chunk.Set(table["on_hand"], row, 500m);
        chunk.Set(table["price"], row, 100m);
        chunk.Set(table["unit_cost"], row, 60m);
        await load.Append(chunk, default);
        await load.Commit(default);
    }

    static void Line(FactChunk chunk, DateOnly day, int number, string sku, decimal price, decimal cost, string kind, string? partner)
    {
        FactTable table = FactTables.OrderLine;
        int row = chunk.Add();
        chunk.Set(table["order_id"], row, $"{day:yyyyMMdd}{number:000}");
        chunk.Set(table["line_id"], row, "1");
        chunk.Set(table["row_class"], row, RowClass.Sale);
        chunk.Set(table["ordered_at"], row, day.ToDateTime(new(10, 0)));
        chunk.Set(table["paid_at"], row, day.ToDateTime(new(10, 0)));
        chunk.Set(table["sku"], row, sku);
        chunk.Set(table["currency"], row, "CNY");
        chunk.Set(table["buyer_kind"], row, kind);
        chunk.Set(table["affiliate"], row, partner);
        chunk.Set(table["quantity"], row, 1m);
        chunk.Set(table["gross"], row, price);
        chunk.Set(table["paid"], row, price);
        chunk.Set(table["cost"], row, cost);
        chunk.Set(table["fee_estimate"], row, price / 10m);
    }
}
