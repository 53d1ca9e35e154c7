using System.ComponentModel.DataAnnotations;
using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>Gives the installation its agency; naming it again changes the name, zone and currency.</summary>
public sealed class FoundAgency(IDbContextFactory<DuoshouDb> database)
{
    public sealed record Request(
        [Required, StringLength(80)] string Name, ShopZone Zone, Currency Currency, int? DemoSeed = null, DateOnly? DemoLastDay = null);

    public async Task Run(Request request, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        AgencyProfile? agency = await db.Set<AgencyProfile>().SingleOrDefaultAsync(cancel);
        if (agency is null) db.Add(agency = new() { Name = request.Name, Zone = request.Zone.Name, Currency = request.Currency });
        (agency.Name, agency.Zone, agency.Currency) = (request.Name.Trim(), request.Zone.Name, request.Currency);
        (agency.DemoSeed, agency.DemoLastDay) = (request.DemoSeed, request.DemoLastDay);
        await db.SaveChangesAsync(cancel);
    }
}
