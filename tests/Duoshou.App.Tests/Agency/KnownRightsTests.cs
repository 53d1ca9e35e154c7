using Duoshou.App.Agency;
using Duoshou.App.Agency.Actions;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Duoshou.App.Tests.Agency;

/// <summary>Rights are read once and hold until something is committed; what is taken away ends at once, by whoever took it.</summary>
public sealed class KnownRightsTests : IAsyncLifetime
{
    TestInstallation installation = null!;

    public async Task InitializeAsync() => installation = await TestInstallation.Open();

    public async Task DisposeAsync() => await installation.DisposeAsync();

    async Task<(PersonCard Person, IssueToken.Issued Token)> Program(Role role, params ClientId[] clients)
    {
        PersonCard person = (await installation.Get<AddPerson>().Run(new("program@example.com", "Program", role, clients), default)).Value!;
        return (person, (await installation.Get<IssueToken>().Run(new(person.Id, "till", ["read", "sell"]), default)).Value!);
    }

    [Fact]
    public async Task What_nobody_changed_is_not_read_again()
    {
        (PersonCard person, IssueToken.Issued token) = await Program(Role.Owner);
        UseToken.Bearer first = (await installation.Get<UseToken>().Run(token.Secret, default))!;
        // The first use is noted, so something was committed; from here on nothing is.
        first = (await installation.Get<UseToken>().Run(token.Secret, default))!;
        Scope scope = await installation.Get<IAgency>().ScopeOf(person.Id, default);
        PersonCard? card = await installation.Get<IAgency>().Person(person.Id, default);
        (await installation.Get<UseToken>().Run(token.Secret, default)).ShouldBeSameAs(first);
        (await installation.Get<IAgency>().ScopeOf(person.Id, default)).ShouldBeSameAs(scope);
        (await installation.Get<IAgency>().Person(person.Id, default)).ShouldBeSameAs(card);
        first.Rights.ShouldBe(["read", "sell"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_revoked_token_stops_at_once()
    {
        (PersonCard person, IssueToken.Issued token) = await Program(Role.Owner);
        for (int i = 0; i < 3; i++) (await installation.Get<UseToken>().Run(token.Secret, default)).ShouldNotBeNull();
        (await installation.Get<RevokeToken>().Run(person.Id, token.Id, default)).ShouldBeTrue();
        (await installation.Get<UseToken>().Run(token.Secret, default)).ShouldBeNull();
        (await installation.Get<UseToken>().Run("dsh_nobody", default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_another_process_revokes_stops_at_once()
    {
        (PersonCard person, IssueToken.Issued token) = await Program(Role.Owner);
        for (int i = 0; i < 3; i++) (await installation.Get<UseToken>().Run(token.Secret, default)).ShouldNotBeNull();
        await using (ServiceProvider other = new ServiceCollection().AddLogging().AddDuoshou(installation.Get<Home>()).BuildServiceProvider())
            (await other.GetRequiredService<RevokeToken>().Run(person.Id, token.Id, default)).ShouldBeTrue();
        (await installation.Get<UseToken>().Run(token.Secret, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Roles_seats_and_shops_change_what_is_seen_at_once()
    {
        ClientCard client = await installation.Client();
        (PersonCard person, _) = await Program(Role.AccountManager, client.Id);
        Task<Scope> Seen() => installation.Get<IAgency>().ScopeOf(person.Id, default);
        (await Seen()).Shops.ShouldBeEmpty();
        ShopCard shop = await installation.Shop(client.Id);
        (await Seen()).Shops.ShouldBe([shop.Id]);
        await using DuoshouDb db = await installation.Get<IDbContextFactory<DuoshouDb>>().CreateDbContextAsync();
        (await db.Users.SingleAsync(p => p.Id == person.Id.Value)).Role = Role.Designer;
        await db.SaveChangesAsync();
        (await Seen()).SeesCost.ShouldBe(Role.Designer.SeesCost);
        (await installation.Get<IAgency>().Person(person.Id, default))!.Role.ShouldBe(Role.Designer);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM seat");
        (await Seen()).Shops.ShouldBeEmpty();
    }

    /// <summary>Readers beside a writer: after each commit every reader sees it, so nothing older than the last one is ever kept.</summary>
    [Fact]
    public async Task Nothing_older_than_the_last_commit_is_kept_under_load()
    {
        (PersonCard person, _) = await Program(Role.Owner);
        using CancellationTokenSource stop = new();
        Task[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await installation.Get<IAgency>().Person(person.Id, default);
        }))];
        for (int i = 0; i < 60; i++)
        {
            await installation.Get<ChangeSettings>().Run(new(person.Id, DisplayName: $"N{i}"), default);
            (await installation.Get<IAgency>().Person(person.Id, default))!.DisplayName.ShouldBe($"N{i}");
        }

        await stop.CancelAsync();
        await Task.WhenAll(readers);
    }
}
