namespace Duoshou.Analytics.Keywords;

/// <summary>Finds texts by words: Okapi BM25 (Robertson et al. 1994), k1 1.2, b 0.75.</summary>
public sealed class TextSearch
{
    const double K1 = 1.2, B = 0.75;
    readonly Segmentation segmentation;
    readonly Dictionary<string, List<(int Text, int Times)>> postings = new(StringComparer.Ordinal);
    readonly int[] lengths;
    readonly double meanLength;

    /// <summary>Builds the index; texts are known by their position.</summary>
    public TextSearch(IEnumerable<string> texts, Segmentation? segmentation = null)
    {
        this.segmentation = segmentation ?? Segmentation.Standard;
        List<int> counted = [];
        foreach (string text in texts)
        {
            IReadOnlyList<string> terms = this.segmentation.Terms(text);
            foreach (IGrouping<string, string> term in terms.GroupBy(t => t, StringComparer.Ordinal))
            {
                if (!postings.TryGetValue(term.Key, out List<(int, int)>? list)) postings[term.Key] = list = [];
                list.Add((counted.Count, term.Count()));
            }

            counted.Add(terms.Count);
        }

        lengths = [.. counted];
        meanLength = lengths.Length > 0 ? Math.Max(1, lengths.Average()) : 1;
    }

    /// <summary>Texts that hold any word of the query, best first, equal ones by position.</summary>
    public IReadOnlyList<(int Text, double Score)> Find(string query, int count)
    {
        Dictionary<int, double> scores = [];
        foreach (string term in segmentation.Terms(query).Distinct(StringComparer.Ordinal))
        {
            if (!postings.TryGetValue(term, out List<(int Text, int Times)>? list)) continue;
            double rarity = Math.Log(1 + (lengths.Length - list.Count + 0.5) / (list.Count + 0.5));
            foreach ((int text, int times) in list)
                scores[text] = scores.GetValueOrDefault(text)
                    + rarity * times * (K1 + 1) / (times + K1 * (1 - B + B * lengths[text] / meanLength));
        }

        return [.. scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Take(Math.Max(0, count)).Select(s => (s.Key,
            s.Value))];
    }
}
