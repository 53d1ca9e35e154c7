using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Items whose reviews turned bad over one aspect.</summary>
static class ReviewDetector
{
    public static IEnumerable<Problem> Find(Inspection shop)
    {
        foreach (Sign sign in shop.Recent("rating"))
        {
            string sku = sign.At("sku")!;
            DateOnly last = shop.LastOf(sign);
            decimal refunds = shop.PerDay(new(sign.From, last), sale => sale.Sku == sku, sale => sale.Refunded)
                - shop.PerDay(new(sign.DoneOn.AddDays(-28), sign.DoneOn.AddDays(-1)), sale => sale.Sku == sku, sale => sale.Refunded);
            decimal? weekly = refunds > 0 ? shop.Rounded(7 * refunds) : null;
            Words name = shop.Named(sku);
            yield return new(ProblemKind.BadReviews, sign.From, last, "bad_review_share", sign.Places[0], weekly,
                weekly is null ? new("退款还没有变多，钱上看不出", "Refunds have not risen yet; no money can be told") : new("这款每周比之前多退的金额", "What is refunded more of it in a week than before"), Grade.Shown,
                new($"{name.Zh} 差评集中：{sign.Detail.Zh}", $"Reviews of {name.En} turned: {sign.Detail.En}"));
        }
    }
}
