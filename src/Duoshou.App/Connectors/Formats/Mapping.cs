using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Formats;

/// <summary>
/// How the records of a table become facts. It is data: known formats ship as mappings, recognition proposes one for any other file, and
/// a user may keep one under a name. Columns are named by their headers.
/// </summary>
public sealed record Mapping
{
    /// <summary>The stable name, such as tmall.orders.</summary>
    public required string Name { get; init; }

    /// <summary>The name that people read.</summary>
    public required Words Title { get; init; }

    /// <summary>The kind of facts; null for a table that only completes the rows of others (products, customers).</summary>
    public FactKind? Kind { get; init; }

    /// <summary>What is filled from what.</summary>
    public IReadOnlyList<ColumnRule> Columns { get; init; } = [];

    /// <summary>Which rows of an order file are not sales; the first rule that fits decides.</summary>
    public IReadOnlyList<ClassRule> Classes { get; init; } = [];

    /// <summary>A cancellation is a row of its own and finds its sale by buyer and item.</summary>
    public bool LinksCancellations { get; init; }

    /// <summary>Other tables of the batch that complete a record.</summary>
    public IReadOnlyList<LookUp> LookUps { get; init; } = [];

    /// <summary>Records whose key stands in another table of the batch are told there, not here.</summary>
    public UnlessIn? UnlessIn { get; init; }

    /// <summary>Columns that become a row each: a price list with a column per marketplace.</summary>
    public Spread? Spread { get; init; }

    /// <summary>Order-level cells that stand only in the first row of an order and hold for the rows below it.</summary>
    public CarryDown? CarriesDown { get; init; }

    /// <summary>A record without this column sums up the others, as the first line of a settlement does.</summary>
    public string? TotalWithout { get; init; }

    /// <summary>The order of day and month, where the columns themselves cannot tell.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>The sign before decimals.</summary>
    public char DecimalSign { get; init; } = '.';
}

/// <summary>How a column of the facts is filled.</summary>
public sealed record ColumnRule
{
    /// <summary>The column of the fact table.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// The columns of the file. Alternatives are parted by " | ", the first that is there is taken. Several columns are joined when the
    /// target is text, and added (a minus before the name takes away) or multiplied when it is a number.
    /// </summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>How the cells are read; null for the plain way of the target's type.</summary>
    public Reading? As { get; init; }

    /// <summary>The value where the file has none; the text {now} stands for nothing here, a constant is the same in every row.</summary>
    public string? Constant { get; init; }

    /// <summary>The source's words and ours.</summary>
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    /// <summary>The amount is that of the whole order, in its first row or again in each: it counts once, shared among the order's rows.</summary>
    public bool Once { get; init; }

    /// <summary>The number is written without a sign, and what another column calls outgoing has a minus.</summary>
    public OutgoingBy? Outgoing { get; init; }

    /// <summary>It reads the column of this header, be it as one of several alternatives.</summary>
    public bool Reads(string header)
    {
        string plain = HeaderIndex.Plain(header), bare = HeaderIndex.WithoutNote(header);
        return From.SelectMany(from => from.TrimStart('-').Split(" | ", StringSplitOptions.TrimEntries)).Select(HeaderIndex.Plain)
            .Any(name => name == plain || name == bare);
    }
}

/// <summary>Which records take away.</summary>
/// <param name="Column">The column of the file that says it.</param>
/// <param name="Words">Its words for what goes out.</param>
public sealed record OutgoingBy(string Column, IReadOnlyList<string> Words);

/// <summary>How cells are read.</summary>
public enum Reading
{
    /// <summary>As written.</summary>
    Plain,

    /// <summary>An id: what a spreadsheet added (17850.0) is taken off, and one it rounded (2.4E+17) is refused.</summary>
    Id,

    /// <summary>An id whose letters count the same in either case.</summary>
    UpperId,

    /// <summary>A person: kept only as a keyed hash.</summary>
    Buyer,

    /// <summary>A country by name or code, kept as its ISO code.</summary>
    Country,

    /// <summary>A province or state.</summary>
    Region,

    /// <summary>A whole address, of which country, region and city are kept and the rest is not.</summary>
    Address,

    /// <summary>A currency by code, sign or word.</summary>
    CurrencyCode,

    /// <summary>Factors that are multiplied.</summary>
    Product,

    /// <summary>The number without its sign.</summary>
    Magnitude,
}

/// <summary>Which rows are of a class: every condition must hold.</summary>
/// <param name="Class">One of <see cref="RowClass"/>.</param>
/// <param name="When">
/// Column of the facts and what must stand there, any of several: a word, a beginning (A*), a part (*postage*), &lt;0, =0, &gt;0, or empty.
/// </param>
/// <param name="Refunds">What was paid went back to the buyer: the row's refund is what it says was paid.</param>
public sealed record ClassRule(string Class, IReadOnlyDictionary<string, IReadOnlyList<string>> When, bool Refunds = false);

/// <summary>A table that completes records; its columns are then called by its short name: orders.order_status.</summary>
/// <param name="Table">The mapping's name of the other table.</param>
/// <param name="Name">The short name.</param>
/// <param name="On">The column of this table (or of an earlier look-up) that holds the key.</param>
/// <param name="Key">The column of the other table that is the key.</param>
public sealed record LookUp(string Table, string Name, string On, string Key)
{
    /// <summary>Columns that are summed over the rows of a key, instead of taken from the first.</summary>
    public IReadOnlyList<string> Sums { get; init; } = [];

    /// <summary>Zeros before the key are filled up to this length, where a spreadsheet has lost them; 0 for none.</summary>
    public int KeyLength { get; init; }

    /// <summary>Without a partner the record is refused.</summary>
    public bool Required { get; init; }
}

/// <summary>Records that another table tells.</summary>
/// <param name="Table">The mapping's name of the other table.</param>
/// <param name="On">The column of this table that holds the key.</param>
/// <param name="Key">The key's column there.</param>
public sealed record UnlessIn(string Table, string On, string Key);

/// <summary>Columns that become a row each.</summary>
/// <param name="Target">The fact column that takes the cell.</param>
/// <param name="Label">The fact column that says which of the columns it was.</param>
/// <param name="Columns">Header of the file and label; a minus before the header turns the sign.</param>
public sealed record Spread(string Target, string Label, IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>Zeros become no row, as long as the record becomes one.</summary>
    public bool SkipsZeros { get; init; }

    /// <summary>The column of the file whose word may say more than the label does.</summary>
    public string? WordsOf { get; init; }

    /// <summary>The source's word in that column, and the label instead.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();
}

/// <summary>Cells that hold for the rows below, as long as the key is the same.</summary>
/// <param name="Key">The column that must stay the same.</param>
/// <param name="Columns">The columns that are carried down where they are blank.</param>
public sealed record CarryDown(string Key, IReadOnlyList<string> Columns)
{
    /// <summary>A blank key means that of the row above where one of these columns is filled, as merged cells leave it.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];
}
