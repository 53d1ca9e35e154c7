using System.Text.Json.Serialization;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors;

/// <summary>
/// What came of one file. RowsRead = RowsLoaded + RowsUnchanged + RowsRestated + RowsRefused + RowsIgnored, counted in records.
/// </summary>
public sealed record ImportReport
{
    /// <summary>The batch; related files of one import share it. Null when nothing was kept (dry run).</summary>
    public BatchId? Batch { get; init; }

    /// <summary>The file, and the sheet behind a #.</summary>
    public required string File { get; init; }

    /// <summary>The kind of facts; null for a table that only completes others.</summary>
    public string? Kind { get; init; }

    /// <summary>The mapping's name.</summary>
    public required string Mapping { get; init; }

    /// <summary>The shop.</summary>
    public required ShopId Shop { get; init; }

    /// <summary>Records behind the header.</summary>
    public long RowsRead { get; init; }

    /// <summary>Records that are new.</summary>
    public long RowsLoaded { get; init; }

    /// <summary>Records that stood already, with the same content.</summary>
    public long RowsUnchanged { get; init; }

    /// <summary>Records that stood with other content, which was taken back.</summary>
    public long RowsRestated { get; init; }

    /// <summary>Records that could not be read.</summary>
    public long RowsRefused { get; init; }

    /// <summary>Records left out by rule.</summary>
    public long RowsIgnored => Ignored.Values.Sum();

    /// <summary>How many were left out for which reason: blank, repeated_header, total_row, joined, reference.</summary>
    public required IReadOnlyDictionary<string, long> Ignored { get; init; }

    /// <summary>The refused records, at most <see cref="LimitRefusals"/> of them; the ledger keeps all.</summary>
    public IReadOnlyList<ImportRefusal> Refusals { get; init; } = [];

    /// <summary>What the accepted records add up to, to be held against the source's own totals.</summary>
    public required ImportTotals Totals { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? First { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Last { get; init; }

    /// <summary>How long it took.</summary>
    public double Seconds { get; init; }

    /// <summary>What was taken for granted, and what the person should know.</summary>
    public IReadOnlyList<Words> Notices { get; init; } = [];

    /// <summary>The most refusals that a report carries.</summary>
    [JsonIgnore]
    public static int LimitRefusals => 1000;
}

/// <summary>A refused record.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Field">The column.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Detail">What is wrong and what to do.</param>
public sealed record ImportRefusal(int Line, string Field, string Value, string Code, string Detail)
{
    /// <summary>What else is wrong with the record, so that all of it is mended at once; null where it is the one thing.</summary>
    public IReadOnlyList<ImportFault>? Also { get; init; }

    /// <summary>All that is wrong with it, the first first.</summary>
    [JsonIgnore]
    public IEnumerable<ImportFault> Faults => [new(Field, Value, Code), .. Also ?? []];
}

/// <summary>One thing that is wrong with a record.</summary>
public sealed record ImportFault(string Field, string Value, string Code);

/// <summary>Control totals over accepted records, of every row class.</summary>
/// <param name="Rows">Rows of facts.</param>
/// <param name="Quantity">Pieces of order lines.</param>
/// <param name="Money">By currency: gross of order lines, cost of ads, amount of fees, sales of affiliates.</param>
public sealed record ImportTotals(long Rows, decimal Quantity, IReadOnlyDictionary<string, decimal> Money);

/// <summary>How far an import is.</summary>
/// <param name="File">The file being read.</param>
/// <param name="Records">Records read of it.</param>
public sealed record ImportProgress(string File, long Records);

/// <summary>Reasons for which records are left out by rule, in both languages.</summary>
public static class IgnoredReason
{
    /// <summary>Nothing stands in the record.</summary>
    public const string Blank = "blank";

    /// <summary>The header stands once more in the middle of the file.</summary>
    public const string RepeatedHeader = "repeated_header";

    /// <summary>A line that sums up the others.</summary>
    public const string TotalRow = "total_row";

    /// <summary>The record completed rows of another file of the batch.</summary>
    public const string Joined = "joined";

    /// <summary>The record completes others and none of them was in the batch.</summary>
    public const string Reference = "reference";

    /// <summary>A sheet that holds nothing the ledger keeps.</summary>
    public const string NotFacts = "not_facts";

    /// <summary>A person left it out; the ledger keeps the record and who it was.</summary>
    public const string LeftOut = "left_out";

    /// <summary>The reason in words.</summary>
    public static Words Of(string reason) => reason switch
    {
        Blank => new("空行", "Blank records"),
        RepeatedHeader => new("文件中间重复的表头", "The header repeated in mid-file"),
        TotalRow => new("合计行", "Lines that sum up others"),
        LeftOut => new("人工留下不导", "Left out by a person"),
        Joined => new("用来补全同批其他文件的行", "Used to complete other files of the batch"),
        Reference => new("对照表，本身不是事实", "Only completes other tables, and none was there"),
        _ => new("不是可入库的数据", "Nothing that the ledger keeps"),
    };
}
