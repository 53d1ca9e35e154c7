using System.Globalization;
using Duoshou.Analytics.Customers;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Audience;

/// <summary>The buyers who came in one month, and the share of them who bought in each month after.</summary>
/// <param name="Returned">Share of them who bought in month 1, 2, 3 ... after theirs.</param>
/// <param name="PerBuyer">What one of them paid up to and with each month, month 0 first.</param>
public sealed record CohortCard(DateOnly Month, int Buyers, IReadOnlyList<decimal> Returned, IReadOnlyList<decimal> PerBuyer);

/// <summary>Who comes back, and when: cohorts by month, and the time to the second order.</summary>
/// <param name="SecondWithin">Share who order again within 30, 60, 90 and 180 days, those who came late allowed for; null beyond what the data can tell.</param>
public sealed record CustomerReturns(
    Footing Footing, int Buyers, int Returning, decimal MedianGapDays, IReadOnlyDictionary<int, decimal?> SecondWithin, IReadOnlyList<CohortCard> Cohorts) : IAnalysed
{
    static readonly int[] Marks = [30, 60, 90, 180];

    /// <summary>Follows the buyers of some lines to their end.</summary>
    public static CustomerReturns Of(SoldLines sold)
    {
        CustomerOrder[] orders = [.. CustomerSegments.Orders(sold)];
        RepeatBuying repeat = Analytics.Customers.Cohorts.Repeats(orders, sold.End);
        int observed = sold.Span?.Days ?? 0;
        CohortCard[] cohorts = [.. Analytics.Customers.Cohorts.ByMonth(orders).Select(Card)];
        Dictionary<int, decimal?> within = Marks.ToDictionary(mark => mark,
            mark => mark < repeat.SecondOrderShare.Count && mark <= observed ? Written.Number(repeat.SecondOrderShare[mark]) : null);
        Footing footing = new(orders.Length, repeat.Customers >= 50,
            repeat.Customers == 0 ? new("没有带买家的订单。", "No order names a buyer.")
            : new($"{repeat.Customers} 位买家，{observed} 天；来得晚、还没到时候的已按 Kaplan-Meier 修正。",
                $"{repeat.Customers} buyers over {observed} days; those who came too late to have returned are allowed for (Kaplan-Meier)."),
            repeat.RepeatCustomers == 0 ? new("还没有人回购；先看首单体验。", "Nobody has come back yet; look at the first order first.")
            : new($"两单之间的中位数是 {repeat.MedianGapDays:0} 天；在那之前几天联系，不要更晚。", $"The median gap is {repeat.MedianGapDays:0} days; write a few days before it, not after."))
            { Span = sold.Span, Currency = sold.Currency, Limits = sold.Limits };
        return new(footing, repeat.Customers, repeat.RepeatCustomers, Written.OrZero(repeat.MedianGapDays, 1), within, cohorts);
    }

    static CohortCard Card(Cohort cohort)
    {
        decimal sum = 0m;
        List<decimal> perBuyer = [.. cohort.Revenue.Select(month => decimal.Round((sum += month) / cohort.Customers, 2))];
        return new(cohort.Month, cohort.Customers, [.. cohort.Active.Skip(1).Select(active => decimal.Round((decimal)active / cohort.Customers, 4))], perBuyer);
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        int most = Cohorts.Count == 0 ? 0 : Cohorts.Max(cohort => cohort.Returned.Count);
        return
        [
            new(zh ? "同期群" : "Cohorts", [zh ? "月份" : "Month", zh ? "新客" : "Buyers", .. Enumerable.Range(1, most).Select(month => zh ? $"第 {month} 月"
                : $"Month {month}"), zh ? "人均累计" : "Paid per buyer"],
                [.. Cohorts.Select(cohort => (IReadOnlyList<Cell>)[cohort.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), Cell.Of(cohort.Buyers),
                    .. Enumerable.Range(0, most).Select(month => month < cohort.Returned.Count ? Cell.Of(cohort.Returned[month]) : new Cell(null)),
                        Cell.Of(cohort.PerBuyer[^1])])]),
            new(zh ? "第二单" : "Second order", zh ? ["天数内", "占比"] : ["Within days", "Share"],
                [.. SecondWithin.Select(pair => (IReadOnlyList<Cell>)[Cell.Of(pair.Key), Cell.Of(pair.Value)])]),
        ];
    }
}
