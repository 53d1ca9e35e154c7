using System.Buffers;
using System.Reflection;
using System.Text;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Classification;

/// <summary>A line found for a description.</summary>
/// <param name="Entry">The line.</param>
/// <param name="Score">Higher is nearer; comparable within one answer only.</param>
/// <param name="Matched">The words of the question, after translation, that the line holds.</param>
/// <param name="Above">The lines above it, chapter first.</param>
public sealed record HsHit(HsEntry Entry, double Score, IReadOnlyList<string> Matched, IReadOnlyList<HsEntry> Above)
{
    /// <summary>The names above the line in both languages, chapter first.</summary>
    public IReadOnlyList<string> Path => [.. Above.Select(above => above.Name)];
}

/// <summary>
/// Finds commodity codes by words in Chinese or English, or by the first digits of a code. An inverted index in memory, scored by
/// Okapi BM25 (Robertson and Zaragoza 2009, equation 3.15; k1 1.2, b 0.75) with the names above a line counting less than its
/// own. A proposal for a person who classifies, never a binding answer.
/// </summary>
public sealed class HsFinder
{
    const double Saturation = 1.2, LengthShare = 0.75, AboveWeight = 0.35;

    static readonly Lazy<HsWords> Glossary = new(HsWords.Embedded);

    readonly HsEntry[] entries;
    readonly Dictionary<string, int> places;
    readonly Dictionary<string, (int Entry, double Weight)[]> postings = new(StringComparer.Ordinal);

    /// <summary>An index over the lines of one or more tables; lines with the same code are one line with both names.</summary>
    public HsFinder(params IEnumerable<TariffVersion> tables)
    {
        Dictionary<string, HsEntry> all = new(StringComparer.Ordinal);
        foreach (HsEntry entry in tables.SelectMany(t => t.Entries.Values))
            all[entry.Code] = all.TryGetValue(entry.Code, out HsEntry? known) ? Joined(known, entry) : entry;
        entries = [.. all.Values.OrderBy(e => e.Code, StringComparer.Ordinal)];
        places = entries.Select((e, i) => (e.Code, i)).ToDictionary(p => p.Code, p => p.i, StringComparer.Ordinal);
        Build();
    }

    /// <summary>The nearest lines, best first, never more than the limit. No words in common: an empty list.</summary>
    public IReadOnlyList<HsHit> Find(string question, int limit = 10)
    {
        string digits = question.Trim().Replace(".", "", StringComparison.Ordinal);
        if (digits.Length >= 2 && digits.All(char.IsAsciiDigit)) return [.. ByCode(digits, limit)];
        (string Word, double Weight)[] words = [.. Glossary.Value.Question(question)];
        // One slot per line of the nomenclature is large enough for the large-object heap; the pool keeps it from there.
        double[] scores = ArrayPool<double>.Shared.Rent(entries.Length);
        try
        {
            Array.Clear(scores, 0, entries.Length);
            return Best(words, Scored(words, scores), scores, limit);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scores);
        }
    }

    /// <summary>Adds the words' parts into the scores; the lines that were touched, each once.</summary>
    List<int> Scored((string Word, double Weight)[] words, double[] scores)
    {
        List<int> touched = [];
        foreach ((string word, double weight) in words)
        {
            if (!postings.TryGetValue(word, out (int Entry, double Weight)[]? found)) continue;
            double rarity = Math.Log(1d + (entries.Length - found.Length + 0.5) / (found.Length + 0.5));
            foreach ((int entry, double part) in found)
            {
                if (scores[entry] == 0) touched.Add(entry);
                scores[entry] += weight * rarity * part;
            }
        }

        return touched;
    }

    HsHit[] Best((string Word, double Weight)[] words, List<int> touched, double[] scores, int limit)
    {
        PriorityQueue<int, (double, int)> best = new();
        foreach (int entry in touched)
        {
            (double, int) rank = (scores[entry], -entry);
            if (best.Count < limit) best.Enqueue(entry, rank);
            else if (best.TryPeek(out _, out (double, int) worst) && rank.CompareTo(worst) > 0) best.DequeueEnqueue(entry, rank);
        }

        HsHit[] hits = new HsHit[best.Count];
        for (int i = hits.Length - 1; i >= 0; i--)
        {
            int entry = best.Dequeue();
            hits[i] = new(entries[entry], scores[entry], [.. words.Select(w => w.Word).Distinct().Where(w => Holds(w, entry))],
                Above(entries[entry]));
        }

        return hits;
    }

    IEnumerable<HsHit> ByCode(string digits, int limit)
    {
        int at = Array.FindIndex(entries, e => string.CompareOrdinal(e.Code, digits) >= 0);
        for (int i = at; i >= 0 && i < entries.Length && limit-- > 0
            && entries[i].Code.StartsWith(digits, StringComparison.Ordinal); i++)
            yield return new(entries[i], 1d, [digits], Above(entries[i]));
    }

    /// <summary>Postings stand in the order of the lines, so a line is found by halving.</summary>
    bool Holds(string word, int entry)
    {
        if (!postings.TryGetValue(word, out (int Entry, double Weight)[]? found)) return false;
        int low = 0, high = found.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (found[middle].Entry == entry) return true;
            if (found[middle].Entry < entry) low = middle + 1;
            else high = middle - 1;
        }

        return false;
    }

    void Build()
    {
        Dictionary<string, double>[] counts = [.. entries.Select(Counts)];
        double average = Math.Max(1d, counts.Average(c => c.Values.Sum()));
        Dictionary<string, List<(int, double)>> lists = new(StringComparer.Ordinal);
        for (int i = 0; i < entries.Length; i++)
        {
            double length = 1d - LengthShare + LengthShare * counts[i].Values.Sum() / average;
            // Only the deepest lines can be declared; a heading that merely sums them up stands a little behind.
            double depth = entries[i].Code.Length >= 6 ? 1d : 0.8;
            foreach ((string word, double count) in counts[i])
            {
                if (!lists.TryGetValue(word, out List<(int, double)>? list)) lists[word] = list = [];
                list.Add((i, depth * count * (Saturation + 1d) / (count + Saturation * length)));
            }
        }

        foreach ((string word, List<(int, double)> list) in lists) postings[word] = [.. list];
    }

    Dictionary<string, double> Counts(HsEntry entry)
    {
        Dictionary<string, double> counts = new(StringComparer.Ordinal);
        Add(entry, 1d);
        string[] residual = entry.NameEn.Split("other than", 2, StringSplitOptions.None);
        // "Horses; live, other than pure-bred": what stands after "other than" is what the line is not.
        if (residual.Length == 2)
            foreach (string word in HsWords.Tokens(residual[1])) counts[word] = counts.GetValueOrDefault(word) * 0.4;
        foreach (HsEntry above in Ancestors(entry)) Add(above, AboveWeight);
        return counts;

        void Add(HsEntry from, double weight)
        {
            foreach (string word in HsWords.Tokens(from.NameEn).Concat(HsWords.Tokens(from.NameZh)))
                counts[word] = counts.GetValueOrDefault(word) + weight;
        }
    }

    List<HsEntry> Above(HsEntry entry)
    {
        List<HsEntry> path = [.. Ancestors(entry).Take(8)];
        path.Reverse();
        return path;
    }

    /// <summary>The lines above, nearest first. A table that leaves a level out is stepped over: 22083000 stands below 2208 or 22.</summary>
    IEnumerable<HsEntry> Ancestors(HsEntry entry)
    {
        for (string above = entry.Parent; above.Length > 0;)
        {
            if (places.TryGetValue(above, out int at)) yield return entries[at];
            string next = at > 0 || places.ContainsKey(above) ? entries[at].Parent : above.Length > 2 ? above[..^2] : "";
            above = next.Length < above.Length || !above.All(char.IsAsciiDigit) ? next : "";
        }
    }

    static HsEntry Joined(HsEntry known, HsEntry more) => known with
    {
        NameZh = known.NameZh.Length > 0 ? known.NameZh : more.NameZh,
        NameEn = known.NameEn.Length >= more.NameEn.Length ? known.NameEn : more.NameEn,
    };
}

