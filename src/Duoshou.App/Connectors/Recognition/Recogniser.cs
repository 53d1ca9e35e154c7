using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>
/// Proposes how a table is read: a saved mapping of the same headers, a format that ships, or names and contents of its columns.
/// </summary>
sealed class Recogniser(ImportTarget target, DateTime today, ImportChoices choices, Func<string, Mapping?> saved)
{
    /// <summary>Two kinds this close are both likely; a person must say which.</summary>
    const double Close = 0.85;

    /// <summary>The plan of a table.</summary>
    /// <exception cref="ImportProblem">Nothing that the ledger keeps can be seen in the table.</exception>
    public TablePlan Plan(TableSample sample)
    {
        List<ImportQuestion> questions = [];
        List<Words> notices = [];
        (Mapping mapping, KindMatch? match) = Found(sample, questions);
        if (choices.Mapping is null) mapping = Completion.Summed(sample, OrderTotals.Mark(sample, Completion.Merged(sample, mapping)));
        if (match is not null)
        {
            mapping = new IncomeAndExpense(sample, match, choices, questions, notices).Settled(mapping);
            mapping = new UnreadAmounts(sample, match, choices, questions, notices).Asked(mapping);
        }
        UnreadAmounts.Tell(sample, mapping, match, notices);
        if (mapping.Kind is { } kind)
            mapping = new ColumnReadings(sample, target, today, choices, questions, notices).Complete(mapping, FactTables.Of(kind));
        TablePlan plan = new()
        {
            File = sample.File.Name, Sheet = sample.Sheet, Dialect = sample.Dialect, Headers = sample.Headers, Mapping = mapping,
            Questions = questions, Notices = notices, Columns = Proposals(sample, mapping, match),
            Shape = sample.Dialect is { HasHeader: true, Html: false, Xml: false } && sample.File.Form == FileForm.Text ? ColumnShape.Of(sample) : null,
        };
        return mapping.Kind is null || mapping.LookUps.Count > 0 ? plan : plan with { Preview = PlanPreview.Of(sample, mapping, target) };
    }

    (Mapping Mapping, KindMatch? Match) Found(TableSample sample, List<ImportQuestion> questions)
    {
        if (choices.Mapping is { } name)
            return (saved(name) ?? KnownFormats.Named(name)?.Mapping ?? throw UnknownMapping(sample, name), null);
        if (choices.Kind is null && saved(Fingerprint(sample.Headers)) is { } kept) return (kept, null);
        if (Shipped(sample) is { } format && (choices.Kind is null || format.Mapping.Kind == choices.Kind))
            return (Completion.Enriched(sample, format.Mapping), null);
        if (sample.Dialect.HasHeader && Templates.Match(sample.Headers) is { } template && (choices.Kind is null
            || template.Kind == choices.Kind)) return (template, null);
        KindMatch[] likely = [.. Synonyms.All.Where(names => choices.Kind is null || names.Kind == choices.Kind)
            .Select(names => KindMatch.Of(sample, names))
            .Where(match => match.Lacking.Count == 0 || choices.Kind is not null && match.Found.Count > 0)
            .OrderByDescending(match => match.Score)];
        if (likely.Length == 0) throw Unrecognised(sample);
        if (likely.Length > 1 && likely[1].Score > likely[0].Score * Close) questions.Add(WhichKind(sample, likely));
        return (likely[0].Mapping(sample), likely[0]);
    }

    /// <summary>The shipped format that asks for most of what is there.</summary>
    static KnownFormat? Shipped(TableSample sample)
    {
        if (!sample.Dialect.HasHeader) return KnownFormats.All.FirstOrDefault(format => format.Shape.Count > 0
            && HasShape(sample, format.Shape));
        HeaderIndex index = new(sample.Headers);
        return KnownFormats.All
            .Where(format => format.Requires.Count > 0 && format.Requires.All(header => index.Find(header) >= 0) && !format.Without
                .Any(header => index.Find(header) >= 0))
            .MaxBy(format => format.Requires.Count);
    }

    static bool HasShape(TableSample sample, IReadOnlyList<string> shape) =>
        sample.Headers.Count == shape.Count && Enumerable.Range(0, shape.Count).All(place => sample.Columns[place].Filled > 0
            && sample.Columns[place].Samples.All(value => Fits(value, shape[place])));

    static bool Fits(string value, string shape) => shape switch
    {
        "integer" => !value.AsSpan().ContainsAnyExceptInRange('0', '9'),
        "decimal" => Numbers.TryRead(value, '.', out _) == CellOutcome.Value,
        "date8" => value.Length == 8 && value[0] is '1' or '2' && Moments.TryRead(value, DateOrder.DayFirst, Utc,
            out _) == CellOutcome.Value,
        "unix" => value.Length is 10 or 13 && !value.AsSpan().ContainsAnyExceptInRange('0', '9'),
        _ => shape.Split('|').Contains(value, StringComparer.OrdinalIgnoreCase),
    };

