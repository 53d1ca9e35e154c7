namespace Duoshou.Warehouse.Questions;

/// <summary>What one measure comes to for one combination of dimension values.</summary>
struct Cell
{
    /// <summary>Some statement answered it.</summary>
    public bool IsThere;

    /// <summary>Money of a day for which no rate is known was left out, so the value says nothing.</summary>
    public bool LacksRate;

    public decimal Value;

    /// <summary>Rows whose value is known.</summary>
    public long Known;

    /// <summary>Rows in all.</summary>
    public long Rows;

    public void Add(in Cell other)
    {
        if (!IsThere) this = other;
        else
        {
            Value += other.Value;
            Known += other.Known;
            Rows += other.Rows;
            LacksRate |= other.LacksRate;
        }
    }
}

/// <summary>The cells of one range of a question: by row, by place of the measure. They stand in blocks, so that more rows move nothing.</summary>
sealed class MeasureCells(int measures)
{
    const int BlockRows = 512;

    readonly List<Cell[]> blocks = [];
    readonly List<bool[]> present = [];

    /// <summary>The currencies in which money was found.</summary>
    public HashSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>The row was found in this range.</summary>
    public bool Has(int row) => row / BlockRows < present.Count && present[row / BlockRows][row % BlockRows];

    /// <summary>The cells of a row that was found; of any other, cells that nothing answered.</summary>
    public ReadOnlySpan<Cell> Of(int row) => Has(row) ? Span(row) : new Cell[measures];

    /// <summary>The cells of a row, made when it is new.</summary>
    public Span<Cell> At(int row)
    {
        while (row / BlockRows >= blocks.Count)
        {
            blocks.Add(new Cell[BlockRows * measures]);
            present.Add(new bool[BlockRows]);
        }

        present[row / BlockRows][row % BlockRows] = true;
        return Span(row);
    }

    /// <summary>The cell of a measure over all rows; right only for measures that add up.</summary>
    public Cell Sum(int place)
    {
        Cell sum = default;
        foreach (Cell[] block in blocks)
            for (int at = place; at < block.Length; at += measures)
                if (block[at].IsThere) sum.Add(block[at]);
        return sum;
    }

    Span<Cell> Span(int row) => blocks[row / BlockRows].AsSpan(row % BlockRows * measures, measures);
}
