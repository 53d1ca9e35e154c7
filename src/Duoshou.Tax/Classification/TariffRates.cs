using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Classification;

/// <summary>How the figures of a rate column are meant.</summary>
public enum RateFigures
{
    /// <summary>Told by the column itself: a percent sign, or a figure above one.</summary>
    AsWritten,

    /// <summary>5 is five per cent.</summary>
    Percent,

    /// <summary>0.05 is five per cent.</summary>
    Ratio,
}

/// <summary>A table as the operator brings it in, with what the table itself does not say.</summary>
/// <param name="File">The text as CSV.</param>
/// <param name="Country">Whose tariff.</param>
/// <param name="From">The first day on which it holds.</param>
/// <param name="To">The last day, where known.</param>
/// <param name="Source">The law or publication.</param>
/// <param name="Figures">How rates are written.</param>
/// <param name="Whole">It is the whole tariff: codes that it lacks end too.</param>
public sealed record BroughtTable(RateFile File, string Country, DateOnly From, DateOnly? To, string Source, RateFigures Figures, bool Whole);

/// <summary>
/// Turns the rate columns of a national tariff, and the codes of a positive list, into rows of the rate book. What is there for the same
/// code is closed on the day before the new rows begin, never deleted, so that earlier days are computed as before.
/// </summary>
public static class TariffRates
{
    static readonly (string Layer, string[] Names)[] Layers =
    [
        ("mfn", ["mfn", "mfn_ad_val", "mfn_rate", "duty", "duty_rate", "rate", "最惠国税率", "进口最惠国税率", "关税税率"]),
        ("provisional", ["provisional", "provisional_rate", "进口暂定税率", "暂定税率"]),
        ("general", ["general", "general_rate", "普通税率", "进口普通税率"]),
    ];

    static readonly string[] SpecificNames = ["mfn_specific", "specific", "从量税额"], UnitNames = ["specific_unit", "per", "计税单位"];
    static readonly string[] KindNames = ["duty_kind", "kind", "税种"], VatNames = ["vat_class", "vat", "增值税率", "增值税类别"];
    static readonly string[] BeginNames = ["valid_from", "from", "begin", "生效日期"], EndNames = ["valid_to", "to", "end", "失效日期"];
    static readonly string[] ConsumptionNames = ["consumption_tax", "consumption", "消费税", "消费税税目"], LimitNames = ["year_kg", "每人每年千克", "限量千克"];

    /// <summary>Whether a table has a column of rates.</summary>
    public static bool HasRates(RateFile file) => Heading(file) is { } heading && Layers.Any(l => Column(heading, l.Names) >= 0);

    /// <summary>The book with the duties and lines of a national tariff.</summary>
    /// <exception cref="RateFileException">A rate cannot be read; nothing is taken over.</exception>
    public static LegalRates WithTariff(LegalRates book, BroughtTable table)
    {
        string[] heading = Heading(table.File)!;
        bool percent = ArePercent(table, heading);
        int code = TariffImport.CodeColumn(table.File, heading), kind = Column(heading, KindNames), amount = Column(heading, SpecificNames);
        int unit = Column(heading, UnitNames), vat = Column(heading, VatNames), consumption = Column(heading, ConsumptionNames);
        int begins = Column(heading, BeginNames), ends = Column(heading, EndNames);
        (int zh, int en) = TariffImport.NameColumns(heading);
        List<string[]> duties = [], lines = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((int line, string[] cells) in CsvText.Records(table.File.Text).Skip(1))
        {
            if (cells.Length != heading.Length) continue;
            string hs = TariffImport.Digits(cells[code]);
            string[] law = Law(table, Cell(cells, begins), Cell(cells, ends));
            if (hs.Length is < 4 or > 10 || !hs.All(char.IsAsciiDigit) || !seen.Add(hs + law[0])) continue;
            foreach ((string layer, string[] names) in Layers)
            {
                string rate = Cell(cells, Column(heading, names)), specific = layer == "mfn" ? Cell(cells, amount) : "";
                if (rate.Length == 0 && specific.Length == 0) continue;
                (string formula, string ratio, string each, string per) = Term(table.File, line, names[0], layer == "mfn" ? Cell(cells, kind) : "",
                    rate, specific, Cell(cells, unit), percent);
                bool sliding = formula == "sliding";
                duties.Add([table.Country, hs, layer, "*", formula, ratio, each, sliding ? "" : per, sliding ? per : "", "", "", "", .. law]);
            }

            if (vat >= 0 && table.Country == "CN")
                lines.Add([table.Country, hs, Cell(cells, zh), Cell(cells, en), VatClass(table.File, line, heading[vat], Cell(cells, vat)), Cell(cells, consumption), .. law]);
        }

        if (duties.Count == 0)
            throw new RateFileException(table.File.Name, 2, "rate", "", new("没有一行有税率。", "Not one row has a rate."));
        LegalRates with = book.With(DatedTable.Merged(File(book, "duties.csv"), table, duties, "country", "hs"));
        return lines.Count == 0 ? with : with.With(DatedTable.Merged(File(with, "lines.csv"), table, lines, "country", "hs"));
    }

