using Duoshou.Kernel;

namespace Duoshou.App.Shops;

/// <summary>Every shop of the installation, before anyone's scope: for the one who makes scopes, and for jobs that serve everyone.</summary>
interface IShopList
{
    Task<IReadOnlyList<ShopCard>> Every(CancellationToken cancel);
}
