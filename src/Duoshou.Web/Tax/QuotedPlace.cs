using Duoshou.App.Tax.Actions;
using Duoshou.Warehouse;

namespace Duoshou.Web.Tax;

/// <summary>One place of a comparison.</summary>
/// <param name="Name">The place, with its regime where China has several.</param>
/// <param name="Answer">The quote, what is missing, or what is wrong with the question.</param>
/// <param name="InMoney">The tax in the currency of the question; none where it is not known.</param>
public sealed record QuotedPlace(string Country, string? Regime, string Name, Answered<QuoteTax.Quoted> Answer, decimal? InMoney);
