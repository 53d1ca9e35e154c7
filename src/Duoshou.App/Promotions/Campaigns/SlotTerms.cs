using System.Globalization;
using Duoshou.App.Promotions.Actions.Campaigns;
using Duoshou.App.Promotions.Evidence;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>The arithmetic of a slot: what a piece leaves, how many are sold, what is earned above what would be anyway, and what follows from it.</summary>
/// <param name="depth">What comes off, as a ratio of what was paid of late.</param>
/// <param name="taxes">Duty and import tax that the shop bears.</param>
/// <param name="refundRate">Null: not known.</param>
sealed class SlotTerms(AdviseSignup.Request request, ShopCard shop, Period days, decimal depth, BorneTaxes.Found taxes, decimal? refundRate, SlotHistory.Found found)
{
    /// <summary>How far a single earlier result is taken to reach to both sides.</summary>
    const decimal Reach = 0.5m;

    /// <summary>A product with what nobody is shown who may not see costs.</summary>
    /// <param name="LeftNow">What a piece leaves at the price of late.</param>
    /// <param name="PerDay">Pieces of a usual day.</param>
    sealed record Row(SlotGood Good, decimal? LeftNow, decimal PerDay);

    decimal Kept => 1m - Math.Clamp(refundRate ?? 0m, 0m, 1m);

    public SignupReport Report(IReadOnlyList<(ShopGoods.Good Good, Band Usual, decimal PerDay)> goods, DateOnly known, bool sees)
    {
        (Band lift, LiftBasis basis, Assumption liftSaid) = Lift();
        (Band? hangover, Assumption hangoverSaid) = Hangover(basis);
        decimal wanted = goods.Sum(g => g.Usual.High * (1m + lift.High));
        Row[] rows = [.. goods.Select(g => RowOf(g.Good, g.Usual, g.PerDay, lift, hangover, wanted))];
        decimal fee = request.Slot.Fee ?? 0m;
        Band? profit = rows.All(r => r.Good.Profit is not null)
            ? Ordered(rows.Sum(r => r.Good.Profit!.Low) - fee, rows.Sum(r => r.Good.Profit!.Mid) - fee, rows.Sum(r => r.Good.Profit!.High) - fee) : null;
        decimal atSlot = rows.Sum(r => r.Good.Usual.Mid * (r.Good.Left ?? 0m));
        decimal anyway = rows.Sum(r => (r.Good.Usual.Mid + Missing(r.PerDay, hangover?.Mid)) * (r.LeftNow ?? 0m));
        decimal? breakEven = profit is not null && atSlot > 0m ? decimal.Round((fee + anyway) / atSlot - 1m, 4) : null;
        (SignupAdvice advice, IReadOnlyList<Assumption> reasons) = sees ? Judged(rows, profit, breakEven, basis, lift) : (SignupAdvice.CannotTell,
            [new Assumption("你的角色看不到成本，所以这里不下结论", "Your role does not include costs, so there is no advice here")]);
        return new()
        {
            Shop = shop, Slot = request.Slot, Days = days, KnownUntil = known, Lift = lift, Hangover = hangover, Basis = basis, BreakEven = sees ? breakEven : null,
            Goods = [.. rows.Select(r => sees ? r.Good : r.Good with { Floor = null, Left = null, Profit = null })],
            Sales = new(Cents(rows.Sum(r => r.Good.Pieces.Low * r.Good.PriceAsked)), Cents(rows.Sum(r => r.Good.Pieces.Mid * r.Good.PriceAsked)),
                Cents(rows.Sum(r => r.Good.Pieces.High * r.Good.PriceAsked))),
            Profit = sees ? profit : null, Past = found.SameSlot, Advice = advice, Reasons = reasons, Assumptions = [.. Assumed(goods, liftSaid, hangoverSaid)],
        };
    }

