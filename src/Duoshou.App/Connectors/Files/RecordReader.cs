namespace Duoshou.App.Connectors.Files;

/// <summary>Reads a table record by record. Fields are spans into the reader's own memory: good until the next record is read.</summary>
public abstract class RecordReader : IDisposable
{
    /// <summary>The most fields of one record.</summary>
    public const int LimitFields = 4096;

    /// <summary>The most characters of one record.</summary>
    public const int LimitCharacters = 1 << 22;

    /// <summary>The line of the file on which the current record begins, from 1; in a workbook the row.</summary>
    public int Line { get; protected set; }

    /// <summary>How many fields the current record has.</summary>
    public int Count { get; protected set; }

    /// <summary>Goes on to the next record.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="ImportProblem">The file is damaged or a record is beyond the limits.</exception>
    public abstract bool Read();

    /// <summary>A field without blanks at its ends; empty where the record is shorter.</summary>
    public abstract ReadOnlySpan<char> Field(int index);

    /// <summary>The current record as texts, for showing and for keeping.</summary>
    public string[] Fields()
    {
        string[] all = new string[Count];
        for (int i = 0; i < all.Length; i++) all[i] = Field(i).ToString();
        return all;
    }

    /// <summary>Nothing stands in the current record.</summary>
    public bool IsBlank()
    {
        for (int i = 0; i < Count; i++)
            if (!Field(i).IsEmpty) return false;
        return true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the file.</summary>
    protected abstract void Close();
}
