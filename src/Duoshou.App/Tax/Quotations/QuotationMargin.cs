namespace Duoshou.App.Tax.Quotations;

/// <summary>What the seller keeps of an offer; for the seller's eyes only and never on the buyer's paper.</summary>
/// <param name="Goods">Price of the goods after discounts; freight, insurance and taxes go through the offer at what they cost.</param>
/// <param name="Cost">Cost of the goods; none where a line's is not known.</param>
/// <param name="Fees">Fees of the platform; none where they are not known.</param>
public sealed record QuotationMargin(decimal Goods, decimal? Cost, decimal? Fees)
{
    /// <summary>What is left; fees that are not known are left out, and said.</summary>
    public decimal? Kept => Goods - Cost - (Fees ?? 0m);

    /// <summary>Of the price of the goods.</summary>
    public decimal? Share => Kept is { } kept && Goods > 0m ? decimal.Round(kept / Goods, 4) : null;

    /// <summary>The margin of an offer.</summary>
    /// <param name="costEach">Cost of one piece per line, in the currency of the offer.</param>
    /// <param name="feeShare">Fees as a share of the price.</param>
    public static QuotationMargin Of(Quotation offer, IReadOnlyList<decimal?> costEach, IReadOnlyList<decimal?> feeShare)
    {
        decimal goods = offer.Goods + offer.Charges.Where(c => c is { InTotal: true, Kind: "discount" or "voucher" }).Sum(c => c.Amount ?? 0m);
        decimal? cost = 0m, fees = 0m;
        for (int i = 0; i < offer.Lines.Count; i++)
        {
            cost += i < costEach.Count ? costEach[i] * offer.Lines[i].Quantity : null;
            fees += i < feeShare.Count ? feeShare[i] * offer.Lines[i].Amount : null;
        }

        return new(goods, cost, fees is { } known ? decimal.Round(known, offer.Currency.MinorUnits) : null);
    }
}
