using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Replay;

/// <summary>Sums up replayed orders.</summary>
sealed class Tally(ReplayQuestion question)
{
    const int Steepest = 10;
    readonly ReplaySums total = new();
    readonly SortedDictionary<DateOnly, ReplaySums> days = [];
    readonly SortedDictionary<string, ReplaySums> skus = new(StringComparer.Ordinal), segments = new(StringComparer.Ordinal);
    readonly Dictionary<string, long> funding = [];
    readonly Dictionary<string, int> gifts = [], applies = [], near = [];
    readonly Dictionary<string, SortedDictionary<DateOnly, long>> spent = [];
    readonly Dictionary<string, long> paid = [];
    readonly ReplaySums fullPrice = new();
    readonly PriorityQueue<ReplayedOrder, (decimal, string)> steepest = new();
    int unproven;
    long withoutCost, withoutTaxes;

    internal void Add(Replayed one)
    {
        bool touched = one.Before.Total != one.After.Total;
        List<FundedPart> partsBefore = [.. PromotionFunding.Parts(one.Before)],
            partsAfter = [.. PromotionFunding.Parts(one.After)];
        LineTaxes[] taxes = Taxes(one);
        withoutTaxes += taxes.Where(t => !t.Known).Sum(t => (long)t.Units);
        AddOrder(total, one, touched, partsBefore, partsAfter, taxes);
        withoutCost += one.After.Lines.Where(l => l.Line.Cost is null).Sum(l => (long)l.Line.Quantity);
        if (touched && one.Before.GoodsDiscount == 0) AddOrder(fullPrice, one, touched, partsBefore, partsAfter, taxes);
        if (touched) AddSteep(one, partsAfter, taxes);
        AddOrder(At(days, one.Order.Day), one, touched, partsBefore, partsAfter, taxes);
        if (one.Order.Segment is { } segment) AddOrder(At(segments, segment), one, touched, partsBefore, partsAfter, taxes);
        AddSkus(one, touched, partsBefore, partsAfter, taxes);
        foreach (FundedPart part in partsAfter) funding[part.Payer] = funding.GetValueOrDefault(part.Payer) + part.Amount;
        foreach (GiftGiven gift in one.After.Gifts) gifts[gift.Sku] = gifts.GetValueOrDefault(gift.Sku) + gift.Quantity;
        foreach (string id in one.Near) near[id] = near.GetValueOrDefault(id) + 1;
        foreach (AppliedPromotion applied in one.After.Applied.Where(a => question.Strategy.Contains(a.Promotion.Id))) AddSpent(
            applied, one.Order.Day, one.After.Total);
        if (!one.After.Optimality.Proven || !one.Before.Optimality.Proven) unproven++;
    }

    internal ReplayReport Report() => new()
    {
        Total = total,
        Days = [.. days.Select(d => new ReplayRow<DateOnly>(d.Key, d.Value))],
        Skus = [.. skus.Select(s => new ReplayRow<string>(s.Key, s.Value))],
        Segments = [.. segments.Select(s => new ReplayRow<string>(s.Key, s.Value))],
        Strategy = [.. question.After.Promotions.Where(p => question.Strategy.Contains(p.Id)).Select(Strategy)],
        Funding = funding,
        Gifts = gifts,
        BreakEvenUplift = BreakEven(),
        Uplifts = [.. question.UpliftsBasisPoints.Select(u =>
            (u, (long)((Int128)total.MarginAfter * (Rounding.Whole + u) / Rounding.Whole) - total.MarginBefore))],
        Unproven = unproven,
        FullPrice = fullPrice,
        UnitsWithoutCost = withoutCost,
        UnitsWithoutTaxes = withoutTaxes,
        Steepest = [.. steepest.UnorderedItems.OrderByDescending(o => o.Priority).Select(o => o.Element)],
    };

    /// <summary>Keeps the ten orders with the largest share given away.</summary>
    void AddSteep(Replayed one, List<FundedPart> parts, LineTaxes[] taxes)
    {
        long goods = one.After.Lines.Sum(l => l.Line.UnitPrice * l.Line.Quantity);
        if (goods == 0) return;
        long? margin = one.After.Lines.Any(l => l.Line.Cost is null) ? null
            : one.After.Total + ByOthers(parts) - one.After.Lines.Sum(l => l.Line.Cost!.Value * l.Line.Quantity) - taxes.Sum(t => t.After);
        string id = one.Order.Id ?? "";
        steepest.Enqueue(new(id, one.Order.Day, goods, one.Before.Total, one.After.Total, margin), ((decimal)one.After.GoodsDiscount / goods, id));
        if (steepest.Count > Steepest) steepest.Dequeue();
    }

    /// <summary>Margin lost on the orders there are, over the margin that each of them leaves.</summary>
    decimal? BreakEven()
    {
        long lost = total.MarginBefore - total.MarginAfter;
        if (lost <= 0) return 0m;
        return total.MarginAfter > 0 ? (decimal)lost / total.MarginAfter : null;
    }

    ReplayStrategy Strategy(Promotion p)
    {
        List<(DateOnly, long)> curve = [];
        long sum = 0;
        DateOnly? dry = null;
        foreach ((DateOnly day, long amount) in spent.GetValueOrDefault(p.Id) ?? [])
        {
            sum += amount;
            curve.Add((day, sum));
            if (Budget(p) is { } budget && sum >= budget) dry ??= day;
        }

        return new ReplayStrategy { Promotion = p.Id, Applies = applies.GetValueOrDefault(p.Id),
            Near = near.GetValueOrDefault(p.Id), Discount = sum, Paid = paid.GetValueOrDefault(p.Id), Curve = curve, DryOn = dry };
    }

