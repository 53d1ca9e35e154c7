using Duoshou.Analytics.Simulation.Incidents;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>What a change does to the shop from its day on.</summary>
enum ChangeEffect
{
    Nothing, Price, Image, Budget, Coupon,
}

/// <summary>One entry of a shop's change log, with what it does.</summary>
sealed record LoggedChange(int Day, string ThingKind, string Thing, string Property, string Old, string New)
{
    public string Id { get; set; } = "";
    public int MinuteOfDay { get; init; }
    public int? UntilDay { get; init; }
    public string? Sku { get; init; }
    public string? Campaign { get; init; }
    public string ByWhom { get; init; } = "";
    public string Why { get; init; } = "";
    public ChangeEffect Effect { get; init; }

    /// <summary>Rank of the item, or number of the campaign; -1 for the whole shop.</summary>
    public int Target { get; init; } = -1;

    /// <summary>The new price, or the coupon in thousandths of the price.</summary>
    public long Amount { get; init; }

    /// <summary>Factors on clicks and purchases, or on the budget.</summary>
    public (double Click, double Buy) Factor { get; init; } = (1, 1);
    public int ImageVersion { get; init; }

    /// <summary>The incident that this change causes, if it does.</summary>
    public PlannedIncident? Causes { get; init; }
}
