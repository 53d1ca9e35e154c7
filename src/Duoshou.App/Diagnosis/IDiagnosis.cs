using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>What kinds of trouble are looked for without being asked.</summary>
public enum ProblemKind
{
    /// <summary>An item that sells has nothing on hand.</summary>
    StockOut,

    /// <summary>An item's visitors buy less since its image, its price or a rival's price changed.</summary>
    ConversionFall,

    /// <summary>Advertising plans stopped spending and their visitors stay away.</summary>
    AdsStopped,

    /// <summary>Discounts that stack leave less than the goods cost.</summary>
    SoldBelowCost,

    /// <summary>Parcels take days longer in some regions.</summary>
    LateParcels,

    /// <summary>Reviews of one item blame one thing.</summary>
    BadReviews,

    /// <summary>An exchange rate jumped; money converted since is doubtful.</summary>
    RateJump,

    /// <summary>Days of a feed have not come, or only half.</summary>
    MissingData,

    /// <summary>The same few buyers order again and again.</summary>
    Brushing,

    /// <summary>Visitors are not counted any more.</summary>
    TrackingLoss,

    /// <summary>Sales fell beyond weekday and festival, and nothing else of this list says why.</summary>
    SalesFall,
}

/// <summary>Something that needs a hand.</summary>
/// <param name="Id">Stays the same while the problem does.</param>
/// <param name="Window">From its first day to the last day on which it was seen.</param>
/// <param name="IsOpen">It was still so on the last day of data.</param>
/// <param name="Metric">The metric to open on the Why page.</param>
/// <param name="Thing">What it is about; none for the whole shop.</param>
/// <param name="WeeklyStake">Money at stake in a week, in the shop's currency; null where it cannot be told.</param>
/// <param name="HowReckoned">How that money is reckoned, or why there is none.</param>
/// <param name="Grade">How sure it is.</param>
/// <param name="Text">The finding in a sentence.</param>
/// <param name="StakeInHomeCurrency">The money in the agency's currency, by which findings of different shops are ranked.</param>
public sealed record ProblemCard(
    Guid Id, ShopId Shop, ProblemKind Kind, Period Window, bool IsOpen, string Metric, IReadOnlyList<AttributeValue> Thing,
        Money? WeeklyStake, Words HowReckoned,
    Grade Grade, Words Text, Money? StakeInHomeCurrency);

/// <summary>What other modules may ask about problems that were found.</summary>
public interface IDiagnosis
{
    /// <summary>
    /// The problems of the scope's shops whose window meets a range, those with most money at stake and surest first.
    /// </summary>
    Task<IReadOnlyList<ProblemCard>> Latest(Scope scope, Period range, CancellationToken cancel);
}
