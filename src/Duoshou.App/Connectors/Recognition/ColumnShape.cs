namespace Duoshou.App.Connectors.Recognition;

/// <summary>What the cells of a column are, as one letter: by it a record that lost its place is put together again.</summary>
static class ColumnShape
{
    /// <summary>Numbers.</summary>
    public const char Number = 'n';

    /// <summary>Moments.</summary>
    public const char Moment = 'm';

    /// <summary>Single words and codes, in which no sign parts anything.</summary>
    public const char Words = 'w';

    /// <summary>Free text.</summary>
    public const char Text = 't';

    /// <summary>Nothing.</summary>
    public const char Empty = 'e';

    /// <summary>The letters of a table's columns, in order.</summary>
    public static string Of(TableSample sample) => string.Concat(sample.Columns.Select(column => Of(column, sample.Dialect.Delimiter)));

    static char Of(ColumnProfile column, char delimiter) =>
        column.Filled == 0 ? Empty
        : column.LooksLikeDates ? Moment
        : column.Numbers == column.Filled ? Number
        : column.Samples.Any(cell => cell.Contains(delimiter) || cell.Contains(' ')) ? Text : Words;
}
