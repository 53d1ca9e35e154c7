using System.CommandLine;
using Duoshou.Analytics.Baskets;
using Duoshou.App.Catalog;
using Duoshou.App.Catalog.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Orders;
using Duoshou.Cli.Terminal;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>basket, forecast, portfolio: what goes together, what will sell, and where each product stands.</summary>
static class ProductVerbs
{
    public static IEnumerable<Command> Commands() => [Basket(), Forecast(), Portfolio()];

    static Command Basket()
    {
        Source source = new(365, "order", "item", "date", "amount", "quantity", "cost", "currency");
        Option<int?> count = new("--min-count") { Description = "Baskets that a set must be in (default: 5 or a thousandth)" };
        Option<double> confidence = new("--min-confidence") { Description = "The least confidence of a rule", DefaultValueFactory = _ => 0.1 };
        Option<int> longest = new("--longest") { Description = "The most items of a rule", DefaultValueFactory = _ => 4 };
        Option<bool> closed = new("--closed") { Description = "List closed sets instead of all" },
            lines = new("--lines") { Description = "Each line of the file is one basket of names or numbers parted by commas or blanks" };
        return Verb.OnFiles("basket", "What is bought together: sets, rules, bundles ranked by margin.",
            "basket --file orders.csv --order-column order --item-column sku --min-count 20",
            [.. source.Options, count, confidence, longest, closed, lines], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(count) is < 1 || parsed.GetValue(confidence) is not (>= 0 and <= 1) || parsed.GetValue(longest) is < 2 or > 12)
                return output.Refuse(new("search.unfit",
                    new("支持数至少 1，置信度 0 到 1，长度 2 到 12。", "The count is at least 1, the confidence 0 to 1, the length 2 to 12."),
                    new("改一改再来。", "Change them and run it again.")), Output.WrongUsage, 400);
            Companions.Search search = new(parsed.GetValue(count), parsed.GetValue(confidence), parsed.GetValue(longest), parsed.GetValue(closed));
            if (source.IsFile(parsed) && parsed.GetValue(lines)) return await OfLines(source, parsed, output, search, cancel);
            if (source.IsFile(parsed))
            {
                Answered<SoldLines> sold = await source.Sold(parsed, needsDays: false, cancel);
                return sold.Value is { } read ? output.Tell(Companions.Of(read, search)) : output.Refuse(sold.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadProducts>().Companions(new(session.Actor, choice.Shops, choice.Range, choice.Currency), search, cancel));
        });
    }

    static Task<int> OfLines(Source source, ParseResult parsed, Output output, Companions.Search search, CancellationToken cancel) => Task.Run(() =>
    {
        using Handed handed = new();
        List<InputFile> inputs = handed.Files(source.Paths(parsed));
        if (inputs.Count > 1)
            throw new ImportProblem("file.several", inputs[1].Name, new("--lines 一次只读一个文件。", "With --lines one file is read at a time."),
                new("先合并成一个文件。", "Put them into one file first.")) { Field = "--file" };
        InputFile file = inputs[0];
        if (file.Form != FileForm.Text) throw new ImportProblem("file.not_text", file.Name, new("按行读要文本文件。", "Baskets by line need a text file."),
            new("去掉 --lines，或另存为文本。", "Leave --lines out, or save it as text."));
        BasketTable baskets;
        using (StreamReader text = new(file.Open())) baskets = BasketTable.From(Lines(text));
        return output.Tell(Companions.Of(baskets, search));
    }, cancel);

    static IEnumerable<IEnumerable<string>> Lines(StreamReader text)
    {
        while (text.ReadLine() is { } line)
            yield return line.Contains(',', StringComparison.Ordinal) ? line.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    static Command Forecast()
    {
        Source source = new(365, "order", "item", "date", "amount", "quantity", "currency");
        Option<int> horizon = new("--horizon") { Description = "Points ahead", DefaultValueFactory = _ => 28 };
        Option<ForecastGrain> grain = new("--grain") { Description = "day, week or month" };
        Option<bool> items = new("--by-item") { Description = "One series per item" }, money = new("--sales") { Description = "Sales instead of pieces" };
        return Verb.OnFiles("forecast", "What will sell, with intervals and a test on the past.", "forecast --shop \"JD flagship\" --by-item --horizon 28",
            [.. source.Options, horizon, grain, items, money], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(horizon) is < 1 or > 400)
                return output.Refuse(new("horizon.unfit", new("预测 1 到 400 个点。", "Forecast 1 to 400 points."),
                    new("改 --horizon。", "Change --horizon."), "horizon"), Output.WrongUsage, 400);
            SalesForecast.Wish wish = new(parsed.GetValue(grain), parsed.GetValue(horizon), parsed.GetValue(items), parsed.GetValue(money));
            if (source.IsFile(parsed))
            {
                Answered<SoldLines> sold = await source.Sold(parsed, needsDays: true, cancel);
                return sold.Value is { } read ? output.Tell(SalesForecast.Of(read, wish)) : output.Refuse(sold.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadProducts>().Forecast(new(session.Actor, choice.Shops, choice.Range, choice.Currency), wish, cancel));
        });
    }

    static Command Portfolio()
    {
        Source source = new(182, "order", "item", "product", "category", "date", "amount", "quantity", "cost", "currency");
        return Verb.OnFiles("portfolio", "Products by what they bring, how steadily, their stage of life, hits and dead stock.",
            "portfolio --shop \"JD flagship\"", [.. source.Options], async (parsed, output, cancel) =>
        {
            if (source.IsFile(parsed))
            {
                Answered<SoldLines> sold = await source.Sold(parsed, needsDays: true, cancel);
                return sold.Value is { } read ? output.Tell(ProductPortfolio.Of(read)) : output.Refuse(sold.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadProducts>().Portfolio(new(session.Actor, choice.Shops, choice.Range, choice.Currency), cancel));
        });
    }
}
