using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors;

/// <summary>What a file that is only to be analysed is taken for.</summary>
/// <param name="Kind">The kind of facts that the analysis reads.</param>
public sealed record FileReading(FactKind Kind)
{
    /// <summary>Columns that the caller names: the column of the facts and its header in the file.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Answers to what recognition would ask, such as date_order.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>The analysis means nothing without days; a file that has none is refused.</summary>
    public bool NeedsDays { get; init; } = true;

    /// <summary>The most rows that are taken; beyond it the reading stops and says so.</summary>
    public int Most { get; init; } = FileFacts.Most;
}

/// <summary>
/// The rows of a file as facts that stand nowhere: read by the import's own recogniser and translator, for an analysis straight on a
/// file. Buyers keep the names that the file gives them.
/// </summary>
/// <param name="Chunks">The rows.</param>
/// <param name="Read">Records read.</param>
/// <param name="Limits">What was refused or taken for granted.</param>
/// <param name="Filled">The columns of the facts that the file fills.</param>
public sealed record FileFacts(IReadOnlyList<FactChunk> Chunks, long Read, IReadOnlyList<Words> Limits, IReadOnlySet<string> Filled)
{
    /// <summary>The most rows an analysis on a file takes: ten million of them were measured to hold 12 GB, so many hold less than 4.</summary>
    public const int Most = 3_000_000;

    /// <summary>Reads files.</summary>
    /// <exception cref="ImportProblem">A file cannot be read, is not of the kind, lacks a column that was named, or leaves a question open.</exception>
    public static async Task<FileFacts> Of(IReadOnlyList<InputFile> files, FileReading reading, TimeProvider clock, CancellationToken cancel)
    {
        ImportTarget target = new(default, Currency.None, new ShopZone("Etc/UTC"), new byte[32]);
        ImportChoices choices = new(reading.Kind, null, reading.Answers);
        ImportPlan plan;
        try
        {
            plan = await new RecogniseFiles(new NoMappings(), clock).Run(new(target, files, choices), cancel);
        }
        catch (ImportProblem unknown) when (unknown.Code == "kind.unknown" && reading.Columns.Count > 0)
        {
            plan = new() { Tables = [.. files.SelectMany(file => Bare(file, reading.Kind))] };
        }
        catch (ImportProblem unknown) when (unknown.Code == "kind.unknown")
        {
            throw Unlike(files, unknown, reading.Kind);
        }

        TablePlan[] tables = [.. plan.Tables.Where(table => table.Mapping.Kind == reading.Kind).Select(table => WithNamed(table, reading))];
        if (tables.Length == 0) throw NotOfKind(files[0].Name, reading.Kind);
        Dictionary<string, InputFile> byName = InputFile.Distinct(files).ToDictionary(file => file.Name, StringComparer.Ordinal);
        return await Task.Run(() => ReadAll(tables, plan, byName, target, reading, cancel), cancel);
    }

    static FileFacts ReadAll(
        TablePlan[] tables, ImportPlan plan, Dictionary<string, InputFile> files, ImportTarget target, FileReading reading, CancellationToken cancel)
    {
        List<FactChunk> chunks = [];
        List<Words> limits = [.. tables.SelectMany(table => table.Notices).Distinct()];
        HashSet<string> filled = [];
        long read = 0, rows = 0, refused = 0;
        (int Line, Fault Fault)? first = null;
        foreach (TablePlan table in tables)
        {
            RelatedTables related = new(plan.Tables, files);
            RowTranslator translator = new(table.Mapping, related.Headers(table), target);
            HeaderIndex index = new(related.Headers(table));
            filled.UnionWith(table.Mapping.Columns.Where(rule => rule.From.Any(from => index.Find(from.TrimStart('-')) >= 0)).Select(rule => rule.Target));
            limits.AddRange(Unread(table, reading.Kind, filled));
            if (reading.NeedsDays && !Dated(reading.Kind, filled)) throw NoDays(table);
            using RecordReader records = related.Open(table, null);
            FactChunk chunk = new(FactTables.Of(reading.Kind), 4096);
            while (records.Read())
            {
                if (related.ReasonToIgnore(table, records) is not null) continue;
                read++;
                if (chunk.Capacity - chunk.Count < translator.RowsPerRecord)
                {
                    translator.EndOrder();
                    chunks.Add(chunk);
                    rows += chunk.Count;
                    if (rows > reading.Most) throw TooMany(table.Name, records.Line, reading.Most);
                    chunk = new(chunk.Table, Math.Max(4096, translator.RowsPerRecord * 2));
                    cancel.ThrowIfCancellationRequested();
                }

                if (translator.Translate(records, chunk) is not { } fault || RelatedTables.IsTotalRow(records, fault)) continue;
                refused++;
                first ??= (records.Line, fault);
            }

            translator.EndOrder();
            if (chunk.Count > 0) chunks.Add(chunk);
        }

        if (first is { } at)
        {
            Words why = RefusalWords.Of(at.Fault.Code, at.Fault.Field, at.Fault.Value);
            if (refused == read) throw new ImportProblem(at.Fault.Code, tables[0].Name, why, Remedy(reading)) { Line = at.Line,
                Field = at.Fault.Field, Value = at.Fault.Value };
            limits.Add(new($"{refused} 行读不了，没有算；第一行在第 {at.Line} 行：{why.Zh}",
                $"{refused} rows could not be read and were left out; the first is line {at.Line}: {why.En}"));
        }

        return new(chunks, read, limits, filled);
    }

