namespace Duoshou.Kernel;

/// <summary>How a value of a fact column is held.</summary>
public enum FactType
{
    /// <summary>Text; null is "not supplied".</summary>
    Text,

    /// <summary>An exact number in millionths (DECIMAL(18,6)): money in the row's currency, counts, seconds.</summary>
    Number,

    /// <summary>A wall-clock moment in the shop's zone, without offset, to the second.</summary>
    Time,
}

/// <summary>What a column is for.</summary>
public enum FactRole
{
    /// <summary>Part of the natural key: with the shop it says which row of the source this is.</summary>
    Key,

    /// <summary>Something to group and filter by.</summary>
    Dimension,

    /// <summary>Something that is summed.</summary>
    Measure,

    /// <summary>A moment.</summary>
    Moment,

    /// <summary>Kept to be read, not to be grouped by.</summary>
    Note,
}

/// <summary>One column of a fact table: the same name in files, questions, storage and the data dictionary.</summary>
/// <param name="Name">The stable name, lower case with underscores.</param>
/// <param name="Type">How values are held.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Title">The name that people read.</param>
public sealed record FactColumn(string Name, FactType Type, FactRole Role, Words Title)
{
    /// <summary>The place of the column in its table, from 0.</summary>
    public int Ordinal { get; internal set; }

    /// <summary>A number that is money in the row's currency.</summary>
    public bool IsMoney { get; init; }

    /// <summary>
    /// The import works it out from other rows that happen to come with it; it is not what the source says of this row, and a row that
    /// comes again with other company is not restated for it.
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>A row without it is refused.</summary>
    public bool Required { get; init; }
}
