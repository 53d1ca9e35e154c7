namespace Duoshou.Tax.Rates;

/// <summary>In which return a refund gives back the tax that was charged at sale.</summary>
/// <param name="Cited">The row.</param>
/// <param name="Place">A country or a group of countries.</param>
/// <param name="Scheme">The filing: ioss, uk_vat, ...</param>
/// <param name="CorrectsOriginal">
/// A line of its own in the return of the refund's period that names the period of the sale; otherwise the refund lowers the sales of the
/// period in which it is paid.
/// </param>
public sealed record RefundRule(Cited Cited, string Place, string Scheme, bool CorrectsOriginal);
