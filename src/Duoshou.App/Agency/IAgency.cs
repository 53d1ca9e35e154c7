using Duoshou.Kernel;

namespace Duoshou.App.Agency;

/// <summary>A person as pages and other modules see them.</summary>
public sealed record PersonCard(
    UserId Id, string Email, string DisplayName, Role Role, Language Language, ChangeColours ChangeColours, Theme Theme, bool Compact, bool SingleKeys,
    Currency Currency, string Zone);

/// <summary>The agency as pages see it.</summary>
/// <param name="DemoLastDay">For a demo, the last business day that it holds; null for an agency's own data.</param>
public sealed record AgencyCard(string Name, string Zone, Currency Currency, bool IsDemo, DateOnly? DemoLastDay);

/// <summary>A client.</summary>
public sealed record ClientCard(ClientId Id, string Name, Currency Currency, int Shops);

/// <summary>What other modules may ask about the agency and its people.</summary>
public interface IAgency
{
    /// <summary>What a person may see; a person who is not there sees nothing.</summary>
    Task<Scope> ScopeOf(UserId person, CancellationToken cancel);

    /// <summary>A person, or null.</summary>
    Task<PersonCard?> Person(UserId person, CancellationToken cancel);

    /// <summary>The agency, or null before it was founded.</summary>
    Task<AgencyCard?> Agency(CancellationToken cancel);

    /// <summary>Who may say yes to a campaign of a client: by role, and by a seat where the role needs one. By name.</summary>
    Task<IReadOnlyList<PersonCard>> Approvers(ClientId client, CancellationToken cancel);

    /// <summary>The clients whose shops a scope holds, and for those who manage also clients without shops.</summary>
    Task<IReadOnlyList<ClientCard>> Clients(UserId asker, CancellationToken cancel);
}
