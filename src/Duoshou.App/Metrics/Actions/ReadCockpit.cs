using Duoshou.App.Diagnosis;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>The operator opens the cockpit: every shop of the selection, what needs a hand first.</summary>
public sealed class ReadCockpit(IMetricQuestions questions, IFactLedger ledger, IShops shops, IDiagnosis diagnosis)
{
    /// <summary>The metrics of the strip and the table, in order; the factors of sales stand last.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["paid_sales", "contribution", "roas", "refund_rate", "visitor_days", "order_conversion", "aov"];

    /// <summary>So many of them, from the first on, stand on tiles with their days.</summary>
    const int Tiles = 4;

    static readonly string[] Factors = ["visitor_days", "order_conversion", "aov"];

    public async Task<Answered<Cockpit>> Run(Period range, Comparison? against, Currency currency, Scope scope, CancellationToken cancel)
    {
        MetricQuestion question = new() { Metrics = Metrics, Range = range, Against = against, Currency = currency };
        Task<Answered<MetricAnswer>> byShop = questions.Ask(question with { By = ["shop"] }, scope, cancel);
        Task<Answered<MetricAnswer>> byDay = questions.Ask(question with { Metrics = [.. Metrics.Take(Tiles)], By = ["day"], CountsTotal = false }, scope, cancel);
        Task<Answered<MetricAnswer>> byShopDay = questions.Ask(question with { Metrics = ["paid_sales"], By = ["shop", "day"], Against = null }, scope, cancel);
        Task<IReadOnlyList<FeedDay>> feeds = ledger.Feeds(scope, range, cancel);
        await Task.WhenAll(byShop, byDay, byShopDay, feeds);
        Refusal? refused = (await byShop).Refusal ?? (await byDay).Refusal ?? (await byShopDay).Refusal;
        if (refused is { } refusal) return new(null, refusal);
        RateBook rates = await shops.Rates(cancel);
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        Parts parts = new((await byShop).Value!, (await byDay).Value!, (await byShopDay).Value!, await feeds, range, currency, rates);
        return new(WithProblems(parts.Whole(cards), await diagnosis.Latest(scope, range, cancel), rates), null);
    }

    /// <summary>Where problems were searched for and found, they say what needs a hand; a shop in which none was found is left in peace.</summary>
    static Cockpit WithProblems(Cockpit cockpit, IReadOnlyList<ProblemCard> problems, RateBook rates)
    {
        ILookup<ShopId, ProblemCard> byShop = problems.ToLookup(problem => problem.Shop);
        IEnumerable<CockpitShop> rows = cockpit.Shops.Select(row => problems.Count == 0
            ? row with { Stake = row.Need?.Money }
            : row with
            {
                Need = byShop.Contains(row.Shop.Id) ? row.Need : null,
                Problem = byShop[row.Shop.Id].FirstOrDefault(),
                Stake = byShop[row.Shop.Id].Select(problem => Converted(problem, cockpit, rates))
                    .Aggregate((decimal?)null, (sum, stake) => stake is null ? sum : (sum ?? 0m) + stake),
            });
        CockpitShop[] ranked = [.. rows.OrderByDescending(row => row.Stake ?? (row.Need is null && row.Problem is null ? -1m : 0m)).ThenByDescending(row => row.Now[0].Value ?? -1m)
            .ThenBy(row => row.Shop.Name, StringComparer.Ordinal)];
        return cockpit with { Shops = ranked, Problems = problems, AtStake = ranked.Sum(row => row.Stake ?? 0m) };
    }

    /// <summary>Null where the money cannot be told, which is not the same as none.</summary>
    static decimal? Converted(ProblemCard problem, Cockpit cockpit, RateBook rates) => problem.StakeInHomeCurrency is { } stake
        ? rates.Convert(stake, cockpit.Currency, cockpit.Range.Last)?.Amount.Rounded().Amount
        : null;

