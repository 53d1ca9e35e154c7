using System.CommandLine;
using System.Globalization;
using Duoshou.Analytics.Ads;
using Duoshou.App.Ads;
using Duoshou.App.Ads.Actions;
using Duoshou.App.Catalog;
using Duoshou.App.Catalog.Actions;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>keywords, market, ads: what buyers search and say, where the market is, and what clicks bring.</summary>
static class MarketVerbs
{
    public static IEnumerable<Command> Commands() => [Keywords(), Market(), Verb.Group("ads", "Paid search: the account and the auction.",
        "ads review --shop \"JD flagship\"", Review(), MixVerb.Command(), Simulate())];

    static Command Keywords()
    {
        Source source = new(56, "text", "stars", "keyword", "visitors", "impressions", "date", "item");
        Option<string> single = new("--words-of") { Description = "One text, such as a listing's description: the words that carry it (TextRank)" };
        return Verb.OnFiles("keywords", "Families of search words, what buyers praise and blame, selling points.",
            "keywords --file reviews.xlsx --text-column 评价内容 --stars-column 星级", [.. source.Options, single], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(single) is { } text) return output.Tell(TextWords.Of(text));
            if (source.IsFile(parsed)) return output.Tell(await OfFile(source, parsed, cancel));
            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadWords>().Run(new(session.Actor, choice.Shops, choice.Range), cancel));
        });
    }

    /// <summary>A file of reviews, or of search words with their visitors; which of the two is told by its columns.</summary>
    static async Task<SellingWords> OfFile(Source source, ParseResult parsed, CancellationToken cancel)
    {
        FileFacts? reviews = null;
        try
        {
            reviews = await source.Facts(parsed, FactKind.Review, needsDays: false, cancel);
        }
        catch (ImportProblem other) when (other.Code is "kind.other" or "kind.unknown" or "column.unfit")
        {
            // Not reviews; search words are read below, whose own problem is the one that is told.
        }

        if (reviews is { } read && read.Filled.Contains("text"))
        {
            FactTable table = FactTables.Review;
            List<Words> limits = [.. read.Limits];
            long strange = read.Chunks.Sum(chunk => Enumerable.Range(0, chunk.Count).Count(row => chunk.Number(table["stars"], row) is < 1m or > 5m));
            if (strange > 0) limits.Add(new($"{strange} 行的星级不在 1 到 5 之间，评论照读，星级不算。",
                $"{strange} rows have stars beyond 1 to 5; their texts are read, their stars are not."));
            return SellingWords.Of([], [.. read.Chunks.SelectMany(chunk => Enumerable.Range(0, chunk.Count).Where(row => chunk.Text(table["text"], row) is not null)
                .Select(row => new BuyerText(chunk.Text(table["text"], row)!, chunk.Number(table["stars"], row) is >= 1m and <= 5m and var stars ? stars : null,
                    chunk.Text(table["sku"], row))))], null, limits);
        }

        FileFacts traffic = await source.Facts(parsed, FactKind.Traffic, needsDays: false, cancel);
        FactTable words = FactTables.Traffic;
        List<Words> said = [.. traffic.Limits];
        long below = traffic.Chunks.Sum(chunk => Enumerable.Range(0, chunk.Count).Count(row => chunk.Number(words["visitors"], row) < 0m
            || chunk.Number(words["impressions"], row) < 0m));
        if (below > 0) said.Add(new($"{below} 行的访客或展现小于零，按 0 算。", $"{below} rows have visitors or impressions below zero and count as 0."));
        return SellingWords.Of([.. traffic.Chunks.SelectMany(chunk => Enumerable.Range(0, chunk.Count).Where(row => chunk.Text(words["keyword"], row) is not null)
                .Select(row => (Word: chunk.Text(words["keyword"], row)!, Seen: Math.Max(0m, chunk.Number(words["impressions"], row) ?? 0m),
                    Came: chunk.Number(words["visitors"], row) ?? 0m)))
            .GroupBy(word => word.Word, StringComparer.Ordinal)
                .Select(word => new SearchWord(word.Key, word.Sum(one => one.Seen), word.Sum(one => Math.Max(0m, one.Came)), null, null))], [], null, said);
    }

    static Command Market()
    {
        Source source = new(90, "date", "category", "keyword", "rival", "demand", "clicks", "offers", "price", "currency");
        return Verb.OnFiles("market", "Niches and price gaps; every figure says how it is known.", "market --shop \"JD flagship\"", [.. source.Options],
            async (parsed, output, cancel) =>
        {
            if (source.IsFile(parsed))
            {
                Answered<CurrencyWish> wish = source.CurrencyOf(parsed);
                Answered<Func<DateOnly, bool>> within = source.Within(parsed);
                if ((wish.Refusal ?? within.Refusal) is { } unread) return output.Refuse(unread);
                FileFacts read = await source.Facts(parsed, FactKind.Market, needsDays: true, cancel);
                Answered<MarketRows> rows = MarketReading.Of(read, wish.Value!.Currency);
                return rows.Value is { } days ? output.Tell(MarketView.Of([.. days.Days.Where(day => within.Value!(day.Day))], [], days.Currency, days.Limits))
                    : output.Refuse(rows.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReadMarket>().Run(new(session.Actor, choice.Shops, choice.Range, choice.Currency), cancel));
        });
    }

    static Command Review()
    {
        Source source = new(28, "date", "campaign", "keyword", "impressions", "clicks", "cost", "orders", "sales", "currency");
        Option<decimal?> margin = new("--margin") { Description = "The share of sales left before advertising (default: what costs say)" };
        return Verb.OnFiles("review", "The account looked through: campaigns, words, waste, harvest and negatives, budget moves.",
            "ads review --file search-terms.csv --margin 0.35", [.. source.Options, margin], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(margin) is <= 0m or >= 1m)
                return output.Refuse(new("margin.unfit", new("毛利率写 0 到 1 之间。", "Write the margin between 0 and 1."), new("例如 0.35。", "Such as 0.35."),
                    "margin"), Output.WrongUsage, 400);
            if (source.IsFile(parsed))
            {
                Answered<CurrencyWish> wish = source.CurrencyOf(parsed);
                Answered<Func<DateOnly, bool>> within = source.Within(parsed);
                if ((wish.Refusal ?? within.Refusal) is { } unread) return output.Refuse(unread);
                FileFacts read = await source.Facts(parsed, FactKind.Ad, needsDays: false, cancel);
                Answered<AdRows> rows = AdReading.Of(read, wish.Value!.Currency);
                return rows.Value is { } days ? output.Tell(AdReview.Of([.. days.Days.Where(day => within.Value!(day.Day))], days.Currency,
                    parsed.GetValue(margin), days.Limits)) : output.Refuse(rows.Refusal!);
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<ShopChoice> chosen = await source.Shops(parsed, session, cancel);
            if (chosen.Value is not { } choice) return output.RefuseChoice(chosen.Refusal!);
            return output.Tell(await session.Get<ReviewAds>().Run(new(session.Actor, choice.Shops, choice.Range, choice.Currency, parsed.GetValue(margin)), cancel));
        });
    }

    static Command Simulate()
    {
        Option<string[]> bids = new("--bid") { AllowMultipleArgumentsPerToken = true, Required = true, Description = "Ad=bid@quality: A=2.0@8 B=2.4@6" };
        Option<string> own = new("--own") { Description = "The ad whose bid is varied" };
        Option<decimal?> worth = new("--click-worth") { Description = "What a click is worth to it" },
            reserve = new("--reserve") { Description = "The lowest score that is shown, as bid times quality" };
        return Verb.OnFiles("simulate", "The auction of one search word: places, prices of a click, other bids.",
            "ads simulate --bid A=2.0@8 B=2.4@6 C=1.5@9 --own A --click-worth 2.5", [bids, own, worth, reserve], (parsed, output, _) =>
        {
            List<AuctionBid> read = [];
            foreach (string text in parsed.GetRequiredValue(bids))
            {
                string[] sides = text.Split('=', 2), numbers = sides.Length == 2 ? sides[1].Split('@', 2) : [];
                if (numbers.Length != 2 || sides[0].Length == 0 || !Number(numbers[0], out decimal bid) || !Number(numbers[1], out decimal quality)
                    || bid is <= 0m or > MostBid || quality is <= 0m or > MostBid || read.Any(one => one.Ad == sides[0]))
                    return Task.FromResult(output.Refuse(new("bid.unreadable", new($"「{text}」读不成出价。", $"“{text}” is no bid."),
                        new("写成 A=2.0@8：名字（不重复）、出价、质量分，都大于零，不超过一百万。",
                            "Write A=2.0@8: a name of its own, the bid and the quality, both above zero and at most a million."), "bid", text),
                        Output.WrongUsage, 400));
                read.Add(new(sides[0], bid, quality));
            }

            foreach ((Option<decimal?> option, decimal? value) in ((Option<decimal?>, decimal?)[])[(worth, parsed.GetValue(worth)), (reserve, parsed.GetValue(reserve))])
                if (value is < 0m or > MostBid)
                    return Task.FromResult(output.Refuse(new("amount.unfit", new($"{option.Name} 不能为负，也不能超过一百万。",
                        $"{option.Name} can neither be negative nor pass a million."),
                        new("改成 0 到 1000000 之间。", "Write it between 0 and 1000000."),
                        option.Name, App.WireFormat.Text(value.Value)), Output.WrongUsage, 400));
            if (parsed.GetValue(own) is { } mine && read.All(one => one.Ad != mine))
                return Task.FromResult(output.Refuse(new("own.unknown", new($"出价里没有「{mine}」。", $"There is no bid of “{mine}”."),
                    new("--own 写其中一个名字。", "Name one of them with --own."), "own", mine), Output.WrongUsage, 400));
            return Task.FromResult(output.Tell(AuctionPlay.Of(read, parsed.GetValue(own), parsed.GetValue(worth), parsed.GetValue(reserve))));
        });
    }

    /// <summary>No click costs more, and no score of quality is higher.</summary>
    const decimal MostBid = 1_000_000m;

    static bool Number(string text, out decimal value) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out value);
}
