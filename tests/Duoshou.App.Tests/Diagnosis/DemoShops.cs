using Duoshou.Analytics.Simulation;
using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Diagnosis;

/// <summary>An installation whose shops hold simulated facts, with the truth about what was planted.</summary>
sealed class DemoShops : IAsyncDisposable
{
    public static readonly DateOnly LastDay = new(2026, 11, 1);

    /// <summary>Fees, service, affiliates and single visits move none of the metrics that incidents name; without them a test is quicker.</summary>
    static readonly FactKind[] Kinds = [FactKind.OrderLine, FactKind.Traffic, FactKind.Ad, FactKind.Review, FactKind.Stock, FactKind.Market, FactKind.Change];

    readonly Dictionary<ShopId, ShopCard> cards = [];

    public required TestInstallation Duoshou { get; init; }

    public required AgencySimulation Simulation { get; init; }

    /// <summary>The shop of this installation in which an incident was planted.</summary>
    public ShopCard ShopOf(SimulatedShop shop) => cards[shop.Id];

    public static async Task<DemoShops> Open(long seed, int days = 90, int shops = 12, bool incidents = true)
    {
        AgencySimulation simulation = new(new(seed, LastDay) { Days = days, Shops = shops, WithIncidents = incidents });
        DemoShops demo = new() { Duoshou = await TestInstallation.Open(), Simulation = simulation };
        await demo.Fill();
        return demo;
    }

    public T Get<T>() where T : notnull => Duoshou.Get<T>();

    public ValueTask DisposeAsync() => Duoshou.DisposeAsync();

    async Task Fill()
    {
        await Get<RecordRates>().Run([.. Simulation.Rates], default);
        Dictionary<ClientId, ClientId> clients = [];
        foreach (SimulatedClient client in Simulation.Agency.Clients) clients[client.Id] = (await Duoshou.Client(client.Name.Zh)).Id;
        foreach (SimulatedShop shop in Simulation.Agency.Shops)
        {
            ShopCard card = await Duoshou.Shop(clients[shop.Client.Id], shop.Name.Zh, shop.Platform, shop.Country, shop.Currency.Code, shop.Zone.Name);
            cards[shop.Id] = card;
            BatchStart start = new(BatchId.New(TimeProvider.System), card.Id, "simulation", null, Duoshou.Owner, TimeProvider.System.GetUtcNow());
            await using IBatchLoad load = await Get<IFactLedger>().Begin(start, default);
            foreach (FactChunk chunk in Simulation.Facts(shop).Where(chunk => Kinds.Contains(chunk.Table.Kind))) await load.Append(chunk, default);
            await load.Commit(default);
        }
    }
}
