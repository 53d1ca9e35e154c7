using System.Globalization;
using Duoshou.App.Connectors;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Connectors;

/// <summary>Mended cells as a form carries them: cell|file|line|column. A file's name may itself hold the stroke.</summary>
static class MendedCells
{
    const string Beginning = "cell|", Leaving = "leave|";

    /// <summary>The name of a cell's field.</summary>
    public static string Name(string table, int line, int column) => string.Create(CultureInfo.InvariantCulture, $"{Beginning}{table}|{line}|{column}");

    /// <summary>Records by table and line: those of the form, and those mended before.</summary>
    public static Dictionary<string, IReadOnlyDictionary<int, IReadOnlyList<string>>> Of(
        IFormCollection form, IReadOnlyDictionary<string, IReadOnlyDictionary<int, IReadOnlyList<string>>> before)
    {
        var mended = form.Select(field => (Place: Place(field.Key), Value: field.Value.ToString())).Where(cell => cell.Place is not null)
            .GroupBy(cell => cell.Place!.Value.Table)
            .ToDictionary(table => table.Key, table => table.GroupBy(cell => cell.Place!.Value.Line).ToDictionary(
                line => line.Key, line => (IReadOnlyList<string>)[.. line.OrderBy(cell => cell.Place!.Value.Column).Select(cell => cell.Value)]));
        foreach ((string table, IReadOnlyDictionary<int, IReadOnlyList<string>> lines) in before)
        {
            Dictionary<int, IReadOnlyList<string>> all = mended.TryGetValue(table, out Dictionary<int, IReadOnlyList<string>>? now) ? now : mended[table] = [];
            foreach ((int line, IReadOnlyList<string> cells) in lines) all.TryAdd(line, cells);
        }

        return mended.ToDictionary(table => table.Key, table => (IReadOnlyDictionary<int, IReadOnlyList<string>>)table.Value);
    }

    /// <summary>The name of the box that leaves a record out: leave|file|line.</summary>
    public static string LeaveName(string table, int line) => string.Create(CultureInfo.InvariantCulture, $"{Leaving}{table}|{line}");

    /// <summary>Records that are left out, by table: those of the form, and those left out before.</summary>
    public static Dictionary<string, LeftOutRows> LeftOut(IFormCollection form, string by, IReadOnlyDictionary<string, LeftOutRows> before)
    {
        Dictionary<string, HashSet<int>> left = before.ToDictionary(table => table.Key, table => table.Value.Lines.ToHashSet());
        foreach (string field in form.Keys.Where(key => key.StartsWith(Leaving, StringComparison.Ordinal)))
        {
            int stroke = field.LastIndexOf('|');
            if (stroke <= Leaving.Length || !int.TryParse(field.AsSpan(stroke + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line)) continue;
            string table = field[Leaving.Length..stroke];
            if (!left.TryGetValue(table, out HashSet<int>? lines)) left[table] = lines = [];
            lines.Add(line);
        }

        return left.ToDictionary(table => table.Key, table => new LeftOutRows(by, table.Value));
    }

    static (string Table, int Line, int Column)? Place(string field)
    {
        if (!field.StartsWith(Beginning, StringComparison.Ordinal) || field.LastIndexOf('|') is not (> 5 and var second)) return null;
        int first = field.LastIndexOf('|', second - 1);
        return first > Beginning.Length - 1 && int.TryParse(field.AsSpan(first + 1, second - first - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int line)
            && int.TryParse(field.AsSpan(second + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int column)
            ? (field[Beginning.Length..first], line, column) : null;
    }
}
