using System.Globalization;
using Duoshou.Analytics.Simulation;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.App.Diagnosis;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.Kernel;
using Xunit.Abstractions;

namespace Duoshou.App.Tests.Diagnosis;

/// <summary>Problems are found without being asked, and calm shops stay calm.</summary>
public sealed class ProblemSearchTests(ITestOutputHelper log)
{
    static readonly bool Full = Environment.GetEnvironmentVariable("DUOSHOU_FULL") == "1";
    static readonly Period LastWeeks = Period.Ending(DemoShops.LastDay, 14);

    [Fact]
    public async Task Every_incident_that_touches_the_last_days_is_found()
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
                if (!seen) log.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"seed {seed} not found: {incident.Kind} {incident.Shop.Name.En} {incident.From}..{incident.To} {string.Join(' ', incident.Thing.Values)}"));
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

        log.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{alarms} alarms in {shops} calm shops of two weeks: {(double)alarms / shops:0.000} a shop"));
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

    [Fact]
    public async Task A_shop_whose_facts_moved_is_looked_over_before_anybody_is_told()
    {
        await using DemoShops demo = await DemoShops.Open(2, days: 100, shops: 3);
        (IDueSearches due, IDiagnosis diagnosis, Scope all) = (demo.Get<IDueSearches>(), demo.Get<IDiagnosis>(), await demo.Duoshou.OwnerScope());
        (await diagnosis.Latest(all, LastWeeks, default)).ShouldBeEmpty("nothing is due, and nothing was looked for");
        Task moved = due.Moved(default);
        foreach (ShopId shop in all.Shops) await due.Expect(shop, default);
        moved.IsCompleted.ShouldBeFalse("facts that are only expected wake nobody");
        foreach (ShopId shop in all.Shops) await due.Came(shop, default);
        await moved.WaitAsync(TimeSpan.FromMinutes(1));

        ShopId one = all.Shops.First();
        IReadOnlyList<ProblemCard> ofOne = await diagnosis.Latest(all.Narrowed([one]), LastWeeks, default);
        (await demo.Duoshou.Due()).ShouldBe(all.Shops.Count - 1, "the other shops were not asked for");
        IReadOnlyList<ProblemCard> ofAll = await diagnosis.Latest(all, LastWeeks, default);
        (await demo.Duoshou.Due()).ShouldBe(0);
        ofAll.ShouldNotBeEmpty();
        ofAll.Where(card => card.Shop == one).Select(card => card.Id).ShouldBe(ofOne.Select(card => card.Id));
    }

    [Fact]
    public async Task An_import_and_its_undo_leave_their_shop_due_and_a_trial_does_not()
    {
        await using TestInstallation duoshou = await TestInstallation.Open();
        ShopCard shop = await duoshou.Shop((await duoshou.Client()).Id);
        ImportTarget target = ConnectorsModule.TargetOf(shop, duoshou.Get<Home>());
        byte[] orders = "order_id,line_id,row_class,ordered_at,sku,currency,quantity,gross\nA1,1,sale,2026-10-01 12:00:00,S1,CNY,1,9.90\n"u8.ToArray();
        IReadOnlyList<InputFile> files = InputFile.Of("orders.csv", null, () => new MemoryStream(orders));
        ImportPlan plan = await duoshou.Get<RecogniseFiles>().Run(new(target, files, new(FactKind.OrderLine)), default);
        ImportFiles.Request request = new(target, duoshou.Owner, files, plan);

        await duoshou.Get<ImportFiles>().Run(request with { DryRun = true }, null, default);
        (await duoshou.Due()).ShouldBe(0);
        ImportReport report = (await duoshou.Get<ImportFiles>().Run(request, null, default)).Single();
        report.RowsLoaded.ShouldBe(1);
        (await duoshou.Due()).ShouldBe(1);
        await duoshou.Get<IDueSearches>().Settle(null, default);
        (await duoshou.Due()).ShouldBe(0);
        (await duoshou.Get<UndoBatch>().Run(report.Batch!.Value, await duoshou.OwnerScope(), default)).ShouldNotBeNull();
        (await duoshou.Due()).ShouldBe(1);
    }

    static async Task<IReadOnlyList<ProblemCard>> Found(DemoShops demo)
    {
        await demo.Get<IProblemSearch>().Run(null, default);
        return await demo.Get<IDiagnosis>().Latest(await demo.Duoshou.OwnerScope(), LastWeeks, default);
    }

    static bool Fits(PlantedIncident incident, ProblemCard card) => (incident.Kind, card.Kind) switch
    {
        (IncidentKind.StockOut, ProblemKind.StockOut) => Touches(incident, card, "sku"),
        (IncidentKind.ImageChange or IncidentKind.PriceRise or IncidentKind.RivalPriceCut, ProblemKind.ConversionFall) =>
            Touches(incident, card, "sku"),
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
