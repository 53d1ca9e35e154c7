using System.Collections.Frozen;
using Duoshou.App.Agency.Model;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Agency.Actions;

/// <summary>Makes a token by which a program acts for a person.</summary>
public sealed class IssueToken(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    /// <summary>The rights that a token can have: read numbers, import and undo, place orders, set up shops and people, quote landed cost alone.</summary>
    public static IReadOnlyList<string> Rights { get; } = ["read", "import", "sell", "manage", "tax"];

    public sealed record Request(UserId Person, string Name, IReadOnlyList<string> Rights, int Days = 365);

    /// <param name="Secret">Shown once; only its hash is kept.</param>
    public sealed record Issued(Guid Id, string Secret, DateTimeOffset ExpiresAt);

    public async Task<Answered<Issued>> Run(Request request, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(request.Name)) return new(null, Refusals.Missing("name"));
        if (request.Rights.FirstOrDefault(right => !Rights.Contains(right)) is { } unknown)
            return new(null, Refusals.NotFound("token.right_unknown", "rights", unknown));
        if (request.Rights.Count == 0) return new(null, Refusals.Missing("rights"));
        string secret = "dsh_" + Secrets.New();
        ApiToken token = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            SecretHash = Secrets.Hash(secret),
            PersonId = request.Person.Value,
            Name = request.Name.Trim(),
            Rights = string.Join(' ', request.Rights.Distinct()),
            MadeAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow().AddDays(Math.Clamp(request.Days, 1, 3650)),
        };
        await using var db = await database.CreateDbContextAsync(cancel);
        db.Add(token);
        await db.SaveChangesAsync(cancel);
        return new(new(token.Id, secret, token.ExpiresAt), null);
    }
}

/// <summary>Finds whom a token stands for and what it may do; an unknown, expired or revoked one finds nobody.</summary>
public sealed class UseToken
{
    readonly IDbContextFactory<DuoshouDb> database;
    readonly KnownRights known;
    readonly TimeProvider clock;

    internal UseToken(IDbContextFactory<DuoshouDb> database, KnownRights known, TimeProvider clock) => (this.database, this.known, this.clock) = (database, known, clock);

    public sealed record Bearer(UserId Person, FrozenSet<string> Rights);

    sealed record Found(Bearer Bearer, DateTimeOffset ExpiresAt, DateTimeOffset UsedAt);

    public async Task<Bearer?> Run(string secret, CancellationToken cancel)
    {
        string hash = Secrets.Hash(secret);
        DateTimeOffset now = clock.GetUtcNow();
        Found? found = await known.Once(("token", hash), () => Read(hash, now, cancel));
        if (found is not null && now - found.UsedAt > TimeSpan.FromMinutes(5)) found = await Read(hash, now, cancel);
        return found is null || found.ExpiresAt < now ? null : found.Bearer;
    }

    /// <summary>Reads it and marks that it was used, every five minutes at most.</summary>
    async Task<Found?> Read(string hash, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        ApiToken? token = await db.Set<ApiToken>().SingleOrDefaultAsync(t => t.SecretHash == hash, cancel);
        if (token is null || token.RevokedAt is not null || token.ExpiresAt < now) return null;
        if (token.LastUsedAt is not { } last || now - last > TimeSpan.FromMinutes(5))
        {
            token.LastUsedAt = now;
            await db.SaveChangesAsync(cancel);
        }

        return new(new(new UserId(token.PersonId), token.Rights.Split(' ').ToFrozenSet(StringComparer.Ordinal)), token.ExpiresAt, token.LastUsedAt.Value);
    }
}

/// <summary>A person's tokens, newest first, without their secrets.</summary>
public sealed class ListTokens(IDbContextFactory<DuoshouDb> database)
{
    public sealed record Row(Guid Id, string Name, string Rights, DateTimeOffset MadeAt, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, DateTimeOffset? RevokedAt);

    public async Task<IReadOnlyList<Row>> Run(UserId person, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        return await db.Set<ApiToken>().Where(token => token.PersonId == person.Value).OrderByDescending(token => token.MadeAt)
            .Select(t => new Row(t.Id, t.Name, t.Rights, t.MadeAt, t.ExpiresAt, t.LastUsedAt, t.RevokedAt)).ToListAsync(cancel);
    }
}

/// <summary>Ends one of a person's own tokens.</summary>
public sealed class RevokeToken(IDbContextFactory<DuoshouDb> database, TimeProvider clock)
{
    public async Task<bool> Run(UserId person, Guid id, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        ApiToken? token = await db.Set<ApiToken>().SingleOrDefaultAsync(t => t.Id == id && t.PersonId == person.Value, cancel);
        if (token is null) return false;
        token.RevokedAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return true;
    }
}