    /// <summary>The book with a positive list in place of the one before.</summary>
    /// <exception cref="RateFileException">The list cannot be read; nothing is taken over.</exception>
    public static LegalRates WithPositiveList(LegalRates book, BroughtTable table)
    {
        string[] heading = Heading(table.File) ?? throw new RateFileException(table.File.Name, 1, "", "", new("文件是空的。", "The file is empty."));
        int code = TariffImport.CodeColumn(table.File, heading), limit = Column(heading, LimitNames);
        (int zh, int en) = TariffImport.NameColumns(heading);
        List<string[]> rows = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((int line, string[] cells) in CsvText.Records(table.File.Text).Skip(1))
        {
            string hs = cells.Length == heading.Length ? TariffImport.Digits(cells[code]) : "";
            if (hs.Length is < 4 or > 10 || !hs.All(char.IsAsciiDigit))
                throw new RateFileException(table.File.Name, line, heading[code], cells.Length > code ? cells[code] : "",
                    new("编码应为 4 到 10 位数字。", "A code has 4 to 10 digits."));
            if (seen.Add(hs)) rows.Add([hs, Cell(cells, zh) is { Length: > 0 } name ? name : Cell(cells, en), Cell(cells, limit), .. Law(table)]);
        }

        return book.With(DatedTable.Merged(File(book, "positive.csv"), table with { Whole = true }, rows, "hs"));
    }

    static RateFile File(LegalRates book, string name) => book.Files.Single(f => f.Name == name);

    /// <summary>A row's own days count where it has them; else those of the table.</summary>
    static string[] Law(BroughtTable table, string begins = "", string ends = "") =>
        [begins.Length > 0 ? begins : Inquiry.Show(table.From), begins.Length > 0 ? ends : table.To is { } to ? Inquiry.Show(to) : "", table.Source.Length > 0 ? table.Source : $"{table.File.Name} {table.File.Version}", "S"];

