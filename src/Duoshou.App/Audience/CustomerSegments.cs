using Duoshou.Analytics.Customers;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Audience;

/// <summary>One of the eight kinds of customer: how many, what they bring, and what one does about them.</summary>
public sealed record SegmentCard(
    RfmSegment Segment, Words Name, int Customers, decimal CustomerShare, decimal Amount, decimal AmountShare, decimal MeanRecencyDays, decimal MeanOrders, Words Act);

/// <summary>One customer.</summary>
/// <param name="Scores">Recency, frequency and money, 1 to 5 each, such as 545.</param>
public sealed record CustomerCard(string Customer, int RecencyDays, int Orders, decimal Amount, string Scores, RfmSegment Segment);

/// <summary>Customers by recency, frequency and money (RFM).</summary>
/// <param name="Snapshot">The day up to which is looked.</param>
/// <param name="Rows">Every customer, most money first.</param>
public sealed record CustomerSegments(
    Footing Footing, DateOnly Snapshot, int Customers, decimal Amount, decimal MeanRecencyDays, decimal MeanOrders, decimal MeanAmount,
    IReadOnlyList<SegmentCard> Segments, IReadOnlyList<CustomerCard> Rows) : IAnalysed
{
    const int Few = 50;

    /// <summary>Segments the buyers of some lines.</summary>
    /// <param name="snapshot">The day up to which is looked; null for the day after the last.</param>
    public static CustomerSegments Of(SoldLines sold, DateOnly? snapshot = null)
    {
        CustomerOrder[] orders = [.. Orders(sold)];
        DateOnly day = snapshot ?? (sold.Lines.Count == 0 ? sold.End : sold.Lines.Max(line => line.Day).AddDays(1));
        IReadOnlyList<RfmRow> rows = Rfm.Build(orders, day);
        long nameless = sold.Lines.Count(line => string.IsNullOrEmpty(line.Buyer));
        int customers = rows.Count;
        decimal amount = rows.Sum(row => row.Monetary);
        SegmentCard[] segments = [.. rows.GroupBy(row => row.Segment).Select(group => Card(group.Key, [.. group], customers, amount))
            .OrderByDescending(card => card.Amount)];
        List<Words> limits = [.. sold.Limits];
        if (nameless > 0) limits.Add(new($"{nameless} 行没有买家，没有算。", $"{nameless} rows name no buyer and were left out."));
        Footing footing = new(orders.Length, customers >= Few, Sureness(customers), NextStep(segments, customers)) { Span = sold.Span,
            Currency = sold.Currency, Limits = limits };
        return new(footing, day, customers, amount, Mean(rows.Sum(row => (decimal)row.RecencyDays), customers), Mean(rows.Sum(row => (decimal)row.Frequency), customers),
            Mean(amount, customers), segments,
            [.. rows.OrderByDescending(row => row.Monetary).ThenBy(row => row.Customer, StringComparer.Ordinal)
                .Select(row => new CustomerCard(row.Customer, row.RecencyDays, row.Frequency, row.Monetary,
                    $"{row.RecencyScore}{row.FrequencyScore}{row.MonetaryScore}", row.Segment))]);
    }

    /// <summary>The orders of those lines that name a buyer.</summary>
    internal static IEnumerable<CustomerOrder> Orders(SoldLines sold) => sold.Lines.Where(line => !string.IsNullOrEmpty(line.Buyer))
        .Select(line => new CustomerOrder(line.Buyer!, line.Order, line.Day, line.Amount));

    static SegmentCard Card(RfmSegment segment, RfmRow[] rows, int customers, decimal amount)
    {
        decimal own = rows.Sum(row => row.Monetary);
        return new(segment, Rfm.NameOf(segment), rows.Length, Mean(rows.Length, customers), own, amount == 0m ? 0m : decimal.Round(own / amount, 6),
            Mean(rows.Sum(row => (decimal)row.RecencyDays), rows.Length), Mean(rows.Sum(row => (decimal)row.Frequency), rows.Length), ActOn(segment));
    }

    static decimal Mean(decimal sum, int count) => count == 0 ? 0m : decimal.Round(sum / count, 4);

    static Words Sureness(int customers) => customers switch
    {
        0 => new("没有一行带买家，分不了群。", "No row names a buyer, so there is nothing to segment."),
        < Few => new($"只有 {customers} 位买家，五等分不稳，只能看看。", $"Only {customers} buyers: fifths of so few are unstable. For looking, not for deciding."),
        _ => new($"{customers:N0} 位买家的全部订单，是计数不是估计；分位按名次，并列同组。", $"All orders of {customers:N0} buyers, counted rather than estimated; scores go by rank, ties together."),
    };

    static Words NextStep(SegmentCard[] segments, int customers) =>
        customers == 0 ? new("带上买家列（--customer-column）再来。", "Come again with a column of buyers (--customer-column).")
        : segments.Where(card => card.Segment is RfmSegment.SlippingAway or RfmSegment.WinBack).MaxBy(card => card.Amount) is { } slipping
            ? new($"先唤回「{slipping.Name.Zh}」的 {slipping.Customers:N0} 位，他们带来过 {Written.Percent(slipping.AmountShare, 1)} 的销售。留一成不联系作对照。",
                $"Win back the {slipping.Customers:N0} of “{slipping.Name.En}” first: they brought {Written.Percent(slipping.AmountShare, 1)} of sales. " +
                    $"Leave a tenth alone as control.")
            : new("守住高价值买家，看下个月谁掉出去。", "Keep the best buyers, and see next month who drops out.");

    /// <summary>What one does about a segment.</summary>
    public static Words ActOn(RfmSegment segment) => segment switch
    {
        RfmSegment.Champions => new("新品先看、专属客服，不打折", "First look at new goods, own agent, no discounts"),
        RfmSegment.Promising => new("推关联商品，促第二、三单", "Suggest companions; aim at a second and third order"),
        RfmSegment.SlippingAway => new("一对一唤回，问为什么不来", "Write to each; ask why they stayed away"),
        RfmSegment.WinBack => new("一次有分量的唤回，不行就放手", "One strong offer; then let go"),
        RfmSegment.Regulars => new("凑单、套装提高客单价", "Bundles and thresholds to raise the order"),
        RfmSegment.Newcomers => new("发货后关怀，28 天内促复购", "Care after delivery; a second order within 28 days"),
        RfmSegment.Fading => new("低成本触达，别发大券", "Cheap contact only; no large coupons"),
        _ => new("不花钱", "Spend nothing"),
    };

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "分群" : "Segments", zh ? ["分群", "人数", "人数占比", "金额", "金额占比", "平均天数", "平均单数", "怎么做"]
                : ["Segment", "Customers", "Share", "Amount", "Share of amount", "Mean days since", "Mean orders", "What to do"],
                [.. Segments.Select(card => (IReadOnlyList<Cell>)[card.Name.In(language), Cell.Of(card.Customers), Cell.Of(card.CustomerShare),
                    Cell.Of(card.Amount), Cell.Of(card.AmountShare),
                    Cell.Of(card.MeanRecencyDays), Cell.Of(card.MeanOrders), card.Act.In(language)])]),
            new(zh ? "买家" : "Customers", zh ? ["买家", "距今天数", "单数", "金额", "R-F-M", "分群"] : ["Customer", "Days since", "Orders", "Amount", "R-F-M", "Segment"],
                [.. Rows.Select(row => (IReadOnlyList<Cell>)[row.Customer, Cell.Of(row.RecencyDays), Cell.Of(row.Orders), Cell.Of(row.Amount),
                    row.Scores, Rfm.NameOf(row.Segment).In(language)])]),
        ];
    }
}
