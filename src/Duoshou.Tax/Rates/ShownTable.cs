using Duoshou.Kernel;

namespace Duoshou.Tax.Rates;

/// <summary>A row of a table for reading: its cells as they stand, and its days, source and certainty where it has them.</summary>
public sealed record ShownRow(int Line, IReadOnlyList<string> Cells, Cited? Law);

/// <summary>A table of the rate book for reading.</summary>
/// <param name="Name">The file, such as vat.csv.</param>
/// <param name="Version">The digest of its text.</param>
/// <param name="Subject">What it holds.</param>
/// <param name="Columns">Its own columns, without the four that every dated row has.</param>
/// <param name="Rows">In the order of the file.</param>
public sealed record ShownTable(string Name, string Version, Words Subject, IReadOnlyList<string> Columns, IReadOnlyList<ShownRow> Rows)
{
    static readonly string[] Dated = ["from", "to", "source", "certainty"];

    static readonly Dictionary<string, Words> Subjects = new(StringComparer.Ordinal)
    {
        ["bands.csv"] = new("各地入境规则", "Border rules of places"),
        ["vat.csv"] = new("增值税率", "Rates of value-added tax"),
        ["consumption.csv"] = new("消费税率", "Rates of consumption tax"),
        ["parcel.csv"] = new("行邮税率", "Parcel tax"),
        ["sliding.csv"] = new("滑准税公式", "Sliding duties"),
        ["figures.csv"] = new("限值与比例", "Limits and shares"),
        ["duties.csv"] = new("关税税率", "Duties"),
        ["lines.csv"] = new("税则行", "Tariff lines"),
        ["positive.csv"] = new("正面清单", "Positive list"),
        ["filings.csv"] = new("申报期", "Filing dates"),
        ["refunds.csv"] = new("退款怎样冲减", "Refunds in returns"),
        ["places.csv"] = new("国家与币种", "Places and currencies"),
        ["groups.csv"] = new("国家组", "Groups of countries"),
    };

    /// <summary>The table of a file that stands in a book.</summary>
    public static ShownTable Of(RateFile file)
    {
        string[] heading = [];
        List<ShownRow> rows = [];
        foreach ((int line, string[] cells) in CsvText.Records(file.Text))
        {
            if (heading.Length == 0) heading = [.. cells.Select(c => c.Trim())];
            else rows.Add(new(line, [.. cells.Where((_, i) => !Dated.Contains(heading[i]))], heading.Contains("source") ? RateRow.CitedOf(file, line, heading, cells) : null));
        }

        return new(file.Name, file.Version, Subjects.GetValueOrDefault(file.Name) ?? new(file.Name, file.Name),
            [.. heading.Where(h => !Dated.Contains(h))], rows);
    }
}
