using System.Globalization;
using Duoshou.Analytics.Simulation;
using Duoshou.App.Diagnosis;
using Duoshou.Kernel;
using Xunit.Abstractions;

namespace Duoshou.App.Tests.Diagnosis;

/// <summary>Problems are found without being asked, and calm shops stay calm.</summary>
public sealed class ProblemSearchTests(ITestOutputHelper log)
{
    static readonly bool Full = Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1";
    static readonly Period LastWeeks = Period.Ending(DemoShops.LastDay, 14);

    [Fact]
    public async Task Every_incident_that_touches_the_last_days_seenfound()
    {
        int found = 0, all = 0;
        for (long seed = 1; seed <= (Full ? 20 : 1); seed++)
        {
            await using DemoShops demo = await DemoShops.Open(seed);
            IReadOnlyList<ProblemCard> problems = await Found(demo);
            foreach (ProblemCard card in problems)
                log.WriteLine($"{card.Kind} {card.Window} {card.WeeklyStake} {card.Grade} {card.Text.Zh}");
            foreach (PlantedIncident incident in demo.Simulation.Incidents.Where(i => i.To >= DemoShops.LastDay.AddDays(-1)))
            {
                bool seen = problems.Any(card => card.Shop == demo.ShopOf(incident.Shop).Id && Fits(incident, card));
                (found, all) = (found + (seen ? 1 : 0), all + 1);
                if (!seen) log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed} not found: {incident.Kind} {incident.Shop.Name.En} {incident.From}..{incident.To} {string.Join(' ', incident.Thing.Values)}"));
            }
        }

        log.WriteLine($"{found} of {all} found");
        ((double)found / all).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public async Task Calm_shops_raise_hardly_an_alarm()
    {
        int alarms = 0, shops = 0;
        for (long seed = 1; seed <= (Full ? 20 : 1); seed++)
        {
            await using DemoShops demo = await DemoShops.Open(seed, incidents: false);
            IReadOnlyList<ProblemCard> problems = await Found(demo);
            foreach (ProblemCard card in problems) log.WriteLine($"seed {seed} {card.Kind} {card.Window} {card.Text.En}");
            (alarms, shops) = (alarms + problems.Count, shops + 12);
        }

        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{alarms} alarms in {shops} calm shops of two weeks: {(double)alarms / shops:0.000} a shop"));
        ((double)alarms / shops).ShouldBeLessThan(0.25);
    }

    [Fact]
    public async Task Looking_again_finds_the_same_problems_under_the_same_ids()
    {
        await using DemoShops demo = await DemoShops.Open(2, days: 100, shops: 3);
        IReadOnlyList<ProblemCard> once = await Found(demo), again = await Found(demo);
        once.ShouldNotBeEmpty();
        again.Select(card => card.Id).ShouldBe(once.Select(card => card.Id));
        Scope nobody = (await demo.Duoshou.OwnerScope()).Narrowed([]);
        (await demo.Get<IDiagnosis>().Latest(nobody, LastWeeks, default)).ShouldBeEmpty();
    }

    static async Task<IReadOnlyList<ProblemCard>> Found(DemoShops demo)
    {
        await demo.Get<IProblemSearch>().Run(null, default);
        return await demo.Get<IDiagnosis>().Latest(await demo.Duoshou.OwnerScope(), LastWeeks, default);
    }

    static bool Fits(PlantedIncident incident, ProblemCard card) => (incident.Kind, card.Kind) switch
    {
        (IncidentKind.StockOut, ProblemKind.StockOut) => Touches(incident, card, "sku"),
        (IncidentKind.ImageChange or IncidentKind.PriceRise or IncidentKind.RivalPriceCut, ProblemKind.ConversionFall) => Touches(incident, card, "sku"),
        (IncidentKind.AdBudgetEnd, ProblemKind.AdsStopped) => true,
        (IncidentKind.CouponClash, ProblemKind.SoldBelowCost) => Touches(incident, card, "sku"),
        (IncidentKind.LateCarrier, ProblemKind.LateParcels) => Touches(incident, card, "region"),
        (IncidentKind.BadBatch, ProblemKind.BadReviews) => Touches(incident, card, "sku"),
        (IncidentKind.WrongRate, ProblemKind.RateJump) => true,
        (IncidentKind.MissingFeed, ProblemKind.MissingData) => Touches(incident, card, "feed"),
        (IncidentKind.Brushing, ProblemKind.Brushing) => Touches(incident, card, "sku"),
        (IncidentKind.TrackingLoss, ProblemKind.TrackingLoss) => true,
        _ => false,
    };

    static bool Touches(PlantedIncident incident, ProblemCard card, string dimension) =>
        card.Thing.Any(a => a.Dimension == dimension && incident.Thing[dimension].Split('|').Contains(a.Value));
}
