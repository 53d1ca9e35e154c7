using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Duoshou.Kernel;

namespace Duoshou.Tax.Rates;

/// <summary>One table of the rate book as text, for instance "vat.csv".</summary>
public sealed record RateFile(string Name, string Text)
{
    /// <summary>
    /// The first twelve hexadecimal digits of the SHA-256 of the text: a quote keeps it, so the same table can be found again.
    /// </summary>
    public string Version => field ??= Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)))[..12];

    /// <summary>The rows under the heading line, with cells asked for by column name.</summary>
    /// <exception cref="RateFileException">A column is missing or unknown, or a row has another number of cells than the
    /// heading.</exception>
    internal IEnumerable<RateRow> Rows(params string[] columns)
    {
        Dictionary<string, int>? places = null;
        foreach ((int line, string[] cells) in CsvText.Records(Text))
        {
            if (places is null)
            {
                places = Heading(cells, columns, line);
                continue;
            }

            if (cells.Length != places.Count)
            {
                throw new RateFileException(Name, line, "", string.Join(',', cells), new(
                    $"这一行有 {cells.Length} 格，表头有 {places.Count} 格；含逗号的文字要加引号。",
                    $"The row has {cells.Length} cells and the heading {places.Count}; quote a text that holds a comma."));
            }

            yield return new RateRow(this, line, places, cells);
        }

        if (places is null)
            throw new RateFileException(Name, 1, "", "",
                new("文件是空的；第一行要写列名。", "The file is empty; its first line names the columns."));
    }

    Dictionary<string, int> Heading(string[] cells, string[] columns, int line)
    {
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < cells.Length; i++)
        {
            string name = cells[i].Trim();
            if (!columns.Contains(name) || !places.TryAdd(name, i))
                throw new RateFileException(Name, line, name, name, new($"列名不认识或重复；可用的列：{string.Join(' ', columns)}。",
                    $"The column is unknown or stands twice; the columns are {string.Join(' ', columns)}."));
        }

        foreach (string column in columns)
            if (!places.ContainsKey(column))
                throw new RateFileException(Name, line, column, "", new($"缺少列 {column}。", $"The column {column} is missing."));
        return places;
    }
}

/// <summary>A table cannot be used. Says where and what to do; the book in use stays as it was.</summary>
public sealed class RateFileException(string file, int line, string field, string value, Words remedy)
    : FormatException($"{file} line {line}, {field} '{value}': {remedy.En}")
{
    /// <summary>The name of the table.</summary>
    public string File { get; } = file;

    /// <summary>The line of the record, counted from 1 with the heading.</summary>
    public int Line { get; } = line;

    /// <summary>The column; empty where the whole row is meant.</summary>
    public string Field { get; } = field;

    /// <summary>What stands there.</summary>
    public string Value { get; } = value;

    /// <summary>What to do.</summary>
    public Words Remedy { get; } = remedy;
}

/// <summary>One row of a table: cells by column, read without regard to the culture of the machine.</summary>
sealed class RateRow(RateFile file, int line, Dictionary<string, int> places, string[] cells)
{
    public static Cited CitedOf(RateFile file, int line, string[] heading, string[] cells) =>
        new RateRow(file, line, heading.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal), cells).Cited();

    public string Text(string column) => cells[places[column]].Trim();

    public string Needed(string column) =>
        Text(column) is { Length: > 0 } text ? text : throw Broken(column, new("这一格不能空。", "The cell must not be empty."));

    public decimal? Number(string column)
    {
        string text = Text(column);
        if (text.Length == 0) return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw Broken(column,
                new("不是数字；小数点用“.”，比例写 0.13。", "Not a number; write the decimal point as '.', and a ratio as 0.13."));
    }

    public decimal? Amount(string column) =>
        Number(column) is not { } value || value >= 0 ? Number(column)
            : throw Broken(column, new("不能是负数。", "It must not be negative."));

    /// <summary>
    /// A rate as a ratio: 0.13, never 13. Duties above 1000 % do not exist in any tariff we know and betray a percentage.
    /// </summary>
    public decimal? Rate(string column) => Amount(column) is not { } value || value <= 10m
        ? Amount(column)
        : throw Broken(column,
            new("比例超过 10（1000%）；百分之十三写 0.13。", "The ratio is above 10 (1000 %); write thirteen per cent as 0.13."));

    public string OneOf(string column, params string[] allowed) => allowed.Contains(Text(column))
        ? Text(column)
        : throw Broken(column, new($"只能是：{string.Join("、", allowed)}。", $"It must be one of: {string.Join(", ", allowed)}."));

    /// <summary>When the row holds, where it comes from and how sure it is: the columns from, to, source and certainty.</summary>
    public Cited Cited()
    {
        DateOnly from = Day("from") ?? throw Broken("from", new("要写生效日。", "The first day must be given."));
        DateOnly? to = Day("to");
        if (to < from) throw Broken("to", new("失效日早于生效日。", "The last day is before the first."));
        Certainty certainty = OneOf("certainty", "S", "R", "X") switch { "S" => Certainty.Seen, "R" => Certainty.Recalled, _ =>
            Certainty.Disputed };
        return new(file.Name, file.Version, line, from, to, Needed("source"), certainty);
    }

    DateOnly? Day(string column)
    {
        string text = Text(column);
        if (text.Length == 0) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw Broken(column, new("日期写成 2026-07-01。", "Write the day as 2026-07-01."));
    }

    public RateFileException Broken(string column, Words remedy) => new(file.Name, line, column, Text(column), remedy);
}
