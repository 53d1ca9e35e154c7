using System.Collections.Frozen;

namespace Duoshou.Kernel;

/// <summary>Who asks, and what they may see. Every question takes one; there is no way to ask without it.</summary>
public sealed record Scope
{
    /// <summary>The person, token or job that asks; stands in audit records.</summary>
    public required UserId User { get; init; }

    /// <summary>The shops whose facts may be read. Empty means none, never all.</summary>
    public required FrozenSet<ShopId> Shops { get; init; }

    /// <summary>May see what goods cost.</summary>
    public bool SeesCost { get; init; }

    /// <summary>May see profit and contribution.</summary>
    public bool SeesProfit { get; init; }

    /// <summary>The same caller, seeing only those of the given shops that they may see anyway.</summary>
    public Scope Narrowed(IEnumerable<ShopId> wanted) => this with { Shops = wanted.Where(Shops.Contains).ToFrozenSet() };
}
