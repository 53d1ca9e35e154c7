using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse;

/// <summary>What is done with the rows that a measure picks.</summary>
enum Aggregate
{
    /// <summary>The column is summed.</summary>
    Sum,

    /// <summary>Rows are counted.</summary>
    Rows,

    /// <summary>Different things are counted, each once.</summary>
    Distinct,

    /// <summary>Buyers with at least two orders are counted.</summary>
    Repeaters,

    /// <summary>Buyers whose first order known to us falls into the range are counted.</summary>
    Newcomers,

    /// <summary>The newest level of each item and place at the end of the range is summed.</summary>
    Level,

    /// <summary>Items that were sold in the range are counted.</summary>
    SoldItems,

    /// <summary>Items that were in stock or sold in the range are counted.</summary>
    ListedItems,
}

/// <summary>A condition on the rows of a measure.</summary>
/// <param name="Column">The column that it looks at; every condition looks at one.</param>
/// <param name="Sql">The condition, with {0} for the column.</param>
sealed record RowFilter(string Column, string Sql)
{
    /// <summary>Sales only: nothing else in an order file is one.</summary>
    public static RowFilter Sales { get; } = Is("row_class", RowClass.Sale);

    /// <summary>Sales, and the rows that take sales back.</summary>
    public static RowFilter SalesAndCancellations { get; } = Is("row_class", RowClass.Sale, RowClass.Cancellation);

    /// <summary>The condition looks only at whether the column has one of some values, which a roll-up by that column can tell.</summary>
    public bool ByValue { get; private init; }

    public static RowFilter Is(string column, params string[] values) =>
        new(column, $"{{0}} in ({string.Join(", ", values.Select(value => $"'{value}'"))})") { ByValue = true };

    public static RowFilter IsNot(string column, params string[] values) =>
        new(column, $"({{0}} is null or {{0}} not in ({string.Join(", ", values.Select(value => $"'{value}'"))}))") { ByValue = true };

    public static RowFilter Known(string column) => new(column, "{0} is not null");

    public static RowFilter NotZero(string column) => new(column, "{0} <> 0");

    public static RowFilter AtMost(string column, int most) => new(column, $"{{0}} <= {most}");

    public string For(FactTable table) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Sql, $"f.{table[Column].Sql()}");
}

/// <summary>A number taken from the rows of one fact table.</summary>
sealed record Measure(FactKind Kind, Aggregate Aggregate, string? Column = null)
{
    public FactTable Table => FactTables.Of(Kind);

    /// <summary>All must hold for a row to count.</summary>
    public IReadOnlyList<RowFilter> Filters { get; init; } = [];

    /// <summary>The moment that dates a row.</summary>
    public string Moment { get; init; } = Kind == FactKind.OrderLine ? "ordered_at" : "at";

    /// <summary>For <see cref="Aggregate.Distinct"/>: what is counted, as SQL over the table's columns.</summary>
    public string? Thing { get; init; }

    /// <summary>The things of one shop are never those of another, so that the shop belongs to their name.</summary>
    public bool WithinShop { get; init; }

    /// <summary>An empty value means "nothing of it here" wherever the source supplies the column at all: refunds, discounts.</summary>
    public bool Sparse { get; init; }

    /// <summary>People counted by the platform within a day: sums over days count the same person again.</summary>
    public bool PeopleOfADay { get; init; }

    public bool IsMoney => Aggregate == Aggregate.Sum && Table[Column!].IsMoney;

    /// <summary>Sums can be made of sums; counts of different things cannot.</summary>
    public bool Additive => Aggregate is Aggregate.Sum or Aggregate.Rows && !PeopleOfADay;

    /// <summary>What it computes, whatever object says so.</summary>
    public string Signature => field ??=
        $"{Kind} {Aggregate} {Column} {Moment} {Thing} {WithinShop} {Sparse} {string.Join(" and ", Filters.Select(filter => $"{filter.Column} {filter.Sql}"))}";

    /// <summary>The columns that the source must supply for it to be known.</summary>
    public IEnumerable<string> Needs => new[] { Column, Moment, Aggregate is Aggregate.Repeaters or Aggregate.Newcomers ? "buyer_key" : null, Thing }
        .OfType<string>().Where(name => Table.Find(name) is not null);
}
