using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Duoshou.App.Connectors.Files;

/// <summary>
/// Reads one sheet of a workbook, xlsx or xls. Moments are written ISO, numbers with a point; a cell whose formula failed is
/// empty.
/// </summary>
public sealed class SheetReader : RecordReader
{
    readonly string file;
    readonly Stream stream;
    readonly IExcelDataReader reader;
    readonly string[] fields = new string[LimitFields];

    static SheetReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a sheet by its place, from 0.</summary>
    public SheetReader(InputFile input, int sheet)
    {
        file = input.Name;
        stream = InputFile.Guarded(file, () => InputFile.Seekable(file, input.Open));
        reader = Careful(() => ExcelReaderFactory.CreateReader(stream, new() { LeaveOpen = true }));
        for (int i = 0; i < sheet; i++)
            if (!Careful(reader.NextResult)) throw ImportProblem.Empty(file);
    }

    /// <summary>The sheets, in order.</summary>
    public static IReadOnlyList<(string Name, bool IsHidden)> Sheets(InputFile input)
    {
        using SheetReader first = new(input, 0);
        List<(string, bool)> sheets = [];
        do sheets.Add((first.reader.Name ?? "", first.reader.VisibleState is "hidden" or "veryhidden"));
        while (sheets.Count < InputFile.LimitMembers && first.Careful(first.reader.NextResult));
        return sheets;
    }

    /// <inheritdoc />
    public override ReadOnlySpan<char> Field(int index) => index < Count ? fields[index].AsSpan() : default;

    /// <inheritdoc />
    public override bool Read() => Careful(() =>
    {
        if (!reader.Read()) return false;
        Line++;
        if (reader.FieldCount > LimitFields) throw ImportProblem.TooManyFields(file, Line, LimitFields);
        Count = reader.FieldCount;
        for (int i = 0; i < Count; i++) fields[i] = Shown(i);
        return true;
    });

    string Shown(int index) => reader.GetValue(index) switch
    {
        null => "",
        string text => text.Trim(),
        DateTime moment => moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        bool yes => yes ? "TRUE" : "FALSE",
        double number when Math.Abs(number) < 1e15 => Exact(number),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString() ?? "",
    };

    /// <summary>A sheet keeps 15 significant digits; what a binary double shows beyond them is noise.</summary>
    static string Exact(double number) =>
        ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture);

    /// <summary>A damaged workbook makes the parser fail in any of many ways; each of them means the same to the user.</summary>
    T Careful<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException locked)
        {
            throw ImportProblem.Encrypted(file, locked);
        }
        catch (Exception broken) when (broken is not ImportProblem and not OutOfMemoryException)
        {
            throw ImportProblem.Damaged(file, broken);
        }
    }

    /// <inheritdoc />
    protected override void Close()
    {
        reader.Dispose();
        stream.Dispose();
    }
}
