using Duoshou.App.Connectors.Translation;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>What the cells of a column look like, from a sample of rows or from all of them.</summary>
public sealed class ColumnProfile
{
    const int LimitDistinct = 200;
    readonly HashSet<string> distinct = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Cells that hold something.</summary>
    public int Filled { get; private set; }

    /// <summary>Cells that are numbers however their decimals are written.</summary>
    public int Numbers { get; private set; }

    /// <summary>Cells that can only be numbers with a decimal point, and those that can only be with a comma.</summary>
    public (int Point, int Comma) Decimals { get; private set; }

    /// <summary>Cells such as 25.000, which are thousands in one country and thousandths in another.</summary>
    public int Thousands { get; private set; }

    /// <summary>Numbers that have a fraction or a sign of money.</summary>
    public int Fractions { get; private set; }

    /// <summary>Cells that are moments when the day comes first, and when the month does.</summary>
    public (int DayFirst, int MonthFirst) Dates { get; private set; }

    /// <summary>Cells whose day and month could be either.</summary>
    public int AmbiguousDates { get; private set; }

    /// <summary>Some values as they stand.</summary>
    public IReadOnlyCollection<string> Samples => distinct;

    /// <summary>Takes a cell into account.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (Blank.Is(cell)) return;
        Filled++;
        if (distinct.Count < LimitDistinct) distinct.Add(cell.Length > 200 ? cell[..200].ToString() : cell.ToString());
        bool point = Translation.Numbers.TryRead(cell, '.', out long byPoint) == CellOutcome.Value;
        bool comma = Translation.Numbers.TryRead(cell, ',', out long byComma) == CellOutcome.Value;
        if (point || comma)
        {
            Numbers++;
            bool differ = point != comma || byPoint != byComma;
            if (differ && cell.IndexOfAny('.', ',') >= 0) Decimals = Vote(cell, point, comma);
            if ((point ? byPoint : byComma) % 1_000_000 != 0 || !char.IsAsciiDigit(cell[^1]) || cell.Contains('.')) Fractions++;
        }
        AddDate(cell);
    }

    void AddDate(ReadOnlySpan<char> cell)
    {
        if (cell.Length is < 6 or > 40) return;
        bool day = Moments.TryRead(cell, DateOrder.DayFirst, Utc, out long first) is CellOutcome.Value or CellOutcome.Range;
        bool month = Moments.TryRead(cell, DateOrder.MonthFirst, Utc, out long second) is CellOutcome.Value or CellOutcome.Range;
        Dates = (Dates.DayFirst + (day ? 1 : 0), Dates.MonthFirst + (month ? 1 : 0));
        if (day && month && first != second) AmbiguousDates++;
    }

    /// <summary>1,234 and 1.234 may be either; 12,50 and 1.5 may not.</summary>
    (int Point, int Comma) Vote(ReadOnlySpan<char> cell, bool point, bool comma)
    {
        int last = cell.LastIndexOfAny('.', ',');
        int behind = 0;
        for (int i = last + 1; i < cell.Length && char.IsAsciiDigit(cell[i]); i++) behind++;
        bool other = cell.Contains(cell[last] == '.' ? ',' : '.');
        bool certain = other || behind != 3 || cell.IndexOfAny('.', ',') is var first && first > 0 && cell[first - 1] == '0'
            && first == 1 || !(point && comma);
        if (!certain)
        {
            if (cell[last] == '.') Thousands++;
            return Decimals;
        }
        char sign = point && comma || other ? cell[last] : point ? '.' : ',';
        bool repeated = cell.IndexOf(cell[last]) != last;
        if (repeated) sign = cell[last] == '.' ? ',' : '.';
        return sign == '.' ? (Decimals.Point + 1, Decimals.Comma) : (Decimals.Point, Decimals.Comma + 1);
    }

    /// <summary>Most filled cells are moments, and not just numbers that could be taken for serial days.</summary>
    public bool LooksLikeDates => Filled > 0 && Math.Max(Dates.DayFirst, Dates.MonthFirst) * 10 >= Filled * 8
        && (Numbers * 10 < Filled * 5 || distinct.All(value => value.Length is 8 or 10 or 13 or 14));

    /// <summary>Most filled cells are numbers.</summary>
    public bool LooksLikeNumbers => Filled > 0 && Numbers * 10 >= Filled * 8;

    /// <summary>Few values come again and again.</summary>
    public bool LooksLikeWords => Filled > 0 && distinct.Count < LimitDistinct && distinct.Count * 4 < Filled;

    static readonly Kernel.ShopZone Utc = new("Etc/UTC");
}
