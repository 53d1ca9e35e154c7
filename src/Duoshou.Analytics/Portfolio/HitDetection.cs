namespace Duoshou.Analytics.Portfolio;

/// <summary>An item that may become a hit.</summary>
/// <param name="Item">Which.</param>
/// <param name="Chance">The model's estimate.</param>
/// <param name="UnitsBefore">Units of the 28 days before.</param>
public sealed record HitCandidate(string Item, double Chance, double UnitsBefore);

/// <summary>
/// Hits (爆款) and their early signs. A hit at a day sells in the 28 days from it as much as the best twentieth of the items that
/// sold in
/// the 28 days before, and at least three times its own earlier units.
/// </summary>
public sealed class HitDetection
{
    const int Window = 28;
    readonly SalesHistory history;
    readonly Dictionary<int, (double[][] Rows, bool[] Outcomes)> lessons = [];

    /// <summary>Learns nothing yet; only sums up the sales.</summary>
    public HitDetection(IEnumerable<SaleLine> sales) => history = new(sales);

    /// <summary>Items that sold in the 28 days before the day.</summary>
    public int CandidatesAt(DateOnly day) => Candidates(history.DayOf(day)).Length;

    /// <summary>Items that became hits at the day; known only 28 days later.</summary>
    public IReadOnlyList<string> HitsAt(DateOnly day) => [.. Hits(history.DayOf(day)).Select(i => history.Items[i])];

    /// <summary>
    /// The likeliest hits of the coming 28 days from what is known before the day: a logistic regression over sales signs,
    /// taught by the
    /// weeks before whose outcome was already known then.
    /// </summary>
    public IReadOnlyList<HitCandidate> Likely(DateOnly day, int count = 20)
    {
        int at = history.DayOf(day);
        List<double[]> rows = [];
        List<bool> outcomes = [];
        for (int past = at - Window; past >= Window / 2; past -= 7)
        {
            rows.AddRange(Lesson(past).Rows);
            outcomes.AddRange(Lesson(past).Outcomes);
        }

        LogisticModel model = LogisticModel.Fit(rows, outcomes, HitSigns.Untaught);
        double now = Bar(at);
        return [.. Candidates(at).Select(i => new HitCandidate(history.Items[i], model.Chance(HitSigns.Of(history, i, at, now)),
                history.Units(i, at - Window, at)))
            .OrderByDescending(c => c.Chance).ThenBy(c => c.Item, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>The signs at a past day and what became of them.</summary>
    (double[][] Rows, bool[] Outcomes) Lesson(int past)
    {
        if (lessons.TryGetValue(past, out (double[][], bool[]) known)) return known;
        HashSet<int> hits = [.. Hits(past)];
        int[] candidates = Candidates(past);
        double bar = Bar(past);
        return lessons[past] = ([.. candidates.Select(i => HitSigns.Of(history, i, past, bar))], [.. candidates
            .Select(hits.Contains)]);
    }

    /// <summary>The best items by any score of their own; equal scores by name.</summary>
    internal IReadOnlyList<string> Best(DateOnly day, int count, Func<SalesHistory, int, int, double> score)
    {
        int at = history.DayOf(day);
        return [.. Candidates(at).OrderByDescending(i => score(history, i, at)).ThenBy(i => i).Take(count).Select(i =>
            history.Items[i])];
    }

    int[] Candidates(int at) => [.. Enumerable.Range(0, history.Items.Length).Where(i => history.Units(i, at - Window, at) > 0)];

    IEnumerable<int> Hits(int at)
    {
        int[] candidates = Candidates(at);
        double[] later = [.. candidates.Select(i => history.Units(i, at, at + Window))];
        double bar = Numerics.Samples.Quantile(later, 0.95);
        return candidates.Where((i, k) => later[k] >= bar && later[k] > 0 && later[k] >= 3 * history.Units(i, at - Window, at));
    }

    /// <summary>
    /// What the best twentieth sold before the day: the height a hit will have to reach, as far as one can know.
    /// </summary>
    double Bar(int at) => Math.Max(1, Numerics.Samples.Quantile(
        [.. Candidates(at).Select(i => history.Units(i, at - Window, at))], 0.95));
}
