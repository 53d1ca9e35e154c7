using System.Text;

namespace Duoshou.Warehouse.Questions;

/// <summary>
/// The values of one dimension that occur in an answer, each with a small number in the order of their coming: rows are then told apart by
/// numbers, and a value becomes a text only once. What the source did not supply is a value of its own.
/// </summary>
sealed class KeyValues
{
    readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);
    readonly Dictionary<int, int> numbers = [];
    readonly List<string?> all = [];
    int unknown = -1;

    public int Count => all.Count;

    public string? this[int code] => all[code];

    public int OfUnknown() => unknown >= 0 ? unknown : unknown = Add(null);

    public int OfText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 512) return OfText(Encoding.UTF8.GetString(utf8));
        Span<char> buffer = stackalloc char[512];
        return OfText(buffer[..Encoding.UTF8.GetChars(utf8, buffer)]);
    }

    /// <summary>The code of a day or hour, whose text is made when it is new.</summary>
    public int OfNumber(int number, Func<int, string> text)
    {
        if (!numbers.TryGetValue(number, out int code)) numbers[number] = code = Add(text(number));
        return code;
    }

    /// <summary>The place of each value in reading order or the other way round: texts by their letters, hours as numbers, the unknown last.</summary>
    public int[] Ranks(bool asNumbers, bool reversed)
    {
        int[] order = [.. Enumerable.Range(0, all.Count)], ranks = new int[all.Count];
        Array.Sort(order, (x, y) => Compare(all[x], all[y], asNumbers));
        if (reversed) Array.Reverse(order, 0, unknown < 0 ? order.Length : order.Length - 1);
        for (int i = 0; i < order.Length; i++) ranks[order[i]] = i;
        return ranks;
    }

    static int Compare(string? one, string? other, bool asNumbers)
    {
        if (one is null || other is null) return (one is null).CompareTo(other is null);
        return asNumbers
            ? int.Parse(one, System.Globalization.CultureInfo.InvariantCulture).CompareTo(int.Parse(other, System.Globalization.CultureInfo.InvariantCulture))
            : string.CompareOrdinal(one, other);
    }

    int OfText(ReadOnlySpan<char> text)
    {
        var known = texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(text, out int code)) return code;
        string kept = text.ToString();
        return texts[kept] = Add(kept);
    }

    int Add(string? text)
    {
        all.Add(text);
        return all.Count - 1;
    }
}

/// <summary>The rows of an answer by their values, numbered in the order of their coming. Both ranges of a comparison share them.</summary>
sealed class RowKeys(IReadOnlyList<Dimension> by)
{
    readonly KeyValues[] values = [.. by.Select(_ => new KeyValues())];
    // A combination is folded from the left: the number of what stands so far and the next code make one number again.
    readonly Dictionary<ulong, int>[] folds = [.. by.Skip(1).Select(_ => new Dictionary<ulong, int>())];
    readonly List<int> codes = [];

    public IReadOnlyList<Dimension> By => by;

    public int Count { get; private set; }

    public KeyValues Values(int dimension) => values[dimension];

    public int Code(int row, int dimension) => codes[row * by.Count + dimension];

    public string?[] Texts(int row)
    {
        string?[] texts = new string?[values.Length];
        for (int i = 0; i < texts.Length; i++) texts[i] = values[i][Code(row, i)];
        return texts;
    }

    /// <summary>The number of the row with these codes, given when it is new.</summary>
    public int Row(ReadOnlySpan<int> given)
    {
        int row = given.Length == 0 ? 0 : given[0];
        for (int i = 1; i < given.Length; i++)
        {
            ulong pair = Spread((ulong)(uint)row << 32 | (uint)given[i]);
            if (!folds[i - 1].TryGetValue(pair, out int folded)) folds[i - 1][pair] = folded = folds[i - 1].Count;
            row = folded;
        }

        return row < Count ? row : Append(given);
    }

    /// <summary>The number of a row that is known to be new, and of which no other statement will speak again.</summary>
    public int Append(ReadOnlySpan<int> given)
    {
        codes.AddRange(given);
        return Count++;
    }

    /// <summary>One to one. A dictionary hashes a long by both its halves together, under which pairs of small numbers would nearly all meet.</summary>
    static ulong Spread(ulong pair) => unchecked(pair * 0x9E37_79B9_7F4A_7C15);
}
