using System.CommandLine;
using System.Globalization;
using Duoshou.App;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Tax.Classification;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>hs: commodity codes by words, and tables of codes and rates that come in.</summary>
static class Codes
{
    public static Command Group() => Verb.Group("hs", "Commodity codes and tariff tables.", "hs find 保温杯", Find(), Import(), List(), Withdraw());

    static Command Find()
    {
        Argument<string[]> words = new("words") { Arity = ArgumentArity.OneOrMore, Description = "Chinese or English words, or the first digits of a code" };
        Option<string> country = new("--country") { DefaultValueFactory = _ => "CN", Description = "Whose duty to show" };
        Option<int> limit = new("--limit") { DefaultValueFactory = _ => 10 };
        Option<DateOnly?> day = Verb.Day("--day", "The day of the duty (default: today)");
        return Verb.Of("find", "Proposes codes for words, with duty and what already uses them; a person decides.", "hs find 不锈钢保温杯 --country CN", [words, country, limit, day],
            async (parsed, session, cancel) =>
        {
            string place = parsed.GetValue(country)!.Trim().ToUpperInvariant(), asked = string.Join(' ', parsed.GetRequiredValue(words)).Trim();
            if (asked.Length == 0) return session.Output.Refuse(new("field.missing", new("没有写要找什么。", "There are no words to search for."),
                new("写品名或编码前几位，例如 hs find 保温杯。", "Write words or the first digits of a code, such as hs find flask."), "words"));
            if (place.Length != 2 || !place.All(char.IsAsciiLetter)) return session.Output.Refuse(Refusals.Country("country", place));
            if (parsed.GetValue(limit) is (< 1 or > 100) and var most)
                return session.Output.Refuse(new("bad_input.limit", new($"「limit」不能用：{most}", $"“limit” cannot be used: {most}"), new("写 1 到 100。", "Write 1 to 100."), "limit"));
            DateOnly on = parsed.GetValue(day) ?? (await Chosen.LastDay(session, cancel)).AddDays(1);
            FindCode.Found found = await session.Get<FindCode>().Run(asked, place, on, await session.Scope(cancel),
                session.Output.Language,
                parsed.GetValue(limit), cancel);
            object document = new
            {
                searched = found.Searched, country = place, date = on,
                candidates = found.Candidates.Select(c => new
                {
                    code = c.Hit.Entry.Code, nameZh = c.Hit.Entry.NameZh, nameEn = c.Hit.Entry.NameEn, path = c.Hit.Path, matched = c.Hit.Matched,
                    score = Math.Round((decimal)c.Hit.Score, 4), vatClass = c.Line?.VatClass, consumption = c.Line?.Consumption,
                    duties = c.Line?.Duties.Select(d => new { d.Layer, d.Origins, rate = d.Text, from = d.Law.From, to = d.Law.To, source = d.Law.Source,
                        certainty = d.Law.Certainty }), usedBy = c.UsedBy,
                }),
            };
            return session.Output.Answer(document, people => Show(found, people, session.Output));
        });
    }

    static void Show(FindCode.Found found, IAnsiConsole people, Output output)
    {
        Table table = Output.TableOf(output.Say("编码", "Code"), output.Say("名称", "Name"), output.Say("上级", "Above"), output.Say("关税", "Duty"), output.Say("在用", "Used by"));
        foreach (FindCode.Candidate c in found.Candidates)
            table.AddRow(new Text(c.Hit.Entry.Code), new Text(c.Hit.Entry.Name), new Text(c.Hit.Path.Count > 0 ? c.Hit.Path[^1] : ""),
                new Text(c.Line is { Duties.Count: > 0 } line ? string.Join("; ", line.Duties.Select(d => $"{d.Layer} {d.Text}")) : output.Say("表内没有", "not in the tables")),
                new Text(string.Join(", ", c.UsedBy)));
        people.Write(table);
        people.WriteLine(found.Candidates.Count == 0
            ? output.Say($"查了 {found.Searched} 行，没有相近的；换个说法，或用 hs import 导入税则。",
                $"Nothing near among {found.Searched} lines; say it differently, or bring a tariff in with hs import.")
            : output.Say($"在 {found.Searched} 行中查找；只是建议，由人归类。", $"Searched {found.Searched} lines; proposals only, a person classifies."));
    }

