using System.CommandLine;
using Duoshou.App;
using Duoshou.App.Agency;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Metrics;
using Duoshou.App.Orders;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>
/// What an analysis reads: shops of the home folder over some days, or a file that is not imported. The columns of a file are recognised
/// as on import; any may be named.
/// </summary>
sealed class Source
{
    static readonly (string Option, string Column, string What)[] AllColumns =
    [
        ("customer", "buyer_key", "buyers"), ("order", "order_id", "order numbers"), ("date", "ordered_at", "days"), ("item", "sku", "items"),
            ("product", "product", "product names"), ("quantity", "quantity", "pieces"),
        ("amount", "gross", "amounts"), ("currency", "currency", "currencies"), ("cost", "cost", "costs of goods"),
            ("country", "country", "countries"), ("channel", "channel", "channels"), ("keyword", "keyword", "search words"),
        ("text", "text", "texts"), ("stars", "stars", "stars"), ("campaign", "campaign", "campaigns"), ("clicks", "clicks", "clicks"),
            ("impressions", "impressions", "impressions"), ("orders", "credited_orders", "credited orders"),
        ("sales", "credited_sales", "credited sales"), ("category", "category", "categories"), ("rival", "rival", "rivals"),
            ("demand", "demand", "demand"), ("offers", "offers", "offers"), ("price", "price", "prices"),
        ("visitors", "visitors", "visitors"),
    ];

    readonly Option<string[]> shops = new("--shop") { AllowMultipleArgumentsPerToken = true, Description = "Names or ids; all shops without it" };
    readonly Option<string[]> files = new("--file") { AllowMultipleArgumentsPerToken = true,
        Description = "csv, tsv, xlsx, xls, also gz or zip, instead of a shop; - for standard input" };
    readonly Option<DateOnly?> from = Verb.Day("--from", "First day"), to = Verb.Day("--to", "Last day");
    readonly Option<string> currency = new("--currency") { Description = "Of a shop: convert into it; of a file: keep only its rows" };
    readonly Option<string[]> answers = new("--answer") { AllowMultipleArgumentsPerToken = true, Description = "Answers to what recognition asks: date_order=day_first" };
    readonly Dictionary<Option<string>, string> columns = [];
    readonly int days;

    /// <param name="days">The days that end with the last one, when none are named.</param>
    /// <param name="named">The column options that the analysis takes.</param>
    public Source(int days, params string[] named)
    {
        this.days = days;
        foreach ((string option, string column, string what) in AllColumns)
            if (named.Contains(option)) columns[new($"--{option}-column") { Description = $"The file's column of {what}, where it is not recognised" }] = column;
    }

    public IEnumerable<Option> Options => [shops, files, from, to, currency, answers, .. columns.Keys];

    public bool IsFile(ParseResult parsed) => parsed.GetValue(files) is { Length: > 0 };

    public IReadOnlyList<string> Paths(ParseResult parsed) => parsed.GetValue(files) ?? [];

    /// <summary>The currency that was named.</summary>
    public Answered<CurrencyWish> CurrencyOf(ParseResult parsed) => parsed.GetValue(currency) is not { Length: > 0 } text ? new(new(null), null)
        : Kernel.Currency.TryParse(text, null, out Currency found) ? new(new(found), null)
        : new(null, App.Refusals.Currency("currency", text));

