namespace Duoshou.Analytics.Keywords;

/// <summary>A term with the weight that the method gives it.</summary>
/// <param name="Term">The word.</param>
/// <param name="Weight">Larger is more telling; the scale is the method's.</param>
public readonly record struct KeyTerm(string Term, double Weight);

/// <summary>Which words tell most about texts.</summary>
public static class KeyTerms
{
    static readonly HashSet<string> Stops = new(StringComparer.Ordinal)
    {
        "the", "of", "is", "and", "to", "in", "that", "we", "for", "an", "are", "by", "be", "as", "on", "with", "can", "if",
            "from", "which",
        "you", "it", "this", "then", "at", "have", "all", "not", "one", "has", "or",
    };

    /// <summary>
    /// Share in the text times inverse document frequency in general language (TF-IDF): the terms of one text, best first,
    /// words of one
    /// character left out.
    /// </summary>
    public static IReadOnlyList<KeyTerm> OfText(string text, int count, Segmentation? segmentation = null)
    {
        Segmentation cut = segmentation ?? Segmentation.Standard;
        string[] terms = [.. cut.Cut(text, unknownWords: false).Where(Tells)];
        return Best(terms.GroupBy(t => t, StringComparer.Ordinal)
            .Select(g => new KeyTerm(g.Key, (double)g.Count() / terms.Length * cut.Lexicon.RarityOf(g.Key))), count);
    }

    /// <summary>Whether a word can be a term at all: more than one character, some of them letters or digits, and no filler.</summary>
    internal static bool Tells(string word) => word.Length > 1 && word.Any(char.IsLetterOrDigit) && !Stops.Contains(word.ToLowerInvariant());

    /// <summary>
    /// What sets one pile of texts apart from another (good reviews from bad ones, a category from the rest): the
    /// log-likelihood ratio
    /// G2 of Dunning (1993), negative for terms that the pile avoids. A term counts once in a text.
    /// </summary>
    public static IReadOnlyList<KeyTerm> SettingApart(IEnumerable<string> texts, IEnumerable<string> background, int count,
        Segmentation? segmentation = null)
    {
        Segmentation cut = segmentation ?? Segmentation.Standard;
        (Dictionary<string, int> here, int n) = DocumentCounts(texts, cut);
        (Dictionary<string, int> there, int m) = DocumentCounts(background, cut);
        if (n == 0 || m == 0) return [];
        return Best(here.Keys.Union(there.Keys, StringComparer.Ordinal).Where(t => t.Length > 1)
            .Select(t => new KeyTerm(t, LogLikelihoodRatio(here.GetValueOrDefault(t), n, there.GetValueOrDefault(t), m))), count);
    }

    /// <summary>2 x the log-likelihood gained by two rates instead of one, signed by which is larger.</summary>
    public static double LogLikelihoodRatio(double a, double n, double b, double m)
    {
        if (n <= 0 || m <= 0) return 0;
        double p = (a + b) / (n + m);
        double ratio = 2 * (Log(a, n, a / n) + Log(b, m, b / m) - Log(a, n, p) - Log(b, m, p));
        return a / n >= b / m ? Math.Max(0, ratio) : -Math.Max(0, ratio);
    }

    static double Log(double k, double n, double p) => (k > 0 ? k * Math.Log(p) : 0) + (n > k ? (n - k) * Math.Log(1 - p) : 0);

    static (Dictionary<string, int> Counts, int Texts) DocumentCounts(IEnumerable<string> texts, Segmentation cut)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        int n = 0;
        foreach (string text in texts)
        {
            n++;
            foreach (string term in cut.Terms(text)
                .Distinct(StringComparer.Ordinal)) counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return (counts, n);
    }

    /// <summary>
    /// Weights that differ only in their last digits count as equal and go by the word, as they would on paper.
    /// </summary>
    internal static KeyTerm[] Best(IEnumerable<KeyTerm> terms, int count) =>
        [.. terms.OrderByDescending(t => Math.Round(t.Weight, 9)).ThenBy(t => t.Term, StringComparer.Ordinal).Take(Math.Max(0,
            count))];
}
