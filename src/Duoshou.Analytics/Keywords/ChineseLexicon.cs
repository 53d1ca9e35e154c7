using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Duoshou.Analytics.Keywords;

/// <summary>
/// Words with frequency and inverse document frequency, sorted, so that all words with a common beginning lie together.
/// </summary>
sealed class ChineseLexicon
{
    static readonly Lazy<ChineseLexicon> loaded = new(Load);

    readonly string[] words;
    readonly int[] frequencies;
    readonly float[] rarities;

    ChineseLexicon(string[] words, int[] frequencies, float[] rarities)
    {
        (this.words, this.frequencies, this.rarities) = (words, frequencies, rarities);
        LogTotal = Math.Log(frequencies.Sum(f => (long)f));
        float[] known = [.. rarities.Where(r => r > 0).Order()];
        MedianRarity = known.Length > 0 ? known[known.Length / 2] : 0;
    }

    public static ChineseLexicon Standard => loaded.Value;

    /// <summary>Logarithm of the sum of all frequencies.</summary>
    public double LogTotal { get; }

    /// <summary>What a word without its own inverse document frequency gets.</summary>
    public double MedianRarity { get; }

    /// <summary>The same with a shop's own words, which replace known ones.</summary>
    public ChineseLexicon With(IEnumerable<KeyValuePair<string, int>> own)
    {
        SortedDictionary<string, (int Frequency, float Rarity)> all = new(StringComparer.Ordinal);
        for (int i = 0; i < words.Length; i++) all[words[i]] = (frequencies[i], rarities[i]);
        foreach ((string word, int frequency) in own)
            if (word.Length > 0)
                all[word] = (Math.Max(1, frequency), all.TryGetValue(word, out (int, float Rarity) known) ? known.Rarity : 0);
        return new([.. all.Keys], [.. all.Values.Select(v => v.Frequency)], [.. all.Values.Select(v => v.Rarity)]);
    }

    /// <summary>
    /// The part of the list that begins with so many characters of a text, narrowed from a part that begins with one less.
    /// </summary>
    public (int From, int To) Narrow((int From, int To) range, int depth, char next)
    {
        int from = Bound(range, depth, next, after: false);
        return (from, Bound((from, range.To), depth, next, after: true));
    }

    public (int From, int To) Whole => (0, words.Length);

    /// <summary>Frequency of the word that is the beginning itself; 0 where it is none.</summary>
    public int FrequencyAt((int From, int To) range, int length) =>
        range.From < range.To && words[range.From].Length == length ? frequencies[range.From] : 0;

    public bool Contains(ReadOnlySpan<char> word)
    {
        (int From, int To) range = Whole;
        for (int i = 0; i < word.Length && range.From < range.To; i++) range = Narrow(range, i, word[i]);
        return FrequencyAt(range, word.Length) > 0;
    }

    public double RarityOf(string word)
    {
        int at = Array.BinarySearch(words, word, StringComparer.Ordinal);
        return at >= 0 && rarities[at] > 0 ? rarities[at] : MedianRarity;
    }

    int Bound((int From, int To) range, int depth, char next, bool after)
    {
        (int low, int high) = range;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            string word = words[middle];
            // A word that ends here sorts before every longer one.
            bool before = word.Length <= depth || (after ? word[depth] <= next : word[depth] < next);
            if (before) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Each line: how many characters of the word before are kept (one digit), the rest, frequency, rarity.</summary>
    static ChineseLexicon Load()
    {
        using Stream packed = typeof(ChineseLexicon).Assembly.GetManifestResourceStream("zh-words")
            ?? throw new InvalidDataException("The Chinese word list is missing from the assembly.");
        using StreamReader reader = new(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        List<string> words = new(380_000);
        List<int> frequencies = new(380_000);
        List<float> rarities = new(380_000);
        string before = "";
        while (reader.ReadLine() is { } line)
        {
            int tab = line.IndexOf('\t', StringComparison.Ordinal), second = line.IndexOf('\t', tab + 1);
            before = string.Concat(before.AsSpan(0, line[0] - '0'), line.AsSpan(1, tab - 1));
            words.Add(before);
            ReadOnlySpan<char> frequency = second < 0 ? line.AsSpan(tab + 1) : line.AsSpan(tab + 1, second - tab - 1);
            frequencies.Add(int.Parse(frequency, NumberStyles.Integer, CultureInfo.InvariantCulture));
            rarities.Add(second < 0 ? 0 : float.Parse(line.AsSpan(second + 1), NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return new([.. words], [.. frequencies], [.. rarities]);
    }
}
