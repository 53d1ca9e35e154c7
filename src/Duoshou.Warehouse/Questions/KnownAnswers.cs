using System.Globalization;
using System.Text;
using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>What an answer rests on besides the question: when any of it moves on, no earlier answer holds.</summary>
readonly record struct AnswerBasis(int Step, ShopRegister Shops, RateBook Rates);

/// <summary>
/// Answers given a moment ago, for a team that looks at the same page. They hold while ledger, shops and rates stand, and never longer than
/// <see cref="Fresh"/>, since a day that ends turns figures from live to settled. Only moderate answers are kept, the newest of them.
/// </summary>
sealed class KnownAnswers(TimeProvider clock)
{
    /// <summary>Figures of one answer, and of all that are kept; a figure takes about 40 bytes.</summary>
    const int MostOfOne = 50_000, MostOfAll = 500_000;

    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    readonly Lock gate = new();
    readonly Dictionary<string, (MetricAnswer Answer, DateTimeOffset At)> known = new(StringComparer.Ordinal);
    readonly Queue<string> oldest = [];
    AnswerBasis basis;
    int figures;

    public MetricAnswer? Find(string key, AnswerBasis standing)
    {
        lock (gate)
        {
            return basis == standing && known.TryGetValue(key, out var found) && clock.GetUtcNow() - found.At is var age && age >= TimeSpan.Zero && age < Fresh
                ? found.Answer
                : null;
        }
    }

    /// <param name="standing">What stood before the answer was worked out.</param>
    public void Keep(string key, AnswerBasis standing, MetricAnswer answer)
    {
        if (Size(answer) > MostOfOne) return;
        lock (gate)
        {
            if (standing.Step < basis.Step) return;
            if (basis != standing) Clear();
            basis = standing;
            if (!Drop(key)) oldest.Enqueue(key);
            known[key] = (answer, clock.GetUtcNow());
            figures += Size(answer);
            while (figures > MostOfAll && oldest.TryDequeue(out string? next)) Drop(next);
        }
    }

    /// <summary>All that a question and its caller's rights say, as one text; shops after the filters on them.</summary>
    public static string Key(CheckedQuestion question)
    {
        MetricQuestion asked = question.Question;
        StringBuilder key = new();
        Put(key, asked.Metrics);
        Put(key, asked.By);
        foreach (Condition condition in asked.Where) Put(key, [condition.Dimension, condition.Not ? "not" : "in", .. condition.Values]);
        return key.Append(CultureInfo.InvariantCulture, $"{asked.Range.First.DayNumber} {asked.Range.Last.DayNumber} {asked.Against?.Kind} {question.Before?.First.DayNumber} ")
            .Append(CultureInfo.InvariantCulture, $"{question.Before?.Last.DayNumber} {asked.Currency?.Code} {asked.Rate} {asked.AsKnownOn?.UtcTicks} ")
            .Append(CultureInfo.InvariantCulture, $"{asked.OrderBy} {asked.OrderByChange} {asked.Reversed} {asked.Limit} ")
            .Append(CultureInfo.InvariantCulture, $"{asked.CountsTotal} {question.Scope.SeesCost} {question.Scope.SeesProfit} ")
            .AppendJoin(',', question.ShopNumbers).ToString();
    }

    /// <summary>Each with its length before it, so that no two lists read alike.</summary>
    static void Put(StringBuilder key, IReadOnlyList<string> texts)
    {
        key.Append(texts.Count).Append('[');
        foreach (string text in texts) key.Append(text.Length).Append(':').Append(text);
        key.Append(']');
    }

    static int Size(MetricAnswer answer) => (answer.Rows.Count + 1) * answer.Question.Metrics.Count * (answer.Before is null ? 1 : 2);

    bool Drop(string key)
    {
        if (!known.Remove(key, out var found)) return false;
        figures -= Size(found.Answer);
        return true;
    }

    void Clear()
    {
        known.Clear();
        oldest.Clear();
        figures = 0;
    }
}