    static (string Formula, string Ratio, string Each, string Per) Term(
        RateFile file, int line, string field, string kind, string rate, string specific, string unit, bool percent)
    {
        // "5.6 CNY/kg" in a column of rates is an amount per unit, and "6% + 51500 CNY/unit" is both.
        string[] parts = rate.Split('+', StringSplitOptions.TrimEntries);
        int slash = parts[^1].IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && specific.Length == 0 && parts.Length <= 2)
            (specific, unit, rate) = (parts[^1][..slash].TrimEnd([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ元 "]), parts[^1][(slash + 1)..], parts.Length == 2 ? parts[0] : "");
        if (rate.Contains("sliding", StringComparison.OrdinalIgnoreCase) || rate.Contains('滑')) return ("sliding", "", "", "cn_cotton_outside_quota");
        string ratio = rate.Length == 0 ? "" : Ratio(file, line, field, rate, percent);
        if (specific.Length > 0 && (!decimal.TryParse(specific, CultureInfo.InvariantCulture, out decimal each) || each < 0))
            throw new RateFileException(file.Name, line, "specific", specific, new("从量税额不是非负数字。", "The amount per unit is no number of zero or more."));
        decimal.TryParse(specific, CultureInfo.InvariantCulture, out decimal found);
        string per = UnitOf(unit);
        if (specific.Length == 0 || (found == 0 && ratio.Length > 0)) return ("ad_valorem", ratio.Length == 0 ? "0" : ratio, "", "");
        if (per.Length == 0)
            throw new RateFileException(file.Name, line, "unit", unit, new($"从量税要写单位：{string.Join("、", Quantity.Units)}。",
                $"An amount per unit needs its unit: {string.Join(", ", Quantity.Units)}."));
        string formula = kind is "alternative_lower" or "alternative_higher" ? kind : ratio.Length == 0 || ratio == "0" ? "specific" : "compound";
        return (formula, formula == "specific" ? "" : ratio, specific, per);
    }

    static string UnitOf(string unit)
    {
        string last = unit.Contains('/') ? unit[(unit.LastIndexOf('/') + 1)..] : unit;
        return last.Trim() switch
        {
            "千克" or "公斤" or "KG" or "kg" => "kg", "吨" or "T" or "t" => "t", "升" or "l" or "L" => "L", "平方米" or "m2" or "M2" => "m2",
            "件" or "个" or "台" or "unit" or "NO" => "unit", _ => "",
        };
    }

    static string Ratio(RateFile file, int line, string field, string text, bool percent)
    {
        bool signed = text.EndsWith('%');
        string digits = text.TrimEnd('%').Trim();
        if (text is "免税" or "Free" or "free" or "零") return "0";
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            throw new RateFileException(file.Name, line, field, text, new("税率读不懂；写 5% 或 0.05。", "The rate cannot be read; write 5% or 0.05."));
        decimal ratio = signed || percent ? value / 100m : value;
        return ratio <= 10m ? ratio.ToString(CultureInfo.InvariantCulture)
            : throw new RateFileException(file.Name, line, field, text, new("税率超过 1000%。", "The rate is above 1000 %."));
    }

    static bool ArePercent(BroughtTable table, string[] heading)
    {
        if (table.Figures != RateFigures.AsWritten) return table.Figures == RateFigures.Percent;
        int[] columns = [.. Layers.Select(l => Column(heading, l.Names)).Where(c => c >= 0)];
        bool bare = false;
        foreach (string[] cells in CsvText.Records(table.File.Text).Skip(1).Select(r => r.Cells).Where(c => c.Length == heading.Length))
            foreach (string text in columns.Select(c => cells[c].Trim()))
                if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
                {
                    if (value > 1m) return true;
                    bare |= value > 0m;
                }

        // Every figure is one or less: ratios, or a tariff of fractions of a per cent. Only a person can tell.
        return bare ? throw new RateFileException(table.File.Name, 2, heading[columns[0]], "", new(
            "税率都不大于 1，看不出是百分数还是比例；请注明 percent 或 ratio。",
            "Every rate is one or less, so percent and ratio look alike; say which: percent or ratio.")) : false;
    }

    static string VatClass(RateFile file, int line, string field, string text) => text.TrimEnd('%') switch
    {
        "" or "standard" or "13" or "0.13" or "16" or "17" => "standard",
        "reduced" or "9" or "0.09" or "10" or "11" => "reduced",
        _ => throw new RateFileException(file.Name, line, field, text, new("增值税类别写 standard 或 reduced。", "The VAT class is standard or reduced.")),
    };

    static string[]? Heading(RateFile file) =>
        CsvText.Records(file.Text).Select(r => r.Cells).FirstOrDefault()?.Select(c => c.Trim().ToLowerInvariant()).ToArray();

    static int Column(string[] heading, string[] names) => Array.FindIndex(heading, names.Contains);

    static string Cell(string[] cells, int at) => at < 0 ? "" : cells[at].Trim();
}

/// <summary>A table of dated rows in which new rows take the place of older ones from a day on.</summary>
static class DatedTable
{
    /// <summary>
    /// Older rows with the same key, or all where the new table is whole, end on the day before the first of the new ones; those that begin
    /// later are dropped.
    /// </summary>
    public static RateFile Merged(RateFile old, BroughtTable table, List<string[]> rows, params string[] key)
    {
        (int Line, string[] Cells)[] records = [.. CsvText.Records(old.Text)];
        string[] heading = [.. records[0].Cells.Select(c => c.Trim())];
        int[] keys = [.. key.Select(k => Array.IndexOf(heading, k))];
        int from = Array.IndexOf(heading, "from"), to = Array.IndexOf(heading, "to"), layer = Array.IndexOf(heading, "layer");
        int country = Array.IndexOf(heading, "country");
        Dictionary<string, string> replaced = rows.GroupBy(Key).ToDictionary(g => g.Key, g => g.Min(r => r[from])!);
        string end = table.To is { } until ? Inquiry.Show(until) : "";
        List<string[]> kept = [heading];
        foreach (string[] cells in records.Skip(1).Select(r => r.Cells))
        {
            bool own = country < 0 || cells[country] == table.Country;
            bool ordinary = layer < 0 || cells[layer] is "mfn" or "provisional" or "general";
            string first = replaced.GetValueOrDefault(Key(cells), Inquiry.Show(table.From));
            bool meets = (cells[to].Length == 0 || string.CompareOrdinal(cells[to], first) >= 0)
                && (end.Length == 0 || string.CompareOrdinal(cells[from], end) <= 0);
            if (!own || !ordinary || !meets || !(table.Whole || replaced.ContainsKey(Key(cells)))) kept.Add(cells);
            else if (string.CompareOrdinal(cells[from], first) < 0) kept.Add([.. cells.Select((c, i) => i == to ? DayBefore(first) : c)]);
        }

        return new(old.Name, string.Concat(kept.Concat(rows).Select(CsvText.Row)));

        string Key(string[] cells) => string.Join('|', keys.Select(k => cells[k]));

        static string DayBefore(string day) => Inquiry.Show(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(-1));
    }
}