/// <summary>
/// Words of a description: English stems, Chinese characters in pairs, and trade words turned into the nomenclature's.
/// </summary>
sealed class HsWords
{
    static readonly HashSet<string> Empty = new(
        ["the", "and", "of", "for", "or", "in", "with", "not", "other", "than", "n.e.c", "whether", "a", "an", "to", "by", "no",
        "as"], StringComparer.Ordinal);

    readonly Dictionary<string, string[]> turns;
    readonly int longest;

    HsWords(Dictionary<string, string[]> turns) => (this.turns, longest) = (turns, turns.Keys.Max(k => k.Length));

    public static HsWords Embedded()
    {
        Assembly here = typeof(HsWords).Assembly;
        using StreamReader reader = new(here.GetManifestResourceStream("classification/words.csv")!, Encoding.UTF8);
        return new(new RateFile("words.csv", reader.ReadToEnd()).Rows("from", "to")
            .ToDictionary(r => r.Text("from").ToLowerInvariant(), r => Tokens(r.Needed("to")).ToArray(), StringComparer.Ordinal));
    }

    /// <summary>
    /// The words of a question with their weights: those it holds count whole, those of the glossary a little less.
    /// </summary>
    public IEnumerable<(string Word, double Weight)> Question(string text)
    {
        string lower = text.ToLowerInvariant();
        foreach (string word in Tokens(lower)) yield return (word, 1d);
        for (int i = 0; i < lower.Length;)
        {
            int taken = Longest(lower, i);
            if (taken > 0)
                foreach (string word in turns[lower.Substring(i, taken)]) yield return (word, 0.8);
            i += Math.Max(1, taken);
        }
    }

    int Longest(string text, int at)
    {
        for (int length = Math.Min(longest, text.Length - at); length > 0; length--)
        {
            string part = text.Substring(at, length);
            bool whole = !char.IsAsciiLetter(part[0]) || part[^1] > 127 ||
                ((at == 0 || !char.IsAsciiLetter(text[at - 1]))
                    && (at + length == text.Length || !char.IsAsciiLetter(text[at + length]) || text[at + length] == 's'));
            if (whole && turns.ContainsKey(part)) return length;
        }

        return 0;
    }

    public static IEnumerable<string> Tokens(string text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || (text[i] == '-' && start >= 0));
            if (inside && start < 0) start = i;
            if (!inside && start >= 0)
            {
                string word = text[start..i].Trim('-').ToLowerInvariant();
                start = -1;
                if (word.Length > 1 && !Empty.Contains(word)) yield return Stem(word);
            }

            if (i >= text.Length || text[i] < 0x4E00 || text[i] > 0x9FFF) continue;
            bool pair = i + 1 < text.Length && text[i + 1] >= 0x4E00 && text[i + 1] <= 0x9FFF;
            bool alone = !pair && (i == 0 || text[i - 1] < 0x4E00 || text[i - 1] > 0x9FFF);
            if (pair) yield return text.Substring(i, 2);
            if (alone) yield return text[i..(i + 1)];
        }
    }

    /// <summary>Plurals only: a nomenclature writes goods in the plural and shops in the singular.</summary>
    static string Stem(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal)) return word[..^3] + "y";
        bool es = word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) ||
            word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal);
        if (word.Length > 4 && es) return word[..^2];
        return word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
    }
}
