using System.Text.Json;
using Duoshou.App.Catalog;
using Duoshou.App.Promotions.Books;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Checks;
using Duoshou.Promotions.Model;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions;

/// <summary>What speaks against offers, before they go live: with everything that runs beside them, on the goods of the shop as they are.</summary>
public sealed class CheckPromotions
{
    static readonly HashSet<string> EuropeanUnion = [.. "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".Split(' ')];
    readonly IShops shops;
    readonly BookShelf shelf;
    readonly ShopGoods goods;
    readonly BorneTaxes taxes;

    internal CheckPromotions(IShops shops, BookShelf shelf, ShopGoods goods, BorneTaxes taxes) =>
        (this.shops, this.shelf, this.goods, this.taxes) = (shops, shelf, goods, taxes);

    /// <param name="Shop">Id or name.</param>
    /// <param name="Promotions">The planned ones, in the words of the case files.</param>
    /// <param name="On">The day before which they are judged: facts after it are not looked at.</param>
    /// <param name="ExpectedSpend">Discount money to expect, by promotion, from a replay; in minor units.</param>
    /// <param name="Instead">Ids in the book that these take the place of.</param>
    public sealed record Request(string Shop, JsonElement Promotions, DateOnly On, IReadOnlyDictionary<string, long>? ExpectedSpend = null,
        IReadOnlyCollection<string>? Instead = null);

    public async Task<Answered<CheckReport>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Named(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop));
        try
        {
            IReadOnlyList<Promotion> planned = PromotionText.Promotions(request.Promotions);
            HashSet<string> replaced = [.. planned.Select(p => p.Id), .. request.Instead ?? []];
            CompiledBook book = await shelf.Current(shop.Id, cancel);
            DateTimeOffset at = shop.Zone.Begins(request.On);
            Promotion[] others = [.. book.Book.Promotions.Where(p => !replaced.Contains(p.Id) && !(p.Ends <= at))];
            IReadOnlyList<ShopGoods.Good> all = await goods.Read(shop, request.On, scope, cancel);
            CheckInput input = new()
            {
                Planned = planned,
                Others = others,
                Items = [.. all.Select(good => good.Item)],
                Currency = shop.Currency,
                At = at,
                Policy = book.Policy,
                Refunds = book.Refunds,
                ReferencePrices = EuropeanUnion.Contains(shop.Country) ? ReferencePriceRule.EuropeanUnion : null,
                ExpectedSpend = request.ExpectedSpend ?? new Dictionary<string, long>(),
            };
            BorneTaxes.Found borne = await taxes.Read(shop, Period.Ending(request.On, ShopGoods.Days), scope, cancel);
            IReadOnlySet<string> touched = PromotionCheck.Touched(input);
            input = input with { Items = [.. all.Select(good => touched.Contains(good.Item.Line.Sku) ? Bearing(good, borne, shop.Currency) : good.Item)] };
            IReadOnlyList<DutyNote> duties = borne.Notes(touched);
            Dictionary<string, string> names = input.Planned.Concat(others).GroupBy(p => p.Id).ToDictionary(g => g.Key, g => g.First().Name ?? g.Key);
            CheckFinding[] findings = [.. PromotionCheck.Before(input).Select(f => Told(f, shop, names, scope.SeesCost)),
                .. duties.Where(d => d.Source == DutySource.Unknown).Select(d => new CheckFinding("duty_unknown", FindingWeight.Warning, [.. planned.Select(p => p.Id)], null,
                    d.Goods, null, d.Zh, d.En)), .. Festive(planned, shop, at)];
            return new(new(findings, all.Count, all.Count(good => good.Item.Line.Cost is null),
                [.. others.Where(o => planned.Any(p => Meet(p, o))).Select(o => o.Name ?? o.Id).Distinct()], request.On) { Duties = duties }, null);
        }
        catch (PromotionException fault)
        {
            return new(null, Faults.Of(fault, "promotions"));
        }
    }

    /// <summary>
    /// With what it bears at a price, and with the least price that covers its goods, fees, duty, import tax and returns; no such price where
    /// one of them is not known.
    /// </summary>
    static CheckedItem Bearing(ShopGoods.Good good, BorneTaxes.Found borne, Currency currency)
    {
        string sku = good.Item.Line.Sku;
        CheckedItem item = good.Item with
        {
            TaxesAt = minor => borne.At(sku, Money.FromMinor(minor, currency).Amount) is { } tax ? new Money(tax, currency).Rounded().Minor() : null,
        };
        if (good.Orders is not { Cost: not null } orders || borne.SourceOf(sku) == DutySource.Unknown) return item;
        if (borne.RateOf(sku) is { } rate) orders = orders with { Fees = (orders.Fees ?? 0m) + orders.Paid * rate };
        decimal? floor = FloorCard.Of(orders, borne.LandedOf(sku), currency.MinorUnits).Floor;
        return item with { Line = item.Line with { MarginFloor = floor is { } least ? new Money(least, currency).Minor() : null } };
    }

    static bool Meet(Promotion p, Promotion q) => (p.Starts ?? DateTimeOffset.MinValue) < (q.Ends ?? DateTimeOffset.MaxValue)
        && (q.Starts ?? DateTimeOffset.MinValue) < (p.Ends ?? DateTimeOffset.MaxValue);

    /// <summary>Names instead of ids, and no cost where the asker's role does not include it.</summary>
    static CheckFinding Told(Finding finding, ShopCard shop, Dictionary<string, string> names, bool seesCost)
    {
        bool cost = finding.Code is "below_cost" or "below_floor";
        string stack = string.Join(" + ", finding.Promotions.Select(id => names.GetValueOrDefault(id, id)));
        (string zh, string en) = cost && !seesCost
            ? ($"{finding.Item} 叠加 {stack} 后低于成本；你的角色看不到成本数字", $"{finding.Item} under {stack} sells below cost; your role does not include the figures")
            : (Named(finding.Text.Zh, names), Named(finding.Text.En, names));
        bool money = finding.Code is not ("stock_short" or "gift_out_of_stock");
        return new(finding.Code, finding.Weight, finding.Promotions, finding.Item, Amount(finding.Found), Amount(finding.Limit), zh, en);

        decimal? Amount(long? figure) => figure is not { } known || cost && !seesCost ? null : money ? Money.FromMinor(known, shop.Currency).Amount : known;
    }

    static string Named(string text, Dictionary<string, string> names)
    {
        foreach ((string id, string name) in names.OrderByDescending(n => n.Key.Length))
            if (id != name) text = text.Replace(id, name, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Days on which trade moves by itself: what is measured there is not the offer's alone.</summary>
    static IEnumerable<CheckFinding> Festive(IReadOnlyList<Promotion> planned, ShopCard shop, DateTimeOffset at)
    {
        foreach (Promotion p in planned.Where(p => p.Ends is not null).GroupBy(p => (p.Starts, p.Ends)).Select(g => g.First()))
        {
            Period days = new(shop.Zone.Day(p.Starts ?? at), shop.Zone.Day(p.Ends!.Value.AddSeconds(-1)));
            foreach (Festival festival in Festivals.Meeting(days, shop.Country))
                yield return new("festival_meets", FindingWeight.Note, [p.Id], null, null, null,
                    $"活动期内有{festival.Name.Zh}（{festival.On:yyyy-MM-dd}）：平时的基线不适用",
                        $"{festival.Name.En} ({festival.On:yyyy-MM-dd}) falls into it: an ordinary baseline does not hold");
        }
    }
}
