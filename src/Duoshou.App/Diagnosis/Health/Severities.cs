using Duoshou.Analytics.Attribution;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>How loudly a finding speaks, by money against a week's sales and by how sure it is.</summary>
static class Severities
{
    /// <summary>Parts of a week's sales from which on a finding is low, medium, high, critical.</summary>
    const decimal Low = 0.005m, Medium = 0.02m, High = 0.08m, Critical = 0.25m;

    /// <summary>A kind that people called a false alarm more often than not, of at least four judged, speaks one step lower.</summary>
    const decimal PoorHitRate = 0.5m;

    const int FewestJudged = 4;

    public static Severity OfMoney(decimal? weekly, decimal weeklySales, Grade grade, bool isOpen, Severity without)
    {
        Severity severity = weekly is not { } money || weeklySales <= 0 ? without : (money / weeklySales) switch
        {
            >= Critical => Severity.Critical,
            >= High => Severity.High,
            >= Medium => Severity.Medium,
            >= Low => Severity.Low,
            _ => Severity.Info,
        };
        if (grade == Grade.CannotTell) severity = Lower(severity);
        return isOpen || severity <= Severity.Medium ? severity : Severity.Medium;
    }

    public static Severity Judged(Severity severity, decimal? hitRate, int judged) =>
        judged >= FewestJudged && hitRate < PoorHitRate ? Lower(severity) : severity;

    static Severity Lower(Severity severity) => severity == Severity.Info ? severity : severity - 1;

    /// <summary>How much a finding's money counts in the ranking.</summary>
    public static decimal Certainty(Grade grade, decimal? hitRate) =>
        (grade switch { Grade.Shown => 1m, Grade.Fits => 0.8m, _ => 0.5m }) * (hitRate ?? 1m);
}
