using Duoshou.Kernel;
using Duoshou.Tax.Rates;
using GivenBack = Duoshou.App.Tax.Actions.ReadTaxBook.GivenBack;

namespace Duoshou.App.Tax.Books;

/// <summary>
/// What refunds give back of the tax that the seller charged at sale. Import tax that a buyer paid at the border is not the seller's to
/// correct, and a duty once paid is not given back by a return.
/// </summary>
static class BookRefunds
{
    /// <param name="order">The order as sold.</param>
    /// <param name="given">Money given back, in the order's own currency.</param>
    /// <param name="from">Only refunds from this day on; earlier ones count towards what was already given back.</param>
    public static BookedOrder With(BookedOrder order, IEnumerable<GivenBack> given, LegalRates book, DateOnly? from = null)
    {
        if (order is not { Scheme: { } scheme, Vat: > 0m and var tax, Base: { } taxed } || order.Paid <= 0m) return order;
        if (book.Filings.FirstOrDefault(f => f.Scheme == scheme && f.Cited.Holds(order.Day)) is not { } filing) return order;
        List<BookedRefund> refunds = [];
        decimal share = 0m, taken = 0m, takenBase = 0m;
        // The parts of several refunds of one order add up to its tax exactly: each takes what its sum has more than the sum before it.
        foreach (GivenBack one in given.Where(g => g.Amount > 0m).OrderBy(g => g.Day ?? order.Day))
        {
            DateOnly day = one.Day ?? order.Day;
            decimal now = Math.Min(1m, share + one.Amount * order.RateOf / order.Paid);
            (decimal allTax, decimal allBase) = (Rounded(tax * now), Rounded(taxed * now));
            if (book.Refunds.FirstOrDefault(r => r.Scheme == scheme && r.Cited.Holds(day)) is { } rule
                && (allTax != taken || allBase != takenBase) && (from is not { } first || day >= first))
                refunds.Add(new(day, one.Day is not null, now - share, allBase - takenBase, allTax - taken, filing.PeriodOf(order.Day), filing.PeriodOf(day), rule));
            (share, taken, takenBase) = (now, allTax, allBase);
        }

        return order with { Refunds = refunds };

        decimal Rounded(decimal amount) => decimal.Round(amount, order.Currency.MinorUnits, MidpointRounding.AwayFromZero);
    }
}
