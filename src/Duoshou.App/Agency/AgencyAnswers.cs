using System.Collections.Frozen;
using Duoshou.App.Agency.Model;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency;

sealed class AgencyAnswers(IDbContextFactory<DuoshouDb> database, IShopList shops, KnownRights known) : IAgency
{
    public async Task<Scope> ScopeOf(UserId person, CancellationToken cancel)
    {
        // The list of shops is another one after a change, so a scope never outlives it.
        IReadOnlyList<ShopCard> every = await shops.Every(cancel);
        return (await known.Once<Scope>(("scope", person, every), async () => await ReadScope(person, every, cancel)))!;
    }

    async Task<Scope> ReadScope(UserId person, IEnumerable<ShopCard> seen, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        Person? asker = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person.Value, cancel);
        if (asker is null && !await IsFounder(db, person, cancel)) return new Scope { User = person, Shops = [] };
        if (asker is null) return new Scope { User = person, Shops = seen.Select(shop => shop.Id).ToFrozenSet(), SeesCost = true, SeesProfit = true };
        if (!asker.Role.SeesEveryClient)
        {
            List<ClientId> seats = await db.Set<Seat>().Where(seat => seat.PersonId == asker.Id).Select(seat => seat.ClientId).ToListAsync(cancel);
            seen = seen.Where(shop => seats.Contains(shop.Client));
        }

        return new Scope
        {
            User = person,
            Shops = seen.Select(shop => shop.Id).ToFrozenSet(),
            SeesCost = asker.Role.SeesCost,
            SeesProfit = asker.Role.SeesProfit,
        };
    }

    public async Task<PersonCard?> Person(UserId person, CancellationToken cancel) => await known.Once<PersonCard>(("person", person), async () =>
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == person.Value, cancel) is { } found ? CardOf(found) : null;
    });

    public async Task<IReadOnlyList<PersonCard>> Approvers(ClientId client, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        HashSet<Guid> seated = [.. await db.Set<Seat>().Where(seat => seat.ClientId == client).Select(seat => seat.PersonId).ToListAsync(cancel)];
        List<Person> people = await db.Users.AsNoTracking().OrderBy(person => person.DisplayName).ToListAsync(cancel);
        return [.. people.Where(person => person.Role.Approves && (person.Role.SeesEveryClient || seated.Contains(person.Id))).Select(CardOf)];
    }

    public async Task<AgencyCard?> Agency(CancellationToken cancel) => await known.Once<AgencyCard>("agency", async () =>
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<AgencyProfile>().AsNoTracking().SingleOrDefaultAsync(cancel) is { } found
            ? new(found.Name, found.Zone, found.Currency, found.DemoSeed is not null, found.DemoLastDay)
            : null;
    });

    public async Task<IReadOnlyList<ClientCard>> Clients(UserId asker, CancellationToken cancel)
    {
        Scope scope = await ScopeOf(asker, cancel);
        IReadOnlyList<ShopCard> seen = await shops.Every(cancel);
        ILookup<ClientId, ShopCard> byClient = seen.Where(shop => scope.Shops.Contains(shop.Id)).ToLookup(shop => shop.Client);
        await using var db = await database.CreateDbContextAsync(cancel);
        Role? role = await db.Users.Where(p => p.Id == asker.Value).Select(p => (Role?)p.Role).SingleOrDefaultAsync(cancel);
        bool manages = role is Role.Owner or Role.AgencyLead || await IsFounder(db, asker, cancel);
        List<Client> clients = await db.Set<Client>().AsNoTracking().OrderBy(client => client.Name).ToListAsync(cancel);
        return [.. clients.Where(client => manages || byClient.Contains(client.Id))
            .Select(client => new ClientCard(client.Id, client.Name, client.Currency, byClient[client.Id].Count()))];
    }

    /// <summary>Until somebody has an account, nobody in particular (the terminal, which reads the folder anyway) sets the agency up.</summary>
    static async Task<bool> IsFounder(DuoshouDb db, UserId person, CancellationToken cancel) => person == default && !await db.Users.AnyAsync(cancel);

    internal static PersonCard CardOf(Person person) => new(
        person.UserId, person.Email ?? "", person.DisplayName, person.Role, person.Language, person.ChangeColours, person.Theme, person.Compact,
        person.SingleKeys, person.Currency, person.Zone);
}
