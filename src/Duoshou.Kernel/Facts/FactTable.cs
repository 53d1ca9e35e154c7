using System.Collections.Frozen;

namespace Duoshou.Kernel;

/// <summary>The kinds of facts that the ledger holds.</summary>
public enum FactKind
{
    /// <summary>A line of an order, of a cancellation, or of something in an order file that is not a sale (see row_class).</summary>
    OrderLine,

    /// <summary>A shop's, page's or item's traffic from one source in a day or an hour.</summary>
    Traffic,

    /// <summary>One event of one visitor.</summary>
    VisitEvent,

    /// <summary>An advertisement's result in a day.</summary>
    Ad,

    /// <summary>A line of a fee or settlement statement.</summary>
    Fee,

    /// <summary>A review or a score.</summary>
    Review,

    /// <summary>Stock of an item at a place at a moment, or its price on a list.</summary>
    Stock,

    /// <summary>An agent's day, or one conversation.</summary>
    Service,

    /// <summary>An affiliate's result in a day.</summary>
    Affiliate,

    /// <summary>What a market did in a day: measured, reported, estimated or an index.</summary>
    Market,

    /// <summary>One change of one property of one thing.</summary>
    Change,
}

/// <summary>The columns of one kind of fact. What every row carries besides (sign, known at, batch, shop, line) is the ledger's own.</summary>
public sealed class FactTable
{
    readonly FrozenDictionary<string, FactColumn> byName;

    internal FactTable(FactKind kind, string name, Words title, Words grain, params FactColumn[] columns)
    {
        (Kind, Name, Title, Grain, Columns) = (kind, name, title, grain, columns);
        for (int i = 0; i < columns.Length; i++) columns[i].Ordinal = i;
        byName = columns.ToFrozenDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>Which kind of fact.</summary>
    public FactKind Kind { get; }

    /// <summary>The stable name, such as order_line: the table in the store and the value of --as.</summary>
    public string Name { get; }

    /// <summary>The name that people read.</summary>
    public Words Title { get; }

    /// <summary>What one row is.</summary>
    public Words Grain { get; }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<FactColumn> Columns { get; }

    /// <summary>The column of a name.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public FactColumn this[string name] => byName.TryGetValue(name, out FactColumn? column)
        ? column
        : throw new KeyNotFoundException($"{Name} has no column '{name}'.");

    /// <summary>The column of a name, or null.</summary>
    public FactColumn? Find(string name) => byName.GetValueOrDefault(name);
}
