using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.RollUps;

/// <summary>
/// Sums of one fact table by shop, day and a few dimensions. Every entry of the ledger adds its own signed sums and nothing is ever
/// recomputed, so a roll-up can also be asked as known on a moment, and it equals the facts at all times.
/// </summary>
sealed class RollUp
{
    RollUp(FactKind kind, string moment, params string[] dimensions)
    {
        Table = LedgerTable.Of(kind);
        Moment = Table.Facts[moment];
        Dimensions = dimensions;
        Name = $"{Table.Name}_by_{moment}";
        Numbers = [.. Table.Facts.Columns.Where(column => column.Type == FactType.Number)];
    }

    /// <summary>Every roll-up that is kept.</summary>
    public static IReadOnlyList<RollUp> All { get; } =
    [
        new(FactKind.OrderLine, "ordered_at", "currency", "row_class"),
        new(FactKind.OrderLine, "paid_at", "currency", "row_class"),
        new(FactKind.Traffic, "at", "cut"),
        new(FactKind.Ad, "at", "currency"),
        new(FactKind.Fee, "at", "currency", "fee_kind"),
        new(FactKind.Review, "at"),
        new(FactKind.Service, "at"),
        new(FactKind.Affiliate, "at", "currency"),
    ];

    public string Name { get; }

    public LedgerTable Table { get; }

    /// <summary>The moment by which its days are told.</summary>
    public FactColumn Moment { get; }

    /// <summary>Columns by which it can be grouped and filtered besides shop and day.</summary>
    public IReadOnlyList<string> Dimensions { get; }

    /// <summary>Columns whose sums it holds; how many rows knew the value stands beside each, with <c>n_</c> before its name.</summary>
    public IReadOnlyList<FactColumn> Numbers { get; }

    public string Create()
    {
        IEnumerable<string> dimensions = Dimensions.Select(name => $"{name} {(name == "cut" ? "tinyint" : "varchar")}");
        IEnumerable<string> sums = Numbers.Select(column => $"{column.Name} decimal(38,6), n_{column.Name} bigint");
        return $"create table if not exists {Name} (entry integer, known_at timestamp, shop integer, day date, " +
            $"{string.Join(", ", [.. dimensions, "n bigint", .. sums])})";
    }

    /// <summary>Adds the sums of one entry; $1 is the entry.</summary>
    /// <param name="takesBack">The entry holds rows that take others back; without them the sums are plain and cost half.</param>
    public string Add(bool takesBack) => $"insert into {Name} {Sums("entry = $1", takesBack)}";

    /// <summary>The sums of the entries that a condition picks, in the columns of the roll-up.</summary>
    public string Sums(string condition, bool takesBack = true)
    {
        string dimensions = string.Concat(Dimensions.Select(name => $"{name}, "));
        string sums = string.Join(", ", Numbers.Select(column => takesBack
            ? $"sum(case when sign > 0 then {column.Sql()} else -{column.Sql()} end), cast(coalesce(sum(sign) filter (where {column.Sql()} is not null), 0) as bigint)"
            : $"sum({column.Sql()}), count({column.Sql()})"));
        string rows = takesBack ? "cast(sum(sign) as bigint)" : "count(*)";
        return $"select entry, any_value(known_at) as known_at, shop, cast({Moment.Sql()} as date) as day, {dimensions}{rows}, {sums} " +
            $"from {Table.Name} where {condition} and {Moment.Sql()} is not null group by entry, {dimensions}shop, day";
    }
}
