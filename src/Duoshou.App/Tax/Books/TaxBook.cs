using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.App.Tax.Books;

/// <summary>One order in the tax book.</summary>
/// <param name="Treatment">The rule it fell under; none when it could not be computed.</param>
/// <param name="Collected">What the platform says it collected; none where its facts do not say.</param>
/// <param name="Why">Why nothing could be computed.</param>
/// <param name="Scheme">The filing it belongs to; none when the buyer pays at the border.</param>
/// <param name="Rate">The rate of the final tax.</param>
/// <param name="Base">What it stands on.</param>
public sealed record BookedOrder(
    ShopId Shop, string OrderId, DateOnly Day, string Country, Currency Currency, decimal Paid, decimal Goods, string? Treatment, decimal? Duty, decimal? Vat, decimal? Total,
    decimal? Collected, Words? Why, string? WhyCode, string? Scheme, decimal? Rate, decimal? Base, string Payer, Certainty Certainty, string Explained);

/// <summary>Orders of one country, treatment and month.</summary>
/// <param name="Collected">None where an order of the row has no collected tax in the facts.</param>
public sealed record BookLine(
    string Country, string Treatment, string? Scheme, string Payer, string Month, Currency Currency, int Orders, decimal Goods, decimal Duty, decimal Vat, decimal Total, decimal? Collected,
    Certainty Certainty)
{
    /// <summary>Due less collected; none where that is not known.</summary>
    public decimal? Difference => Collected is { } collected ? Total - collected : null;
}

/// <summary>A row of a return: what a filing asks for.</summary>
public sealed record ReturnLine(string Scheme, string Country, Currency Currency, decimal Rate, int Orders, decimal Base, decimal Tax);

/// <summary>A filing that falls due.</summary>
public sealed record DueFiling(Filing Filing, Period Period, DateOnly Due, bool Concerned);

/// <summary>Why a shop's or an order's tax is not in the sums.</summary>
/// <param name="Code">Stable.</param>
public sealed record NotComputed(string Code, Words Why, int Orders, string Example);

/// <summary>A shop without border taxes in this book, and why.</summary>
public sealed record OutsideBook(ShopId Shop, string Code);

/// <summary>The tax book of a range of days.</summary>
public sealed record TaxBook(
    Period Range, IReadOnlyList<BookLine> Lines, IReadOnlyList<ReturnLine> Returns, IReadOnlyList<BookedOrder> Orders, IReadOnlyList<NotComputed> Gaps, IReadOnlyList<OutsideBook> Outside,
    IReadOnlyList<DueFiling> Filings, bool Truncated, string BookVersion);
