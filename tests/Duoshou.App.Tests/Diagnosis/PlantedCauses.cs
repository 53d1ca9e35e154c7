using Duoshou.Analytics.Simulation;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Diagnosis;

/// <summary>Asks for the explanation of planted incidents as an operator would, and judges what stands first.</summary>
static class PlantedCauses
{
    /// <summary>The window and metric that the truth names against the days just before; money of a wrong rate in yuan.</summary>
    public static async Task<ChangeExplanation> Explained(DemoShops demo, PlantedIncident incident)
    {
        ExplainChange.Request request = new(incident.Metric, [demo.ShopOf(incident.Shop).Id], incident.Days, Comparison.Previous,
            incident.Kind == IncidentKind.WrongRate ? Currency.Of("CNY") : null, demo.Duoshou.Owner);
        Answered<ChangeExplanation> answered = await demo.Get<ExplainChange>().Run(request, default);
        return answered.Value ?? throw new InvalidOperationException($"{answered.Refusal!.Code}: {answered.Refusal.Detail.En}");
    }

    /// <summary>Whether the first cause is the planted one: its place, or the event that did it.</summary>
    public static bool IsFirst(PlantedIncident incident, ChangeExplanation found)
    {
        if (incident.Kind == IncidentKind.MissingFeed)
            return found.IsGap && found.Gaps.Any(gap => gap.Feed == incident.Thing["feed"] && incident.Days.Contains(gap.Day)) && IsPlace(incident, found.Causes[0]);
        if (found.Causes.Count == 0) return false;
        ExplainedPlace first = found.Causes[0];
        ExplainedEvent? did = first.Events.FirstOrDefault();
        if (incident.CauseChangeId is { } change && did is not null && first.Events.TakeWhile(e => e.Grade == did.Grade).Any(e => e.Id == change)) return true;
        return incident.Kind switch
        {
            IncidentKind.LateCarrier => did?.Kind == "logistics",
            IncidentKind.TrackingLoss => did?.Kind == "tracking",
            _ => IsPlace(incident, first),
        };
    }

    static bool IsPlace(PlantedIncident incident, ExplainedPlace first) => incident.Thing.Any(thing =>
        first.Where.Any(a => a.Dimension == thing.Key && thing.Value.Split('|').Contains(a.Value)));
}
