using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>The names that platforms give to the columns of a kind of facts, in the languages they write.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Needs">Groups of targets; of each group one must be there for the table to be of this kind.</param>
/// <param name="Signs">Targets that hardly any other kind has: the table is of this kind rather than of another.</param>
/// <param name="Names">Target and its names. Besides the fact columns: buyer, address, unit_price, time.</param>
public sealed record Synonyms(
    FactKind Kind, IReadOnlyList<IReadOnlyList<string>> Needs, IReadOnlyList<string> Signs, IReadOnlyDictionary<string,
        IReadOnlyList<string>> Names)
{
    /// <summary>The names of every kind.</summary>
    public static IReadOnlyList<Synonyms> All { get; } = KnownFormats.Read<List<Synonyms>>(KnownFormats.Files("synonyms.json").Single());

    /// <summary>How well a header fits a target: 1 for one of its names, less for one that is like it, 0 for none.</summary>
    public double Fit(string header, string target)
    {
        string plain = HeaderIndex.Plain(header), bare = HeaderIndex.WithoutNote(header);
        double best = 0;
        IReadOnlyList<string> names = plainNames.Value[target];
        for (int i = 0; i < names.Count; i++)
        {
            double first = 1 - Math.Min(i, 90) * 0.001;
            if (names[i] == plain) return first;
            double fit = names[i] == bare ? 0.995 * first : Alike(bare, names[i]);
            if (fit > best) best = fit;
        }
        return best;
    }

    /// <summary>One stands within the other, or they differ by a slip of the pen.</summary>
    static double Alike(string header, string name)
    {
        (string shorter, string longer) = header.Length < name.Length ? (header, name) : (name, header);
        bool chinese = shorter.Length > 0 && shorter[0] > 0x2E80;
        if (shorter.Length < (chinese ? 2 : 4)) return 0;
        double ratio = (double)shorter.Length / longer.Length;
        if (longer.EndsWith(shorter, StringComparison.Ordinal) && ratio >= 0.4) return 0.5 + 0.3 * ratio;
        if (longer.Contains(shorter, StringComparison.Ordinal) && ratio >= 0.6) return 0.45 + 0.3 * ratio;
        return !chinese && shorter.Length >= 6 && longer.Length - shorter.Length <= 1 && Differences(shorter, longer) <= 1 ? 0.75 : 0;
    }

    static int Differences(string shorter, string longer)
    {
        int start = 0, end = 0;
        while (start < shorter.Length && shorter[start] == longer[start]) start++;
        while (end < shorter.Length - start && shorter[^(end + 1)] == longer[^(end + 1)]) end++;
        return longer.Length - start - end;
    }

    readonly Lazy<Dictionary<string, IReadOnlyList<string>>> plainNames = new(() =>
        Names.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<string>)[.. pair.Value.Select(HeaderIndex.Plain)]));
}
