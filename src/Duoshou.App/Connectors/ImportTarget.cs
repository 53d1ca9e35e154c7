using Duoshou.Kernel;

namespace Duoshou.App.Connectors;

/// <summary>Where facts go: the shop, what its files mean when they do not say, and the key under which its buyers are hashed.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Currency">The currency of amounts for which a file names none.</param>
/// <param name="Zone">The clock of moments for which a file names no zone.</param>
/// <param name="BuyerHashKey">The key under which buyers are hashed; the same buyer of the same agency has one hash.</param>
public sealed record ImportTarget(ShopId Shop, Currency Currency, ShopZone Zone, byte[] BuyerHashKey);
