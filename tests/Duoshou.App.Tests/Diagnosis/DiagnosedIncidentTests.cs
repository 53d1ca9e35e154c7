using System.Globalization;
using System.Text;
using Duoshou.Analytics.Simulation;
using Duoshou.App.Diagnosis;
using Duoshou.App.Diagnosis.Actions;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Xunit.Abstractions;

namespace Duoshou.App.Tests.Diagnosis;

/// <summary>Every planted incident stands in the diagnosis of its day; a quiet month hardly raises an alarm. With DUOSHOU_FULL=1 over more agencies.</summary>
public sealed class DiagnosedIncidentTests(ITestOutputHelper log)
{
    static readonly bool Full = Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1";

    /// <summary>An incident is looked for on its last day, and at the latest a week after its first.</summary>
    const int DaysToSee = 6;

    [Fact]
    public async Task Each_planted_incident_appears_in_the_diagnosis_of_its_day_ranked_by_money()
    {
        SortedDictionary<IncidentKind, (int Found, int All, List<int> Ranks)> tally = [];
        for (long seed = 1; seed <= (Full ? 5 : 1); seed++)
        {
            await using DemoShops demo = await DemoShops.Open(seed);
            foreach (PlantedIncident incident in demo.Simulation.Incidents)
            {
                DateOnly on = new[] { incident.To, incident.From.AddDays(DaysToSee), DemoShops.LastDay }.Min();
                ShopDiagnosis found = await Diagnosed(demo, demo.ShopOf(incident.Shop), on);
                RankedByMoney(found);
                int rank = found.Findings.ToList().FindIndex(finding => Fits(incident, finding)) + 1;
                (int right, int all, List<int> ranks) = tally.GetValueOrDefault(incident.Kind, (0, 0, []));
                if (rank > 0) ranks.Add(rank);
                tally[incident.Kind] = (right + (rank > 0 ? 1 : 0), all + 1, ranks);
                if (rank > 0) found.Findings[rank - 1].Evidence.ShouldNotBeEmpty();
                else log.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"seed {seed} not found: {incident.Kind} {incident.Shop.Name.En} {incident.From}..{incident.To} on {on}: {string.Join(' ', incident.Thing.Values)} {incident.ExpectedChange} {incident.Story.En}; {string.Join(", ", found.Findings.Select(f => f.Key))}"));
            }
        }

        StringBuilder table = new("| kind | incidents | found | rank in the middle |\n| --- | --- | --- | --- |\n");
        foreach ((IncidentKind kind, (int right, int all, List<int> ranks)) in tally)
            table.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | {all} | {right} | {(ranks.Count == 0 ? 0 : ranks.Order().ElementAt(ranks.Count / 2))} |");
        log.WriteLine(table.ToString());
        tally.Values.Sum(t => t.Found).ShouldBe(tally.Values.Sum(t => t.All));
    }

    [Fact]
    public async Task A_quiet_month_raises_at_most_one_false_alarm_a_shop()
    {
        StringBuilder table = new("| seed | shop | alarms in a month | which |\n| --- | --- | --- | --- |\n");
        int worst = 0, alarms = 0, shops = 0;
        for (long seed = 1; seed <= (Full ? 5 : 1); seed++)
        {
            await using DemoShops demo = await DemoShops.Open(seed, shops: Full ? 12 : 6, incidents: false);
            ShopId[] all = [.. demo.Simulation.Agency.Shops.Select(shop => demo.ShopOf(shop).Id)];
            TimeSpan before = Environment.CpuUsage.TotalTime;
            for (int back = 28; back >= 0; back -= 7) await demo.Get<DiagnoseShop>().Many(all, DemoShops.LastDay.AddDays(-back), demo.Duoshou.Owner, default);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (5 * all.Length):0} ms of processor time a diagnosis, {all.Length} shops in one pass"));
            foreach (SimulatedShop shop in demo.Simulation.Agency.Shops)
            {
                List<DiagnosedFinding> told = [];
                for (int back = 28; back >= 0; back -= 7)
                    foreach (DiagnosedFinding alarm in (await Diagnosed(demo, demo.ShopOf(shop), DemoShops.LastDay.AddDays(-back), anew: false)).Alarms)
                        if (!told.Any(other => other.Key == alarm.Key && alarm.From <= other.To.AddDays(7))) told.Add(alarm);
                table.AppendLine(CultureInfo.InvariantCulture, $"| {seed} | {shop.Name.En} | {told.Count} | {string.Join("; ", told.Select(alarm => $"{alarm.Key} {alarm.From:MM-dd} {alarm.Severity}"))} |");
                (worst, alarms, shops) = (Math.Max(worst, told.Count), alarms + told.Count, shops + 1);
            }
        }

        log.WriteLine(table.ToString());
        log.WriteLine($"{alarms} alarms in {shops} quiet shop months");
        worst.ShouldBeLessThanOrEqualTo(1);
    }

    static void RankedByMoney(ShopDiagnosis found)
    {
        decimal[] weights = [.. found.Findings.Select(finding => (finding.Money ?? 0m) * (finding.Grade switch
        {
            Duoshou.Analytics.Attribution.Grade.Shown => 1m, Duoshou.Analytics.Attribution.Grade.Fits => 0.8m, _ => 0.5m,
        }))];
        weights.ShouldBe(weights.OrderDescending());
    }

    static async Task<ShopDiagnosis> Diagnosed(DemoShops demo, ShopCard shop, DateOnly on, bool anew = true) =>
        (await demo.Get<DiagnoseShop>().Run(new(shop.Id, on, demo.Duoshou.Owner, anew), default)).Value!;

    static bool Fits(PlantedIncident incident, DiagnosedFinding finding) => (incident.Kind, finding.Code) switch
    {
        (IncidentKind.StockOut, "stock_out") => Touches(incident, finding, "sku"),
        (IncidentKind.ImageChange or IncidentKind.PriceRise or IncidentKind.RivalPriceCut, "conversion_fall") => Touches(incident, finding, "sku"),
        (IncidentKind.AdBudgetEnd, "ads_stopped") => true,
        (IncidentKind.CouponClash, "sold_below_cost") => Touches(incident, finding, "sku"),
        (IncidentKind.LateCarrier, "late_parcels") => Touches(incident, finding, "region"),
        (IncidentKind.BadBatch, "bad_reviews") => Touches(incident, finding, "sku"),
        (IncidentKind.WrongRate, "rate_jump") => true,
        (IncidentKind.MissingFeed, "missing_data") => Touches(incident, finding, "feed"),
        (IncidentKind.Brushing, "brushing") => Touches(incident, finding, "sku"),
        (IncidentKind.TrackingLoss, "tracking_loss") => true,
        _ => false,
    };

    static bool Touches(PlantedIncident incident, DiagnosedFinding finding, string dimension) =>
        finding.Thing.Any(a => a.Dimension == dimension && incident.Thing[dimension].Split('|').Contains(a.Value));
}
