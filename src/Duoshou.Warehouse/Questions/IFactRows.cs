using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>Reads standing facts of one kind as they are, for what looks at events and single things rather than at sums.</summary>
public interface IFactRows
{
    /// <summary>Moves on with every change of the ledger within this process: what was read at one step is still true at the same.</summary>
    int Step { get; }

    /// <summary>
    /// The facts of a kind whose moment falls in a range, oldest first. Only columns that are asked for are read; rows that are alike in
    /// them come once, with how many there are.
    /// </summary>
    /// <param name="kind">Which table.</param>
    /// <param name="columns">Columns of the table; moments come as ISO 8601 without offset, numbers as invariant decimals.</param>
    /// <param name="range">Business days of the shop's own clock.</param>
    /// <param name="limit">The most rows.</param>
    Task<IReadOnlyList<FactRow>> Facts(FactKind kind, IReadOnlyList<string> columns, Period range, Scope scope, int limit, CancellationToken cancel);

    /// <summary>
    /// Sums of measures of a kind by dimensions, within a range. Null sums are unknown. Nothing is converted: money stays in its own
    /// currency, so the currency belongs among the dimensions where it differs.
    /// </summary>
    /// <param name="by">Dimension columns; "day" for the business day.</param>
    /// <param name="sums">Number columns.</param>
    Task<IReadOnlyList<FactSum>> Sums(
        FactKind kind, IReadOnlyList<string> by, IReadOnlyList<string> sums, Period range, Scope scope, CancellationToken cancel);
}

/// <summary>A standing fact, or several that are alike in the columns asked for.</summary>
/// <param name="Shop">Whose it is.</param>
/// <param name="Values">In the order of the columns; null is unknown.</param>
/// <param name="Count">How many facts.</param>
public sealed record FactRow(ShopId Shop, IReadOnlyList<string?> Values, long Count);

/// <summary>Sums over facts that are alike in the dimensions asked for.</summary>
/// <param name="Shop">Whose they are.</param>
/// <param name="Keys">Dimension values in order; null is unknown; days in ISO.</param>
/// <param name="Sums">Sums in order; null where no fact supplies the number.</param>
/// <param name="Count">How many facts.</param>
public sealed record FactSum(ShopId Shop, IReadOnlyList<string?> Keys, IReadOnlyList<decimal?> Sums, long Count);
