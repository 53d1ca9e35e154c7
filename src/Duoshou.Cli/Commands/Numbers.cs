using System.CommandLine;
using Duoshou.App.Metrics;
using Duoshou.App.Metrics.Actions;
using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>ask: any number, with passports.</summary>
static class Numbers
{
    public static Command Ask()
    {
        Argument<string[]> metrics = new("metric") { Arity = ArgumentArity.OneOrMore, Description = "Metric keys, such as gmv orders conversion" };
        Option<string[]> by = new("--by") { AllowMultipleArgumentsPerToken = true, Description = "Dimension keys to split by" };
        Option<string[]> where = new("--where") { AllowMultipleArgumentsPerToken = true, Description = "Filters: country=DE,FR or country!=DE" };
        Option<string[]> shops = new("--shop") { AllowMultipleArgumentsPerToken = true, Description = "Names or ids; all shops without it" };
        Option<string> from = new("--from") { Description = "First day (default: six days before the last)" };
        Option<string> to = new("--to") { Description = "Last day (default: yesterday)" };
        (Option<string> compare, Option<string> against) = Chosen.Comparing();
        Option<string> currency = new("--currency") { Description = "Currency of every money figure" };
        Option<string> rate = new("--rate") { Description = "day, settlement or plan" };
        Option<string> asKnown = new("--as-known") { Description = "Only what had been learned by a date or an instant with offset" };
        Option<string> order = new("--order") { Description = "Metric or dimension to sort by" };
        Option<int?> limit = new("--limit") { Description = "The most rows" };
        return Verb.Of("ask", "Any number, by anything it can be split by.",
            "ask gmv orders aov --by platform --from 2026-10-26 --to 2026-11-01 --compare previous --currency CNY",
            [metrics, by, where, shops, from, to, compare, against, currency, rate, asKnown, order, limit], async (parsed, session, cancel) =>
        {
            Answered<IReadOnlyList<ShopId>> chosen = await Chosen.Shops(session, parsed.GetValue(shops) ?? [], cancel);
            if (chosen.Refusal is { } notFound) return session.Output.Refuse(notFound);
            QuestionText text = new(Keys(parsed.GetRequiredValue(metrics)), Keys(parsed.GetValue(by)), parsed.GetValue(where), parsed.GetValue(from), parsed.GetValue(to),
                parsed.GetValue(compare) ?? parsed.GetValue(against), parsed.GetValue(currency), parsed.GetValue(rate),
                parsed.GetValue(asKnown), parsed.GetValue(order), parsed.GetValue(limit));
            Answered<MetricQuestion> question = text.Read(await Chosen.LastDay(session, cancel));
            if (question.Refusal is { } unreadable) return session.Output.Misuse(unreadable);
            Answered<MetricAnswer> answered = await session.Get<AskMetrics>().Run(new(question.Value!, session.Actor, chosen.Value), cancel);
            return answered.Value is { } answer
                ? session.Output.Answer(AnswerDocument.Of(answer), people => Show(answer, people, session.Output))
                : session.Output.Refuse(answered.Refusal!);
        });
    }

