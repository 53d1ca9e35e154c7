using Duoshou.App.Promotions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions.Actions.Campaigns;

/// <summary>报名顾问: whether a slot of a platform's sale pays, before she signs up for it. What is not known is said, and then there is no advice.</summary>
public sealed class AdviseSignup
{
    const int Weeks = 8, FewestDays = 14, MostGoods = 20;
    readonly IShops shops;
    readonly ShopGoods goods;
    readonly DailySales daily;
    readonly IFactRows facts;
    readonly SlotHistory history;
    readonly CampaignDrawer drawer;
    readonly BorneTaxes taxes;

    internal AdviseSignup(IShops shops, ShopGoods goods, DailySales daily, IFactRows facts, SlotHistory history, CampaignDrawer drawer, BorneTaxes taxes) =>
        (this.shops, this.goods, this.daily, this.facts, this.history, this.drawer, this.taxes) = (shops, goods, daily, facts, history, drawer, taxes);

    /// <param name="Price">What a piece has to cost; only for a single product.</param>
    /// <param name="Discount">Or what has to come off each price, as a ratio.</param>
    /// <param name="LastDay">The newest day of facts.</param>
    public sealed record Request(ShopId Shop, PlatformSlot Slot, DateOnly First, DateOnly Last, IReadOnlyList<string> Skus, decimal? Price, decimal? Discount, DateOnly LastDay);

    public async Task<Answered<SignupReport>> Run(Request request, Scope scope, CancellationToken cancel)
    {
        if (await shops.Find(request.Shop, scope, cancel) is not { } shop) return new(null, Faults.Shop(request.Shop.ToString()));
        if (Check(request) is { } refusal) return new(null, refusal);
        Scope full = scope with { SeesCost = true, SeesProfit = true };
        DateOnly known = request.First <= request.LastDay ? request.First.AddDays(-1) : request.LastDay;
        Period past = Period.Ending(known, 7 * Weeks), days = new(request.First, request.Last);
        SortedDictionary<DateOnly, decimal> shopDays = await daily.Read(shop, "paid_sales", past, full, cancel);
        if (shopDays.Count < FewestDays) return new(null, ExpectSales.TooLittle(shop.Name, shopDays.Count));
        IReadOnlyList<ShopGoods.Good> all = await goods.Read(shop, known, full, cancel);
        List<ShopGoods.Good> chosen = [];
        foreach (string sku in request.Skus.Distinct())
        {
            if (all.FirstOrDefault(g => g.Item.Line.Sku == sku) is not { } good)
                return new(null, Wrong("sku", sku, new($"「{sku}」在 {known:yyyy-MM-dd} 之前两个月没有卖过，也没有库存。",
                    $"“{sku}” neither sold nor stood in stock in the two months before {known:yyyy-MM-dd}."),
                    new("选别的商品。", "Choose other goods.")));
            chosen.Add(good);
        }

        decimal now = chosen.Sum(g => PriceOf(g, shop)), asked = chosen.Sum(g => Asked(request, g, shop)), depth = now > 0m ? Math.Max(0m, 1m - asked / now) : 0m;
        SlotHistory.Found found = await history.Read(shop, request.Slot, request.Skus, depth, known, scope, cancel);
        SlotTerms terms = new(request, shop, days, depth, await taxes.Read(shop, past, full, cancel), await daily.Total(shop, "refund_rate", past, full, cancel), found);
        List<(ShopGoods.Good, Band Usual, decimal PerDay)> usual = [];
        foreach (ShopGoods.Good good in chosen)
        {
            SortedDictionary<DateOnly, decimal> pieces = await DailySales.OfGoods(facts, shop, [good.Item.Line.Sku], "quantity", past, full, cancel);
            usual.Add((good, Usual(pieces, shopDays, found, good.Item.Line.Sku, days, out decimal perDay), perDay));
        }

        decimal shopWould = days.Each().Sum(day => ExpectSales.Weekday(shopDays, day)), goodsWould = usual.Sum(u => u.Usual.Mid * PriceOf(u.Item1, shop));
        return new(terms.Report(usual, known, scope.SeesCost) with { ShareOfShop = shopWould > 0m ? Math.Min(1m, decimal.Round(goodsWould / shopWould, 4)) : 0m }, null);
    }

    /// <summary>A campaign that carries the slot, its goods, its price and the growth that the advice reckoned with.</summary>
    public async Task<Answered<CampaignSheet>> Draft(Request request, Language language, Scope scope, CancellationToken cancel)
    {
        (SignupReport? report, Refusal? refusal) = await Run(request, scope, cancel);
        if (report is null) return new(null, refusal);
        Offer offer = request.Price is { } price
            ? new("a", OfferKind.FixedPrice, new Words($"限时价 {Written.Plain(price)}", $"Price of {Written.Plain(price)}").In(language)) { Amount = price }
            : new("a", OfferKind.Percent, new Words($"{Written.Plain(10m - request.Discount!.Value * 10m)} 折",
                $"{Written.Plain(request.Discount.Value * 100m)}% off").In(language)) { Rate = request.Discount };
        CampaignPlan plan = new()
        {
            Name = request.Slot.Name.Trim(), Strategy = Strategy.BigSale, First = request.First, Last = request.Last, Products = [.. request.Skus], Slot = request.Slot,
            Aim = new Words("参加平台大促", "Take part in the platform's sale").In(language), Audience = new Words("全部买家", "Every buyer").In(language),
            Offers = [offer with { Skus = [.. request.Skus] }], Guards = new(0.1m, null, null), Uplift = OfShop(report),
        };
        return await drawer.Add(report.Shop, plan, null, scope, cancel);
    }

