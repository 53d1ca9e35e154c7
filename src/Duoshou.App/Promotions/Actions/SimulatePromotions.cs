using System.Text.Json;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Replay;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions;

/// <summary>Offers over the orders of the past: what they would have cost and whom they would have paid, by the engine that prices live carts.</summary>
public sealed class SimulatePromotions
{
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly PastBaskets baskets;
    readonly BorneTaxes taxes;

    internal SimulatePromotions(IShops shops, BookShelf shelf, PastBaskets baskets, BorneTaxes taxes) =>
        (this.shops, this.shelf, this.baskets, this.taxes) = (shops, shelf, baskets, taxes);

    /// <param name="Shop">Id or name.</param>
    /// <param name="Promotions">The planned ones; they are replayed as if they had run in the days of the past.</param>
    public sealed record Request(string Shop, JsonElement Promotions, Period Past, IReadOnlyCollection<string>? Instead = null)
    {
        /// <summary>Who holds the codes of the plan; a code that is not named here is given to every order: the dearest case.</summary>
        public IReadOnlyList<CodeHolders> Holders { get; init; } = [];
    }

    public async Task<Answered<ReplayAnswer>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Named(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop));
        try
        {
            Promotion[] planned = [.. PromotionText.Promotions(request.Promotions).Select(p => p with { Starts = null, Ends = null, Limits = p.Limits with { Total = null } })];
            CompiledBook book = await shelf.Current(shop.Id, cancel);
            HashSet<string> replaced = [.. planned.Select(p => p.Id), .. request.Instead ?? []];
            Promotion[] before = [.. book.Book.Promotions.Where(p => !replaced.Contains(p.Id))];
            PastBaskets.Baskets past = await baskets.Read(shop, request.Past, scope, cancel);

            BorneTaxes.Found borne = await taxes.Read(shop, request.Past, scope, cancel);
            HeldCodes held = new(past, planned, request.Holders, request.Past);
            IEnumerable<PastOrder> orders = held.Orders();
            ReplayReport report = PromotionReplay.Run(orders, new ReplayQuestion
            {
                Before = new PromotionBook(before), After = new PromotionBook([.. before, .. planned]), Policy = book.Policy, Strategy = [.. planned.Select(p => p.Id)],
                TaxesAt = (order, line, paid) => borne.At(line.Sku, Money.FromMinor(paid, shop.Currency).Amount, order.Cart.ShipTo?.Country ?? shop.Country) is { } tax
                    ? new Money(tax, shop.Currency).Rounded().Minor() : null,
            });
            ReplayAnswer told = Told(report, past, request.Past, shop, planned, scope);
            told = told with { Duties = borne.Notes(past.Orders.SelectMany(o => o.Cart.Lines).Select(l => l.Sku)) };
            return new(told with { Reached = held.Reached(told.Offers, shop.Currency) }, null);
        }
        catch (PromotionException fault)
        {
            return new(null, Faults.Of(fault, "promotions"));
        }
    }

    static ReplayAnswer Told(ReplayReport report, PastBaskets.Baskets past, Period range, ShopCard shop, Promotion[] planned, Scope scope)
    {
        // Fees follow what is paid, so they fall with a discount.
        decimal feeRate = past.FeesBasisPoints / 10_000m;
        bool knows = report.UnitsWithoutCost == 0 && report.Total.Orders > 0, sees = knows && scope.SeesCost;
        decimal before = Of(report.Total.MarginBefore) - Of(report.Total.PaidBefore) * feeRate, after = Of(report.Total.MarginAfter) - Of(report.Total.PaidAfter) * feeRate;
        return new()
        {
            Currency = shop.Currency.Code,
            Past = range,
            Orders = report.Total.Orders,
            LeftOut = past.LeftOut,
            Touched = report.Total.Touched,
            PaidBefore = Of(report.Total.PaidBefore),
            PaidAfter = Of(report.Total.PaidAfter),
            MarginBefore = sees ? before : null,
            MarginAfter = sees ? after : null,
            Cost = Of(report.Total.PaidBefore - report.Total.PaidAfter),
            Offers = [.. report.Strategy.Select(s => new ReplayOffer(s.Promotion, planned.First(p => p.Id == s.Promotion).Name, s.Applies, s.Near, Of(s.Discount), s.DryOn,
                Of(s.Paid)))],
            FullPriceOrders = report.FullPrice.Orders,
            FullPriceSales = Of(report.FullPrice.PaidBefore),
            Steepest = [.. report.Steepest.Select(o => new SteepOrder(o.Order, o.Day, Of(o.Goods), Of(o.PaidBefore), Of(o.PaidAfter), scope.SeesCost
                && o.Margin is { } m ? Of(m) : null))],
            ReplayedDiscount = Of(report.Total.DiscountBefore),
            BookedDiscount = Of(past.SellerDiscount),
            FeeRate = feeRate,
            BreakEvenUplift = !sees ? null : before <= after ? 0m : after > 0m ? (before - after) / after : null,
            Unproven = report.Unproven,
            DutyBefore = Of(report.Total.TaxesBefore),
            DutyAfter = Of(report.Total.TaxesAfter),
            UnitsWithoutDuty = report.UnitsWithoutTaxes,
        };

        decimal Of(long minor) => Money.FromMinor(minor, shop.Currency).Amount;
    }
}