    /// <summary>Budgets are stated per currency; a replay is over one shop, whose orders are in one currency.</summary>
    long? Budget(Promotion p) =>
        currency is { } known && p.Limits.Budget?.In(known) is { } budget ? budget - p.Limits.BudgetUsed : null;

    Kernel.Currency? currency;

    void AddSpent(AppliedPromotion applied, DateOnly day, long total)
    {
        string id = applied.Promotion.Id;
        paid[id] = paid.GetValueOrDefault(id) + total;
        applies[id] = applies.GetValueOrDefault(id) + 1;
        if (!spent.TryGetValue(id, out SortedDictionary<DateOnly, long>? byDay)) spent[id] = byDay = [];
        byDay[day] = byDay.GetValueOrDefault(day) + applied.Discount;
    }

    void AddOrder(ReplaySums sums, Replayed one, bool touched, List<FundedPart> partsBefore, List<FundedPart> partsAfter,
        LineTaxes[] taxes)
    {
        currency ??= one.Order.Cart.Currency;
        if (currency != one.Order.Cart.Currency)
            throw new PromotionException("currency",
                $"A replay is over orders in one currency; there are some in {currency} and {one.Order.Cart.Currency}.");
        long cost = one.After.Lines.Sum(l => (l.Line.Cost ?? 0) * l.Line.Quantity);
        sums.Orders++;
        sums.Touched += touched ? 1 : 0;
        sums.Units += one.After.Lines.Sum(l => (long)l.Line.Quantity);
        sums.DiscountBefore += one.Before.GoodsDiscount + one.Before.ShippingDiscount;
        sums.DiscountAfter += one.After.GoodsDiscount + one.After.ShippingDiscount;
        sums.PaidBefore += one.Before.Total;
        sums.PaidAfter += one.After.Total;
        (long taxesBefore, long taxesAfter) = (taxes.Sum(t => t.Before), taxes.Sum(t => t.After));
        sums.TaxesBefore += taxesBefore;
        sums.TaxesAfter += taxesAfter;
        sums.MarginBefore += one.Before.Total + ByOthers(partsBefore) - cost - taxesBefore;
        sums.MarginAfter += one.After.Total + ByOthers(partsAfter) - cost - taxesAfter;
    }

    void AddSkus(Replayed one, bool touched, List<FundedPart> partsBefore, List<FundedPart> partsAfter,
        LineTaxes[] taxes)
    {
        HashSet<string> counted = [];
        for (int i = 0; i < one.After.Lines.Count; i++)
        {
            (LinePrice before, LinePrice after) = (one.Before.Lines[i], one.After.Lines[i]);
            ReplaySums sums = At(skus, after.Line.Sku);
            long cost = (after.Line.Cost ?? 0) * after.Line.Quantity;
            if (counted.Add(after.Line.Sku))
            {
                sums.Orders++;
                sums.Touched += touched ? 1 : 0;
            }

            sums.Units += after.Line.Quantity;
            sums.DiscountBefore += before.Discount;
            sums.DiscountAfter += after.Discount;
            sums.PaidBefore += before.Paid;
            sums.PaidAfter += after.Paid;
            sums.TaxesBefore += taxes[i].Before;
            sums.TaxesAfter += taxes[i].After;
            sums.MarginBefore += before.Paid + ByOthers(partsBefore, after.Line.Id) - cost - taxes[i].Before;
            sums.MarginAfter += after.Paid + ByOthers(partsAfter, after.Line.Id) - cost - taxes[i].After;
        }
    }

    /// <summary>Duty and import tax of a line with both prices.</summary>
    readonly record struct LineTaxes(long Before, long After, int Units, bool Known);

    LineTaxes[] Taxes(Replayed one)
    {
        LineTaxes[] taxes = new LineTaxes[one.After.Lines.Count];
        if (question.TaxesAt is null)
        {
            Array.Fill(taxes, new(0, 0, 0, true));
            return taxes;
        }

        for (int i = 0; i < taxes.Length; i++)
        {
            (long? before, long? after) = (Of(one.Before.Lines[i]), Of(one.After.Lines[i]));
            taxes[i] = before is { } was && after is { } now ? new(was, now, one.After.Lines[i].Line.Quantity, true) : new(0, 0, one.After.Lines[i].Line.Quantity, false);
        }

        return taxes;

        long? Of(LinePrice line) => line.Runs.Aggregate((long?)0, (sum, run) => sum + question.TaxesAt!(one.Order, line.Line, run.Paid) * run.Count);
    }

    static long ByOthers(List<FundedPart> parts, string? line = null) =>
        parts.Where(p => p.Payer != PromotionFunding.Shop && (line is null || !p.OnShipping && p.Target == line))
            .Sum(p => p.Amount);

    static ReplaySums At<TKey>(SortedDictionary<TKey, ReplaySums> rows, TKey key)
        where TKey : notnull
    {
        if (!rows.TryGetValue(key, out ReplaySums? sums)) rows[key] = sums = new ReplaySums();
        return sums;
    }
}
