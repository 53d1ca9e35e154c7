using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Duoshou.App.Tests.Connectors;

/// <summary>Writes the smallest xlsx that is one: a sheet of inline texts and numbers.</summary>
static class SmallWorkbook
{
    public static byte[] Of(string[] header, params object[][] rows)
    {
        StringBuilder sheet = new("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        foreach (object[] row in rows.Prepend([.. header]))
        {
            sheet.Append("<row>");
            foreach (object cell in row)
                sheet.Append(cell is double number
                    ? $"<c><v>{number.ToString("R", CultureInfo.InvariantCulture)}</v></c>"
                    : $"<c t=\"inlineStr\"><is><t>{SecurityElement.Escape((string)cell)}</t></is></c>");
            sheet.Append("</row>");
        }
        sheet.Append("</sheetData></worksheet>");
        MemoryStream book = new();
        using (ZipArchive archive = new(book, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" "
                + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" "
                + "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
            Part("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
                + "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Part("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
                + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"订单\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/worksheets/sheet1.xml", sheet.ToString());

            void Part(string name, string text)
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return book.ToArray();
    }
}
