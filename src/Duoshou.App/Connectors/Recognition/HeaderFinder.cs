using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>Finds the header of a table behind what stands before it, and names its columns.</summary>
static class HeaderFinder
{
    const int LimitBefore = 40;
    const int LimitBehind = 50;

    /// <summary>The first record as wide as the table whose cells are names, not values.</summary>
    public static (int Place, bool Named) Find(List<HeldRecord> records)
    {
        int usual = records.GroupBy(Width).MaxBy(group => group.Key > 0 ? group.Count() * Math.Min(group.Key, 8) : 0)!.Key;
        int firstWide = records.FindIndex(record => Width(record) >= Math.Max(1, usual * 6 / 10));
        for (int i = 0; i < records.Count && i < LimitBefore; i++)
        {
            int filled = records[i].Fields.Count(field => field.Length > 0);
            if (filled < Math.Max(1, usual * 6 / 10) || filled < 2 && usual >= 2) continue;
            int values = records[i].Fields.Count(IsValue), distinct = records[i].Fields.Distinct(StringComparer.Ordinal).Count();
            bool varied = distinct * 10 >= filled * 8
                || values == 0 && distinct * 2 >= filled && i + 1 < records.Count && records[i + 1].Fields.Any(IsValue);
            if (values * 5 <= filled && varied) return (i, true);
            if (i >= firstWide + 2) break;
        }

        return (Math.Max(firstWide, 0), false);
    }

    /// <summary>
    /// The record below the header when it belongs to the header: the names under groups of columns, the units, or what a column means. It
    /// has words where the records behind it have values.
    /// </summary>
    public static string[]? Below(List<HeldRecord> records, int header)
    {
        if (header + 2 >= records.Count) return null;
        string[] below = records[header + 1].Fields;
        if (below.Any(IsValue) || below.Count(field => field.Length > 0) < 2) return null;
        HeldRecord[] behind = [.. records.Skip(header + 2).Where(record => record.Fields.Any(field => field.Length > 0)).Take(LimitBehind)];
        int valued = 0, worded = 0;
        for (int column = 0; column < below.Length; column++)
        {
            string[] cells = [.. behind.Where(record => column < record.Fields.Length && !Blank.Is(record.Fields[column])).Select(record => record.Fields[column])];
            if (cells.Length == 0 || cells.Count(IsValue) * 10 < cells.Length * 9) continue;
            valued++;
            if (!Blank.Is(below[column])) worded++;
        }

        return worded > 0 && worded * 2 >= valued ? below : null;
    }

    /// <summary>Cells up to the last that holds something.</summary>
    public static int Width(HeldRecord record)
    {
        int width = record.Fields.Length;
        while (width > 0 && record.Fields[width - 1].Length == 0) width--;
        return width;
    }

    /// <summary>Every column has a name of its own: one without is called by its place, one that repeats is numbered.</summary>
    /// <param name="header">The header.</param>
    /// <param name="below">The record below, when it is part of the header: its names count where the header has groups.</param>
    /// <param name="width">The columns.</param>
    public static List<string> Named(string[] header, string[]? below, int width)
    {
        bool isGrouped = below is not null && Enumerable.Range(0, below.Length).Any(i => below[i].Length > 0 && (i >= header.Length || header[i].Length == 0));
        List<string> names = [];
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        string group = "";
        for (int i = 0; i < width; i++)
        {
            string above = i < header.Length ? header[i] : "", own = isGrouped && i < below!.Length && below[i].Length > 0 ? below[i] : above;
            if (above.Length > 0) group = above;
            string name = own.Length > 0 ? own.ReplaceLineEndings(" ").Trim() : $"#{i + 1}";
            if (isGrouped && group != own && taken.Contains(name)) name = $"{group} {name}";
            string free = name;
            for (int n = 2; !taken.Add(free); n++) free = $"{name} ({n})";
            names.Add(free);
        }

        return names;
    }

    static bool IsValue(string field) =>
        field.Length > 0 && (Numbers.TryRead(field, '.', out _) == CellOutcome.Value || char.IsAsciiDigit(field[0])
            && field.Length >= 8 && field.AsSpan().IndexOfAny('-', '/', ':') > 0 || IsMoment(field));

    static bool IsMoment(string field) => field.Length is >= 8 and <= 40 && field.AsSpan().ContainsAnyInRange('0', '9')
        && Moments.TryRead(field, DateOrder.DayFirst, Utc, out _) is CellOutcome.Value or CellOutcome.Range;

    static readonly ShopZone Utc = new("Etc/UTC");
}
