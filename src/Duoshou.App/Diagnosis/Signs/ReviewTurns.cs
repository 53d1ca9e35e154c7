using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Items whose reviews turned bad, and the one aspect that they blame.</summary>
static class ReviewTurns
{
    const int Ahead = 7, Before = 28, WorstStars = 2, FewestBad = 3, LongestLag = 14;
    const double SurestAtLeast = 3.5, SmallestShare = 0.2;

    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        foreach (var item in shop.Reviews.Where(review => review.Sku.Length > 0).GroupBy(review => review.Sku))
        {
            ReviewDay[] reviews = [.. item.OrderBy(review => review.Day)];
            (DateOnly Day, double Sigmas)? best = null;
            foreach (DateOnly day in reviews.Where(review => review.Stars <= WorstStars).Select(review => review.Day).Distinct())
                if (Sigmas(reviews, day) is var sigmas && sigmas >= SurestAtLeast && sigmas > (best?.Sigmas ?? 0)) best =
                    (day, sigmas);
            if (best is { } found) yield return Told(shop, item.Key, reviews, found.Day);
        }
    }

    /// <summary>Bad reviews of the week from a day against the share of the weeks before, in binomial sigmas.</summary>
    static double Sigmas(ReviewDay[] reviews, DateOnly day)
    {
        (long bad, long all) = Count(reviews, day, day.AddDays(Ahead - 1));
        (long badBefore, long allBefore) = Count(reviews, day.AddDays(-Before), day.AddDays(-1));
        double usual = Math.Max(0.05, (badBefore + 0.5) / (allBefore + 1));
        return bad < FewestBad || (double)bad / all < SmallestShare ? 0
            : (bad - (all * usual)) / Math.Sqrt(all * usual * (1 - usual));
    }

    static (long Bad, long All) Count(ReviewDay[] reviews, DateOnly from, DateOnly to)
    {
        ReviewDay[] some = [.. reviews.Where(review => review.Day >= from && review.Day <= to)];
        return (some.Where(review => review.Stars <= WorstStars).Sum(review => review.Count), some.Sum(review => review.Count));
    }

    static Sign Told(ShopEvidence shop, string sku, ReviewDay[] reviews, DateOnly from)
    {
        ReviewDay[] bad = [.. reviews.Where(review => review.Day >= from && review.Stars <= WorstStars)];
        var aspect = bad.Where(review => review.Day <= from.AddDays(Ahead * 2)).GroupBy(review => review.Aspect)
            .MaxBy(group => group.Sum(review => review.Count))!;
        DateOnly last = Runs.Of(bad.SelectMany(review => new[] { review.Day, review.Day.AddDays(2) })).First().To.AddDays(-2);
        (long count, long all) = Count(reviews, from, from.AddDays(Ahead - 1));
        string share = ((double)count / all).ToString("0%", CultureInfo.InvariantCulture);
        LoggedChange? batch = shop.Changes.Where(change => change.Sku == sku && change.Property is "batch" or "supplier" or "lot"
            && change.Day <= from.AddDays(1) && change.Day >= from.AddDays(-LongestLag)).MaxBy(change => change.At);
        (string Zh, string En) because = DayText.Since(batch?.Day, batch?.Old, batch?.New);
        return new Sign("rating", shop.Shop, from, [[new("sku", sku), new("aspects", aspect.Key)]],
            new($"{because.Zh}差评占 {share}，多说「{aspect.Key}」", $"{because.En}{share} bad, most on {aspect.Key}"))
        {
            To = last >= shop.Span.Last.AddDays(-2) ? null : last, Tendency = Push.Down, IsFromFacts = true, Cause = batch,
        };
    }
}
