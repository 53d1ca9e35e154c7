namespace Duoshou.Analytics.ShopHealth;

/// <summary>One buyer's stars on one of the three scales (描述相符, 服务态度, 物流服务).</summary>
/// <param name="Buyer">Who rated.</param>
/// <param name="Day">When.</param>
/// <param name="Stars">1 to 5.</param>
public readonly record struct StarRating(string Buyer, DateOnly Day, int Stars);

/// <summary>A shop's rating over its window (DSR, 动态评分).</summary>
/// <param name="Mean">1 to 5; 0 without ratings.</param>
/// <param name="Ratings">Counted ones.</param>
public readonly record struct DetailedRating(double Mean, int Ratings)
{
    /// <summary>
    /// Five-star ratings needed to reach a target: N (T - S) / (5 - T), rounded up; none where it cannot be reached.
    /// </summary>
    public int? FiveStarsNeeded(double target) =>
        Mean >= target ? 0 : target >= 5 || Ratings == 0 ? null : (int)Math.Ceiling(Ratings * (target - Mean) / (5 - target)
            - 1e-9);

    /// <summary>
    /// Against the industry as Taobao shows it: above the mean as a share of the way to the best, below it as a share of the
    /// way to the
    /// worst (negative).
    /// </summary>
    public double AgainstIndustry(double mean, double highest, double lowest) =>
        Mean >= mean ? (highest > mean ? (Mean - mean) / (highest - mean) : 0) : mean > lowest ? -(mean - Mean) / (mean
            - lowest) : 0;

    /// <summary>
    /// Over the 180 days up to a day, at most three ratings of a buyer in a calendar month, the earliest ones.
    /// </summary>
    public static DetailedRating Over(IEnumerable<StarRating> ratings, DateOnly day, int windowDays = 180)
    {
        int[] stars = [.. ratings.Where(r => r.Day <= day && r.Day > day.AddDays(-windowDays) && r.Stars is >= 1 and <= 5)
            .GroupBy(r => (r.Buyer, r.Day.Year, r.Day.Month))
            .SelectMany(g => g.OrderBy(r => r.Day).ThenBy(r => r.Stars).Take(3)).Select(r => r.Stars)];
        return new(stars.Length > 0 ? stars.Average() : 0, stars.Length);
    }
}
