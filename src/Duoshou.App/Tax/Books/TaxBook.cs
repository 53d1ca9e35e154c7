using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tax.Books;

/// <summary>One order in the tax book.</summary>
/// <param name="Treatment">The rule it fell under; none when it could not be computed.</param>
/// <param name="Collected">What the platform says it collected; none where its facts do not say.</param>
/// <param name="Why">Why nothing could be computed.</param>
/// <param name="Scheme">The filing it belongs to; none when the buyer pays at the border.</param>
/// <param name="Rate">The rate of the final tax.</param>
/// <param name="Base">What it stands on.</param>
/// <param name="Taxes">Every amount with its formula.</param>
public sealed record BookedOrder(
    ShopId Shop, string OrderId, DateOnly Day, string Country, Currency Currency, decimal Paid, decimal Goods, string? Treatment, decimal? Duty, decimal? Vat, decimal? Total,
    decimal? Collected, Words? Why, string? WhyCode, string? Scheme, decimal? Rate, decimal? Base, string Payer, Certainty Certainty, IReadOnlyList<TaxAmount> Taxes)
{
    /// <summary>Refunds within the range of the book.</summary>
    public IReadOnlyList<BookedRefund> Refunds { get; init; } = [];

    /// <summary>Sold before the range: only its refunds count.</summary>
    public bool IsEarlier { get; init; }

    /// <summary>Units of <see cref="Currency"/> for one of the order's own.</summary>
    internal decimal RateOf { get; init; } = 1m;

    /// <summary>How the tax was computed, in a language; empty where it was not.</summary>
    public string Told(Language language) => string.Join(language == Language.Chinese ? "；" : "; ",
        Taxes.Select(t => $"{QuoteDocument.NameOf(t.Kind).In(language)} {FormulaText.In(t.Formula, language)} = {WireFormat.Text(t.Amount)}"));

    /// <summary>Tax that they give back.</summary>
    public decimal Refunded => Refunds.Sum(refund => refund.Tax);
}

/// <summary>Tax of a sale that a refund gives back, in the return that the place's rule names.</summary>
/// <param name="Day">The day of the refund; the order's own where <paramref name="DayKnown"/> is false.</param>
/// <param name="Share">What was given back of what the buyer paid.</param>
/// <param name="Base">What the tax stood on.</param>
/// <param name="Sale">The filing period of the sale.</param>
/// <param name="Reported">The filing period of the refund.</param>
public sealed record BookedRefund(DateOnly Day, bool DayKnown, decimal Share, decimal Base, decimal Tax, Period Sale, Period Reported, RefundRule Rule)
{
    /// <summary>It stands in its return as a line of its own that names the period of the sale.</summary>
    public bool IsCorrection => Rule.CorrectsOriginal && Sale != Reported;
}

/// <summary>Orders of one country, treatment and month, and the refunds paid in that month.</summary>
/// <param name="Refunded">Tax that refunds of the month give back, of sales of any month.</param>
/// <param name="Collected">None where an order of the row has no collected tax in the facts.</param>
public sealed record BookLine(
    string Country, string Treatment, string? Scheme, string Payer, string Month, Currency Currency, int Orders, decimal Goods, decimal Duty, decimal Vat, decimal Total,
        decimal Refunded, decimal? Collected, Certainty Certainty)
{
    /// <summary>Due after refunds.</summary>
    public decimal Net => Total - Refunded;

    /// <summary>Due on the sales less collected, before refunds; none where that is not known.</summary>
    public decimal? Difference => Collected is { } collected ? Total - collected : null;
}

/// <summary>A row of a return: what a filing asks for.</summary>
/// <param name="RefundBase">What refunds take off the base.</param>
/// <param name="RefundTax">What refunds take off the tax.</param>
public sealed record ReturnLine(string Scheme, string Country, Currency Currency, decimal Rate, int Orders, decimal Base, decimal Tax, decimal RefundBase, decimal RefundTax)
{
    /// <summary>What is declared.</summary>
    public decimal NetBase => Base - RefundBase;

    /// <summary>What is paid, corrections of earlier periods aside.</summary>
    public decimal NetTax => Tax - RefundTax;
}

/// <summary>A correction of an earlier period inside a later return: country, period and amount.</summary>
/// <param name="Of">The period of the sales.</param>
/// <param name="In">The period of the return that carries it.</param>
/// <param name="Tax">Taken off.</param>
public sealed record ReturnCorrection(string Scheme, string Country, Currency Currency, Period Of, Period In, int Refunds, decimal Base, decimal Tax, Cited Law);

/// <summary>A filing that falls due.</summary>
public sealed record DueFiling(Filing Filing, Period Period, DateOnly Due, bool Concerned);

/// <summary>Why a shop's or an order's tax is not in the sums.</summary>
/// <param name="Code">Stable.</param>
public sealed record NotComputed(string Code, Words Why, int Orders, string Example);

/// <summary>A shop without border taxes in this book, and why.</summary>
public sealed record OutsideBook(ShopId Shop, string Code);

/// <summary>The tax book of a range of days.</summary>
public sealed record TaxBook(
    Period Range, IReadOnlyList<BookLine> Lines, IReadOnlyList<ReturnLine> Returns, IReadOnlyList<BookedOrder> Orders, IReadOnlyList<NotComputed> Gaps,
        IReadOnlyList<OutsideBook> Outside,
    IReadOnlyList<DueFiling> Filings, bool Truncated, string BookVersion)
{
    /// <summary>Corrections that returns carry beside their own sales.</summary>
    public IReadOnlyList<ReturnCorrection> Corrections { get; init; } = [];

    /// <summary>Refunds whose own day the facts do not tell: they are taken on the order's day.</summary>
    public int UndatedRefunds => Orders.Sum(order => order.Refunds.Count(refund => !refund.DayKnown));
}
