using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Duoshou.App.Reports;

/// <summary>One cell of a sheet: text, an exact number, or a day. Nothing is a blank.</summary>
public readonly record struct Cell(string? Text, decimal? Number = null, DateOnly? Day = null)
{
    public static implicit operator Cell(string? text) => new(text);
    public static Cell Of(decimal? number) => new(null, number);
    public static Cell Of(DateOnly day) => new(null, null, day);
}

/// <summary>A sheet: its name, its head, its rows.</summary>
public sealed record Sheet(string Name, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>Writes tables as files that spreadsheets open with real numbers and real days.</summary>
public static class Workbook
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Declared = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    /// <summary>An xlsx of the sheets; heads are bold and stay in sight.</summary>
    public static void Write(Stream target, IReadOnlyList<Sheet> sheets)
    {
        using ZipArchive archive = new(target, ZipArchiveMode.Create, leaveOpen: true);
        Put(archive, "[Content_Types].xml", ContentTypes(sheets.Count));
        Put(archive, "_rels/.rels", Relations(("rId1", "officeDocument", "xl/workbook.xml")));
        Put(archive, "xl/_rels/workbook.xml.rels", Relations([.. sheets.Select((_,
            i) => ($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")), ("rIdS", "styles", "styles.xml")]));
        Put(archive, "xl/workbook.xml", $"{Declared}<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>" +
            string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{Escaped(Named(sheet.Name))}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>");
        Put(archive, "xl/styles.xml", Styles);
        for (int i = 0; i < sheets.Count; i++) Put(archive, $"xl/worksheets/sheet{i + 1}.xml", Body(sheets[i]));
    }

    /// <summary>The first sheet as CSV: UTF-8 with a byte-order mark, without which Excel misreads Chinese.</summary>
    public static byte[] Csv(Sheet sheet)
    {
        StringBuilder text = new();
        text.AppendJoin(',', sheet.Head.Select(Quoted)).Append("\r\n");
        foreach (IReadOnlyList<Cell> row in sheet.Rows) text.AppendJoin(',', row.Select(CsvCell)).Append("\r\n");
        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    static string CsvCell(Cell cell) => cell switch
    {
        { Number: { } number } => WireFormat.Text(number),
        { Day: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Quoted(Harmless(cell.Text ?? "")),
    };

    /// <summary>A text that a spreadsheet would run as a formula is marked as text.</summary>
    static string Harmless(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;

    static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    static string Body(Sheet sheet)
    {
        StringBuilder xml = new($"{Declared}<worksheet xmlns=\"{Main}\"><sheetViews>" +
            "<sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
        xml.Append("<row>").AppendJoin("", sheet.Head.Select(head => Text(head, 1))).Append("</row>");
        foreach (IReadOnlyList<Cell> row in sheet.Rows) xml.Append("<row>").AppendJoin("", row.Select(Written)).Append("</row>");
        return xml.Append("</sheetData></worksheet>").ToString();
    }

    static string Written(Cell cell) => cell switch
    {
        { Number: { } number } => $"<c><v>{WireFormat.Text(number)}</v></c>",
        { Day: { } day } => $"<c s=\"2\"><v>{(day.DayNumber - Epoch).ToString(CultureInfo.InvariantCulture)}</v></c>",
        { Text: { Length: > 0 } text } => Text(text, 0),
        _ => "<c/>",
    };

    /// <summary>Day zero of spreadsheets, which hold 1900 for a leap year.</summary>
    static readonly int Epoch = new DateOnly(1899, 12, 30).DayNumber;

    static string Text(string text, int style) => $"<c t=\"inlineStr\"{(style == 0 ? "" : $" s=\"{style}\"")}><is><t xml:space=\"preserve\">{Escaped(text)}</t></is></c>";

    /// <summary>Sheet names have at most 31 characters and none of []:*?/\.</summary>
    static string Named(string name)
    {
        string clean = string.Concat(name.Select(c => "[]:*?/\\".Contains(c, StringComparison.Ordinal) ? ' ' : c)).Trim('\'', ' ');
        return clean.Length > 31 ? clean[..31] : clean.Length == 0 ? "Sheet" : clean;
    }

    /// <summary>Characters that XML cannot hold are left out.</summary>
    static string Escaped(string text) => SecurityElement.Escape(string.Concat(text.Where(System.Xml.XmlConvert.IsXmlChar)))!;

    static void Put(ZipArchive archive, string name, string content)
    {
        using StreamWriter writer = new(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write(content);
    }

    static string Relations(params (string Id, string Kind, string Target)[] relations) =>
        $"{Declared}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(relations.Select(relation =>
            $"<Relationship Id=\"{relation.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{relation.Kind}\" " +
            $"Target=\"{relation.Target}\"/>")) + "</Relationships>";

    static string ContentTypes(int sheets) => $"{Declared}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" +
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
        "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>" +
        "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>" +
        string.Concat(Enumerable.Range(1, sheets).Select(i =>
            $"<Override PartName=\"/xl/worksheets/sheet{i}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>";

    static readonly string Styles = $"{Declared}<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>" +
        "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>" +
        "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>" +
        "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>" +
        "<cellXfs count=\"3\"><xf xfId=\"0\"/><xf xfId=\"0\" fontId=\"1\" applyFont=\"1\"/><xf xfId=\"0\" numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";
}
