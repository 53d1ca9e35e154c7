using System.Runtime.InteropServices;

namespace Duoshou.Analytics.Reviews;

/// <summary>
/// Whether a review is good or bad, from its characters alone and its pairs and triples of them, so that no cut into words is needed
/// and every language works: naive Bayes on what occurs (not how often), taught with labelled reviews.
/// </summary>
public sealed class SentimentModel
{
    const double Smoothing = 1;
    readonly Dictionary<ulong, (int Good, int Bad)> counts = [];
    readonly List<ulong> scratch = [];
    long goodGrams, badGrams;
    int goodTexts, badTexts;

    /// <summary>Adds one labelled review; the order of teaching does not matter.</summary>
    public void Teach(string text, bool good) => Count(text, good, 1);

    /// <summary>Takes back one review that was taught.</summary>
    public void Forget(string text, bool good) => Count(text, good, -1);

    /// <summary>Logarithm of the odds that the review is good; 0 for a model that knows nothing.</summary>
    public double LogOdds(string text)
    {
        if (goodTexts == 0 || badTexts == 0) return 0;
        double vocabulary = counts.Count, odds = Math.Log((double)goodTexts / badTexts);
        double goodBelow = Math.Log(goodGrams + Smoothing * vocabulary), badBelow = Math.Log(badGrams + Smoothing * vocabulary);
        foreach (ulong gram in Grams(text))
        {
            (int good, int bad) = counts.GetValueOrDefault(gram);
            if (good + bad == 0) continue;
            odds += Math.Log((good + Smoothing) / (bad + Smoothing)) - goodBelow + badBelow;
        }

        return odds;
    }

    /// <summary>Whether the review is more likely good than bad.</summary>
    public bool IsGood(string text) => LogOdds(text) > 0;

    void Count(string text, bool good, int times)
    {
        List<ulong> grams = Grams(text);
        foreach (ulong gram in grams)
        {
            ref (int Good, int Bad) count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, gram, out _);
            if (good) count.Good += times;
            else count.Bad += times;
        }

        if (good) (goodGrams, goodTexts) = (goodGrams + times * grams.Count, goodTexts + times);
        else (badGrams, badTexts) = (badGrams + times * grams.Count, badTexts + times);
    }

    /// <summary>Each single character, pair and triple once, as up to three characters in one number.</summary>
    List<ulong> Grams(string text)
    {
        scratch.Clear();
        ulong one = 0, two = 0;
        foreach (char raw in text)
        {
            if (char.IsWhiteSpace(raw)) continue;
            ulong c = char.ToLowerInvariant(raw);
            scratch.Add(c);
            if (one != 0) scratch.Add(one << 16 | c);
            if (two != 0) scratch.Add(two << 32 | one << 16 | c);
            (two, one) = (one, c);
        }

        scratch.Sort();
        int kept = 0;
        for (int i = 0; i < scratch.Count; i++)
            if (i == 0 || scratch[i] != scratch[i - 1])
                scratch[kept++] = scratch[i];
        scratch.RemoveRange(kept, scratch.Count - kept);
        return scratch;
    }
}
