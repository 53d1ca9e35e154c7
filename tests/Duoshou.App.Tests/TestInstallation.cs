using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Shops.Actions;
using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Tests;

/// <summary>A whole installation in a folder of its own, with an owner; gone when the test ends.</summary>
sealed class TestInstallation : IAsyncDisposable
{
    readonly ServiceProvider services;
    readonly string folder;

    TestInstallation(ServiceProvider services, string folder) => (this.services, this.folder) = (services, folder);

    public required UserId Owner { get; init; }

    public static async Task<TestInstallation> Open()
    {
        string folder = Directory.CreateTempSubdirectory("duoshou-test-").FullName;
        ServiceProvider services = new ServiceCollection().AddLogging().AddDuoshou(new Home(folder)).BuildServiceProvider();
        await using (DuoshouDb db = await services.GetRequiredService<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync())
            await SchemaSteps.Apply(db, CancellationToken.None);
        await services.GetRequiredService<FoundAgency>().Run(new("北舵代运营", new("Asia/Shanghai"), Currency.Of("CNY")), CancellationToken.None);
        PersonCard owner = (await services.GetRequiredService<AddPerson>().Run(
            new("owner@example.com", "周岚", Role.Owner, []), CancellationToken.None)).Value!;
        return new(services, folder) { Owner = owner.Id };
    }

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public Task<Scope> OwnerScope() => Get<IAgency>().ScopeOf(Owner, CancellationToken.None);

    public async Task<ClientCard> Client(string name = "澜石家居") =>
        (await Get<OpenClient>().Run(new(name, "CNY"), CancellationToken.None)).Value!;

    public async Task<ShopCard> Shop(
        ClientId client, string name = "天猫旗舰店", string platform = "tmall", string country = "CN", string currency = "CNY", string zone = "Asia/Shanghai") =>
        (await Get<OpenShop>().Run(new(name, client, platform, country, currency, zone), CancellationToken.None)).Value!;

    /// <summary>How many shops wait for a search for problems.</summary>
    public async Task<int> Due()
    {
        await using DuoshouDb db = await Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync();
        return (await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM due_search").ToListAsync()).Single();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
