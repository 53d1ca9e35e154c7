using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation;

/// <summary>What can go wrong in the simulated trade.</summary>
public enum IncidentKind
{
    /// <summary>An item has no stock: visitors still come, nobody can buy.</summary>
    StockOut,

    /// <summary>A new main image that is clicked less and sells less.</summary>
    ImageChange,

    /// <summary>A higher price of one item; fewer buy.</summary>
    PriceRise,

    /// <summary>The budgets of the search campaigns are cut or ended; paid visitors fail to come.</summary>
    AdBudgetEnd,

    /// <summary>Two promotions that stack; some items sell below their cost.</summary>
    CouponClash,

    /// <summary>A new carrier is late in some regions: slow receipt, low logistics scores, refunds.</summary>
    LateCarrier,

    /// <summary>A bad batch of one item: reviews that blame one aspect, refunds.</summary>
    BadBatch,

    /// <summary>A wrong rate of the day: sales move in the other currency and not in their own.</summary>
    WrongRate,

    /// <summary>A feed sent no rows for some days.</summary>
    MissingFeed,

    /// <summary>Orders bought by the same few buyers, a plateau without visitors.</summary>
    Brushing,

    /// <summary>A rival's price for the like of our item falls; ours sells less, unchanged.</summary>
    RivalPriceCut,

    /// <summary>The page's counter loses half the visitors; orders stay.</summary>
    TrackingLoss,
}

/// <summary>The truth about one incident.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Shop">Where.</param>
/// <param name="From">The first day on which the metric is moved.</param>
/// <param name="To">The last such day; the last day of the plan for one that still goes on.</param>
/// <param name="Thing">Where in the facts it sits: column names of fact tables (sku, channel, region, currency, feed) and
/// values.</param>
/// <param name="CauseChangeId">The change that did it (change_id of the change facts), or null when no change was
/// recorded.</param>
/// <param name="CausedOn">The day on which it was done or began; before <paramref name="From"/> where the mark comes with a
/// delay.</param>
/// <param name="Metric">The key of the metric that it moves most, see <see cref="MovedMetric"/>.</param>
/// <param name="Direction">1 when the metric rises, -1 when it falls.</param>
/// <param name="ExpectedChange">
/// About how far the metric of the thing moves against before, as a ratio: -0.4 is 40 % less. For <see
/// cref="MovedMetric.BadReviewShare"/> and <see cref="MovedMetric.LogisticsScore"/> the difference itself, in parts of one
/// and in points.
/// </param>
/// <param name="Story">What happened, in a sentence.</param>
public sealed record PlantedIncident(IncidentKind Kind, SimulatedShop Shop, DateOnly From, DateOnly To,
    IReadOnlyDictionary<string, string> Thing,
    string? CauseChangeId, DateOnly CausedOn, string Metric, int Direction, decimal ExpectedChange, Words Story)
{
    /// <summary>The days on which the metric is moved.</summary>
    public Period Days => new(From, To);
}

/// <summary>The keys of the metrics of which incidents tell, as the catalogue of metrics has them.</summary>
public static class MovedMetric
{
    /// <summary>Pieces sold.</summary>
    public const string Units = "units";

    /// <summary>Orders per visitor.</summary>
    public const string Conversion = "order_conversion";

    /// <summary>Visitors of each day, added up.</summary>
    public const string Visitors = "visitor_days";

    /// <summary>The share of net sales that is left after the cost of goods.</summary>
    public const string GrossMargin = "gross_margin";

    /// <summary>The logistics score of buyers, 1 to 5.</summary>
    public const string LogisticsScore = "dsr_logistics";

    /// <summary>Reviews of at most two stars among all.</summary>
    public const string BadReviewShare = "bad_review_share";

    /// <summary>What buyers paid; for the wrong rate: in yuan.</summary>
    public const string PaidSales = "paid_sales";

    /// <summary>Orders.</summary>
    public const string Orders = "orders";

    /// <summary>Advertising cost.</summary>
    public const string AdCost = "ad_cost";
}