    /// <summary>Keys, written apart or with commas between them; no key has one.</summary>
    static string[] Keys(string[]? written) => [.. (written ?? []).SelectMany(words => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    static void Show(MetricAnswer answer, IAnsiConsole people, Output output)
    {
        MetricQuestion question = answer.Question;
        Table table = Output.TableOf([.. question.By, .. question.Metrics.SelectMany(key => Heads(answer, key, output))]);
        foreach (AnswerRow row in answer.Rows) table.AddRow([.. row.Keys.Select(key => key ?? "—"), .. Cells(row)]);
        table.AddRow([.. question.By.Select((_, i) => i == 0 ? output.Say("合计", "Total") : ""), .. Cells(answer.Total)]);
        people.Write(table);
        people.WriteLine($"{answer.Range.First:O} – {answer.Range.Last:O} ({answer.Passports.Values.FirstOrDefault()?.Zone})"
            + (answer.Before is { } before ? $"  {output.Say("对比", "against")} {before.First:O} – {before.Last:O}" : "")
            + (question.Currency is { } currency ? $"  {currency}" : ""));
        if (answer.Truncated) people.WriteLine(output.Say($"只显示前 {question.Limit} 行；用 --limit 看更多。", $"Only the first {question.Limit} rows; see more with --limit."));
    }

    static IEnumerable<string> Heads(MetricAnswer answer, string key, Output output)
    {
        yield return answer.Passports.TryGetValue(key, out Passport? passport) ? output.Say(passport.Name) : key;
        if (answer.Before is not null) yield return output.Say("对比期", "before");
    }

    static IEnumerable<string> Cells(AnswerRow row)
    {
        for (int i = 0; i < row.Now.Count; i++)
        {
            yield return Cell(row.Now[i]);
            if (row.Before is { } before) yield return Cell(before[i]);
        }
    }

    static string Cell(Figure figure) => figure.Value is { } value
        ? decimal.Round(value, 4).ToString("#,0.####", System.Globalization.CultureInfo.InvariantCulture)
        : "—";
}

/// <summary>What a command's options choose, resolved against the home folder.</summary>
static class Chosen
{
    /// <summary>What is compared with: one name in the help, and the other one, which a script may have, is understood as well.</summary>
    public static (Option<string> Compare, Option<string> Against) Comparing() =>
        (new("--compare") { Description = "previous, weekdays, year, festival[:KEY], DATE..DATE" }, new("--against") { Hidden = true });

    /// <summary>The shops that were named, or null for all; a name that finds none or several is refused.</summary>
    public static async Task<Answered<IReadOnlyList<ShopId>>> Shops(Session session, string[] names, CancellationToken cancel)
    {
        if (names.Length == 0) return new(null, null);
        Scope scope = await session.Scope(cancel);
        List<ShopId> found = [];
        foreach (string name in names)
        {
            if (await session.Get<IShops>().Named(name, scope, cancel) is not { } card) return new(null, await NoShop(session, name, cancel));
            found.Add(card.Id);
        }

        return new(found, null);
    }

    /// <summary>The last whole day: yesterday, or the last day of the demo.</summary>
    public static async Task<DateOnly> LastDay(Session session, CancellationToken cancel)
    {
        AgencyCard? agency = await session.Get<IAgency>().Agency(cancel);
        return agency?.DemoLastDay ?? new ShopZone(agency?.Zone ?? "Asia/Shanghai").Day(session.Get<TimeProvider>().GetUtcNow()).AddDays(-1);
    }

    public static Refusal UnknownKind(string name)
    {
        string known = string.Join(", ", FactTables.All.Select(table => table.Name));
        return new("kind.unknown", new($"没有事实类型「{name}」。", $"There is no kind of fact “{name}”."), new($"可选：{known}", $"One of: {known}"), "kind", name);
    }

    /// <summary>Why a name finds no shop: there is none, and which is nearest; or several have it, and how each is named.</summary>
    public static async Task<Refusal> NoShop(Session session, string name, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> seen = await session.Get<IShops>().All(await session.Scope(cancel), cancel);
        string[] alike = [.. seen.Where(card => card.Name == name).Select(card => $"{card.ClientName}/{card.Name}")];
        if (alike.Length > 1)
            return new("shop.ambiguous", new($"有 {alike.Length} 家店叫「{name}」。", $"{alike.Length} shops are called “{name}”."),
                new($"写明是哪一家：{string.Join("、", alike)}。", $"Say which: {string.Join(", ", alike)}."), "shop", name);
        string[] near = [.. seen.Select(card => $"{card.ClientName}/{card.Name}").Where(full => full.Contains(name, StringComparison.OrdinalIgnoreCase)).Take(5)];
        return new("shop.unknown", new($"没有店铺「{name}」。", $"There is no shop “{name}”."),
            near.Length > 0 ? new($"是不是：{string.Join("、", near)}？", $"Did you mean {string.Join(", ", near)}?")
                : new("用 shop list 查看。", "See: shop list."), "shop", name);
    }
}
