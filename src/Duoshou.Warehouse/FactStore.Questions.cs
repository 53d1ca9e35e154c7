using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.Questions;

namespace Duoshou.Warehouse;

public sealed partial class FactStore
{
    readonly KnownAnswers answers;
    Snapshot? available;
    int step;

    /// <inheritdoc />
    public async Task<Answered<MetricAnswer>> Ask(MetricQuestion question, Scope scope, CancellationToken cancel)
    {
        AnswerBasis basis = new(Volatile.Read(ref step), shops, options.Rates());
        Answered<CheckedQuestion> check = QuestionCheck.Run(question, scope, basis.Shops);
        if (check.Value is not { } asked) return new Answered<MetricAnswer>(null, check.Refusal);
        string key = KnownAnswers.Key(asked);
        if (options.KeepsAnswers && answers.Find(key, basis) is { } known) return new Answered<MetricAnswer>(known with { Question = question }, null);
        Answered<MetricAnswer> answered = await Work(question, asked, basis.Rates, cancel);
        if (options.KeepsAnswers && answered.Value is { } answer) answers.Keep(key, basis, answer);
        return answered;
    }

    Task<Answered<MetricAnswer>> Work(MetricQuestion question, CheckedQuestion asked, RateBook rates, CancellationToken cancel) => Reading(session =>
    {
        Availability there = There(session, cancel);
        Answering answering = new(session, asked, there, rates, options.Clock.GetUtcNow(), cancel);
        RangeFigures now = answering.Run(question.Range);
        RangeFigures? before = asked.Before is { } range ? answering.Run(range) : null;
        if (MixedCurrencies(question, now, before) is { } refusal) return new Answered<MetricAnswer>(null, refusal);
        (IReadOnlyList<AnswerRow> rows, bool truncated) = AnswerRows.Of(asked, answering.Keys, now, before);
        return new Answered<MetricAnswer>(new MetricAnswer
        {
            Question = question, Range = question.Range, Before = asked.Before, Rows = rows, Truncated = truncated,
            Total = new AnswerRow([.. question.By.Select(_ => (string?)null)], now.Total, before?.Total),
            Passports = Passports.Of(asked, now, before, there, session, cancel),
        }, null);
    }, cancel);

    /// <inheritdoc />
    public Task<Answered<FactPage>> Rows(string metric, MetricQuestion question, Scope scope, string? after, int limit, CancellationToken cancel) => Reading(session =>
    {
        Answered<CheckedQuestion> check = QuestionCheck.Run(question with { Metrics = [metric], OrderBy = null }, scope, shops, added: false);
        return check.Value is { } asked
            ? FactRows.Read(session, asked, There(session, cancel), shops, after, Math.Clamp(limit, 1, 10_000), cancel)
            : new Answered<FactPage>(null, check.Refusal);
    }, cancel);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> Values(string dimension, Period range, Scope scope, int limit, CancellationToken cancel) => Reading(
        session =>
        {
            // Filters and the palette ask for the same values at every key that is pressed.
            Availability there = There(session, cancel);
            IReadOnlyList<NumberedShop> seen = ShopFilter.Visible(scope, [], shops);
            string key = $"values {dimension} {range.First.DayNumber} {range.Last.DayNumber} {limit} {string.Join(',', seen.Select(shop => shop.Number))}";
            return there.Once(key, () => DimensionValues.Read(session, dimension, range, seen, there, limit, cancel));
        }, cancel);

    /// <summary>What facts there are; read anew after the ledger moved on.</summary>
    Availability There(IFactSession session, CancellationToken cancel)
    {
        int now = Volatile.Read(ref step);
        if (Volatile.Read(ref available) is { } known && known.Step == now) return known.There;
        Availability there = Availability.Load(session, cancel);
        Volatile.Write(ref available, new Snapshot(now, there));
        return there;
    }

    /// <summary>What there was after a step of the ledger.</summary>
    sealed record Snapshot(int Step, Availability There);

    /// <summary>Money of several currencies is not one number unless somebody says in which currency, or asks for each on its own.</summary>
    static Refusal? MixedCurrencies(MetricQuestion question, RangeFigures now, RangeFigures? before)
    {
        if (question.Currency is not null || question.By.Contains("currency")) return null;
        string[] found = [.. now.Currencies.Concat(before?.Currencies ?? Enumerable.Empty<string>()).Distinct().Order(StringComparer.Ordinal)];
        if (found.Length < 2) return null;
        string all = string.Join(", ", found);
        return new Refusal("currency.mixed", new($"所选范围含多种货币（{all}），不能直接相加",
            $"The selection holds several currencies ({all}), which cannot be added."),
            new("指定一种货币换算，或按币种拆分", "Name a currency to convert into, or split by currency."), "currency", all);
    }
}
