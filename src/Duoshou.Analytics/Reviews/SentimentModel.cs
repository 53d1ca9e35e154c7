using System.Runtime.InteropServices;

namespace Duoshou.Analytics.Reviews;

/// <summary>
/// Whether a review is good or bad, from its characters alone and its pairs and triples of them, so that no cut into words is
/// needed
/// and every language works: naive Bayes on what occurs (not how often), taught with labelled reviews.
/// </summary>
public sealed class SentimentModel
{
    const double Smoothing = 1;
    readonly Dictionary<ulong, int> places = [];
    readonly List<(int Good, int Bad)> counts = [];
    readonly List<ulong> scratch = [];
    long goodGrams, badGrams;
    int goodTexts, badTexts;

    /// <summary>Adds one labelled review; the order of teaching does not matter.</summary>
    public void Teach(string text, bool good) => Count(Prepare(text), good, 1);

    /// <summary>Takes back one review that was taught.</summary>
    public void Forget(string text, bool good) => Count(Prepare(text), good, -1);

    /// <summary>Logarithm of the odds that the review is good; 0 for a model that knows nothing.</summary>
    public double LogOdds(string text) => LogOdds([.. Grams(text).Select(g => places.GetValueOrDefault(g, -1)).Where(p =>
        p >= 0)]);

    /// <summary>Whether the review is more likely good than bad.</summary>
    public bool IsGood(string text) => LogOdds(text) > 0;

    /// <summary>
    /// Places of a review's grams in the counts, so that one review can be taught, judged and forgotten without rereading.
    /// </summary>
    internal int[] Prepare(string text)
    {
        List<ulong> grams = Grams(text);
        int[] at = new int[grams.Count];
        for (int i = 0; i < at.Length; i++)
        {
            ref int place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, grams[i], out bool known);
            if (!known)
            {
                place = counts.Count;
                counts.Add(default);
            }

            at[i] = place;
        }

        return at;
    }

    internal void Count(int[] prepared, bool good, int times)
    {
        Span<(int Good, int Bad)> all = CollectionsMarshal.AsSpan(counts);
        foreach (int place in prepared)
            if (good) all[place].Good += times;
            else all[place].Bad += times;
        if (good) (goodGrams, goodTexts) = (goodGrams + (long)times * prepared.Length, goodTexts + times);
        else (badGrams, badTexts) = (badGrams + (long)times * prepared.Length, badTexts + times);
    }

    internal double LogOdds(int[] prepared)
    {
        if (goodTexts <= 0 || badTexts <= 0) return 0;
        double vocabulary = counts.Count, odds = Math.Log((double)goodTexts / badTexts);
        double below = Math.Log(badGrams + Smoothing * vocabulary) - Math.Log(goodGrams + Smoothing * vocabulary);
        foreach (int place in prepared)
        {
            (int good, int bad) = counts[place];
            if (good + bad > 0) odds += Math.Log((good + Smoothing) / (bad + Smoothing)) + below;
        }

        return odds;
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
