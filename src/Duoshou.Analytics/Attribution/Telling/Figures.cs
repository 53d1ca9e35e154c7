using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>
/// How figures and names are written inside sentences. The caller gives its own, with currency signs and names of goods.
/// </summary>
public sealed record Figures
{
    /// <summary>An amount of the metric, without sign.</summary>
    public Func<decimal, Language, string> Amount { get; init; } = (amount, _) => amount.ToString(CultureInfo.InvariantCulture);

    /// <summary>A share, 0.78 being 78 %.</summary>
    public Func<decimal, Language, string> Share { get; init; } = (share, language) =>
        decimal.Round(share * 100m, 0, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture)
        + (language == Language.Chinese ? "%" : " %");

    /// <summary>A day.</summary>
    public Func<DateOnly, Language, string> Day { get; init; } = (day, _) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>One value of a dimension.</summary>
    public Func<AttributeValue, Language, string> Thing { get; init; } = (thing, _) => $"{thing.Dimension}={thing.Value}";

    /// <summary>The name of a dimension.</summary>
    public Func<string, Language, string> Dimension { get; init; } = (dimension, _) => dimension;

    /// <summary>The name of a feed.</summary>
    public Func<string, Language, string> Feed { get; init; } = (feed, _) => feed;

    /// <summary>What happened at an event; empty when its kind says it all.</summary>
    public Func<DatedEvent, Language, string> Detail { get; init; } = (happened, _) => happened.Detail;

    internal string Where(IReadOnlyList<AttributeValue> where, Language language) =>
        string.Join(language == Language.Chinese ? "、" : ", ", where.Select(a => Thing(a, language)));
}
