using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Promotions;
using Duoshou.App.Promotions.Actions;
using Duoshou.Cli.Door;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Cases;
using Duoshou.Promotions.Checks;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>promo: price carts, replay past orders, look before launch.</summary>
static class Promo
{
    static readonly Option<string> Shop = new("--shop") { Description = "Name or id" };
    static readonly Option<string> Promotions = new("--promotions") { Description = "The planned promotions, in the words of the case files" };

    public static Command Group() => Verb.Group("promo", "Promotions: price carts, replay past orders, look before launch.",
        "promo check --shop \"JD flagship\" --promotions plan.json", Price(), Simulate(), Check());

    static Command Price()
    {
        Argument<string?> cart = new("cart") { Arity = ArgumentArity.ZeroOrOne, Description = "A file with one cart, and its promotions where no shop is named" };
        Option<string> cases = new("--cases") { Description = "A file of worked cases; - for standard input" };
        return Verb.OnFiles("price", "Prices a cart and says why, or the carts of a case file.", "promo price cart.json --shop \"JD flagship\"",
            [cart, Shop, cases], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(cases) is { } file) return WorkedCases.Answer(file, output, PromotionCases.Answer);
            if (parsed.GetValue(cart) is not { } one) return output.Misuse(NoFile("cart", "promo price cart.json"));
            if (parsed.GetValue(Shop) is not null) Knock.First(parsed);
            if (Read(one, output) is not { } document) return Output.Failed;
            using (document)
            {
                if (parsed.GetValue(Shop) is not { } shop) return Alone(document.RootElement, one, output);
                await using Session session = await Session.Open(parsed, cancel);
                Answered<JsonObject> answered = await session.Get<PriceCart>().Run(new(shop, document.RootElement, true), await session.Scope(cancel), cancel);
                return answered.Value is { } price ? output.Answer(price, people => Show(price, people, output)) : output.Refuse(InFile(answered.Refusal!, one));
            }
        });
    }

    /// <summary>A cart that brings its promotions along needs no shop.</summary>
    static int Alone(JsonElement cart, string file, Output output)
    {
        try
        {
            PromotionBook book = new(PromotionText.Promotions(cart));
            JsonObject price = PromotionText.Write(PromotionEngine.Explain(
                PromotionText.Cart(cart, TimeProvider.System.GetUtcNow(), Currency.Of("CNY")), book, PromotionText.Policy(cart)));
            return output.Answer(price, people => Show(price, people, output));
        }
        catch (PromotionException fault)
        {
            return output.Refuse(InFile(Faults.Of(fault, "cart"), file));
        }
    }

    static Command Simulate()
    {
        Option<DateOnly?> from = Verb.Day("--from", "First day of the past orders (default: four weeks back)"), to = Verb.Day("--to", "Last day (default: yesterday)");
        return Verb.OnFiles("simulate", "Replays past orders with planned promotions: margin, free riders, full-price sales eaten, cost.",
            "promo simulate --shop \"JD flagship\" --promotions plan.json --from 2026-10-05 --to 2026-11-01", [Shop, Promotions, from, to], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(Shop) is not { } shop) return output.Misuse(NoFile("shop", "promo simulate --shop S --promotions plan.json"));
            if (parsed.GetValue(Promotions) is not { } file) return output.Misuse(NoFile("promotions", "promo simulate --shop S --promotions plan.json"));
            Knock.First(parsed);
            if (Read(file, output) is not { } document) return Output.Failed;
            using (document)
            {
                await using Session session = await Session.Open(parsed, cancel);
                DateOnly last = parsed.GetValue(to) ?? await Chosen.LastDay(session, cancel), first = parsed.GetValue(from) ?? last.AddDays(-27);
                if (first > last) return output.Misuse(Refusals.Backwards(first, last));
                Scope scope = await session.Scope(cancel);
                Answered<ReplayAnswer> answered = await session.Get<SimulatePromotions>().Run(new(shop, document.RootElement, new(first, last)), scope, cancel);
                if (answered.Value is not { } replay) return output.Refuse(InFile(answered.Refusal!, file));
                Answered<SalesRange> expected = await session.Get<ExpectSales>().Run(new(shop, replay, new Period(last.AddDays(1), last.AddDays(7)), null, 0m), scope, cancel);
                if (expected.Value is not { } range) return output.Refuse(expected.Refusal!);
                return output.Answer(new { replay, expected = range }, people => PromoTables.Show(replay, range, people, output));
            }
        });
    }

    static Command Check()
    {
        Option<DateOnly?> on = Verb.Day("--on", "The day before which the plan is judged (default: the last day of data)");
        return Verb.OnFiles("check", "What speaks against planned promotions: losses, conflicts, loopholes, stock, price history, calendar.",
            "promo check --shop \"JD flagship\" --promotions plan.json", [Shop, Promotions, on], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(Shop) is not { } shop) return output.Misuse(NoFile("shop", "promo check --shop S --promotions plan.json"));
            if (parsed.GetValue(Promotions) is not { } file) return output.Misuse(NoFile("promotions", "promo check --shop S --promotions plan.json"));
            Knock.First(parsed);
            if (Read(file, output) is not { } document) return Output.Failed;
            using (document)
            {
                await using Session session = await Session.Open(parsed, cancel);
                DateOnly day = parsed.GetValue(on) ?? await Chosen.LastDay(session, cancel);
                Answered<CheckReport> answered = await session.Get<CheckPromotions>().Run(new(shop, document.RootElement, day), await session.Scope(cancel), cancel);
                return answered.Value is { } report ? output.Answer(report, people => PromoTables.Show(report, people, output)) : output.Refuse(InFile(answered.Refusal!, file));
            }
        });
    }

    static JsonDocument? Read(string file, Output output)
    {
        try
        {
            using Stream stream = Here.Open(file);
            return JsonDocument.Parse(stream);
        }
        catch (JsonException bad)
        {
            output.RefuseFile(new("json.unreadable", file, new($"不是 JSON：{bad.Message}", $"This is not JSON: {bad.Message}"),
                new("改正所指的行。", "Correct the line that is named.")) { Line = (int?)(bad.LineNumber + 1) });
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            output.Refuse(new("file.unreadable", new($"打不开 {file}。", $"{file} cannot be opened."), new("检查路径和权限。", "Check the path and who may read it."), "file",
                file));
        }

        return null;
    }

    static Refusal InFile(Refusal refusal, string file) => refusal with
    {
        Detail = new($"{file}：{refusal.Detail.Zh}", $"{file}: {refusal.Detail.En}"), Value = refusal.Value ?? file,
    };

    static Refusal NoFile(string field, string example) => new($"{field}.missing", new($"没有给出 {field}。", $"No {field} was given."),
        new($"例如：duoshou {example}", $"For example: duoshou {example}"), field);

    static void Show(JsonObject price, IAnsiConsole people, Output output)
    {
        Currency currency = Currency.Of($"{price["currency"]}");
        Table lines = Output.TableOf(output.Say("行", "Line"), "SKU", output.Say("优惠", "Discount"), output.Say("实付", "Paid"));
        foreach (JsonObject line in price["lines"]!.AsArray().OfType<JsonObject>())
            lines.AddRow(new Text($"{line["line"]}"), new Text($"{line["sku"]}"), Amount(line["discount"]), Amount(line["paid"]));
        lines.AddRow(new Text(output.Say("运费", "Shipping")), new Text(""), Amount(price["shippingDiscount"]), Amount(price["shippingTotal"]));
        lines.AddRow(new Text(output.Say("合计", "Total")), new Text(""), Amount(price["goodsDiscount"]), Amount(price["total"]));
        people.Write(lines);
        foreach (JsonObject promotion in price["promotions"]!.AsArray().OfType<JsonObject>())
            people.WriteLine($"{(promotion["outcome"]!.GetValue<string>() == "not_applied" ? "–" : "✓")} {promotion[output.Language == Language.Chinese ? "zh" : "en"]}");

        Text Amount(JsonNode? minor) => new(Money.FromMinor(minor?.GetValue<long>() ?? 0, currency).Amount.ToString("F" + currency.MinorUnits, CultureInfo.InvariantCulture));
    }
}