    static Command Import()
    {
        Argument<string> file = new("file") { Description = "csv, tsv, xlsx or xls; - for standard input" };
        Option<string> country = new("--country") { DefaultValueFactory = _ => "*", Description = "Two letters; * for the Harmonized System" };
        Option<TableKind> kind = new("--kind") { DefaultValueFactory = _ => TableKind.Tariff,
            Description = "tariff, positivelist, or ratebook for a table of the rate book under its own name" };
        Option<DateOnly?> from = Verb.Day("--from", "The first day on which it holds (default: today)"), to = Verb.Day("--to", "The last day");
        Option<string> source = new("--source") { DefaultValueFactory = _ => "", Description = "The law or publication" };
        Option<RateFigures> rates = new("--rates") { Description = "percent or ratio, when the figures do not tell" };
        Option<bool> whole = new("--whole") { Description = "It is the whole tariff: codes that it lacks end" },
            dry = new("--dry-run") { Description = "Say what would come of it and keep nothing" };
        return Verb.Of("import", "Brings a national tariff, HS table, positive list or rate table in; a broken one never replaces a good one.",
            "hs import tariff-2026.xlsx --country CN --from 2026-01-01 --source \"2026 税则\"", [file, country, kind, from, to, source, rates, whole, dry],
                async (parsed, session, cancel) =>
        {
            using Handed handed = new();
            InputFile input = handed.Files([parsed.GetRequiredValue(file)])[0];
            DateOnly first = parsed.GetValue(from) ?? (await Chosen.LastDay(session, cancel)).AddDays(1);
            Answered<ImportTariff.Report> made = await session.Get<ImportTariff>().Run(new(input, parsed.GetValue(kind), parsed.GetValue(country)!.ToUpperInvariant(),
                first, parsed.GetValue(to),
                parsed.GetValue(source)!, parsed.GetValue(rates), parsed.GetValue(whole), parsed.GetValue(dry), session.Actor, await session.Scope(cancel)), cancel);
            return made.Value is { } report
                ? session.Output.Answer(Document(report, session.Output), people => Show(report, people, session.Output))
                : session.Output.Refuse(made.Refusal!);
        });
    }

    static object Document(ImportTariff.Report r, Output output) => new
    {
        table = r.Id, name = r.Name, kind = r.Kind, country = r.Country, from = r.From, version = r.Digest, rows = r.Rows,
        refusals = r.RowsRefused.Select(p => new { line = p.Line, field = p.Field, value = p.Value, remedy = output.Say(p.Remedy) }),
        previous = r.Previous, added = r.Added, removed = r.Removed, changed = r.Changed, samples = r.Samples, products = r.Products, bookBefore = r.BookBefore,
            bookAfter = r.BookAfter,
    };

    static void Show(ImportTariff.Report report, IAnsiConsole people, Output output)
    {
        people.WriteLine($"{report.Name} {report.Country} {report.From:O} {report.Digest}: " + output.Say($"{report.Rows} 行", $"{report.Rows} lines")
            + (report.Id is null ? output.Say("（试算，未保存）", " (dry run, nothing kept)") : ""));
        people.WriteLine(report.Previous is null ? output.Say("没有可比的上一版。", "There is no earlier version to compare with.")
            : output.Say($"与 {report.Previous} 相比：新增 {report.Added}，删除 {report.Removed}，变更 {report.Changed}。",
                $"Against {report.Previous}: {report.Added} added, {report.Removed} removed, {report.Changed} changed."));
        foreach (string sample in report.Samples.Take(20)) people.WriteLine("  " + sample);
        foreach (ImportTariff.Touched product in report.Products) people.WriteLine(output.Say($"影响商品：{product.Product} {product.Code}",
            $"Touches: {product.Product} {product.Code} ({product.Change})"));
        foreach (TariffProblem problem in report.RowsRefused.Take(20))
            people.WriteLine($"  {report.Name}:{problem.Line} {problem.Field} “{problem.Value}”: {output.Say(problem.Remedy)}");
    }

    static Command List() => Verb.Of("list", "Every table that was brought in.", "hs list", [], async (_, session, cancel) =>
    {
        IReadOnlyList<ListTables.Row> tables = await session.Get<ListTables>().Run(cancel);
        return session.Output.Answer(tables, people =>
        {
            Table table = Output.TableOf("Id", session.Output.Say("类别", "Kind"), session.Output.Say("名称", "Name"), session.Output.Say("国家", "Country"),
                session.Output.Say("生效", "From"),
                session.Output.Say("版本", "Version"), session.Output.Say("已撤回", "Withdrawn"));
            foreach (ListTables.Row row in tables)
                table.AddRow(new Text($"{row.Id}"), new Text($"{row.Kind}"), new Text(row.Name), new Text(row.Country),
                    new Text(row.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                    new Text(row.Digest), new Text(row.WithdrawnAt is null ? "" : "×"));
            people.Write(table);
        });
    });

    static Command Withdraw()
    {
        Argument<Guid> id = new("id") { Description = "The table's id, from: hs list" };
        return Verb.Of("undo", "Takes a table back, or puts it back again.", "hs undo 01923f6e-5b7a-7c41-9d2e-3a8f6b10c4d7", [id], async (parsed, session, cancel) =>
            await session.Get<ListTables>().Withdraw(parsed.GetRequiredValue(id), cancel)
                ? session.Output.Answer(new { table = parsed.GetRequiredValue(id) }, people => people.WriteLine(session.Output.Say("已处理。", "Done.")))
                : session.Output.Refuse(new("table.unknown", new("没有这张表。", "There is no such table."), new("用 hs list 查看。", "See: hs list."), "id",
                    $"{parsed.GetRequiredValue(id)}")));
    }
}
