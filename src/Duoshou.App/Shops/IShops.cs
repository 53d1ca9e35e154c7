using Duoshou.Kernel;

namespace Duoshou.App.Shops;

/// <summary>A shop as other modules see it.</summary>
public sealed record ShopCard(
    ShopId Id, string Name, ClientId Client, string ClientName, Platform Platform, string Country, Currency Currency, ShopZone Zone, decimal? MonthlyTarget);

/// <summary>What other modules may ask about shops.</summary>
public interface IShops
{
    /// <summary>A shop within the scope, or null.</summary>
    Task<ShopCard?> Find(ShopId shop, Scope scope, CancellationToken cancel);

    /// <summary>The shop of an id or a name within the scope, or null; a name that two clients use finds none.</summary>
    Task<ShopCard?> Named(string idOrName, Scope scope, CancellationToken cancel);

    /// <summary>Every shop of the scope, by client and name.</summary>
    Task<IReadOnlyList<ShopCard>> All(Scope scope, CancellationToken cancel);

    /// <summary>The exchange rates as they are known now.</summary>
    Task<RateBook> Rates(CancellationToken cancel);
}
