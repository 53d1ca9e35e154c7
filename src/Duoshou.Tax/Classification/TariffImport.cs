using System.Globalization;
using System.Text;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Classification;

/// <summary>
/// Takes in national tariffs, the Harmonized System and positive lists from CSV, recognising the usual names of columns.
/// </summary>
public static class TariffImport
{
    static readonly string[] CodeNames = ["hs", "hscode", "hs6", "hs8", "hs10", "hts8", "code", "商品编码", "税则号列", "税号"];
    static readonly string[] EnglishNames = ["description", "name_en", "name", "英文名称"];
    static readonly string[] ChineseNames = ["name_zh", "商品名称", "货品名称", "中文名称", "名称"];

    /// <summary>
    /// The lines of one table. Rows that cannot be read are left out and listed as problems; a code that stands twice keeps its
    /// last row when the table carries dates, and is a problem otherwise.
    /// </summary>
    /// <exception cref="RateFileException">The heading has no column for the code or for a name, or no row at all could be
    /// read.</exception>
    public static TariffVersion Read(RateFile file, string country, DateOnly from)
    {
        using IEnumerator<(int Line, string[] Cells)> records = CsvText.Records(file.Text).GetEnumerator();
        if (!records.MoveNext()) throw new RateFileException(file.Name, 1, "", "", new("文件是空的。", "The file is empty."));
        string[] heading = [.. records.Current.Cells.Select(c => c.Trim().ToLowerInvariant())];
        int code = Column(file, heading, CodeNames), parent = Array.IndexOf(heading, "parent");
        int english = Array.FindIndex(heading, EnglishNames.Contains), chinese = Array.FindIndex(heading, ChineseNames.Contains);
        if (english < 0 && chinese < 0) Column(file, heading, [.. EnglishNames, .. ChineseNames]);
        bool dated = heading.Contains("valid_from") || heading.Contains("begin") || heading.Contains("from");
        Dictionary<string, HsEntry> entries = new(StringComparer.Ordinal);
        List<TariffProblem> problems = [];
        while (records.MoveNext())
        {
            (int line, string[] cells) = records.Current;
            if (Problem(line, cells, heading.Length, code, english, chinese) is { } problem) problems.Add(problem);
            else Take(line, cells);
        }

        if (entries.Count == 0)
            throw problems is [{ } first, ..]
                ? new RateFileException(file.Name, first.Line, first.Field, Shortened(first.Value), new($"没有一行能读；第一处：{first.Remedy.Zh}",
                    $"Not one row could be read; the first: {first.Remedy.En}"))
                : new RateFileException(file.Name, 2, "", "", new("表头下面没有行。", "There are no rows below the heading."));
        return new() { Name = file.Name, Country = country, From = from, Digest = file.Version, Entries = entries,
            Problems = problems };

        void Take(int line, string[] cells)
        {
            string key = Digits(cells[code]);
            string above = parent >= 0 ? Digits(cells[parent]) : key.Length > 2 ? key[..^2] : "";
            HsEntry entry = new(key, Cell(cells, chinese), Cell(cells, english), above)
            {
                Rest = string.Join('|', cells.Where((_, i) => i != code && i != parent && i != english && i != chinese)),
            };
            if (!entries.TryAdd(key, entry) && dated) entries[key] = entry;
            else if (entries[key] != entry)
                problems.Add(
                    new(line, heading[code], key, new("编码重复，保留先出现的一行。", "The code stands twice; the first row is kept.")));
        }
    }

    static string Shortened(string value) => value.Length <= 80 ? value : value[..80] + "…";

    static TariffProblem? Problem(int line, string[] cells, int columns, int code, int english, int chinese)
    {
        if (cells.Length != columns)
            return new(line, "", string.Join(',', cells),
                new($"这一行有 {cells.Length} 格，应有 {columns} 格；含逗号的文字要加引号，引号要成对。",
                    $"The row has {cells.Length} cells instead of {columns}; quote a text that holds a comma, and close every quotation mark."));
        string key = Digits(cells[code]);
        if (key.Length is < 2 or > 10 || !key.All(char.IsAsciiDigit))
            return new(line, "code", cells[code], new("编码应为 2 到 10 位数字。", "A code has 2 to 10 digits."));
        return Cell(cells, english).Length + Cell(cells, chinese).Length > 0
            ? null
            : new(line, "name", "", new("没有名称。", "The row has no name."));
    }

    internal static int CodeColumn(RateFile file, string[] heading) => Column(file, heading, CodeNames);

    internal static (int Chinese, int English) NameColumns(string[] heading) =>
        (Array.FindIndex(heading, ChineseNames.Contains), Array.FindIndex(heading, EnglishNames.Contains));

    static string Cell(string[] cells, int at) => at < 0 ? "" : cells[at].Trim();

    internal static string Digits(string code) =>
        code.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim();

    static int Column(RateFile file, string[] heading, string[] names) =>
        Array.FindIndex(heading, names.Contains) is >= 0 and var at
        ? at
        : throw new RateFileException(file.Name, 1, "", string.Join(',', heading), new(
            $"表头没有这些列之一：{string.Join("、", names)}。", $"The heading has none of the columns {string.Join(", ", names)}."));

    /// <summary>
    /// MFN rows of the rate book's duties.csv out of the US schedule: kinds 0 (free), 1 (specific on the first quantity), 4 (with
    /// ad valorem) and 7 (ad valorem). The others, and units we do not count in, cannot be computed from the columns: such a line
    /// stays unknown and a quote on it is refused.
    /// </summary>
    public static string UnitedStatesDuties(RateFile schedule)
    {
        StringBuilder rows = new();
        foreach (RateRow row in schedule.Rows("hts8", "description", "unit1", "unit2", "mfn_text",
            "mfn_type", "mfn_ad_val", "mfn_specific",
            "mfn_other", "col2_text", "col2_ad_val", "col2_specific", "begin", "end"))
        {
            string? unit = row.Text("unit1") switch { "NO" => "unit", "KG" or "kg" => "kg", "L" or "LITERS" => "L",
                "M2" or "SQ M" => "m2", "T" => "t", _ => null };
            string? term = (row.Text("mfn_type"), unit) switch
            {
                ("0", _) => "ad_valorem,0,,",
                ("7", _) when row.Number("mfn_ad_val") is { } rate =>
                    string.Create(CultureInfo.InvariantCulture, $"ad_valorem,{rate},,"),
                ("1", not null) when row.Number("mfn_specific") is { } amount =>
                    string.Create(CultureInfo.InvariantCulture, $"specific,,{amount},{unit}"),
                ("4", not null) when row.Number("mfn_ad_val") is { } rate && row.Number("mfn_specific") is { } amount =>
                    string.Create(CultureInfo.InvariantCulture, $"compound,{rate},{amount},{unit}"),
                _ => null,
            };
            if (term is null) continue;
            string to = row.Text("end").StartsWith("2050", StringComparison.Ordinal) ? "" : row.Text("end");
            rows.Append(CultureInfo.InvariantCulture,
                $"US,{row.Text("hts8")},mfn,*,{term},,,,,{row.Text("begin")},{to},US tariff schedule {schedule.Version},S\n");
        }

        return rows.ToString();
    }
}
