namespace Duoshou.Kernel;

/// <summary>
/// A run of rows of one kind, column by column, as they travel from a reader or generator to the ledger. Numbers are whole millionths,
/// moments are ticks of the wall clock; a value that was not set is unknown. Not safe for use by two threads at once.
/// </summary>
public sealed class FactChunk
{
    /// <summary>Millionths in one.</summary>
    public const long Scale = 1_000_000;

    /// <summary>The number or moment that stands for "unknown" in <see cref="Numbers"/>.</summary>
    public const long Unknown = long.MinValue;

    readonly string?[]?[] texts;
    readonly long[]?[] numbers;
    readonly int[] lines;
    readonly RowOutcome[] outcomes;

    /// <summary>An empty chunk with room for a number of rows.</summary>
    public FactChunk(FactTable table, int capacity = 2048)
    {
        (Table, Capacity) = (table, capacity);
        texts = new string?[table.Columns.Count][];
        numbers = new long[table.Columns.Count][];
        lines = new int[capacity];
        outcomes = new RowOutcome[capacity];
        foreach (FactColumn column in table.Columns)
        {
            if (column.Type == FactType.Text) texts[column.Ordinal] = new string?[capacity];
            else Array.Fill(numbers[column.Ordinal] = new long[capacity], Unknown);
        }
    }

    /// <summary>The kind of facts.</summary>
    public FactTable Table { get; }

    /// <summary>The most rows it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>No row can be added.</summary>
    public bool IsFull => Count == Capacity;

    /// <summary>Adds a row in which everything is unknown.</summary>
    /// <param name="line">The line of the source on which the record begins; 0 when there is none.</param>
    /// <returns>The place of the row, from 0.</returns>
    /// <exception cref="InvalidOperationException">The chunk is full.</exception>
    public int Add(int line = 0)
    {
        if (IsFull) throw new InvalidOperationException("The chunk is full; send it on and begin another.");
        lines[Count] = line;
        return Count++;
    }

    /// <summary>Sets a text; blank text is unknown.</summary>
    public void Set(FactColumn column, int row, string? value) => texts[column.Ordinal]![row] = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Sets a number; finer than a millionth is rounded half to even.</summary>
    /// <exception cref="OverflowException">The number is beyond ±9.2 × 10¹².</exception>
    public void Set(FactColumn column, int row, decimal? value) =>
        numbers[column.Ordinal]![row] = value is { } number ? decimal.ToInt64(decimal.Round(number * Scale)) : Unknown;

    /// <summary>Sets a number that is already in millionths, or <see cref="Unknown"/>.</summary>
    public void SetMillionths(FactColumn column, int row, long millionths) => numbers[column.Ordinal]![row] = millionths;

    /// <summary>Sets a moment of the shop's wall clock; parts of a second are cut off.</summary>
    public void Set(FactColumn column, int row, DateTime? value) =>
        numbers[column.Ordinal]![row] = value is { } moment ? moment.Ticks - moment.Ticks % TimeSpan.TicksPerSecond : Unknown;

    /// <summary>A text, or null when unknown.</summary>
    public string? Text(FactColumn column, int row) => texts[column.Ordinal]![row];

    /// <summary>A number, or null when unknown.</summary>
    public decimal? Number(FactColumn column, int row) => numbers[column.Ordinal]![row] is var n && n == Unknown ? null : n / (decimal)Scale;

    /// <summary>A moment, or null when unknown.</summary>
    public DateTime? Moment(FactColumn column, int row) => numbers[column.Ordinal]![row] is var ticks && ticks == Unknown ? null : new DateTime(ticks);

    /// <summary>The line of the source on which a row's record begins; 0 when there is none.</summary>
    public int Line(int row) => lines[row];

    /// <summary>A text column's values; null is unknown.</summary>
    public ReadOnlySpan<string?> Texts(FactColumn column) => texts[column.Ordinal].AsSpan(0, Count);

    /// <summary>A number column's millionths, or a moment column's ticks; <see cref="Unknown"/> where unknown.</summary>
    public ReadOnlySpan<long> Numbers(FactColumn column) => numbers[column.Ordinal].AsSpan(0, Count);

    /// <summary>The lines of the source.</summary>
    public ReadOnlySpan<int> Lines => lines.AsSpan(0, Count);

    /// <summary>What the ledger made of each row; it writes them when the chunk is appended.</summary>
    public Span<RowOutcome> Outcomes => outcomes.AsSpan(0, Count);

    /// <summary>Empties the chunk for reuse.</summary>
    public void Clear()
    {
        foreach (string?[]? column in texts) column?.AsSpan(0, Count).Clear();
        foreach (long[]? column in numbers) column?.AsSpan(0, Count).Fill(Unknown);
        Count = 0;
    }
}

/// <summary>What the ledger made of a row.</summary>
public enum RowOutcome : byte
{
    /// <summary>Its key was not there.</summary>
    Loaded,

    /// <summary>Its key stands with the same content; it was skipped.</summary>
    Unchanged,

    /// <summary>Its key stood with other content; that was taken back.</summary>
    Restated,
}
