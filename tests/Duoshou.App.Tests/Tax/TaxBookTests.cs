using Duoshou.App.Agency;
using Duoshou.App.Shops;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.App.Tax.Books;
using Duoshou.Kernel;

namespace Duoshou.App.Tests.Tax;

/// <summary>The tax book on worked numbers: sales, refunds in whole and in part, and the return that each refund belongs to.</summary>
public sealed class TaxBookTests : IAsyncLifetime
{
    TestInstallation installation = null!;

    public async Task InitializeAsync() => installation = await TestInstallation.Open();

    public async Task DisposeAsync() => await installation.DisposeAsync();

    async Task<ShopCard> Shop(string country, string currency, string hs = "61102000")
    {
        ClientCard client = await installation.Client("Client " + country);
        ShopCard shop = await installation.Shop(client.Id, "Shop " + country, "amazon", country, currency, "Europe/Berlin");
        await installation.Get<SetShopTax>().Run(new(shop.Id, ParcelRoute.Direct, "CN", true, true), installation.Owner, await installation.OwnerScope(), default);
        await installation.Get<ChooseCode>().Run(new(shop.Id, "Hoodie", hs, "CN", "", installation.Owner), await installation.OwnerScope(), default);
        return shop;
    }

    async Task<TaxBook> Book(string first, string last) => await installation.Get<ReadTaxBook>().Run(
        new(Day(first), Day(last)), Day(last), await installation.OwnerScope(), default);

    [Fact]
    public async Task The_book_is_remembered_until_ledger_codes_or_ways_of_shipping_move()
    {
        ShopCard shop = await Shop("DE", "EUR");
        TaxBook first = await Book("2026-05-01", "2026-05-31");
        (await Book("2026-05-01", "2026-05-31")).ShouldBeSameAs(first);
        await installation.Get<ChooseCode>().Run(new(shop.Id, "Coat", "61021000", "CN", "", installation.Owner), await installation.OwnerScope(), default);
        TaxBook coded = await Book("2026-05-01", "2026-05-31");
        coded.ShouldNotBeSameAs(first);
        await installation.Get<SetShopTax>().Run(new(shop.Id, ParcelRoute.Direct, "CN", false, true), installation.Owner, await installation.OwnerScope(), default);
        (await Book("2026-05-01", "2026-05-31")).ShouldNotBeSameAs(coded);
        (await Book("2026-05-01", "2026-05-30")).ShouldNotBeSameAs(coded);
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// May 2026, before the flat duty: 119.00 holds 19.00 of VAT on 100.00. Half of it (59.50) goes back in the same month, the rest in June:
    /// the return of May falls by 9.50, the other 9.50 is a correction of May inside the return of June.
    /// </summary>
    [Fact]
    public async Task A_refund_through_the_import_one_stop_shop_lowers_its_own_month_or_corrects_it_in_a_later_return()
    {
        ShopCard shop = await Shop("DE", "EUR");
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-05-04 gross=119",
            "order_id=R1 refers_to=A row_class=cancellation ordered_at=2026-05-20 refunded=59.50",
            "order_id=R2 refers_to=A row_class=cancellation ordered_at=2026-06-03 refunded=59.50");
        TaxBook may = await Book("2026-05-01", "2026-05-31");
        BookLine line = may.Lines.Single();
        (line.Vat, line.Total, line.Refunded, line.Net, line.Orders).ShouldBe((19m, 19m, 9.50m, 9.50m, 1));
        ReturnLine due = may.Returns.Single();
        (due.Scheme, due.Base, due.Tax, due.RefundBase, due.RefundTax, due.NetTax).ShouldBe(("ioss", 100m, 19m, 50m, 9.50m, 9.50m));
        may.Corrections.ShouldBeEmpty();
        TaxBook june = await Book("2026-06-01", "2026-06-30");
        june.Returns.ShouldBeEmpty();
        ReturnCorrection correction = june.Corrections.Single();
        (correction.Of.First, correction.In.First, correction.Base, correction.Tax, correction.Country).ShouldBe((Day("2026-05-01"), Day("2026-06-01"), 50m, 9.50m, "DE"));
        correction.Law.Source.ShouldContain("369t");
        june.Lines.Single().ShouldSatisfyAllConditions(l => (l.Orders, l.Total, l.Net).ShouldBe((0, 0m, -9.50m)), l => l.Month.ShouldBe("2026-06"));
        // Over both months together nothing is left.
        (await Book("2026-05-01", "2026-06-30")).Lines.Sum(l => l.Net).ShouldBe(0m);
    }