    /// <summary>Columns whose name is that of a fact but whose values are not of its kind: they are not used, and that is said.</summary>
    static IEnumerable<Words> Unread(TablePlan table, FactKind kind, HashSet<string> filled)
    {
        foreach (string header in table.Headers)
            if (FactTables.Of(kind).Columns.FirstOrDefault(column => string.Equals(column.Name, header.Trim(), StringComparison.OrdinalIgnoreCase)) is { } named
                && !filled.Contains(named.Name) && table.Columns.Any(column => column.Header == header && column.Samples.Count > 0 && column.Targets.Count == 0))
                yield return new($"「{header}」这一列没有能读的值，没有用。", $"The column {header} holds no value that can be read, and was not used.");
    }

    static bool Dated(FactKind kind, HashSet<string> filled) => FactTables.Of(kind).Columns.Any(column => column.Type == FactType.Time && filled.Contains(column.Name));

    /// <summary>The mapping with the columns that were named; buyers keep their names, and what is open is refused.</summary>
    static TablePlan WithNamed(TablePlan table, FileReading reading)
    {
        HeaderIndex index = new(table.Headers);
        foreach ((string target, string header) in reading.Columns)
            if (index.Find(header) < 0) throw NoColumn(table, header);
        ColumnRule[] named = [.. reading.Columns.Select(column => new ColumnRule
        {
            Target = column.Key, From = [column.Value],
            As = column.Key switch { "order_id" or "sku" or "buyer_key" => Reading.Id, "currency" => Reading.CurrencyCode, "country" => Reading.Country, _ => null },
        })];
        IEnumerable<ColumnRule> kept = table.Mapping.Columns.Where(rule => !reading.Columns.ContainsKey(rule.Target))
            .Select(rule => rule.As == Reading.Buyer ? rule with { As = Reading.Id } : rule);
        ImportQuestion? open = table.Questions.FirstOrDefault(question => !question.IsCertain && question.Key is not ("date" or "kind" or "gross"));
        if (open is not null) throw StillOpen(table, open);
        bool dated = reading.Columns.Keys.Any(key => FactTables.Of(reading.Kind).Find(key)?.Type == FactType.Time);
        Mapping mapping = table.Mapping with { Columns = [.. named, .. kept.Where(rule => !dated || rule.Constant is null
            || FactTables.Of(reading.Kind).Find(rule.Target)?.Type != FactType.Time)] };
        return table with { Mapping = Dated(mapping, reading) };
    }

    /// <summary>Where days do not matter, a file without them is read as of one day.</summary>
    static Mapping Dated(Mapping mapping, FileReading reading)
    {
        FactColumn? moment = FactTables.Of(reading.Kind).Columns.FirstOrDefault(column => column.Type == FactType.Time && column.Required);
        return moment is null || reading.NeedsDays || mapping.Columns.Any(rule => rule.Target == moment.Name)
            ? mapping : mapping with { Columns = [.. mapping.Columns, new() { Target = moment.Name, Constant = "2000-01-01" }] };
    }

