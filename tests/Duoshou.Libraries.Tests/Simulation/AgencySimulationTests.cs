using System.Security.Cryptography;
using Duoshou.Analytics.Simulation;
using Duoshou.Analytics.Simulation.Files;
using Duoshou.Kernel;
using Xunit.Abstractions;

namespace Duoshou.Libraries.Tests.Simulation;

public sealed class AgencySimulationTests(ITestOutputHelper log)
{
    [Fact]
    public void An_agency_has_three_clients_and_twelve_shops_on_six_platforms_in_five_countries()
    {
        SimulatedAgency agency = SimulatedFacts.Small(1, 30).Agency;
        agency.Clients.Count.ShouldBe(3);
        agency.Shops.Count.ShouldBe(12);
        agency.Shops.Select(shop => shop.Platform).Distinct().Count().ShouldBe(6);
        agency.Shops.Select(shop => shop.Country).Distinct().Count().ShouldBe(5);
        agency.Shops.Select(shop => shop.Currency).Distinct().Count().ShouldBe(5);
        agency.Shops.Select(shop => shop.Id).Distinct().Count().ShouldBe(12);
        agency.Shops.ShouldAllBe(shop => shop.MonthlySalesTarget.Amount > 0 && shop.MonthlySalesTarget.Currency == shop.Currency);
    }

    [Fact]
    public void The_same_plan_makes_the_same_bytes_in_any_order_of_shops()
    {
        AgencySimulation one = SimulatedFacts.Small(7, 50), two = SimulatedFacts.Small(7, 50);
        byte[][] forward = [.. one.Agency.Shops.Take(3).Select(shop => Hash(one, shop))];
        byte[][] backward = [.. two.Agency.Shops.Take(3).Reverse().Select(shop => Hash(two, shop)).Reverse()];
        for (int i = 0; i < forward.Length; i++) forward[i].ShouldBe(backward[i]);
        Hash(SimulatedFacts.Small(8, 50), SimulatedFacts.Small(8, 50).Agency.Shops[0]).ShouldNotBe(forward[0]);
        one.Rates.ShouldBe(two.Rates);
        one.Incidents.Select(i => (i.Kind, i.Shop.Id, i.From, i.CauseChangeId))
            .ShouldBe(two.Incidents.Select(i => (i.Kind, i.Shop.Id, i.From, i.CauseChangeId)));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void What_the_agency_typed_is_in_its_language(Language language)
    {
        AgencySimulation spoken = new(SimulatedFacts.Small(7, 50).Plan with { Language = language });
        static bool IsChinese(string text) => text.Any(sign => sign is >= '\u4e00' and <= '\u9fff');
        foreach (SimulatedShop shop in spoken.Agency.Shops)
        {
            string[] reasons = [.. spoken.Rows(shop, FactKind.Change).Select(row => row.Text("why")).OfType<string>()];
            reasons.Count(text => IsChinese(text) != (language == Language.Chinese)).ShouldBe(0);
            spoken.Rows(shop, FactKind.OrderLine).Take(200).Count(row => IsChinese(row.Text("product")!) != (language == Language.Chinese)).ShouldBe(0);
        }
    }

    [Fact]
    public void The_language_changes_no_number()
    {
        decimal[] Gross(Language? language)
        {
            AgencySimulation simulation = new(SimulatedFacts.Small(7, 50).Plan with { Language = language });
            return [.. simulation.Agency.Shops.Select(shop => simulation.Rows(shop, FactKind.OrderLine).Sum(row => row.Number("gross")))];
        }

        decimal[] plain = Gross(null);
        Gross(Language.English).ShouldBe(plain);
        Gross(Language.Chinese).ShouldBe(plain);
    }

    [Fact]
    public void One_kind_asked_alone_has_the_same_rows_as_among_all()
    {
        AgencySimulation simulation = SimulatedFacts.Small(3, 60);
        SimulatedShop shop = simulation.Agency.Shops[0];
        int together = simulation.Facts(shop).Where(chunk => chunk.Table.Kind == FactKind.Review).Sum(chunk => chunk.Count);
        simulation.Facts(shop, FactKind.Review).Sum(chunk => chunk.Count).ShouldBe(together);
    }

    [Fact]
    public void A_small_agency_has_the_promised_number_of_order_lines()
    {
        AgencySimulation simulation = SimulatedFacts.Small(1, 400);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        long lines = simulation.Agency.Shops.SelectMany(shop => simulation.Facts(shop, FactKind.OrderLine)).Sum(chunk => (long)chunk.Count);
        log.WriteLine($"{lines} lines in {clock.Elapsed}");
        lines.ShouldBeInRange(150_000, 250_000);
    }

    [Fact]
    public void Every_kind_of_fact_is_there()
    {
        AgencySimulation simulation = SimulatedFacts.Small(1, 40);
        simulation.Agency.Shops.SelectMany(shop => simulation.Facts(shop)).Select(chunk => chunk.Table.Kind).Distinct().Count()
            .ShouldBe(FactTables.All.Count);
    }

    [Fact]
    public void Feeds_that_a_shop_lacks_have_no_rows()
    {
        AgencySimulation simulation = SimulatedFacts.Small(1, 40);
        SimulatedShop singapore = simulation.Agency.Shops.Single(shop => shop.Platform == "shopee"),
            storefront = simulation.Agency.Shops.Single(shop => shop.Platform == "shopify");
        simulation.Rows(singapore, FactKind.Traffic).ShouldBeEmpty();
        simulation.Rows(singapore, FactKind.OrderLine).ShouldNotBeEmpty();
        simulation.Rows(storefront, FactKind.OrderLine).ShouldAllBe(row => row.Known("cost") == null);
    }

    static byte[] Hash(AgencySimulation simulation, SimulatedShop shop)
    {
        using SHA256 hash = SHA256.Create();
        using (CryptoStream stream = new(Stream.Null, hash, CryptoStreamMode.Write))
            foreach (FactChunk chunk in simulation.Facts(shop)) FactFiles.Write(chunk.Table, [chunk], stream);
        return hash.Hash!;
    }
}
