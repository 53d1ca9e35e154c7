using System.ComponentModel.DataAnnotations;
using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>The agency takes on a client.</summary>
public sealed class OpenClient(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    public sealed record Request([Required, StringLength(80)] string Name, string Currency);

    public async Task<Answered<ClientCard>> Run(Request request, CancellationToken cancel)
    {
        string name = request.Name.Trim();
        if (name.Length == 0) return new(null, Refusals.Missing("name"));
        if (!Currency.TryParse(request.Currency, null, out Currency currency)) return new(null, Refusals.Currency("currency", request.Currency));
        await using var db = await database.CreateDbContextAsync(cancel);
        if (await db.Set<Client>().AnyAsync(client => client.Name == name, cancel)) return new(null, Refusals.Taken("client.exists", "name", name));
        Client client = new() { Id = ClientId.New(clock), Name = name, Currency = currency, Since = clock.GetUtcNow() };
        db.Add(client);
        await db.SaveChangesAsync(cancel);
        return new(new(client.Id, client.Name, client.Currency, 0), null);
    }
}
