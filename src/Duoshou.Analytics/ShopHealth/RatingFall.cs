namespace Duoshou.Analytics.ShopHealth;

/// <summary>Stars of some reviews that came on one day and are of one group, such as an item and what it is blamed for.</summary>
/// <param name="Day">When they came.</param>
/// <param name="Group">What they have in common; groups are what a fall is laid at.</param>
/// <param name="Stars">All their stars added up.</param>
/// <param name="Ratings">How many they are.</param>
public readonly record struct RatingCell(DateOnly Day, string Group, double Stars, int Ratings);

/// <summary>What one group's new reviews did to the mean.</summary>
/// <param name="Group">Which.</param>
/// <param name="Effect">In points of the mean; negative pulls it down.</param>
/// <param name="Ratings">New reviews of the group.</param>
/// <param name="Mean">Their mean.</param>
public readonly record struct RatingGroupEffect(string Group, double Effect, int Ratings, double Mean);

/// <summary>
/// The change of a rolling mean taken apart, exactly: with n1 ratings now, a review that left or came pulls by its distance from the
/// mean before over n1, so that leaving and coming reviews add up to the change.
/// </summary>
/// <param name="Before">The mean on the earlier day.</param>
/// <param name="Now">The mean on the later day.</param>
/// <param name="Ratings">Ratings in the window now.</param>
/// <param name="Leaving">What reviews that left the window did.</param>
/// <param name="Coming">What reviews that came did.</param>
/// <param name="Came">How many came.</param>
/// <param name="CameMean">Their mean.</param>
/// <param name="Groups">The coming reviews by group, the strongest pull down first; they add up to <see cref="Coming"/>.</param>
public sealed record RatingFall(double Before, double Now, int Ratings, double Leaving, double Coming, int Came, double CameMean,
    IReadOnlyList<RatingGroupEffect> Groups)
{
    /// <summary>Points on the scale of 1 to 5.</summary>
    public double Change => Now - Before;

    /// <summary>How much worse the new reviews are than the mean before.</summary>
    public double NewBelowBefore => Came == 0 ? 0 : Before - CameMean;

    /// <summary>
    /// Between two days with a rolling window; none when either window is empty. A day of a cell after the later day is not looked at.
    /// </summary>
    public static RatingFall? Between(IEnumerable<RatingCell> ratings, DateOnly earlier, DateOnly later, int windowDays = 180)
    {
        RatingCell[] cells = [.. ratings.Where(cell => cell.Ratings > 0 && double.IsFinite(cell.Stars))];
        RatingCell[] old = [.. cells.Where(cell => cell.Day <= earlier && cell.Day > earlier.AddDays(-windowDays))];
        RatingCell[] now = [.. cells.Where(cell => cell.Day <= later && cell.Day > later.AddDays(-windowDays))];
        if (old.Length == 0 || now.Length == 0 || later <= earlier) return null;
        (int n0, int n1) = (old.Sum(cell => cell.Ratings), now.Sum(cell => cell.Ratings));
        double m0 = old.Sum(cell => cell.Stars) / n0, m1 = now.Sum(cell => cell.Stars) / n1;
        double Pull(IEnumerable<RatingCell> some) => some.Sum(cell => cell.Stars - cell.Ratings * m0) / n1;
        RatingCell[] came = [.. now.Where(cell => cell.Day > earlier)];
        double leaving = -Pull(old.Where(cell => cell.Day <= later.AddDays(-windowDays)));
        int newOnes = came.Sum(cell => cell.Ratings);
        RatingGroupEffect[] groups = [.. came.GroupBy(cell => cell.Group, StringComparer.Ordinal)
            .Select(group => new RatingGroupEffect(group.Key, Pull(group), group.Sum(cell => cell.Ratings),
                group.Sum(cell => cell.Stars) / group.Sum(cell => cell.Ratings)))
            .OrderBy(group => group.Effect).ThenBy(group => group.Group, StringComparer.Ordinal)];
        return new(m0, m1, n1, leaving, Pull(came), newOnes, newOnes > 0 ? came.Sum(cell => cell.Stars) / newOnes : 0, groups);
    }
}

/// <summary>What kind of fall it is.</summary>
public enum RatingFallKind
{
    /// <summary>No fall worth the word.</summary>
    None,

    /// <summary>Good old reviews left the window; the new ones are as always.</summary>
    Leaving,

    /// <summary>One group of new reviews carries at least half of the fall.</summary>
    OneFault,

    /// <summary>Buyers unhappy with one thing mark all scores down alike (halo).</summary>
    Halo,

    /// <summary>Nothing stands out.</summary>
    Mixed,
}

/// <summary>Tells the kinds of fall apart, from the three scores together.</summary>
public static class RatingFalls
{
    /// <summary>A fall of less than a hundredth does not change the figure that a platform shows.</summary>
    public const double Smallest = 0.01;

    /// <param name="fall">The score in question.</param>
    /// <param name="others">The other scores over the same days.</param>
    public static RatingFallKind KindOf(RatingFall fall, IReadOnlyList<RatingFall> others)
    {
        if (fall.Change > -Smallest) return RatingFallKind.None;
        if (fall.Leaving <= 0.6 * fall.Change) return RatingFallKind.Leaving;
        double own = fall.NewBelowBefore;
        bool halo = others.Count > 0 && own > 0 && others.All(other => other.Came > 0
            && other.NewBelowBefore >= 0.6 * own && other.NewBelowBefore <= own / 0.6);
        if (halo) return RatingFallKind.Halo;
        return fall.Groups.Count > 0 && fall.Groups[0].Effect <= 0.5 * fall.Change ? RatingFallKind.OneFault : RatingFallKind.Mixed;
    }
}
