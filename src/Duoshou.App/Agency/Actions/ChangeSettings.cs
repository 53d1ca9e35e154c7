using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>A person changes how the product looks and speaks to them. What is left out stays as it is.</summary>
public sealed class ChangeSettings(IDbContextFactory<DuoshouDb> database)
{
    public sealed record Request(
        UserId Person, Language? Language = null, ChangeColours? ChangeColours = null, Theme? Theme = null, bool? Compact = null, bool? SingleKeys = null,
        string? Currency = null, string? Zone = null, string? DisplayName = null);

    public async Task<Answered<PersonCard>> Run(Request request, CancellationToken cancel)
    {
        Currency currency = default;
        if (request.Currency is { } code && !Currency.TryParse(code, null, out currency)) return new(null, Refusals.Currency("currency", code));
        if (request.Zone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)) return new(null, Refusals.Zone("zone", zone));
        await using var db = await database.CreateDbContextAsync(cancel);
        Person? person = await db.Users.SingleOrDefaultAsync(p => p.Id == request.Person.Value, cancel);
        if (person is null) return new(null, Refusals.NotFound("person.unknown", "person", request.Person.ToString()));
        person.Language = request.Language ?? person.Language;
        person.ChangeColours = request.ChangeColours ?? person.ChangeColours;
        person.Theme = request.Theme ?? person.Theme;
        person.Compact = request.Compact ?? person.Compact;
        person.SingleKeys = request.SingleKeys ?? person.SingleKeys;
        person.Zone = request.Zone ?? person.Zone;
        if (request.Currency is not null) person.Currency = currency;
        if (!string.IsNullOrWhiteSpace(request.DisplayName)) person.DisplayName = request.DisplayName.Trim();
        await db.SaveChangesAsync(cancel);
        return new(AgencyAnswers.CardOf(person), null);
    }
}
