using System.Numerics;

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

/// <summary>
/// The cells of one range of a question: by row, by place of the measure. They stand in blocks, each twice as long as the one before, so that
/// more rows move nothing.
/// </summary>
sealed class MeasureCells(int measures)
{
    const int FirstRows = 512;

    readonly List<Cell[]> blocks = [];
    readonly List<bool[]> present = [];
    readonly Dictionary<int, (long Known, long Rows)> counts = [];

    /// <summary>The currencies in which money was found.</summary>
    public HashSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>The row was found in this range.</summary>
    public bool Has(int row)
    {
        (int block, int at) = Place(row);
        return block < present.Count && present[block][at];
    }

    /// <summary>The cells of a row that was found; of any other, cells that nothing answered.</summary>
    public ReadOnlySpan<Cell> Of(int row)
    {
        (int block, int at) = Place(row);
        return block < present.Count && present[block][at] ? blocks[block].AsSpan(at * measures, measures) : new Cell[measures];
    }

    /// <summary>The cells of a row, made when it is new.</summary>
    public Span<Cell> At(int row)
    {
        (int block, int at) = Place(row);
        while (block >= blocks.Count)
        {
            int rows = FirstRows << blocks.Count;
            blocks.Add(new Cell[rows * measures]);
            present.Add(new bool[rows]);
        }

        present[block][at] = true;
        return blocks[block].AsSpan(at * measures, measures);
    }

    /// <summary>How many rows of facts stand behind a measure in all, where its cells do not say it.</summary>
    public void Counted(int place, long known, long rows) => counts[place] = (known, rows);

    /// <summary>The cell of a measure over all rows; right only for measures that add up.</summary>
    public Cell Sum(int place)
    {
        Cell sum = default;
        foreach (Cell[] block in blocks)
            for (int at = place; at < block.Length; at += measures)
                if (block[at].IsThere) sum.Add(block[at]);
        if (sum.IsThere && counts.TryGetValue(place, out var counted)) (sum.Known, sum.Rows) = counted;
        return sum;
    }

    static (int Block, int At) Place(int row)
    {
        int block = BitOperations.Log2((uint)(row / FirstRows + 1));
        return (block, row - FirstRows * ((1 << block) - 1));
    }
}