    /// <summary>Growth of the goods' pieces as growth of the shop's orders; assumed growth is left to the simulation, which assumes for itself.</summary>
    static Uplift? OfShop(SignupReport report)
    {
        if (report.Basis == LiftBasis.Assumed) return null;
        decimal share = report.ShareOfShop;
        string percent = ExpectSales.Percent(share), low = ExpectSales.Percent(report.Lift.Low), mid = ExpectSales.Percent(report.Lift.Mid),
            high = ExpectSales.Percent(report.Lift.High);
        return new(decimal.Round(report.Lift.Low * share, 4), decimal.Round(report.Lift.Mid * share, 4), decimal.Round(report.Lift.High * share, 4), new(
            $"报名顾问的实测增幅 {low} / {mid} / {high}，乘商品占全店的 {percent}",
            $"Growth as the sign-up advice measured it, {low}, {mid} and {high}, times the goods' share of the shop, {percent}"));
    }

    static Refusal? Check(Request request)
    {
        if (string.IsNullOrWhiteSpace(request.Slot.Name)) return Refusals.Missing("slot");
        if (request.Skus.Count == 0) return Refusals.Missing("sku");
        if (request.Skus.Count > MostGoods) return Wrong("sku", $"{request.Skus.Count}", new($"一次最多算 {MostGoods} 款商品。", $"{MostGoods} goods can be looked at in one go."),
            new("分几次算。", "Look at them in several goes."));
        if (request.Last < request.First) return Wrong("last", $"{request.Last:yyyy-MM-dd}", new("最后一天在第一天之前。", "The last day is before the first."), new("改日期。",
            "Change the dates."));
        if (request.Last.DayNumber - request.First.DayNumber > 91) return Wrong("last", $"{request.Last:yyyy-MM-dd}", new("报名最长 92 天。", "A slot lasts 92 days at most."),
            new("改日期。", "Change the dates."));
        if (request.Price is null && request.Discount is null) return Refusals.Missing("price");
        if (request.Price is not null && request.Skus.Count > 1) return Wrong("price", $"{request.Price}", new("几款商品不能是同一个价。", "Several goods cannot have one price."),
            new("写要减百分之几，或一次只选一款。", "Give the share that comes off, or choose one product at a time."));
        if (request.Price is <= 0m) return Wrong("price", $"{request.Price}", new("价格要大于 0。", "The price must be above 0."), new("写平台要的活动价。",
            "Give the price that the platform asks."));
        if (request.Discount is { } discount && discount is not (>= 0m and < 1m)) return Wrong("discount", $"{Written.Plain(discount * 100m)}", new("减的比例要在 0 和 100% 之间。",
            "What comes off must lie between 0 and 100%."), new("例如 20 表示减 20%（8 折）。", "20, for example, takes 20% off."));
        return ChangeCampaign.Slot(request.Slot);
    }

    static Refusal Wrong(string field, string value, Words detail, Words remedy) => new($"signup.{field}", detail, remedy, field, value);

    internal static decimal PriceOf(ShopGoods.Good good, ShopCard shop) =>
        good.UnitsSold > 0m && good.Sales > 0m ? decimal.Round(good.Sales / good.UnitsSold, shop.Currency.MinorUnits) : Money.FromMinor(good.Item.Line.UnitPrice,
            shop.Currency).Amount;

    /// <summary>What comes off comes off the price that stands, not of what buyers paid after other discounts.</summary>
    internal static decimal Asked(Request request, ShopGoods.Good good, ShopCard shop) =>
        request.Price ?? decimal.Round(Money.FromMinor(good.Item.Line.UnitPrice, shop.Currency).Amount * (1m - request.Discount!.Value), shop.Currency.MinorUnits,
            MidpointRounding.AwayFromZero);

    /// <summary>Pieces of the same weekdays over eight weeks, without the days of campaigns that held the product, the three before and the seven after.</summary>
    static Band Usual(SortedDictionary<DateOnly, decimal> pieces, SortedDictionary<DateOnly, decimal> shopDays, SlotHistory.Found found, string sku, Period days,
        out decimal perDay)
    {
        DateOnly[] plain = [.. shopDays.Keys.Where(day => !found.All.Any(c => day >= c.Days.First.AddDays(-Counterfactual.WaitingDays)
            && day <= c.Days.Last.AddDays(Counterfactual.HangoverDays)
            && (c.Skus.Count == 0 || c.Skus.Contains(sku))))];
        if (plain.Length < FewestDays) plain = [.. shopDays.Keys];
        SortedDictionary<DateOnly, decimal> filled = [];
        foreach (DateOnly day in plain) filled[day] = pieces.GetValueOrDefault(day);
        decimal mid = days.Each().Sum(day => ExpectSales.Weekday(filled, day)), spread = Math.Min(1m, ExpectSales.Spread(filled));
        perDay = filled.Values.Average();
        return new(decimal.Round(mid * (1m - spread), 1), decimal.Round(mid, 1), decimal.Round(mid * (1m + spread), 1));
    }
}
