using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// One row of facts in the making, by the places of its table's columns. It goes into a chunk only when all of it could be read.
/// </summary>
sealed class RowDraft(FactTable table)
{
    readonly string?[] texts = new string?[table.Columns.Count];
    readonly long[] numbers = new long[table.Columns.Count];
    readonly FactColumn[] textColumns = [.. table.Columns.Where(column => column.Type == FactType.Text)];
    readonly FactColumn[] numberColumns = [.. table.Columns.Where(column => column.Type != FactType.Text)];

    public FactTable Table => table;

    public ref string? Text(int ordinal) => ref texts[ordinal];

    public ref long Number(int ordinal) => ref numbers[ordinal];

    public void Clear()
    {
        Array.Clear(texts);
        Array.Fill(numbers, FactChunk.Unknown);
    }

    /// <summary>Nothing stands where a column wants a value.</summary>
    public bool IsEmpty(FactColumn column) =>
        column.Type == FactType.Text ? texts[column.Ordinal] is null : numbers[column.Ordinal] == FactChunk.Unknown;

    /// <summary>Adds the row to a chunk that has room.</summary>
    public void AddTo(FactChunk chunk, int line)
    {
        int row = chunk.Add(line);

        // An added row knows nothing yet, and most columns of most files stay that way.
        foreach (FactColumn column in textColumns)
            if (texts[column.Ordinal] is { } text) chunk.Set(column, row, text);
        foreach (FactColumn column in numberColumns)
            if (numbers[column.Ordinal] is var number and not FactChunk.Unknown) chunk.SetMillionths(column, row, number);
    }
}

/// <summary>Why a record was refused.</summary>
/// <param name="Code">The stable code; RefusalWords has its sentence.</param>
/// <param name="Field">The header of the column.</param>
/// <param name="Value">What stands there.</param>
readonly record struct Fault(string Code, string Field, string Value);
