using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Regions in which parcels arrive days later than they did.</summary>
static class ParcelDetector
{
    public static IEnumerable<Problem> Find(Inspection shop)
    {
        foreach (Sign sign in shop.Recent("logistics").Where(sign => sign.IsFromFacts))
        {
            DateOnly last = shop.LastOf(sign);
            decimal refunds = shop.PerDay(new(sign.From, last), _ => true, sale => sale.Refunded) - shop.PerDay(new(sign.DoneOn.AddDays(-28), sign.DoneOn.AddDays(-1)), _ => true, sale => sale.Refunded);
            decimal? weekly = refunds > 0 ? shop.Rounded(7 * refunds) : null;
            yield return new(ProblemKind.LateParcels, sign.From, last, "dsr_logistics", [.. sign.Places.SelectMany(place => place)], weekly,
                weekly is null ? new("退款还没有变多，钱上看不出", "Refunds have not risen yet; no money can be told") : new("每周比之前多退的金额", "What is refunded more in a week than before"), Grade.Shown,
                new($"快递变慢：{sign.Detail.Zh}", $"Parcels are late: {sign.Detail.En}"));
        }
    }
}
