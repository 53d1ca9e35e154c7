using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tax.Books;

/// <summary>Adds booked orders and refunds up: by country, rule and month, by return, and by filing day.</summary>
static class BookSums
{
    public static IEnumerable<BookLine> Lines(IReadOnlyCollection<BookedOrder> orders) => orders.Where(o => o is { Total: not null, IsEarlier: false })
        .Select(o => (Order: o, o.Day, Sale: true, Refunded: 0m))
        .Concat(orders.SelectMany(o => o.Refunds.Select(r => (Order: o, r.Day, Sale: false, Refunded: r.Tax))))
        .GroupBy(e => (e.Order.Country, e.Order.Treatment, e.Order.Scheme, e.Order.Payer, Month: e.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture), e.Order.Currency))
        .Select(g => (g.Key, Sales: g.Where(e => e.Sale).Select(e => e.Order).ToArray(), Refunded: g.Sum(e => e.Refunded), Worst: g.Max(e => e.Order.Certainty)))
        .Select(g => new BookLine(g.Key.Country, g.Key.Treatment!, g.Key.Scheme, g.Key.Payer, g.Key.Month, g.Key.Currency, g.Sales.Length, g.Sales.Sum(o => o.Goods),
            g.Sales.Sum(o => o.Duty ?? 0m), g.Sales.Sum(o => o.Vat ?? 0m), g.Sales.Sum(o => o.Total ?? 0m), g.Refunded,
            g.Sales.Length > 0 && g.Sales.All(o => o.Collected is not null) ? g.Sales.Sum(o => o.Collected) : null, g.Worst))
        .OrderBy(l => l.Country, StringComparer.Ordinal).ThenBy(l => l.Month, StringComparer.Ordinal).ThenBy(l => l.Treatment, StringComparer.Ordinal);

    public static IEnumerable<ReturnLine> Returns(IReadOnlyCollection<BookedOrder> orders) => orders.Where(o => o is { Scheme: not null, Rate: not null, Base: not null })
        .GroupBy(o => (o.Scheme, o.Country, o.Currency, o.Rate))
        .Select(g => (g.Key, Sales: g.Where(o => !o.IsEarlier).ToArray(), Refunds: g.SelectMany(o => o.Refunds).Where(r => !r.IsCorrection).ToArray()))
        .Where(g => g.Sales.Length + g.Refunds.Length > 0)
        .Select(g => new ReturnLine(g.Key.Scheme!, g.Key.Country, g.Key.Currency, g.Key.Rate!.Value, g.Sales.Length, g.Sales.Sum(o => o.Base!.Value),
            g.Sales.Sum(o => o.Vat ?? 0m), g.Refunds.Sum(r => r.Base), g.Refunds.Sum(r => r.Tax)))
        .OrderBy(r => r.Scheme, StringComparer.Ordinal).ThenBy(r => r.Country, StringComparer.Ordinal).ThenBy(r => r.Rate);

    public static IEnumerable<ReturnCorrection> Corrections(IReadOnlyCollection<BookedOrder> orders) =>
        orders.SelectMany(o => o.Refunds.Where(r => r.IsCorrection).Select(r => (Order: o, Refund: r)))
            .GroupBy(e => (e.Order.Scheme, e.Order.Country, e.Order.Currency, e.Refund.Sale, e.Refund.Reported))
            .Select(g => new ReturnCorrection(g.Key.Scheme!, g.Key.Country, g.Key.Currency, g.Key.Sale, g.Key.Reported, g.Count(), g.Sum(e => e.Refund.Base),
                g.Sum(e => e.Refund.Tax), g.First().Refund.Rule.Cited))
            .OrderBy(c => c.Scheme, StringComparer.Ordinal).ThenBy(c => c.In.First).ThenBy(c => c.Of.First).ThenBy(c => c.Country, StringComparer.Ordinal);

    /// <summary>The periods that meet the range, and the ones after them until today, each with its day.</summary>
    public static IEnumerable<DueFiling> Due(LegalRates book, Period range, DateOnly today, IReadOnlyCollection<BookedOrder> orders)
    {
        HashSet<string> concerned = [.. orders.Select(o => o.Scheme).OfType<string>()];
        foreach (Filing filing in book.Filings.Where(f => f.Cited.Holds(range.Last)))
        {
            Period period = filing.PeriodOf(today);
            Period before = filing.PeriodOf(period.First.AddDays(-1));
            foreach (Period one in (Period[])[before, period])
                if (filing.DueOf(one) >= today) yield return new(filing, one, filing.DueOf(one), concerned.Contains(filing.Scheme));
        }
    }
}
