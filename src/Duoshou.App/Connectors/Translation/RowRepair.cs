using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// A record is wider than the header because a sign within a cell was not quoted (a title with a comma, 1,234.50). It is put together again
/// where only one way of doing so gives each column what it holds elsewhere; any other stays wide and is refused.
/// </summary>
sealed class RowRepair(TablePlan plan)
{
    /// <summary>A record with more cells too many than this has not just lost a quote.</summary>
    const int LimitExtra = 6;
    readonly string shape = plan.Shape ?? "";
    readonly char delimiter = plan.Dialect.Delimiter;

    /// <summary>The record as it was meant, ready to be read; null when that is not certain.</summary>
    public RecordReader? Of(RecordReader record)
    {
        if (plan.Shape is null) return null;
        int width = record.Count;
        while (width > shape.Length && record.Field(width - 1).IsEmpty) width--;
        int extra = width - shape.Length;
        if (extra is <= 0 or > LimitExtra) return null;
        string[] fields = record.Fields();
        string[]? only = null;
        for (int at = 0; at < shape.Length; at++)
        {
            string[] tried = [.. fields[..at], string.Join(delimiter, fields[at..(at + extra + 1)]), .. fields[(at + extra + 1)..width]];
            if (!Fits(tried, at)) continue;
            if (only is not null) return null;
            only = tried;
        }

        if (only is null) return null;
        HeldRecords mended = new([new(record.Line, only)]);
        return mended.Read() ? mended : null;
    }

    /// <summary>Each cell is what its column holds, and the one put together is a number, a moment or free text.</summary>
    bool Fits(string[] cells, int at)
    {
        if (shape[at] is ColumnShape.Words or ColumnShape.Empty) return false;
        for (int i = 0; i < cells.Length; i++)
        {
            bool fits = shape[i] switch
            {
                ColumnShape.Number => Numbers.TryRead(cells[i], plan.Mapping.DecimalSign, out _) is CellOutcome.Value or CellOutcome.Blank,
                ColumnShape.Moment => Moments.TryRead(cells[i], plan.Mapping.DateOrder ?? DateOrder.MonthFirst, Utc, out _) is CellOutcome.Value or CellOutcome.Blank,
                ColumnShape.Empty => cells[i].Length == 0,
                ColumnShape.Words => !cells[i].Contains(delimiter),
                _ => true,
            };
            if (!fits) return false;
        }

        return true;
    }

    static readonly ShopZone Utc = new("Etc/UTC");
}
