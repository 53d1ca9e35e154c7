using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>Makes a link that signs one person in, once, within a day.</summary>
public sealed class IssueSignInLink(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    /// <returns>The secret of the link, shown once; null when there is no such person.</returns>
    public async Task<string?> Run(string email, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        string normal = email.Trim().ToUpperInvariant();
        Guid? person = await db.Users.Where(p => p.NormalizedEmail == normal).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancel);
        if (person is null) return null;
        string secret = Secrets.New();
        db.Add(new SignInLink { SecretHash = Secrets.Hash(secret), PersonId = person.Value, ExpiresAt = clock.GetUtcNow().AddDays(1) });
        await db.SaveChangesAsync(cancel);
        return secret;
    }
}

/// <summary>Uses a sign-in link; a second use, or a use after its day, finds nobody.</summary>
public sealed class UseSignInLink(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    public async Task<UserId?> Run(string secret, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        string hash = Secrets.Hash(secret);
        SignInLink? link = await db.Set<SignInLink>().SingleOrDefaultAsync(l => l.SecretHash == hash, cancel);
        if (link is null || link.UsedAt is not null || link.ExpiresAt < clock.GetUtcNow()) return null;
        link.UsedAt = clock.GetUtcNow();
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }

        return new UserId(link.PersonId);
    }
}
