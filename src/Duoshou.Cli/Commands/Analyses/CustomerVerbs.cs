using System.CommandLine;
using Duoshou.App.Audience;
using Duoshou.App.Audience.Actions;
using Duoshou.App.Connectors;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>rfm, clv, audience: who buys, what they will be worth, and whether they are whom the shop means to reach.</summary>
static class CustomerVerbs
{
    public static IEnumerable<Command> Commands() => [Rfm(), Clv(), Audience()];

    static Command Rfm()
    {
        Source source = new(365, "customer", "order", "date", "amount", "quantity", "currency");
        Option<DateOnly?> on = Verb.Day("--on", "The day up to which is looked (default: the day after the last)");
        return Verb.OnFiles("rfm", "Customers by recency, frequency and money.", "rfm --shop \"JD flagship\" --from 2026-05-01", [.. source.Options, on],
            async (parsed, output, cancel) =>
        {
            if (source.IsFile(parsed))
            {
                Answered<App.Orders.SoldLines> sold = await source.Sold(parsed, needsDays: true, cancel);
                return sold.Value is { } lines ? output.Tell(CustomerSegments.Of(lines, parsed.GetValue(on))) : output.Refuse(sold.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadCustomers>().Segments(new(session.Actor, choice.Shops, choice.Range, choice.Currency), cancel));
        });
    }

    static Command Clv()
    {
        Source source = new(365, "customer", "order", "date", "amount", "quantity", "currency", "cost");
        Option<int> weeks = new("--weeks") { Description = "The weeks ahead", DefaultValueFactory = _ => 52 };
        Option<decimal?> margin = new("--margin") { Description = "The share of sales that stays, such as 0.35 (default: what costs say)" };
        return Verb.OnFiles("clv", "What customers will still be worth: BG/NBD for orders, Gamma-Gamma for spend.",
            "clv --file orders.csv --customer-column user_id --weeks 39",
            [.. source.Options, weeks, margin], async (parsed, output, cancel) =>
        {
            int ahead = parsed.GetValue(weeks);
            if (ahead is < 1 or > 520)
                return output.Refuse(new("weeks.unfit", new($"{ahead} 周太短或太长。", $"{ahead} weeks is too short or too long."),
                    new("写 1 到 520。", "Write 1 to 520."), "weeks", $"{ahead}"), Output.WrongUsage, 400);
            if (parsed.GetValue(margin) is { } share and (<= 0m or > 1m))
                return output.Refuse(new("margin.unfit", new("毛利率写 0 到 1 之间。", "Write the margin between 0 and 1."), new("例如 0.35。", "Such as 0.35."),
                    "margin", App.WireFormat.Text(share)), Output.WrongUsage, 400);
            if (source.IsFile(parsed))
            {
                Answered<App.Orders.SoldLines> sold = await source.Sold(parsed, needsDays: true, cancel);
                return sold.Value is { } lines ? output.Tell(CustomerWorth.Of(lines, ahead, parsed.GetValue(margin))) : output.Refuse(sold.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadCustomers>().Worth(new(session.Actor, choice.Shops, choice.Range, choice.Currency), ahead,
                parsed.GetValue(margin), cancel));
        });
    }

    static Command Audience()
    {
        Source source = new(28, "order", "date", "amount", "quantity", "currency", "country", "channel", "keyword");
        Option<string> statement = new("--who") { Description = "Whom the shop means to reach, in words; with --declare it is kept" };
        Option<decimal?> from = new("--price-from") { Description = "The lowest price of a piece that they pay" }, to = new("--price-to") { Description = "The highest" };
        Option<string> countries = new("--countries") { Description = "ISO codes: DE,FR" };
        Option<decimal?> share = new("--share") { Description = "The share of orders that should be theirs, such as 0.7" },
            fresh = new("--new-share") { Description = "The share that should be first orders" };
        Option<bool> declare = new("--declare") { Description = "Keep this as the shop's declared audience" };
        return Verb.OnFiles("audience", "Who really buys, held against whom the shop means to reach.",
            "audience --shop \"JD flagship\" --who \"new parents\" --price-from 100 --price-to 300 --share 0.7 --declare",
            [.. source.Options, statement, from, to, countries, share, fresh, declare], async (parsed, output, cancel) =>
        {
            bool said = parsed.GetValue(statement) is not null || parsed.GetValue(from) is not null || parsed.GetValue(to) is not null
                || parsed.GetValue(countries) is not null;
            AudiencePlan? plan = !said ? null : new(parsed.GetValue(statement) ?? "", parsed.GetValue(from), parsed.GetValue(to),
                [.. (parsed.GetValue(countries) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(code => code.ToUpperInvariant())],
                parsed.GetValue(share) ?? 0.6m, parsed.GetValue(fresh));
            if (plan is not null && DeclareAudience.Unfit(plan) is { } unfit) return output.Refuse(unfit, Output.WrongUsage, 400);
            if (source.IsFile(parsed)) return await OfFile(source, parsed, output, plan, cancel);
            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            if (parsed.GetValue(declare))
            {
                if (plan is null || choice.Shops is not [var shop])
                    return output.Refuse(new("audience.unsaid", new("声明要有一家店和人群。", "A declaration needs one shop and an audience."),
                        new("写 --shop、--who，和价位或国家。", "Write --shop, --who, and prices or countries.")),
                        Output.WrongUsage, 400);
                Answered<TargetCard> declared = await session.Get<DeclareAudience>().Run(new(session.Actor, shop, plan), cancel);
                if (declared.Refusal is { } refusal) return output.Refuse(refusal);
            }

            return output.Tell(await session.Get<ReadAudience>().Run(new(session.Actor, choice.Shops, choice.Range, choice.Currency, plan), cancel));
        });
    }

    /// <summary>A file's later half, held against its earlier half.</summary>
    static async Task<int> OfFile(Source source, ParseResult parsed, Output output, AudiencePlan? plan, CancellationToken cancel)
    {
        Answered<CurrencyWish> wish = source.CurrencyOf(parsed);
        if (wish.Value is not { } only) return output.Misuse(wish.Refusal!);
        FileFacts read = await source.Facts(parsed, FactKind.OrderLine, needsDays: true, cancel);
        if (App.Orders.Sales.OfFile(read, only.Currency).Refusal is { } mixed) return output.Refuse(mixed);
        Answered<Func<DateOnly, bool>> within = source.Within(parsed);
        if (within.Value is not { } holds) return output.Refuse(within.Refusal!);
        AudienceOrder[] orders = [.. AudienceOrders.Of(read, only.Currency, out long without).Where(order => holds(order.Day))];
        List<Words> limits = [.. read.Limits];
        if (without > 0) limits.Add(new($"{without} 个订单没有大于零的金额和件数，没有算。", $"{without} orders have no amount and pieces above zero and were left out."));
        if (orders.Length == 0) return output.Tell(AudienceFit.Of([], [], plan, Currency.None, null, limits));
        Period span = new(orders.Min(order => order.Day), orders.Max(order => order.Day));
        DateOnly middle = span.First.AddDays(span.Days / 2);
        return output.Tell(AudienceFit.Of([.. orders.Where(order => order.Day >= middle)], [.. orders.Where(order => order.Day < middle)], plan,
            only.Currency ?? Currency.None, new(middle, span.Last),
                [.. limits, new("后一半时间与前一半对比。", "The later half of the time is held against the earlier.")]));
    }
}
