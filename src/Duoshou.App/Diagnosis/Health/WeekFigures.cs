using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>A shop's metrics in the seven days that end with the day of the diagnosis, and in each of the eight weeks before.</summary>
/// <param name="Weeks">By metric key: the newest week first; null is unknown.</param>
/// <param name="Festive">Which of the weeks meet a festival of the shop's market.</param>
sealed record WeekFigures(IReadOnlyDictionary<string, Figure[]> Weeks, bool[] Festive)
{
    public const int WeeksBefore = 8;

    /// <summary>Trade moves most within these days around a festival's peak.</summary>
    const int FestivalDays = 2;

    /// <summary>Fewer calm weeks than this are no past; then festive ones count too.</summary>
    const int FewestCalm = 3;

    public static IReadOnlyList<string> Asked { get; } =
    [
        "visitor_days", "paid_sales", "order_conversion", "add_to_cart_rate", "roas", "first_response", "bad_review_share", "refund_rate",
        "stock_days", "gross_margin", "dsr_product", "dsr_service", "dsr_logistics",
    ];

    public Figure Now(string metric) => Weeks.TryGetValue(metric, out Figure[]? figures) ? figures[0] : Figure.None(EmptyReason.NoData);

    /// <summary>The weeks before that are known and calm; all known ones where calm ones are too few.</summary>
    public IReadOnlyList<decimal> Before(string metric)
    {
        if (!Weeks.TryGetValue(metric, out Figure[]? figures)) return [];
        decimal[] calm = [.. figures.Skip(1).Where((figure, i) => figure.Value is not null && !Festive[i + 1]).Select(figure => figure.Value!.Value)];
        return calm.Length >= FewestCalm ? calm : [.. figures.Skip(1).Select(figure => figure.Value).OfType<decimal>()];
    }

    /// <summary>Asks for all shops together, those of one currency at a time, so that nothing is converted that need not be.</summary>
    public static async Task<IReadOnlyDictionary<ShopId, WeekFigures>> Ask(
        IMetricQuestions questions, IReadOnlyList<ShopCard> shops, DateOnly on, Scope scope, CancellationToken cancel)
    {
        Period[] weeks = [.. Enumerable.Range(0, WeeksBefore + 1).Select(week => Period.Ending(on.AddDays(-7 * week), 7))];
        Dictionary<ShopId, Dictionary<string, Figure[]>> found = shops.ToDictionary(shop => shop.Id, _ => Asked.ToDictionary(
            metric => metric, _ => Enumerable.Repeat(Figure.None(EmptyReason.NoData), weeks.Length).ToArray()));
        foreach (var alike in shops.GroupBy(shop => shop.Currency))
        {
            Scope some = scope.Narrowed(alike.Select(shop => shop.Id));
            for (int week = 0; week < weeks.Length; week++)
            {
                MetricQuestion question = new() { Metrics = Asked, By = ["shop"], Range = weeks[week], Currency = alike.Key, CountsTotal = false };
                foreach (AnswerRow row in (await questions.Ask(question, some, cancel)).Value?.Rows ?? [])
                {
                    if (!ShopId.TryParse(row.Keys[0], null, out ShopId shop) || !found.TryGetValue(shop, out var figures)) continue;
                    for (int i = 0; i < Asked.Count; i++) figures[Asked[i]][week] = row.Now[i];
                }
            }
        }

        return shops.ToDictionary(shop => shop.Id, shop => new WeekFigures(found[shop.Id], [.. weeks.Select(week => IsFestive(week, shop.Country))]));
    }

    static bool IsFestive(Period week, string country) => Festivals.Meeting(week, country)
        .Any(festival => festival.On.AddDays(FestivalDays) >= week.First && festival.On.AddDays(-FestivalDays) <= week.Last);
}
