using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Analytics.RootCauses;

/// <summary>A table of leaves that cannot be read, with the place and what to do about it.</summary>
public sealed class LeavesFileException(int line, string? field, string? value, string code, Words problem, Words remedy)
    : FormatException($"Line {line}: {problem.En} {remedy.En}")
{
    /// <summary>The line of the file, the header being 1.</summary>
    public int Line { get; } = line;

    /// <summary>The column's name, where one is concerned.</summary>
    public string? Field { get; } = field;

    /// <summary>What stands there.</summary>
    public string? Value { get; } = value;

    /// <summary>A stable code, such as leaves.number.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong.</summary>
    public Words Problem { get; } = problem;

    /// <summary>What would put it right.</summary>
    public Words Remedy { get; } = remedy;
}

/// <summary>
/// Reads the table of `explain --leaves`: a csv with a header, whose columns are dimensions, then real and predict (a sum) or
/// real_a, predict_a, real_b, predict_b (a ratio a/b, a and b being any two names). Numbers have a decimal point in
/// every culture.
/// </summary>
public static class LeavesFile
{
    /// <summary>The leaves of a file. A file with a header alone is a table of nothing.</summary>
    /// <exception cref="LeavesFileException">A column or a value is not as it should be.</exception>
    public static LeafTable Read(TextReader file)
    {
        CsvRecords records = new(file);
        if (records.Next() is not { } header)
            throw new LeavesFileException(1, null, null, "leaves.empty", new("文件是空的。", "The file is empty."),
                new("第一行写列名：维度，然后 real,predict。", "Put column names in the first line: dimensions, then real,predict."));
        LeafColumns columns = LeafColumns.Of(header);
        List<Leaf> leaves = [];
        Dictionary<string, string> seen = new(StringComparer.Ordinal);
        while (records.Next() is { } record)
        {
            if (record is [""]) continue;
            if (record.Length != header.Length) throw WrongLength(records.Line, record.Length, header.Length);
            leaves.Add(new(
                [.. columns.Dimensions.Select(c => Once(seen, record[c]))],
                Number(record, columns.Real), Number(record, columns.Expected),
                columns.IsRatio ? Number(record, columns.RealBase) : 0,
                columns.IsRatio ? Number(record, columns.ExpectedBase) : 0));
        }

        return new([.. columns.Dimensions.Select(c => header[c])], leaves, columns.IsRatio);

        decimal Number(string[] record, int column)
        {
            string text = record[column].Trim();
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)) return value;
            throw new LeavesFileException(records.Line, header[column], text, "leaves.number",
                new($"{header[column]} 列的“{text}”不是数字。", $"'{text}' in column {header[column]} is not a number."),
                new("写成 1234.56 的样子，不带千分位和货币符号；没有就写 0。",
                    "Write it like 1234.56, without separators or currency signs; write 0 where there is nothing."));
        }
    }

    static LeavesFileException WrongLength(int line, int found, int wanted) => new(
        line, null, found.ToString(CultureInfo.InvariantCulture), "leaves.columns",
        new($"这一行有 {found} 列，表头有 {wanted} 列。", $"This line has {found} columns and the header has {wanted}."),
        new("补齐或删去多出的列；值里有逗号时用双引号括起来。", "Add or remove columns; put a value that holds a comma in double quotes."));

    /// <summary>One string for equal values: a table repeats few values many times.</summary>
    static string Once(Dictionary<string, string> seen, string value)
    {
        if (seen.TryGetValue(value, out string? known)) return known;
        seen.Add(value, value);
        return value;
    }
}
