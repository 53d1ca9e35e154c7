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

    internal SimulatePromotions(IShops shops, BookShelf shelf, PastBaskets baskets) => (this.shops, this.shelf, this.baskets) = (shops, shelf, baskets);

    /// <param name="Shop">Id or name.</param>
    /// <param name="Promotions">The planned ones; they are replayed as if they had run in the days of the past.</param>
    public sealed record Request(string Shop, JsonElement Promotions, Period Past, IReadOnlyCollection<string>? Instead = null);

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

            // A code is entered by whoever has it: the replay takes the dearest case, in which everyone has.
            string[] codes = [.. planned.Select(p => p.Coupon).OfType<string>()];
            IEnumerable<PastOrder> orders = codes.Length == 0 ? past.Orders : past.Orders.Select(o => o with { Cart = o.Cart with { Coupons = codes } });
            ReplayReport report = PromotionReplay.Run(orders, new ReplayQuestion
            {
                Before = new PromotionBook(before), After = new PromotionBook([.. before, .. planned]), Policy = book.Policy, Strategy = [.. planned.Select(p => p.Id)],
            });
            return new(Told(report, past, request.Past, shop, planned, scope), null);
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
            Offers = [.. report.Strategy.Select(s => new ReplayOffer(s.Promotion, planned.First(p => p.Id == s.Promotion).Name, s.Applies, s.Near, Of(s.Discount), s.DryOn))],
            FullPriceOrders = report.FullPrice.Orders,
            FullPriceSales = Of(report.FullPrice.PaidBefore),
            Steepest = [.. report.Steepest.Select(o => new SteepOrder(o.Order, o.Day, Of(o.Goods), Of(o.PaidBefore), Of(o.PaidAfter), scope.SeesCost
                && o.Margin is { } m ? Of(m) : null))],
            ReplayedDiscount = Of(report.Total.DiscountBefore),
            BookedDiscount = Of(past.SellerDiscount),
            FeeRate = feeRate,
            BreakEvenUplift = !sees ? null : before <= after ? 0m : after > 0m ? (before - after) / after : null,
            Unproven = report.Unproven,
        };

        decimal Of(long minor) => Money.FromMinor(minor, shop.Currency).Amount;
    }
}
