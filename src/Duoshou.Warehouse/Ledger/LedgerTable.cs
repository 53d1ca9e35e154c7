using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Ledger;

/// <summary>A fact table as it is stored: the columns of the kind, then the ledger's own.</summary>
sealed class LedgerTable
{
    /// <summary>
    /// The ledger's own columns. <c>entry</c> is the import or undo that appended the row, <c>origin</c> the import whose version of the
    /// fact it is (on a row that takes back: the version taken back). <c>row_key</c> is the hash of the natural key within the shop,
    /// <c>content</c> of everything else. <c>cut</c> says along which dimensions a traffic row was split by its source.
    /// </summary>
    public static readonly (string Name, StoredType Type)[] Own =
    [
        ("sign", StoredType.Sign), ("cut", StoredType.Sign), ("known_at", StoredType.Moment), ("entry", StoredType.Int), ("origin", StoredType.Int),
        ("shop", StoredType.Int), ("line", StoredType.Int), ("row_key", StoredType.Hash), ("content", StoredType.Hash),
    ];

    LedgerTable(FactTable facts)
    {
        Facts = facts;
        Moment = facts[facts.Kind == FactKind.OrderLine ? "ordered_at" : "at"];
        Currency = facts.Find("currency");
        Total = facts.Kind switch
        {
            FactKind.OrderLine => facts["gross"],
            FactKind.Ad => facts["cost"],
            FactKind.Fee => facts["amount"],
            FactKind.Affiliate => facts["sales"],
            _ => null,
        };
        Types = [.. facts.Columns.Select(column => Stored(column.Type)), .. Own.Select(own => own.Type)];
        Keys = [.. facts.Columns.Where(column => column.Role == FactRole.Key)];
    }

    /// <summary>Every stored table, in the order of <see cref="FactKind"/>.</summary>
    public static IReadOnlyList<LedgerTable> All { get; } = [.. FactTables.All.Select(facts => new LedgerTable(facts))];

    public FactTable Facts { get; }

    public string Name => Facts.Name;

    /// <summary>The moment that dates a fact of this kind.</summary>
    public FactColumn Moment { get; }

    /// <summary>The currency of the kind's money, or null when it has none.</summary>
    public FactColumn? Currency { get; }

    /// <summary>The money that is summed as a control total, or null.</summary>
    public FactColumn? Total { get; }

    /// <summary>The columns of the natural key.</summary>
    public IReadOnlyList<FactColumn> Keys { get; }

    /// <summary>How every column is stored, the ledger's own last.</summary>
    public IReadOnlyList<StoredType> Types { get; }

    public static LedgerTable Of(FactKind kind) => All[(int)kind];

    /// <summary>The place of one of the ledger's own columns.</summary>
    public int OwnColumn(string name) => Facts.Columns.Count + Array.FindIndex(Own, own => own.Name == name);

    /// <summary>The statement that makes the table.</summary>
    public string Create()
    {
        IEnumerable<string> columns = Facts.Columns.Select(column => $"{column.Sql()} {Sql(Stored(column.Type))}")
            .Concat(Own.Select(own => $"{own.Name} {Sql(own.Type)} not null"));
        return $"create table if not exists {Name} ({string.Join(", ", columns)})";
    }

    static StoredType Stored(FactType type) => type switch
    {
        FactType.Text => StoredType.Text,
        FactType.Number => StoredType.Millionths,
        _ => StoredType.Moment,
    };

    static string Sql(StoredType type) => type switch
    {
        StoredType.Text => "varchar",
        StoredType.Millionths => "decimal(18,6)",
        StoredType.Moment => "timestamp",
        StoredType.Hash => "bigint",
        StoredType.Int => "integer",
        _ => "tinyint",
    };
}
