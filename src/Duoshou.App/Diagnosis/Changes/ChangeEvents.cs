using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>The signs of the shops as candidates for one metric's change.</summary>
/// <param name="Events">Those that can move the metric, with what they touched in terms of the leaves.</param>
/// <param name="SignOf">The sign behind an event.</param>
/// <param name="Powerless">Signs that cannot move the metric.</param>
sealed record ChangeEvents(IReadOnlyList<DatedEvent> Events, IReadOnlyDictionary<string, Sign> SignOf,
    IReadOnlyList<Sign> Powerless)
{
    /// <summary>An event may come so many days before its effect is seen.</summary>
    const int Lead = 3;

    public static ChangeEvents Of(IReadOnlyList<Sign> signs, Metric metric, IReadOnlyList<string> dimensions, bool severalShops)
    {
        List<DatedEvent> events = [];
        Dictionary<string, Sign> signOf = [];
        List<Sign> powerless = [];
        // What exchange rates did is split off exactly and stands for itself; it is no candidate for what is left.
        foreach (Sign sign in signs.Where(sign => sign.Kind != "rate"))
        {
            if (SignEffects.Of(sign, metric.Key) is not { } push)
            {
                powerless.Add(sign);
                continue;
            }

            IReadOnlyList<AttributeValue>[] places = [.. sign.Places.Select(place => Known(place, dimensions))
                .Where(place => place.Count > 0)];
            if (places.Length == 0) places = [[]];
            if (severalShops && dimensions.Contains("shop")) places =
                [.. places.Select(place => (IReadOnlyList<AttributeValue>)[.. place, new("shop", sign.Shop.Id.ToString())])];
            places = [.. places.DistinctBy(place => string.Join('|', place.Select(a => $"{a.Dimension}={a.Value}")))];
            for (int i = 0; i < places.Length; i++)
            {
                string id = i == 0 ? sign.Id : $"{sign.Id}#{i}";
                events.Add(new(id, Midnight(sign.From), sign.To is { } to ? Midnight(to) : null, sign.Kind, places[i],
                    sign.Detail.En, push, sign.IsFromFacts));
                signOf[id] = sign;
            }
        }

        return new(events, signOf, powerless);
    }

    /// <summary>
    /// Places of events whose time fits: they began within the days in question, or ended or came and went with the comparison.
    /// </summary>
    public IReadOnlyList<Suspect> Suspects(Period window, Period against) =>
    [
        .. Events.Where(happened => happened.Thing.Count > 0 && IsIn(happened, window, against))
            
            .Select(happened => new Suspect(happened.Thing, DirectionOf(happened, window))),
    ];

    /// <summary>A sign of the facts that touches everything at once, fits in time, and pushes the way of the change.</summary>
    public bool SuspectEverything(Period window, Period against, decimal? change) => change is { } moved && moved != 0
        && Events.Any(happened =>
        happened.IsFromData && happened.Thing.Count == 0 && IsIn(happened, window, against)
        && happened.First >= window.First.AddDays(-Lead) && happened.Push == (moved > 0 ? Push.Up : Push.Down));

    /// <summary>Which way a place should have moved: with the push of what began there, against that of what ended.</summary>
    static int DirectionOf(DatedEvent happened, Period window)
    {
        int push = happened.Push switch { Push.Up => 1, Push.Down => -1, _ => 0 };
        return happened.First >= window.First.AddDays(-Lead) ? push : -push;
    }

    static bool IsIn(DatedEvent happened, Period window, Period against)
    {
        bool began = happened.First >= window.First.AddDays(-Lead) && happened.First <= window.Last;
        bool ended = happened.Until is not null && happened.Last >= window.First.AddDays(-Lead) && happened.Last < window.Last;
        bool onlyBefore = happened.Until is not null && happened.Touches(against) && !happened.Touches(window);
        return began || ended || onlyBefore;
    }

    static List<AttributeValue> Known(IReadOnlyList<AttributeValue> place, IReadOnlyList<string> dimensions)
    {
        List<AttributeValue> known = [.. place.Where(a => dimensions.Contains(a.Dimension))];
        // A plan is told by its own name where facts have it; its channel stands in where they do not.
        return known.Any(a => a.Dimension == "campaign") ? [.. known.Where(a => a.Dimension != "channel")] : known;
    }

    static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
}
