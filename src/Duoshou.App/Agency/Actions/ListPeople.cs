using Duoshou.App.Storage;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>Everyone who can sign in.</summary>
public sealed class ListPeople(IDbContextFactory<DuoshouDb> database)
{
    public async Task<IReadOnlyList<PersonCard>> Run(CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return [.. (await db.Users.AsNoTracking().OrderBy(person => person.DisplayName).ToListAsync(cancel)).Select(AgencyAnswers.CardOf)];
    }
}
