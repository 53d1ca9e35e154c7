using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation;

/// <summary>How much trade an agency does: about 0.2, 1.5 or 10 million order lines in 400 days of 12 shops.</summary>
public enum SimulationSize
{
    /// <summary>Some 40 order lines a shop and day, 24 items a shop: made in seconds.</summary>
    Small,

    /// <summary>Some 300 order lines a shop and day, 48 items a shop.</summary>
    Medium,

    /// <summary>Some 2 000 order lines a shop and day, 96 items a shop.</summary>
    Large,
}

/// <summary>What to make. The same plan makes the same agency, rates, facts and incidents, to the byte.</summary>
/// <param name="Seed">Any number.</param>
/// <param name="LastDay">The last business day of every shop; nothing after its midnight is known.</param>
public sealed record SimulationPlan(long Seed, DateOnly LastDay)
{
    /// <summary>How many days up to the last; at least 1. Incidents are planted only where their days and four weeks before
    /// fit.</summary>
    public int Days { get; init => field = value >= 1 ? value
        : throw new ArgumentOutOfRangeException(nameof(Days), value, "At least one day."); } = 400;

    /// <summary>How many shops, shared out among three clients; at least 1.</summary>
    public int Shops { get; init => field = value >= 1 ? value
        : throw new ArgumentOutOfRangeException(nameof(Shops), value, "At least one shop."); } = 12;

    /// <summary>How much trade.</summary>
    public SimulationSize Size { get; init; } = SimulationSize.Small;

    /// <summary>False makes the same agency without a single incident: what the facts would have been.</summary>
    public bool WithIncidents { get; init; } = true;

    /// <summary>What the agency's people call things: goods, campaigns, coupons, reasons. Null speaks as each shop's market does, as a
    /// file of one shop would; what buyers type and write is always of the market.</summary>
    public Language? Language { get; init; }

    /// <summary>The days of the plan.</summary>
    public Period Range => Period.Ending(LastDay, Days);

    internal bool Chinese(string country) => Language is { } language ? language == Kernel.Language.Chinese : country == "CN";

    internal DateOnly Date(int day) => LastDay.AddDays(day - Days + 1);

    internal int Day(DateOnly date) => date.DayNumber - LastDay.DayNumber + Days - 1;

    internal double VolumeScale => Size switch { SimulationSize.Small => 1, SimulationSize.Medium => 7, _ => 47 };

    internal int ItemsPerShop => Size switch { SimulationSize.Small => 24, SimulationSize.Medium => 48, _ => 96 };
}
