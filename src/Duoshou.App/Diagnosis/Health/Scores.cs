using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.ShopHealth;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>The whole score of the parts that a reader may see.</summary>
static class Scores
{
    public static (decimal? Score, bool Capped) Of(IReadOnlyList<DiagnosedPart> parts, IReadOnlyList<DiagnosedFinding> findings)
    {
        bool capped = findings.Any(finding => finding is { Code: "platform_line", Severity: Severity.Critical });
        double? whole = HealthScore.Whole([.. parts.Select(part => ((double)WeightOf(part), (double?)part.Score))], capped);
        return (whole is { } known ? decimal.Round((decimal)known, 1) : null, capped);
    }

    /// <summary>A part of which little can be told counts half.</summary>
    static decimal WeightOf(DiagnosedPart part) => part.Grade == Grade.CannotTell ? part.Weight / 2 : part.Weight;
}
