using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions;

/// <summary>Who pays for the discounts of a price.</summary>
public static class PromotionFunding
{
    /// <summary>The payer where a promotion names none.</summary>
    public const string Shop = "shop";

    /// <summary>
    /// Each promotion's discount on each line and way of shipping, divided by the funding shares with the largest remainder; the
    /// parts of a promotion sum to its discount.
    /// </summary>
    public static IEnumerable<FundedPart> Parts(CartPrice price)
    {
        foreach (AppliedPromotion applied in price.Applied)
        {
            IReadOnlyList<FundingShare> funding = applied.Promotion.Funding.Count > 0 ? applied.Promotion.Funding
                : [new FundingShare(Shop, 10_000)];
            long[] weights = [.. funding.Select(f => (long)f.BasisPoints)];
            var targets = price.Ledger.Where(e => e.Promotion == applied.Promotion.Id).GroupBy(e => (e.OnShipping, e.Target));
            foreach (var target in targets)
            {
                IReadOnlyList<long> shares = PromotionAllocation.Shares(target.Sum(e => e.Amount), weights);
                for (int i = 0; i < shares.Count; i++)
                    yield return new FundedPart(applied.Promotion.Id, funding[i].Payer, target.Key.Target, target.Key.OnShipping,
                        shares[i]);
            }
        }
    }
}
