using System.Collections.Frozen;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation;

/// <summary>The agency of a simulation: who it works for and which shops it steers.</summary>
public sealed record SimulatedAgency(Words Name, IReadOnlyList<SimulatedClient> Clients, IReadOnlyList<SimulatedShop> Shops);

/// <summary>A client of the agency.</summary>
public sealed record SimulatedClient(ClientId Id, Words Name);

/// <summary>A shop of the agency.</summary>
public sealed record SimulatedShop
{
    /// <summary>Its place in the agency, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Its id; the same for the same seed.</summary>
    public required ShopId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required SimulatedClient Client { get; init; }

    /// <summary>Its name without the client's: 天猫旗舰店.</summary>
    public required Words Name { get; init; }

    /// <summary>The platform's key: tmall, jd, douyin, amazon, shopee, shopify.</summary>
    public required string Platform { get; init; }

    /// <summary>ISO 3166 code of the market.</summary>
    public required string Country { get; init; }

    /// <summary>The one currency of all its facts.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The zone of all its moments.</summary>
    public required ShopZone Zone { get; init; }

    /// <summary>What the client wants it to take in a month, in its own currency.</summary>
    public required Money MonthlySalesTarget { get; init; }

    /// <summary>The kinds of facts that the shop's feeds supply. A kind not here has no row on any day.</summary>
    public required FrozenSet<FactKind> Feeds { get; init; }

    /// <summary>False: the client does not tell what goods cost; cost columns are unknown throughout.</summary>
    public required bool TellsCost { get; init; }

    internal double Weight { get; init; }
}