    static readonly ShopZone Utc = new("Etc/UTC");

    /// <summary>The same headers in the same order have the same fingerprint; saved mappings are found by it.</summary>
    public static string Fingerprint(IReadOnlyList<string> headers)
    {
        ulong hash = 17;
        foreach (string header in headers) hash = Occurrences.Hash(HeaderIndex.Plain(header), hash);
        return "headers." + hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    static List<ColumnProposal> Proposals(TableSample sample, Mapping mapping, KindMatch? match)
    {
        HeaderIndex index = new(sample.Headers);
        ILookup<int, string> targets = mapping.Columns
            .SelectMany(rule => rule.From.Select(from => (Place: index.Find(from.TrimStart('-')), rule.Target)))
            .Concat(mapping.Spread?.Columns.Keys.Select(header => (Place: index.Find(header), mapping.Spread.Target)) ?? [])
            .Where(pair => pair.Place >= 0).Distinct().ToLookup(pair => pair.Place, pair => pair.Target);
        return [.. sample.Headers.Select((header, place) => new ColumnProposal(header, [.. targets[place]],
            !targets.Contains(place) ? Confidence.Skipped : Sureness(match, place), [.. sample.Columns[place].Samples.Take(3)]))];
    }

    static Confidence Sureness(KindMatch? match, int place) =>
        match?.Found.Values.Where(found => found.Column == place).Select(found => found.Fit).FirstOrDefault(1) switch
        {
            null or > 0.9 => Confidence.SameName,
            <= 0.5 => Confidence.Content,
            _ => Confidence.Similar,
        };

    static ImportQuestion WhichKind(TableSample sample, KindMatch[] likely) => new()
    {
        Key = "kind", Text = new("这是什么数据？", "What kind of data is this?"),
        Detail = new($"{sample.Name} 的列名像好几种数据。", $"The columns of {sample.Name} fit several kinds."),
        Options = [.. likely.Take(4).Select(match => new ImportAnswer(FactTables.Of(match.Kind).Name, FactTables.Of(match.Kind).Title))],
        Suggested = FactTables.Of(likely[0].Kind).Name,
    };

    static ImportProblem Unrecognised(TableSample sample) => sample is { IsWhole: true, Records.Count: 0 } ? new("kind.unknown", sample.Name,
        new($"只有一行表头，没有数据：{string.Join("、", sample.Headers.Take(12))}。", $"It has one row of names and no data below it: {string.Join(", ", sample.Headers.Take(12))}."),
        new("请确认导出时选的时间范围里有数据，再导出一次。", "Check that the range of the export holds anything, and export it again."))
        : new("kind.unknown", sample.Name,
        new($"认不出这是什么数据。列：{string.Join("、", sample.Headers.Take(12))}。", $"It is not clear what the table holds. Its columns: {string.Join(", ", sample.Headers.Take(12))}."),
        IsRefunds(sample) ? OnlyRefunds
            : new("请选择种类（命令行写 --as，如 order_line），或改用可下载的模板。",
                "Choose its kind (on a command line: --as, such as order_line), or use one of the templates that can be downloaded."));

    /// <summary>Refunds alone are not taken: beside an order report that carries them too they would count twice.</summary>
    static readonly Words OnlyRefunds = new("像是单独的退款清单，目前还不能导入：请导出带退款金额列的订单报表，退款会随订单记在原单上。",
        "It looks like a list of refunds alone, which cannot be imported yet: export the order report that has a column of refunds, and they are kept with their orders.");

    static bool IsRefunds(TableSample sample) => sample.Headers.Count(header => header.Contains("退款", StringComparison.Ordinal) || header.Contains("退货", StringComparison.Ordinal)
        || header.Contains("refund", StringComparison.OrdinalIgnoreCase) || header.Contains("return", StringComparison.OrdinalIgnoreCase)) >= 2;

    static ImportProblem UnknownMapping(TableSample sample, string name) => new("mapping.unknown", sample.Name,
        new($"没有叫「{name}」的对应方案。", $"There is no mapping called '{name}'."),
        new("请用已保存的名称或内置格式的名称。", "Use the name of a saved mapping or of a format that ships."));
}

/// <summary>What the person or the command line has said beforehand.</summary>
/// <param name="Kind">The kind of facts, when it was said.</param>
/// <param name="Mapping">The mapping's name, when it was said.</param>
/// <param name="Answers">Answers by the question's key.</param>
public sealed record ImportChoices(FactKind? Kind = null, string? Mapping = null, IReadOnlyDictionary<string, string>? Answers = null)
{
    /// <summary>The answer to a question, or null.</summary>
    public string? Answer(string key) => Answers?.GetValueOrDefault(key);
}
