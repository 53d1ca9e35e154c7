namespace Duoshou.Analytics.Keywords;

/// <summary>
/// Chinese text into words: every word of the list that stands anywhere in the text is an arc, the path of the highest product of
/// frequencies is taken, and what it leaves as single characters goes to the model of unknown words.
/// </summary>
public sealed class Segmentation
{
    readonly ChineseLexicon lexicon;

    Segmentation(ChineseLexicon lexicon) => this.lexicon = lexicon;

    /// <summary>With the list that comes with the product.</summary>
    public static Segmentation Standard { get; } = new(ChineseLexicon.Standard);

    internal ChineseLexicon Lexicon => lexicon;

    /// <summary>
    /// The same with a shop's own words (brands, series) and how strongly each should hold together; 1000 is strong.
    /// </summary>
    public static Segmentation With(IEnumerable<KeyValuePair<string, int>> ownWords) =>
        new(ChineseLexicon.Standard.With(ownWords));

    /// <summary>
    /// The words in order; together they are the text, blanks included. Without unknown words, characters that form none of the
    /// list
    /// stand alone.
    /// </summary>
    public IReadOnlyList<string> Cut(string text, bool unknownWords = true)
    {
        List<string> words = [];
        int at = 0;
        while (at < text.Length)
        {
            int end = at;
            while (end < text.Length && IsWordCharacter(text[end])) end++;
            if (end > at) CutRun(text.AsSpan(at, end - at), unknownWords, words);
            else words.Add(text[at..++end]);
            at = end;
        }

        return words;
    }

    /// <summary>
    /// Words for statistics: lower case, full width folded to half, blanks and punctuation left out, and a number kept together
    /// with
    /// its unit ("20000毫安").
    /// </summary>
    public IReadOnlyList<string> Terms(string text)
    {
        List<string> terms = [];
        bool numberBefore = false;
        foreach (string word in Cut(Folded(text)))
        {
            if (!word.Any(char.IsLetterOrDigit))
            {
                numberBefore = false;
                continue;
            }

            if (numberBefore && Units.Contains(word)) terms[^1] += word;
            else terms.Add(word);
            numberBefore = char.IsAsciiDigit(word[0]) && word.All(c => char.IsAsciiDigit(c) || c == '.');
        }

        return terms;
    }

    static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "毫安", "毫安时", "毫升", "升", "克", "千克", "公斤", "斤", "厘米", "毫米", "米", "寸", "英寸", "码", "件", "片", "包", "瓶", "盒", "只", "双", "套",
            "支",
        "瓦", "伏", "度", "岁", "人", "年", "天", "小时", "元", "ml", "l", "g", "kg", "cm", "mm", "m", "w", "v", "mah", "gb", "tb",
    };

    /// <summary>Lower case, with full-width letters, digits and signs brought to their usual width.</summary>
    public static string Folded(string text) => string.Create(text.Length, text, static (into, from) =>
    {
        for (int i = 0; i < from.Length; i++)
        {
            char c = from[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(from[i] - 0xFEE0) : from[i] == '\u3000' ? ' ' : from[i];
            into[i] = char.ToLowerInvariant(c);
        }
    });

    static bool IsWordCharacter(char c) => IsHan(c) || char.IsAsciiLetterOrDigit(c)
        || c is '+' or '#' or '&' or '.' or '_' or '%' or '-';

    static bool IsHan(char c) => c is >= '\u3400' and <= '\u4DBF' or >= '\u4E00' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';

    void CutRun(ReadOnlySpan<char> run, bool unknownWords, List<string> words)
    {
        int[] ends = BestPath(run);
        int at = 0, loose = 0;
        while (at < run.Length)
        {
            int end = ends[at];
            bool joins = end - at == 1 && (unknownWords || char.IsAsciiLetterOrDigit(run[at]));
            if (!joins)
            {
                Flush(run[loose..at], unknownWords, words);
                words.Add(run[at..end].ToString());
                loose = end;
            }

            at = end;
        }

        Flush(run[loose..], unknownWords, words);
    }

    /// <summary>Single characters that stood together: one word, unknown words, or letters and digits in one piece.</summary>
    void Flush(ReadOnlySpan<char> loose, bool unknownWords, List<string> words)
    {
        if (loose.IsEmpty) return;
        if (loose.Length == 1 || !unknownWords) words.Add(loose.ToString());
        else if (lexicon.Contains(loose))
            foreach (char c in loose) words.Add(c.ToString());
        else
        {
            int at = 0;
            while (at < loose.Length)
            {
                bool han = IsHan(loose[at]);
                int end = at + 1;
                while (end < loose.Length && IsHan(loose[end]) == han && (han || Sticks(loose, at, end))) end++;
                if (han) UnknownWords.Standard.Cut(loose[at..end], words);
                else words.Add(loose[at..end].ToString());
                at = end;
            }
        }
    }

    /// <summary>Letters and digits stay together, with a decimal point between digits and a percent sign at the end.</summary>
    static bool Sticks(ReadOnlySpan<char> text, int from, int at)
    {
        if (!char.IsAsciiLetterOrDigit(text[from])) return false;
        return char.IsAsciiLetterOrDigit(text[at]) ? text[at - 1] != '%'
            : text[at] == '%' ? text[at - 1] != '%' && char.IsAsciiLetterOrDigit(text[at - 1])
            : text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at - 1]);
    }

    /// <summary>
    /// From the end to the beginning: the end of the word that begins at each place on the best path; of equals the longest.
    /// </summary>
    int[] BestPath(ReadOnlySpan<char> run)
    {
        int n = run.Length;
        double[] best = new double[n + 1];
        int[] ends = new int[n];
        for (int at = n - 1; at >= 0; at--)
        {
            best[at] = double.NegativeInfinity;
            (int From, int To) range = lexicon.Whole;
            for (int length = 1; at + length <= n; length++)
            {
                range = lexicon.Narrow(range, length - 1, run[at + length - 1]);
                bool open = range.From < range.To;
                int frequency = open ? lexicon.FrequencyAt(range, length) : 0;
                if (frequency > 0 || length == 1)
                {
                    double score = Math.Log(Math.Max(1, frequency)) - lexicon.LogTotal + best[at + length];
                    if (score >= best[at]) (best[at], ends[at]) = (score, at + length);
                }

                if (!open) break;
            }
        }

        return ends;
    }
}
