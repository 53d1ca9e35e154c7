using System.Globalization;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>What comes of orders days later: refunds as rows of their own, and reviews.</summary>
sealed class Aftermath(SimulationPlan plan, SimulatedShop shop, HomeMarket market, Platform platform, FeedBuffers buffers)
{
    static readonly FactTable T = FactTables.Review;

    static readonly FactColumn Id = T["review_id"], At = T["at"], OrderId = T["order_id"], Sku = T["sku"],
        Product = T["product"], Category = T["category"],
        Language = T["language"], Aspects = T["aspects"], Source = T["source"], Stars = T["stars"],
        Described = T["dsr_product"], Manner = T["dsr_service"],
        Logistics = T["dsr_logistics"], Text = T["text"];

    readonly Dictionary<int, List<(OrderLine Line, DateTime At, bool Partly)>> refunds = [];
    readonly Dictionary<int, List<(OrderLine Line, DateTime At, string? BadAspect, bool Late, bool Brushed)>> reviews = [];
    int reviewNumber;

    public void RefundLater(in OrderLine line, DateTime at, bool partly) => Due(refunds, at)?.Add((line, at, partly));

    public void ReviewLater(in OrderLine line, DateTime at, string? badAspect = null, bool late = false, bool brushed = false) =>
        Due(reviews, at)?.Add((line, at, badAspect, late, brushed));

    public void Settle(DayMood mood)
    {
        if (refunds.Remove(mood.Day, out var backs) && buffers.Takes(FactKind.OrderLine))
            foreach (var (line, at, partly) in backs) Refund(line, at, partly);
        if (!reviews.Remove(mood.Day, out var told) || !buffers.Takes(FactKind.Review)) return;
        Dice dice = new(plan.Seed, shop.Index, mood.Day, Throw.Reviews);
        foreach (var (line, at, badAspect, late, brushed) in told) Review(line, at, badAspect, late, brushed, ref dice);
    }

    /// <summary>The list of a day; null when the day is after the last and so never known.</summary>
    List<T1>? Due<T1>(Dictionary<int, List<T1>> book, DateTime at)
    {
        int day = plan.Day(DateOnly.FromDateTime(at));
        if (day >= plan.Days) return null;
        return book.TryGetValue(day, out List<T1>? list) ? list : book[day] = [];
    }

    void Refund(OrderLine line, DateTime at, bool partly)
    {
        (int pieces, long money) = (line.Quantity!.Value, line.Paid!.Value - line.Freight!.Value);
        if (partly) (pieces, money) = (0, money / 2);
        OrderLine back = line with
        {
            OrderId = "R" + line.OrderId, RefersTo = line.OrderId, RowClass = RowClass.Cancellation, Status = "refunded",
            OrderedAt = at,
            PaidAt = null, DispatchedAt = null, CompletedAt = null, Quantity = null, List = null, Gross = null,
            DiscountSeller = null, DiscountPlatform = null,
            Freight = null, Tax = null, Paid = null, Cost = null, FeeEstimate = null, RefundedQuantity = pieces, Refunded = money,
        };
        OrderRows.Write(buffers.Add(FactKind.OrderLine), back, market);
    }

    /// <summary>Writes one review of a line.</summary>
    public void Review(in OrderLine line, DateTime at, string? badAspect, bool late, bool brushed, ref Dice dice)
    {
        bool spoilt = badAspect is not null && dice.Chance(0.75), waited = late && dice.Chance(0.8),
            sour = dice.Chance(line.Item.BadReviewRate);
        bool good = !(spoilt || waited || sour) || brushed;
        string aspect = spoilt ? badAspect! : waited ? ReviewPhrases.Logistics : dice.Pick(ReviewPhrases.Aspects);
        if (brushed) aspect = ReviewPhrases.Quality;
        int stars = brushed ? 5 : good ? (dice.Chance(0.78) ? 5 : 4) : dice.Between(1, 2);
        (FactChunk chunk, int row) = buffers.Add(FactKind.Review);
        chunk.Set(Id, row, string.Create(CultureInfo.InvariantCulture, $"RV{shop.Index + 1:00}-{++reviewNumber:0000000}"));
        chunk.Set(At, row, at);
        chunk.Set(OrderId, row, line.OrderId);
        chunk.Set(Sku, row, line.Item.Sku);
        chunk.Set(Product, row, line.Item.Product);
        chunk.Set(Category, row, line.Item.Category);
        chunk.Set(Language, row, market.Language);
        chunk.Set(Aspects, row, aspect);
        chunk.Set(Source, row, platform.Key);
        chunk.Set(Text, row, ReviewPhrases.Text(market.Language, aspect, good, brushed ? 0 : dice.Below(2)));
        TrafficRows.Count(chunk, Stars, row, stars);
        if (!platform.HasScores) return;
        TrafficRows.Count(chunk, Described, row, spoilt ? dice.Between(1, 2) : Score(ref dice));
        TrafficRows.Count(chunk, Manner, row, Score(ref dice));
        TrafficRows.Count(chunk, Logistics, row, waited ? dice.Between(1, 2) : Score(ref dice));
    }

    static int Score(ref Dice dice) => dice.Unit() switch { < 0.84 => 5, < 0.97 => 4, _ => 3 };
}
