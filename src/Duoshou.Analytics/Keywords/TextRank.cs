namespace Duoshou.Analytics.Keywords;

/// <summary>
/// Which words carry a single text: words that stand near many others that do so themselves (TextRank, Mihalcea and Tarau 2004), with a window
/// of five words and a damping of 0.85. It needs no other texts to compare with, as TF-IDF does.
/// </summary>
public static class TextRank
{
    /// <summary>Two words are linked when fewer words than this lie from one to the other, both counted in.</summary>
    public const int Window = 5;

    /// <summary>The share of a word's weight that comes from its neighbours.</summary>
    public const double Damping = 0.85;

    const int MostRounds = 1000;

    /// <summary>The terms of one text, best first; words of one character and those that tell nothing are left out, but keep their place.</summary>
    public static IReadOnlyList<KeyTerm> OfText(string text, int count, Segmentation? segmentation = null)
    {
        Segmentation cut = segmentation ?? Segmentation.Standard;
        return Of([.. cut.Cut(text, unknownWords: false).Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => KeyTerms.Tells(word)
            ? word.ToLowerInvariant() : "")], count);
    }

    /// <summary>The weights of words in their order, best first; together they make one. An empty word only keeps its place.</summary>
    public static IReadOnlyList<KeyTerm> Of(IReadOnlyList<string> words, int count)
    {
        string[] names = [.. words.Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> at = names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        Dictionary<int, double>[] links = [.. names.Select(_ => new Dictionary<int, double>())];
        for (int i = 0; i < words.Count; i++)
            for (int j = i + 1; j < words.Count && j < i + Window && words[i].Length > 0; j++)
            {
                if (words[j].Length == 0 || words[j] == words[i]) continue;
                (int one, int other) = (at[words[i]], at[words[j]]);
                links[one][other] = links[one].GetValueOrDefault(other) + 1;
                links[other][one] = links[other].GetValueOrDefault(one) + 1;
            }

        double[] weights = Settled([.. links.Select(near => near.OrderBy(link => link.Key).ToArray())]);
        return KeyTerms.Best(names.Select((name, i) => new KeyTerm(name, weights[i])), count);
    }

    /// <summary>The weights at which every word has what its neighbours give it. A word without neighbours gives to all alike.</summary>
    static double[] Settled(KeyValuePair<int, double>[][] links)
    {
        int n = links.Length;
        double[] weights = [.. Enumerable.Repeat(1.0 / Math.Max(1, n), n)], next = new double[n];
        double[] strength = [.. links.Select(near => near.Sum(link => link.Value))];
        for (int round = 0; round < MostRounds; round++)
        {
            double loose = Enumerable.Range(0, n).Where(i => links[i].Length == 0).Sum(i => weights[i]), moved = 0;
            for (int i = 0; i < n; i++)
            {
                double given = loose / n;
                foreach ((int from, double link) in links[i]) given += weights[from] * link / strength[from];
                next[i] = (1 - Damping) / n + Damping * given;
                moved += Math.Abs(next[i] - weights[i]);
            }

            (weights, next) = (next, weights);
            if (moved < 1e-14) break;
        }

        return weights;
    }
}