    static IEnumerable<TablePlan> Bare(InputFile file, FactKind kind)
    {
        foreach ((string sheet, Dialect dialect) in DialectFinder.In(file))
            if (TableSample.Of(file, sheet, dialect) is { } sample)
                yield return new()
                {
                    File = file.Name, Sheet = sheet, Dialect = sample.Dialect, Headers = sample.Headers, Columns = [],
                    Mapping = new() { Name = "named", Title = new("指定的列", "Named columns"), Kind = kind },
                };
    }

    static Words Remedy(FileReading reading) => new($"检查该列，或用列选项指定别的列。需要的是「{FactTables.Of(reading.Kind).Title.Zh}」。",
        $"Look at that column, or name others with the column options. What is needed are {FactTables.Of(reading.Kind).Title.En.ToLowerInvariant()}.");

    static ImportProblem NoColumn(TablePlan table, string header) => new("column.unknown", table.Name,
        new($"没有「{header}」这一列。", $"There is no column “{header}”."),
        new($"可用的列：{string.Join("、", ShownOf(table.Headers))}", $"The columns are: {string.Join(", ", ShownOf(table.Headers))}")) { Field = header };

    static ImportProblem NotOfKind(string file, FactKind kind) => new("kind.other", file,
        new($"这个文件里没有「{FactTables.Of(kind).Title.Zh}」。", $"The file holds no {FactTables.Of(kind).Title.En.ToLowerInvariant()}."),
        new("用列选项说明哪一列是什么。", "Say with the column options which column is what."));

    static ImportProblem NoDays(TablePlan table) => new("date.missing", table.Name,
        new($"没有哪一列能读成日期，这个分析要看时间。列：{string.Join("、", ShownOf(table.Headers))}",
            $"No column can be read as days, and this analysis is about time. The columns are: {string.Join(", ", ShownOf(table.Headers))}"),
        new("用 --date-column 指定日期列；日期写成 2026-01-31。", "Name the column with --date-column; write days as 2026-01-31.")) { Field = "date" };

    /// <summary>A table of which nothing is recognised: its columns, cut to what can be read, and what to name.</summary>
    static ImportProblem Unlike(IReadOnlyList<InputFile> files, ImportProblem unknown, FactKind kind)
    {
        string[] headers = files.SelectMany(file => Bare(file, kind)).Select(table => ShownOf(table.Headers)).FirstOrDefault() ?? [];
        return new("kind.unknown", unknown.File,
            new($"认不出这个文件里是「{FactTables.Of(kind).Title.Zh}」。列：{string.Join("、", headers)}",
                $"The file is not recognised as {FactTables.Of(kind).Title.En.ToLowerInvariant()}. Its columns are: {string.Join(", ", headers)}"),
            new("用列选项说明哪一列是什么（见 --help）；若列名是乱码，请重新导出为 csv 或 xlsx。",
                "Say with the column options which column is what (see --help); if the columns are no words, export it again as csv or xlsx."));
    }

    /// <summary>The first columns, each cut and without what cannot be shown.</summary>
    static string[] ShownOf(IReadOnlyList<string> headers) =>
        [.. headers.Take(12).Select(header => new string([.. header.Where(letter => !char.IsControl(letter)).Take(24)])), .. headers.Count > 12 ? new[] { "…" } : []];

    static ImportProblem TooMany(string file, int line, int most) => new("analysis.too_many_rows", file,
        new($"超过 {most} 行，是一次分析的上限。", $"There are more than {most} rows, the most that one analysis takes."),
        new("按时间拆开，或先导入再对店铺分析。", "Split the file by time, or import it and analyse the shop.")) { Line = line };

    static ImportProblem StillOpen(TablePlan table, ImportQuestion open) => new("question.open", table.Name,
        new($"{open.Text.Zh}{open.Detail.Zh}", $"{open.Text.En} {open.Detail.En}"),
        new($"请回答：--answer {open.Key}={open.Suggested}", $"Answer it: --answer {open.Key}={open.Suggested}")) { Field = open.Key,
            Value = open.Examples.FirstOrDefault() };

    sealed class NoMappings : ISavedMappings
    {
        public Task<IReadOnlyDictionary<string, Mapping>> All(CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<string, Mapping>>(new Dictionary<string, Mapping>());

        public Task Save(string name, IReadOnlyList<string> headers, Mapping mapping, CancellationToken cancel) => Task.CompletedTask;
    }
}
