using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Duoshou.Analytics.Keywords;

/// <summary>
/// Words that no list holds, found by how characters behave at the beginning, middle and end of words: the best path of a
/// hidden Markov
/// model (Viterbi).
/// </summary>
sealed class UnknownWords
{
    const int Begin = 0, End = 1, Single = 3;
    const double Never = -3.14e100;
    static readonly Lazy<UnknownWords> loaded = new(Load);

    /// <summary>States that may stand before each state: begin after end or single, and so on.</summary>
    static readonly int[][] Before = [[End, Single], [Begin, 2], [2, Begin], [Single, End]];

    readonly double[] start = new double[4];
    readonly double[][] moves = new double[4][];
    readonly Dictionary<char, double>[] looks = new Dictionary<char, double>[4];

    public static UnknownWords Standard => loaded.Value;

    /// <summary>Adds the words of a run of Chinese characters.</summary>
    public void Cut(ReadOnlySpan<char> run, List<string> words)
    {
        int n = run.Length;
        if (n == 0) return;
        double[,] best = new double[n, 4];
        int[,] from = new int[n, 4];
        for (int s = 0; s < 4; s++) best[0, s] = start[s] + Look(s, run[0]);
        for (int i = 1; i < n; i++)
            for (int s = 0; s < 4; s++)
            {
                best[i, s] = double.NegativeInfinity;
                foreach (int previous in Before[s])
                {
                    double score = best[i - 1, previous] + moves[previous][s] + Look(s, run[i]);
                    if (score > best[i, s]) (best[i, s], from[i, s]) = (score, previous);
                }
            }

        int state = best[n - 1, End] > best[n - 1, Single] ? End : Single;
        Span<int> path = n <= 256 ? stackalloc int[n] : new int[n];
        for (int i = n - 1; i >= 0; i--)
        {
            path[i] = state;
            state = from[i, state];
        }

        int first = 0;
        for (int i = 0; i < n; i++)
        {
            if (path[i] is not (End or Single)) continue;
            words.Add(run[first..(i + 1)].ToString());
            first = i + 1;
        }

        if (first < n) words.Add(run[first..].ToString());
    }

    double Look(int state, char c) => looks[state].TryGetValue(c, out double log) ? log : Never;

    /// <summary>
    /// The starting line, four lines of moves, four lines of character:log pairs; states in the order B, E, M, S.
    /// </summary>
    static UnknownWords Load()
    {
        using Stream packed = typeof(UnknownWords).Assembly.GetManifestResourceStream("zh-unknown-words")
            ?? throw new InvalidDataException("The table of unknown words is missing from the assembly.");
        using StreamReader reader = new(new BrotliStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        string Line() => reader.ReadLine() ?? throw new InvalidDataException("The table of unknown words is cut short.");
        UnknownWords table = new();
        Numbers(Line()).CopyTo(table.start, 0);
        for (int s = 0; s < 4; s++) table.moves[s] = Numbers(Line());
        for (int s = 0; s < 4; s++)
            table.looks[s] = Line().Split(',', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 2)
                .ToDictionary(p => p[0], p => double.Parse(p.AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture));
        return table;
    }

    static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
}