    Row RowOf(ShopGoods.Good good, Band usual, decimal perDay, Band lift, Band? hangover, decimal wanted)
    {
        decimal price = AdviseSignup.PriceOf(good, shop), asked = AdviseSignup.Asked(request, good, shop);
        string sku = good.Item.Line.Sku;
        decimal fees = good.Item.FeesBasisPoints / 10_000m, taken = fees + (request.Slot.FeeRate ?? 0m);
        decimal? cost = good.Item.Line.Cost is { } minor ? Money.FromMinor(minor, shop.Currency).Amount : null;
        decimal? left = Kept * (asked * (1m - taken) - (taxes.At(sku, asked) ?? 0m) - cost), leftNow = Kept * (price * (1m - fees) - (taxes.At(sku, price) ?? 0m) - cost);

        // Pieces kept for the slot are shared by what each product is wanted for; nothing that is not there can be sold.
        decimal kept = request.Slot.Stock is { } reserved && wanted > 0m ? reserved * usual.High * (1m + lift.High) / wanted : decimal.MaxValue;
        decimal most = Math.Min(kept, good.Item.Stock ?? decimal.MaxValue);
        Band pieces = new(Sold(usual.Low, lift.Low), Sold(usual.Mid, lift.Mid), Sold(usual.High, lift.High));
        Band? profit = left is { } l && leftNow is { } n ? Ordered(Of(pieces.Low, usual.Low, hangover?.Low), Of(pieces.Mid, usual.Mid, hangover?.Mid), Of(pieces.High, usual.High,
            hangover?.High)) : null;
        int? cover = good.Item.Stock is { } stock && perDay > 0m ? (int)Math.Floor(Math.Max(0m, stock - pieces.High) / perDay) : null;
        return new(new(good.Item.Line.Sku, good.Name, price, asked, Floor(sku, cost, taken), left is { } one ? Cents(one) : null,
            usual, pieces,
            good.Item.Stock, cover, profit), leftNow, perDay);

        decimal Sold(decimal anyway, decimal growth) => decimal.Round(Math.Min(most, Math.Max(0m, anyway * (1m + growth))), 1);

        decimal Of(decimal sold, decimal anyway, decimal? missing) => Cents(sold * left!.Value - (anyway + Missing(perDay, missing)) * leftNow!.Value);
    }

    /// <summary>The price at which a piece leaves nothing. What it bears follows the price, so it is approached; a price at which it does not settle is none.</summary>
    decimal? Floor(string sku, decimal? cost, decimal taken)
    {
        decimal rate = taxes.RateOf(sku) ?? 0m;
        if (cost is not { } goods || taken + rate >= 1m) return null;
        if (taxes.SourceOf(sku) != DutySource.TaxBook) return Cents(goods / (1m - taken - rate));
        decimal price = Cents(goods / (1m - taken));
        for (int round = 0; round < 60; round++)
        {
            decimal next = Cents((goods + (taxes.At(sku, price) ?? 0m)) / (1m - taken));
            if (next == price) return price;
            price = next;
        }

        return null;
    }

    /// <summary>Growth from the same slot, else from offers of about the same depth, else assumed.</summary>
    (Band, LiftBasis, Assumption) Lift()
    {
        decimal[] same = [.. found.SameSlot.Select(r => r.Lift).OfType<decimal>()], like = [.. found.LikeOffers.Select(r => r.Lift).OfType<decimal>()];
        if (same.Length > 0) return (Range(same), LiftBasis.SameSlot, new($"销量增幅用这个坑位最近 {same.Length} 次实测：{List(same)}{Widened(same).Zh}",
            $"Growth of pieces as measured in the last {same.Length} of this slot: {List(same)}{Widened(same).En}"));
        if (like.Length > 0) return (Range(like), LiftBasis.LikeOffers, new($"这个坑位没有过往结果；用本店力度相近的 {like.Length} 个活动实测：{List(like)}{Widened(like).Zh}",
            $"This slot has no results yet; growth as measured in {like.Length} offers of the shop that gave about as much: {List(like)}{Widened(like).En}"));
        Band assumed = new(decimal.Round(depth * 0.5m, 4), decimal.Round(depth * 1.2m, 4), decimal.Round(depth * 2m, 4));
        return (assumed, LiftBasis.Assumed, new($"没有可比的活动：增幅按让利深度 {Percent(depth)} × 价格弹性 0.5 / 1.2 / 2.0 假定",
            $"No offer to compare with: growth is assumed, a depth of {Percent(depth)} times an elasticity of 0.5, 1.2 and 2.0"));
    }

    (Band?, Assumption) Hangover(LiftBasis basis)
    {
        decimal[] known = [.. (basis == LiftBasis.SameSlot ? found.SameSlot : found.LikeOffers).Select(r => r.Hangover).OfType<decimal>().Order()];
        return known.Length == 0
            ? (null, new("活动后会不会回落没有实测：没有扣", "Whether sales fall back afterwards was never measured: nothing is taken off for it"))
            : (new(known[0], Middle(known), known[^1]), new($"活动后 {Counterfactual.HangoverDays} 天的回落用实测：{List(known)}",
                $"The {Counterfactual.HangoverDays} days after fall back as measured: {List(known)}"));
    }

    static Band Range(decimal[] measured)
    {
        decimal[] sorted = [.. measured.Order()];
        return sorted.Length >= 3 ? new(sorted[0], Middle(sorted), sorted[^1])
            : new(Math.Max(-1m, sorted[0] - Math.Abs(sorted[0]) * Reach), decimal.Round(sorted.Average(), 4), sorted[^1] + Math.Abs(sorted[^1]) * Reach);
    }

    static (string Zh, string En) Widened(decimal[] measured) => measured.Length >= 3 ? ("", "")
        : ("（不到三次，两头各放宽一半）", " (fewer than three, so each end is moved out by half)");

