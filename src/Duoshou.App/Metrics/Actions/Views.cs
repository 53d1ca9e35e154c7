using System.ComponentModel.DataAnnotations;
using Duoshou.App.Metrics.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Metrics.Actions;

/// <summary>A saved view as pages list it.</summary>
public sealed record ViewCard(Guid Id, string Name, string Page, string Query, bool Team, bool Mine);

/// <summary>Keeps a page with its selection under a name; the same name on the same page is replaced.</summary>
public sealed class SaveView(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    public sealed record Request(
        UserId Person, [Required, StringLength(60)] string Name, [Required] string Page, [StringLength(2000)] string Query, bool Team = false);

    public async Task<ViewCard> Run(Request request, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        string name = request.Name.Trim();
        SavedView? view = await db.Set<SavedView>()
            .SingleOrDefaultAsync(v => v.PersonId == request.Person.Value && v.Page == request.Page && v.Name == name, cancel);
        if (view is null)
        {
            view = new()
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), PersonId = request.Person.Value, Name = name, Page = request.Page, Query = "", SavedAt = clock.GetUtcNow(),
            };
            db.Add(view);
        }

        (view.Query, view.Team, view.SavedAt) = (request.Query.TrimStart('?'), request.Team, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return new(view.Id, view.Name, view.Page, view.Query, view.Team, true);
    }
}

/// <summary>A person's views of a page and those that the team shares.</summary>
public sealed class ListViews(IDbContextFactory<DuoshouDb> database)
{
    public async Task<IReadOnlyList<ViewCard>> Run(UserId person, string page, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<SavedView>().Where(v => v.Page == page && (v.PersonId == person.Value || v.Team)).OrderBy(v => v.Name)
            .Select(v => new ViewCard(v.Id, v.Name, v.Page, v.Query, v.Team, v.PersonId == person.Value)).ToListAsync(cancel);
    }
}

/// <summary>Drops one of a person's own views.</summary>
public sealed class DropView(IDbContextFactory<DuoshouDb> database)
{
    public async Task<bool> Run(UserId person, Guid view, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<SavedView>().Where(v => v.Id == view && v.PersonId == person.Value).ExecuteDeleteAsync(cancel) > 0;
    }
}
