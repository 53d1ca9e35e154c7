using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Catalog;

/// <summary>What named items cost and which share of their price goes to the platform, by what was sold; for who may see costs.</summary>
public sealed class CostOfItems(IFactRows facts, IShops shops, Remembered remembered)
{
    /// <param name="CostEach">Cost of one piece; none where it is not known or may not be seen.</param>
    /// <param name="FeeShare">Fees as a share of what was paid.</param>
    public sealed record ItemCost(decimal? CostEach, decimal? FeeShare);

    /// <summary>The items in the order asked; an item of which nothing was sold under this name has neither.</summary>
    public async Task<IReadOnlyList<ItemCost>> Run(IReadOnlyList<string> names, Period range, Currency into, Scope scope, CancellationToken cancel)
    {
        if (!scope.SeesCost || names.All(string.IsNullOrWhiteSpace)) return [.. names.Select(_ => new ItemCost(null, null))];
        RateBook rates = await shops.Rates(cancel);
        IReadOnlyList<ItemOrders> orders = await FloorReading.Of(remembered, facts, scope, range, rates, into, cancel);
        return [.. names.Select(name => orders.FirstOrDefault(o => name.Length > 0 && (o.Item == name.Trim() || o.Product == name.Trim())) is { } found
            ? new ItemCost(found.CostEach, found.FeeShare) : new ItemCost(null, null))];
    }
}
