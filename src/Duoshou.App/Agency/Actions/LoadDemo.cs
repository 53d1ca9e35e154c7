using Duoshou.Analytics.Simulation;
using Duoshou.App.Agency.Model;
using Duoshou.App.Diagnosis;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>Fills an empty home folder with the demo agency: clients, shops, people, rates, and 400 days of facts with planted incidents.</summary>
public sealed class LoadDemo(
    IDbContextFactory<DuoshouDb> database, FoundAgency found, OpenClient openClient, OpenShop openShop, AddPerson addPerson, RecordRates recordRates,
    IFactLedger ledger, IProblemSearch search, IShopDiagnosis diagnosis, AdoptOffers adopt, SeedDemoTax tax, IAgency agency, TimeProvider clock)
{
    /// <summary>The demo's owner, for whom the sign-in link is made.</summary>
    public const string OwnerEmail = "zhou.lan@demo.invalid";

    /// <summary>Offers that ran within these days stand on the campaign desk.</summary>
    const int RecentDays = 35;

    public sealed record Request(SimulationPlan Plan, Language Language);

    /// <param name="Step">The name of the shop that is being filled.</param>
    public sealed record Progress(string Step, int Done, int Of);

    /// <summary>What was planted, with the shops as they stand in this home folder.</summary>
    public sealed record Loaded(long Facts, IReadOnlyList<PlantedIncident> Incidents, IReadOnlyDictionary<ShopId, ShopCard> Shops);

    public async Task<Loaded> Run(Request request, IProgress<Progress>? progress, CancellationToken cancel)
    {
        await using (var db = await database.CreateDbContextAsync(cancel))
            if (await db.Set<AgencyProfile>().AnyAsync(cancel)) throw new InvalidOperationException("The home folder already holds an agency.");
        Language language = request.Language;
        AgencySimulation simulation = new(request.Plan with { Language = language });
        Dictionary<ClientId, ClientId> clients = [];
        foreach (SimulatedClient client in simulation.Agency.Clients)
            clients[client.Id] = Made(await openClient.Run(new(client.Name.In(language), "CNY"), cancel)).Id;
        UserId owner = await People(clients.Values, language, cancel);
        await recordRates.Run([.. simulation.Rates], cancel);

        Dictionary<ShopId, ShopCard> shops = [];
        foreach (SimulatedShop shop in simulation.Agency.Shops)
            shops[shop.Id] = Made(await openShop.Run(new(
                shop.Name.In(language), clients[shop.Client.Id], shop.Platform, shop.Country, shop.Currency.Code, shop.Zone.Name,
                shop.MonthlySalesTarget.Amount, shop.Zone.DayBeginsAtHour), cancel));
        long facts = 0;
        foreach (SimulatedShop shop in simulation.Agency.Shops)
        {
            progress?.Report(new(shops[shop.Id].Name, shop.Index, simulation.Agency.Shops.Count));
            facts += await Fill(simulation, shop, shops[shop.Id].Id, owner, cancel);
        }

        // The agency is founded last: a home folder in which this was broken off is empty, not half a demo.
        await found.Run(new(simulation.Agency.Name.In(language), new("Asia/Shanghai"), Currency.Of("CNY"), (int)request.Plan.Seed, request.Plan.LastDay), cancel);
        await search.Run(null, cancel);
        Scope scope = await agency.ScopeOf(owner, cancel);
        foreach (ShopCard shop in shops.Values)
            await adopt.Run(new(shop.Id, Period.Ending(request.Plan.LastDay, request.Plan.Days), request.Plan.LastDay.AddDays(-RecentDays)), scope, cancel);
        await tax.Run([.. shops.Values], request.Plan.LastDay, owner, scope, cancel);
        await diagnosis.Every(cancel);
        progress?.Report(new("", simulation.Agency.Shops.Count, simulation.Agency.Shops.Count));
        return new(facts, simulation.Incidents, shops);
    }

    async Task<long> Fill(AgencySimulation simulation, SimulatedShop shop, ShopId id, UserId owner, CancellationToken cancel)
    {
        BatchStart start = new(BatchId.New(clock), id, $"demo {simulation.Plan.Seed}", "demo", owner, clock.GetUtcNow());
        await using IBatchLoad load = await ledger.Begin(start, cancel);
        foreach (FactChunk chunk in simulation.Facts(shop))
        {
            load.Read(chunk.Count);
            await load.Append(chunk, cancel);
        }

        return (await load.Commit(cancel)).RowsLoaded;
    }

    /// <summary>A small team, so that roles can be tried: each signs in by a link that the owner makes.</summary>
    async Task<UserId> People(IEnumerable<ClientId> clients, Language language, CancellationToken cancel)
    {
        ClientId[] all = [.. clients];
        (string Email, Words Name, Role Role, ClientId[] Seats)[] team =
        [
            (OwnerEmail, new("周岚", "Zhou Lan"), Role.Owner, []),
            ("lin.wei@demo.invalid", new("林未", "Lin Wei"), Role.Promotion, all[..1]),
            ("he.jun@demo.invalid", new("何俊", "He Jun"), Role.Warehouse, all),
            ("chen.yu@demo.invalid", new("陈屿", "Chen Yu"), Role.Operator, all),
            ("viewer@demo.invalid", new("客户查看", "Client viewer"), Role.ClientViewer, all[..1]),
        ];
        UserId? owner = null;
        foreach ((string email, Words name, Role role, ClientId[] seats) in team)
        {
            PersonCard card = Made(await addPerson.Run(new(email, name.In(language), role, seats, language), cancel));
            owner ??= card.Id;
        }

        return owner!.Value;
    }

    static T Made<T>(Answered<T> answered) where T : class =>
        answered.Value ?? throw new InvalidOperationException($"{answered.Refusal!.Code}: {answered.Refusal.Detail.En}");
}