    /// <summary>Britain: 60.00 holds 10.00; 20.00 of it goes back in the next quarter and lowers that quarter, without a correction.</summary>
    [Fact]
    public async Task A_refund_in_Britain_lowers_the_quarter_in_which_it_is_paid()
    {
        ShopCard shop = await Shop("GB", "GBP");
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-03-20 gross=60",
            "order_id=B ordered_at=2026-04-02 gross=120",
            "order_id=R refers_to=A row_class=cancellation ordered_at=2026-04-10 refunded=20");
        ReturnLine quarter = (await Book("2026-04-01", "2026-06-30")).Returns.Single();
        (quarter.Orders, quarter.Base, quarter.Tax, quarter.RefundBase, quarter.RefundTax, quarter.NetTax).ShouldBe((1, 100m, 20m, 16.67m, 3.33m, 16.67m));
        (await Book("2026-01-01", "2026-03-31")).Returns.Single().NetTax.ShouldBe(10m);
    }

    /// <summary>Thirds of a tax of 10.00 add up to it: 3.33, 3.34, 3.33; and no refund gives back more than there was.</summary>
    [Fact]
    public async Task Parts_of_a_refund_add_up_and_never_pass_the_tax()
    {
        ShopCard shop = await Shop("GB", "GBP");
        await Orders.Bring(installation, shop, ["order_id=A ordered_at=2026-03-01 gross=60",
            .. Enumerable.Range(1, 4).Select(i => $"order_id=R{i} refers_to=A row_class=cancellation ordered_at=2026-03-0{i + 1} refunded=20")]);
        BookedOrder order = (await Book("2026-03-01", "2026-03-31")).Orders.Single();
        order.Refunds.Select(r => r.Tax).ShouldBe([3.33m, 3.34m, 3.33m]);
        order.Refunded.ShouldBe(order.Vat!.Value);
    }

    [Fact]
    public async Task A_refund_on_the_order_row_is_taken_on_the_orders_day_and_said()
    {
        ShopCard shop = await Shop("DE", "EUR");
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-05-04 gross=119 refunded=119 refunded_quantity=1",
            "order_id=R refers_to=gone row_class=cancellation ordered_at=2026-05-20 refunded=10");
        TaxBook may = await Book("2026-05-01", "2026-05-31");
        (may.UndatedRefunds, may.Lines.Single().Net).ShouldBe((1, 0m));
        may.Gaps.Single().ShouldSatisfyAllConditions(g => g.Code.ShouldBe("refund_without_order"), g => g.Example.ShouldBe("gone"));
    }

    /// <summary>Over 150 EUR the buyer pays at the border: a refund leaves that tax alone.</summary>
    [Fact]
    public async Task Tax_that_the_buyer_paid_at_the_border_is_not_given_back_by_the_seller()
    {
        ClientCard client = await installation.Client();
        ShopCard shop = await installation.Shop(client.Id, "Shop CH", "amazon", "CH", "CHF", "Europe/Zurich");
        await installation.Get<SetShopTax>().Run(new(shop.Id, ParcelRoute.Direct, "CN", true, false), installation.Owner, await installation.OwnerScope(), default);
        await Orders.Bring(installation, shop, "order_id=A ordered_at=2026-05-04 gross=200 refunded=200");
        BookLine line = (await Book("2026-05-01", "2026-05-31")).Lines.Single();
        (line.Payer, line.Vat, line.Refunded).ShouldBe(("buyer", 16.20m, 0m));
    }
}
