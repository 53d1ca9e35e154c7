using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Something dated that happened in a shop, logged by somebody or found in its facts.</summary>
/// <param name="Kind">A key of <see cref="EventKinds"/>.</param>
/// <param name="Shop">Where.</param>
/// <param name="From">Its first day.</param>
/// <param name="Places">What it touched: each a set of values of dimensions; none for the whole shop.</param>
/// <param name="Detail">What happened.</param>
sealed record Sign(string Kind, ShopCard Shop, DateOnly From, IReadOnlyList<IReadOnlyList<AttributeValue>> Places, Words Detail)
{
    /// <summary>A name that stays the same when the facts do.</summary>
    public string Id { get; init; } = $"{Kind}-{Shop.Id}-{From:yyyyMMdd}-{string.Join('|', Places.SelectMany(place => place).Select(a => a.Value))}";

    /// <summary>Its last day; null for something that stays.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Which way the thing itself moved: a price up, a budget down.</summary>
    public Push Tendency { get; init; }

    /// <summary>It stands in the facts, not only in somebody's log.</summary>
    public bool IsFromFacts { get; init; }

    /// <summary>The logged change behind it, where one fits.</summary>
    public LoggedChange? Cause { get; init; }

    /// <summary>The day on which it was done, which may be days before its mark is seen.</summary>
    public DateOnly DoneOn => Cause?.Day ?? From;

    /// <summary>The value of the first place in a dimension, or null.</summary>
    public string? At(string dimension) => Places.SelectMany(place => place).Where(a => a.Dimension == dimension).Select(a => a.Value).FirstOrDefault();

    /// <summary>The sku it touched, as places.</summary>
    public static IReadOnlyList<IReadOnlyList<AttributeValue>> OfSku(string sku) => [[new("sku", sku)]];
}
