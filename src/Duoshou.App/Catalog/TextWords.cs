using Duoshou.Analytics.Keywords;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>A word of a single text.</summary>
/// <param name="Rank">Its part of the text by what it stands near (TextRank); all words together make 1.</param>
/// <param name="Rarity">Its share of the text times how rare it is in general language (TF-IDF); null where it is not among the first.</param>
public sealed record TextWord(string Term, decimal Rank, decimal? Rarity);

/// <summary>Which words carry a single text, such as the description of a listing.</summary>
public sealed record TextWords(Footing Footing, IReadOnlyList<TextWord> Words) : IAnalysed
{
    const int MostShown = 40, FewWords = 8, MostLetters = 200_000;

    public static TextWords Of(string text)
    {
        List<Words> limits = [];
        if (text.Length > MostLetters) limits.Add(new($"只读前 {MostLetters} 个字。", $"Only the first {MostLetters} characters are read."));
        string read = text.Length > MostLetters ? text[..MostLetters] : text;
        Dictionary<string, double> rarity = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyTerm term in KeyTerms.OfText(read, 10 * MostShown)) rarity.TryAdd(term.Term, term.Weight);
        IReadOnlyList<KeyTerm> all = TextRank.OfText(read, int.MaxValue);
        TextWord[] words = [.. all.Take(MostShown).Select(term => new TextWord(term.Term, Written.OrZero(term.Weight, 6),
            rarity.TryGetValue(term.Term, out double rare) ? Written.Number(rare, 6) : null))];
        Footing footing = words.Length == 0
            ? Footing.TooLittle(0, new("没有可以当关键词的词。", "There is no word that could be a term."), new("给一段描述或评价。", "Give a description or a review."))
            : new(all.Count, all.Count >= FewWords, new($"{all.Count} 个不同的词，按相邻五个词的联系排；只看这一段，没有和别的文字比。",
                    $"{all.Count} different words, ranked by the five words around; only this text is looked at, none beside it."),
                new($"看「{words[0].Term}」是不是想说的卖点；不是，就把卖点提前、多说一遍。",
                    $"See whether “{words[0].Term}” is the claim that is meant; if not, say the claim earlier and once more."));
        return new(footing with { Limits = limits }, words);
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language) =>
    [
        language == Language.Chinese
            ? new("词", ["词", "分量", "罕见度"], [.. Words.Select(word => (IReadOnlyList<Cell>)[word.Term, Cell.Of(word.Rank), Cell.Of(word.Rarity)])])
            : new("Words", ["Word", "Weight", "Rarity"], [.. Words.Select(word => (IReadOnlyList<Cell>)[word.Term, Cell.Of(word.Rank), Cell.Of(word.Rarity)])]),
    ];
}
