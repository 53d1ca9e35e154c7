using System.Globalization;
using System.Xml;

namespace Duoshou.App.Connectors.Files;

/// <summary>Reads one sheet of a workbook in XML, as spreadsheets of 2003 wrote it and several platforms still give it out under .xls.</summary>
public sealed class XmlSheetReader : RecordReader
{
    const string Space = "urn:schemas-microsoft-com:office:spreadsheet";
    readonly string file;
    readonly Stream stream;
    readonly XmlReader xml;
    readonly List<string> fields = [];
    int waiting, row;

    /// <summary>Opens a sheet by its place, from 0.</summary>
    public XmlSheetReader(InputFile input, int sheet)
    {
        file = input.Name;
        stream = InputFile.Guarded(file, input.Open);
        xml = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true });
        for (int i = 0; i <= sheet; i++)
            if (!Careful(() => xml.ReadToFollowing("Worksheet", Space))) throw ImportProblem.Empty(file);
    }

    /// <summary>The beginning of a text is that of such a workbook.</summary>
    public static bool Begins(string text) => text.AsSpan().TrimStart().StartsWith("<") && text.Contains("<Workbook", StringComparison.Ordinal)
        && text.Contains(Space, StringComparison.Ordinal);

    /// <summary>The names of the sheets, in order.</summary>
    public static IReadOnlyList<string> Sheets(InputFile input)
    {
        using XmlSheetReader first = new(input, 0);
        List<string> names = [];
        do names.Add(first.xml.GetAttribute("Name", Space) ?? "");
        while (names.Count < InputFile.LimitMembers && first.Careful(() => first.xml.ReadToFollowing("Worksheet", Space)));
        return names;
    }

    /// <inheritdoc />
    public override ReadOnlySpan<char> Field(int index) => index < Count ? fields[index].AsSpan() : default;

    /// <inheritdoc />
    public override bool Read() => Careful(() =>
    {
        if (waiting == 0 && !NextRow()) return false;
        Line++;
        if (--waiting > 0)
        {
            Count = 0;
            return true;
        }

        fields.Clear();
        if (!xml.IsEmptyElement) ReadCells();
        Count = fields.Count;
        return true;
    });

    /// <summary>Goes to the next row of this sheet; rows that are left out before it count as blank ones.</summary>
    bool NextRow()
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "Worksheet" }) return false;
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Row" }) continue;
            int place = Place() is { } given && given > row ? given : row + 1;
            if (place - row > 100_000) throw new XmlException("A row of the sheet is far away.");
            (waiting, row) = (place - row, place);
            return true;
        }

        return false;
    }

    int? Place() => int.TryParse(xml.GetAttribute("Index", Space), NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : null;

    void ReadCells()
    {
        while (xml.Read() && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "Row" })
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Cell" }) continue;
            if (Place() is { } place)
            {
                if (place > LimitFields) throw ImportProblem.TooManyFields(file, Line, LimitFields);
                while (fields.Count < place - 1) fields.Add("");
            }

            if (fields.Count == LimitFields) throw ImportProblem.TooManyFields(file, Line, LimitFields);
            fields.Add(xml.IsEmptyElement ? "" : CellText());
        }
    }

    string CellText()
    {
        string text = "";
        while (xml.Read() && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "Cell" })
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "Data" } || xml.IsEmptyElement) continue;
            while (xml.Read() && xml is not { NodeType: XmlNodeType.EndElement, LocalName: "Data" })
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace) text += xml.Value;
        }

        return text.Trim();
    }

    T Careful<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or IOException or ArgumentException)
        {
            throw ImportProblem.Damaged(file, broken);
        }
    }

    /// <inheritdoc />
    protected override void Close()
    {
        xml.Dispose();
        stream.Dispose();
    }
}