    /// <summary>The file's rows as facts of a kind.</summary>
    /// <exception cref="ImportProblem">The file cannot be read as that.</exception>
    public async Task<FileFacts> Facts(ParseResult parsed, FactKind kind, bool needsDays, CancellationToken cancel)
    {
        using Handed handed = new();
        IReadOnlyList<InputFile> inputs = handed.Files(parsed.GetValue(files)!);
        FactTable table = FactTables.Of(kind);
        Dictionary<string, string> named = new(StringComparer.Ordinal), said = new(StringComparer.Ordinal);
        foreach ((Option<string> option, string column) in columns.Where(column => !string.IsNullOrEmpty(parsed.GetValue(column.Key))))
            if (!named.TryAdd(Fitting(table, column), parsed.GetValue(option)!))
                throw Wrong("column.twice", option.Name, parsed.GetValue(option)!, new("这一项已经用另一个列选项说过。", "Another column option names the same thing already."),
                    new("两个选项只留一个。", "Keep one of the two options."));
        foreach (string answer in parsed.GetValue(answers) ?? [])
            if (answer.Split('=', 2) is not [{ Length: > 0 } question, { Length: > 0 } reply] || !said.TryAdd(question, reply))
                throw Wrong("answer.unreadable", "--answer", answer, new($"「{answer}」读不成回答，或同一问题答了两次。",
                    $"“{answer}” is no answer, or answers a question twice."),
                    new("写成 问题=回答，每个问题一次，例如 date_order=day_first。", "Write question=answer, once for each question, such as date_order=day_first."));
        FileReading reading = new(kind) { Columns = named, Answers = said, NeedsDays = needsDays, Most = kind == FactKind.OrderLine ? SoldLines.Most : FileFacts.Most };
        return await FileFacts.Of(inputs, reading, TimeProvider.System, cancel);
    }

    static ImportProblem Wrong(string code, string option, string value, Words detail, Words remedy) => new(code, option, detail, remedy) { Field = option, Value = value };

    /// <summary>Whether a day of the file is within the days that were named; a refusal where those are the wrong way round.</summary>
    public Answered<Func<DateOnly, bool>> Within(ParseResult parsed)
    {
        (DateOnly? first, DateOnly? last) = (parsed.GetValue(from), parsed.GetValue(to));
        return first > last ? new(null, Refusals.Backwards(first.Value, last.Value)) : new(day => !(day < first) && !(day > last), null);
    }

    /// <summary>The lines of sales of the file, within the days that were named.</summary>
    public async Task<Answered<SoldLines>> Sold(ParseResult parsed, bool needsDays, CancellationToken cancel)
    {
        Answered<CurrencyWish> wish = CurrencyOf(parsed);
        if (wish.Value is not { } only) return new(null, wish.Refusal);
        Answered<Func<DateOnly, bool>> within = Within(parsed);
        if (within.Value is not { } holds) return new(null, within.Refusal);
        Answered<SoldLines> sold = Sales.OfFile(await Facts(parsed, FactKind.OrderLine, needsDays, cancel), only.Currency);
        if (sold.Value is not { } lines) return sold;
        (DateOnly? first, DateOnly? last) = (parsed.GetValue(from), parsed.GetValue(to));
        if (first is null && last is null) return sold;
        return new(lines with { Lines = [.. lines.Lines.Where(line => holds(line.Day))], End = last ?? lines.End }, null);
    }

    /// <summary>The shops and days that were named, in an open home folder.</summary>
    public async Task<Answered<ShopChoice>> Shops(ParseResult parsed, Session session, CancellationToken cancel)
    {
        Answered<CurrencyWish> wish = CurrencyOf(parsed);
        if (wish.Value is not { } into) return new(null, wish.Refusal);
        Answered<IReadOnlyList<ShopId>> chosen = await Chosen.Shops(session, parsed.GetValue(shops) ?? [], cancel);
        if (chosen.Refusal is { } unknown) return new(null, unknown);
        DateOnly last = parsed.GetValue(to) ?? await Chosen.LastDay(session, cancel), first = parsed.GetValue(from) ?? last.AddDays(1 - days);
        if (first > last)
            return new(null, Refusals.Backwards(first, last));
        return new(new(chosen.Value, new(first, last), into.Currency), null);
    }

    /// <summary>The same thing has another name in another kind of facts.</summary>
    static string Fitting(FactTable table, string column) => table.Find(column) is not null ? column : column switch
    {
        "ordered_at" => "at",
        "gross" when table.Kind == FactKind.Ad => "cost",
        _ => column,
    };
}

/// <summary>A currency that was named, or none.</summary>
sealed record CurrencyWish(Currency? Currency);

/// <summary>Shops, days and currency that were chosen.</summary>
sealed record ShopChoice(IReadOnlyList<ShopId>? Shops, Period Range, Currency? Currency);