    (SignupAdvice, IReadOnlyList<Assumption>) Judged(Row[] rows, Band? profit, decimal? breakEven, LiftBasis basis, Band lift)
    {
        List<Assumption> reasons = [];
        string from = Percent(lift.Low), to = Percent(lift.High);
        foreach (Row row in rows.Where(r => r.Good.Left <= 0m))
            reasons.Add(new($"{row.Good.Name} 按 {Written.Plain(row.Good.PriceAsked)} 卖，每件亏 {Written.Plain(-row.Good.Left)}：低于底价 {Written.Plain(row.Good.Floor)}",
                $"{row.Good.Name} at {Written.Plain(row.Good.PriceAsked)} loses {Written.Plain(-row.Good.Left)} a piece: " +
                $"the price is below its floor of {Written.Plain(row.Good.Floor)}"));
        if (request.Slot.Stock is { } kept && rows.All(r => r.Good.OnHand is not null) && rows.Sum(r => r.Good.OnHand!.Value) is var there && there < kept)
            reasons.Add(new($"要备 {kept} 件，现货只有 {there} 件", $"{kept} pieces must be kept for it; {there} are in stock"));
        if (reasons.Count == 0 && profit is { High: < 0m } loss)
            reasons.Add(new($"最好的情况也少赚 {Written.Plain(-loss.High)}", $"Even at best it earns {Written.Plain(-loss.High)} less than not taking part"));
        if (reasons.Count > 0)
        {
            if (BreakEven() is { } needed) reasons.Add(needed);
            return (SignupAdvice.Leave, reasons);
        }

        foreach (Row row in rows.Where(r => r.LeftNow is null))
            reasons.Add(new($"{row.Good.Name} 的成本不知道，算不出利润", $"What {row.Good.Name} costs is not known, so profit cannot be told"));
        if (request.Slot.Fee is null) reasons.Add(new("报名费没有填：利润里没有扣它", "The fee is not given: it is not taken off the profit"));
        if (basis == LiftBasis.Assumed) reasons.Add(new("增幅是假定的，没有实测", "The growth is assumed, not measured"));
        if (profit is { Low: <= 0m, High: >= 0m } wide)
            reasons.Add(new($"利润区间 {Written.Plain(wide.Low)} 到 {Written.Plain(wide.High)} 含 0",
                $"The range of profit, {Written.Plain(wide.Low)} to {Written.Plain(wide.High)}, holds zero"));
        if (BreakEven() is { } told) reasons.Add(told);
        bool pays = profit is { Low: > 0m } && request.Slot.Fee is not null && basis != LiftBasis.Assumed;
        if (pays) reasons.Insert(0, new($"最差的情况也多赚 {Written.Plain(profit!.Low)}", $"Even at worst it earns {Written.Plain(profit.Low)} more than not taking part"));
        return (pays ? SignupAdvice.SignUp : SignupAdvice.CannotTell, reasons);

        Assumption? BreakEven() => breakEven is not { } even ? null : new(
            $"销量要增 {Percent(even)} 才回本，{(basis == LiftBasis.Assumed ? "假定" : "实测预期")} {from} 到 {to}",
            $"It pays for itself from a growth of {Percent(even)}; {(basis == LiftBasis.Assumed ? "assumed" : "expected as measured")} are {from} to {to}");
    }

    IEnumerable<Assumption> Assumed(IReadOnlyList<(ShopGoods.Good Good, Band Usual, decimal PerDay)> goods, Assumption lift, Assumption hangover)
    {
        yield return new("平时销量：之前 8 周同星期的均值，去掉商品做活动的日子和前 3 天、后 7 天",
            "Usual pieces: means of the same weekdays over eight weeks, without campaigns that held the product, the three days before and the seven after");
        yield return lift;
        yield return hangover;
        string fees = string.Join(" / ", goods.Select(g => g.Good.Item.FeesBasisPoints).Distinct().Order().Select(bp => Percent(bp / 10_000m)));
        yield return new($"平台费用按预估 {fees}", $"The platform's fees as estimated: {fees}");
        yield return refundRate is { } returned ? new($"退款率 {Percent(returned)}：退回的件不计利润，货当作可再卖",
            $"Refunds of {Percent(returned)}: a piece that comes back earns nothing and can be sold again")
            : new("退款率不知道：没有扣", "The rate of refunds is not known: nothing is taken off for it");
        foreach (DutyNote note in taxes.Notes(goods.Select(g => g.Good.Item.Line.Sku))) yield return new(note.Zh, note.En);
    }

    static Band Ordered(params decimal[] three) => new(three.Min(), three[1], three.Max());

    static decimal Missing(decimal perDay, decimal? hangover) => -(hangover ?? 0m) * perDay * Counterfactual.HangoverDays;

    static decimal Middle(decimal[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2]
        : decimal.Round((sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2m, 4);

    static string List(decimal[] ratios) => string.Join(", ", ratios.Select(r => (r > 0m ? "+" : "") + Percent(r)));

    static string Percent(decimal ratio) => (ratio * 100m).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    decimal Cents(decimal amount) => decimal.Round(amount, Math.Max(2, shop.Currency.MinorUnits));
}