    sealed record Parts(
        MetricAnswer ByShop, MetricAnswer ByDay, MetricAnswer ByShopDay, IReadOnlyList<FeedDay> Feeds, Period Range, Currency Currency, RateBook Rates)
    {
        readonly ILookup<ShopId, FeedDay> feeds = Feeds.ToLookup(feed => feed.Shop);

        public Cockpit Whole(IReadOnlyList<ShopCard> cards)
        {
            CockpitShop[] rows = [.. cards.Select(Row).OrderByDescending(row => row.Need is null ? -1m : row.Need.Money ?? 0m)
                .ThenByDescending(row => row.Now[0].Value ?? -1m).ThenBy(row => row.Shop.Name, StringComparer.Ordinal)];
            CockpitShop[] planned = [.. rows.Where(row => row.Plan is not null && row.Now[0].Value is not null)];
            return new(Range, ByShop.Before, Currency, [.. Enumerable.Range(0, Tiles).Select(Tile)], rows, rows.Sum(row => row.Need?.Money ?? 0m),
                planned.Length == 0 ? null : planned.Sum(row => row.Plan!.Value), planned.Length == 0 ? null : planned.Sum(row => row.Now[0].Value!.Value), ByShop);
        }

        CockpitTile Tile(int metric) => new(
            MetricCatalogue.Find(Metrics[metric])!, ByShop.Total.Now[metric], ByShop.Total.Before?[metric],
            Series(Range, ByDay.Rows, 0, row => row.Now[metric].Value), Before(metric), ByShop.Passports[Metrics[metric]]);

        /// <summary>Rows of a comparison carry the day of the range itself; the figure before stands beside it.</summary>
        decimal?[] Before(int metric) => ByDay.Before is null ? [] : Series(Range, ByDay.Rows, 0, row => row.Before?[metric].Value);

        static decimal?[] Series(Period range, IEnumerable<AnswerRow> rows, int day, Func<AnswerRow, decimal?> figure)
        {
            Dictionary<string, decimal?> known = [];
            foreach (AnswerRow row in rows) known[row.Keys[day] ?? ""] = figure(row);
            return [.. range.Each().Select(each => known.GetValueOrDefault(each.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)))];
        }

        CockpitShop Row(ShopCard shop)
        {
            AnswerRow? row = ByShop.Rows.FirstOrDefault(r => Is(shop, r.Keys[0]));
            Figure[] now = row is null ? [.. Metrics.Select(_ => Figure.None(EmptyReason.NoData))] : [.. row.Now];
            FeedDay[] days = [.. feeds[shop.Id]];
            DateOnly? last = days.Where(feed => feed.Kind == FactKind.OrderLine).Select(feed => (DateOnly?)feed.Day).Max();
            return new(shop, now, row?.Before, Series(Range, ByShopDay.Rows.Where(r => Is(shop, r.Keys[0])), 1, r => r.Now[0].Value),
                Need(now, row?.Before, last), PlanOf(shop), days.Select(feed => (DateTimeOffset?)feed.NewestKnownAt).Max(), last);
        }

        static bool Is(ShopCard shop, string? key) => key == shop.Id.ToString() || key == shop.Name;

        ShopNeed? Need(IReadOnlyList<Figure> now, IReadOnlyList<Figure>? before, DateOnly? last)
        {
            if (last is { } day && Range.Last.DayNumber - day.DayNumber is > 0 and var missing) return new(NeedKind.DataMissing, null, Days: missing);
            if (now[1].Value is < 0m and var loss) return new(NeedKind.LosesMoney, -loss);
            if (before is null || now[0].Value is not { } sales || before[0].Value is not { } earlier || sales >= earlier * 0.97m) return null;
            (string driver, decimal? share) = Driver(now, before);
            return new(NeedKind.SalesFell, earlier - sales, driver, share);
        }

        /// <summary>
        /// The factor with the largest part of the fall. A factor's part is its log change over the log change of sales (the logarithmic mean
        /// Divisia index), so that parts add up to one. Where the factors do not add up to the fall, because sales are dated by payment and
        /// orders by order, no share is claimed.
        /// </summary>
        static (string Driver, decimal? Share) Driver(IReadOnlyList<Figure> now, IReadOnlyList<Figure> before)
        {
            double[] logs = [.. Factors.Select((_, i) => Log(now[i + 4].Value, before[i + 4].Value))];
            double whole = Log(now[0].Value, before[0].Value);
            if (logs.Any(double.IsNaN) || double.IsNaN(whole) || whole >= 0 || Math.Abs(logs.Sum() - whole) > 0.1 * Math.Abs(whole)) return ("", null);
            int largest = Array.IndexOf(logs, logs.Min());
            return (Factors[largest], (decimal)Math.Round(logs[largest] / whole, 4));
        }

        static double Log(decimal? now, decimal? before) => now > 0m && before > 0m ? Math.Log((double)(now.Value / before.Value)) : double.NaN;

        /// <summary>The monthly target by days, each day a part of its own month.</summary>
        decimal? PlanOf(ShopCard shop)
        {
            if (shop.MonthlyTarget is not { } target) return null;
            decimal plan = Range.Each().Sum(day => target / DateTime.DaysInMonth(day.Year, day.Month));
            return Rates.Convert(new Money(plan, shop.Currency), Currency, Range.Last)?.Amount.Amount;
        }
    }
}
