using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>
/// Says an explanation in both languages: the fact, then the reason, then what is not known. No sentence is stronger
/// than its grade.
/// </summary>
static class Sentences
{
    const int MostGaps = 3;
    const int MostCauses = 3;

    public static IReadOnlyList<Finding> Of(Explanation found, ExplanationInput input, Figures figures)
    {
        List<Finding> findings = [];
        findings.AddRange(found.Gaps.OrderByDescending(g => g.IsCertain).Take(MostGaps).Select(g => OfGap(g, input, figures)));
        if (found.IsGap) findings.Add(new("data.change_is_gap", Grade.Shown, new(
            "少掉的主要是还没到的数据，先不要当成下降。数据到齐后再看原因",
            "What is missing is mostly data that has not come; do not read it as a fall. Look again when it is in")));
        findings.AddRange(ChangeSentences.Of(found.Split, figures));
        if (found.Split.Unknown.Count > 0) findings.Add(OfUnknown(found.Split.Unknown));
        if (found.Split.Change is null or 0) return findings;
        findings.AddRange(found.Mixes.Where(m => m.Split.IsReversal).Take(1).Select(m => OfReversal(m.Dimension, m.Split, figures)));
        findings.AddRange(found.Causes.Take(MostCauses).Select(c => OfPlace(c, figures)));
        findings.AddRange(EventSentences.Of(found, figures));
        return findings;
    }

    static Finding OfGap(DataGap gap, ExplanationInput input, Figures figures)
    {
        string usual = decimal.Round((decimal)gap.UsualRows).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string rows = gap.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture);
        string code = input.Window.Contains(gap.Day) ? "data.gap" : "data.gap_in_comparison";
        string zhDay = figures.Day(gap.Day, Language.Chinese), enDay = figures.Day(gap.Day, Language.English);
        string zhFeed = figures.Feed(gap.Feed, Language.Chinese), enFeed = figures.Feed(gap.Feed, Language.English);
        return gap.IsCertain
            ? new(code, Grade.Shown, new($"{zhFeed} {zhDay} 的数据没有到齐：{rows} 行，平时约 {usual} 行",
                $"{enFeed} for {enDay} is incomplete: {rows} rows, usually about {usual}"))
            : new(code + "_possible", Grade.CannotTell, new($"{zhFeed} {zhDay} 只有 {rows} 行，平时约 {usual} 行。说不清是没到齐还是真的少了",
                $"{enFeed} for {enDay} has {rows} rows, usually about {usual}. "
                + "Cannot tell whether rows are missing or business was slow"));
    }

    static Finding OfUnknown(IReadOnlyList<MetricNode> unknown) => new("tree.unknown", Grade.Shown, new(
        $"没有{string.Join("、", unknown.Select(n => n.Name.Zh))}的数据，没有拆到那一层",
        $"No data for {string.Join(", ", unknown.Select(n => n.Name.En.ToLowerInvariant()))}; not split that far"));

    static Finding OfReversal(string dimension, MixAndRate split, Figures figures) => new("mix.reversal", Grade.Shown, split.Change < 0
        ? new($"按{figures.Dimension(dimension, Language.Chinese)}看，各段并没有跌，是低的那段占比变大了",
            $"By {figures.Dimension(dimension, Language.English)} the parts did not fall; the lower part has grown in share")
        : new($"按{figures.Dimension(dimension, Language.Chinese)}看，各段并没有涨，是高的那段占比变大了",
            $"By {figures.Dimension(dimension, Language.English)} the parts did not rise; the higher part has grown in share"));

    static Finding OfPlace(ExplainedCause place, Figures figures)
    {
        string Share(Language language) => figures.Share(place.Cause.Share, language);
        string Amount(Language language) => figures.Amount(Math.Abs(place.Cause.Amount), language);
        string Where(Language language) => figures.Where(place.Cause.Where, language);
        if (place.Cause.Where.Count == 0 && place.Cause.Grade != Grade.Shown)
            return new("place.whole", Grade.Fits, new("整体一起变的，不在某一处", "It moved as a whole, not in one place"));
        if (place.Cause.Where.Count == 0)
            return new("place.everywhere", Grade.Shown, new($"各处变得一样，合计占 {Share(Language.Chinese)}",
                $"All parts moved alike; together {Share(Language.English)} of it"));
        if (place.Cause.Grade == Grade.CannotTell)
            return new("place.unsure", Grade.CannotTell, new($"可能在 {Where(Language.Chinese)}，说不清",
                $"Possibly {Where(Language.English)}; cannot tell"));
        if (place.Cause.Share is < 0 or > 1)
            return new("place.amount", Grade.Shown, new(
                $"{Where(Language.Chinese)} {(place.Cause.Amount < 0 ? "少了" : "多了")} {Amount(Language.Chinese)}",
                $"{Where(Language.English)} {(place.Cause.Amount < 0 ? "down" : "up")} {Amount(Language.English)}"));
        return new("place.share", Grade.Shown, new($"其中 {Share(Language.Chinese)} 在 {Where(Language.Chinese)}",
            $"{Share(Language.English)} of it is in {Where(Language.English)}"));
    }
}
