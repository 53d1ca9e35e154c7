using Duoshou.Analytics.Numerics;

namespace Duoshou.Analytics.Portfolio;

/// <summary>Where an item stands in its life (生命周期).</summary>
public enum LifeStage
{
    /// <summary>Fewer than 28 days with data.</summary>
    Introduction,

    /// <summary>More than 1 % a day.</summary>
    Growth,

    /// <summary>Neither rising nor falling much.</summary>
    Mature,

    /// <summary>Less than -0.5 % a day.</summary>
    Decline,

    /// <summary>Between stages, or the last two readings disagree.</summary>
    Unsettled,
}

/// <summary>Stages of life and stock that no longer moves.</summary>
public static class LifeCycle
{
    const int Window = 28;

    /// <summary>
    /// From daily units, the week's pattern taken out when it is given as factors around 1 for the days in order. Two readings
    /// a week
    /// apart must agree.
    /// </summary>
    public static LifeStage StageOf(IReadOnlyList<double> dailyUnits, IReadOnlyList<double>? week = null)
    {
        if (dailyUnits.Count < Window) return LifeStage.Introduction;
        double[] logs = [.. dailyUnits.Select((u, i) =>
            Math.Log(1 + Math.Max(0, week is { Count: > 0 } && week[i % week.Count] > 0 ? u / week[i % week.Count] : u)))];
        LifeStage now = Reading(logs.AsSpan(^Window..));
        if (dailyUnits.Count < Window + 7) return now;
        return Reading(logs.AsSpan((logs.Length - Window - 7)..(logs.Length - 7))) == now ? now : LifeStage.Unsettled;
    }

    /// <summary>Cover above 180 days, no sale in 60 days with stock, or older than 270 days (滞销).</summary>
    public static bool IsDeadStock(double stock, double meanDailyUnits, int daysSinceLastSale, int ageDays) =>
        stock > 0 && (meanDailyUnits <= 0 || stock / meanDailyUnits > 180 || daysSinceLastSale >= 60 || ageDays > 270);

    static LifeStage Reading(ReadOnlySpan<double> logs) => Samples.TheilSenSlope(logs) switch
    {
        > 0.01 => LifeStage.Growth,
        < -0.005 => LifeStage.Decline,
        >= -0.003 and <= 0.003 => LifeStage.Mature,
        _ => LifeStage.Unsettled,
    };
}
