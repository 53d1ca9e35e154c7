using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>How loudly a finding speaks. High and critical are what would interrupt a person.</summary>
public enum Severity
{
    Info, Low, Medium, High, Critical,
}

/// <summary>One pass over one shop on one day: its parts with their scores, and what was found. Kept as it was found.</summary>
/// <param name="Id">The run.</param>
/// <param name="On">The day up to which facts were looked at, in the shop's own zone.</param>
/// <param name="Score">0 to 100 over the parts that are known, 50 being as usual; null when nothing is known.</param>
/// <param name="Capped">A platform's line that can close the shop is crossed, so the score is at most 40.</param>
public sealed record ShopDiagnosis(
    Guid Id, ShopCard Shop, DateOnly On, DateTimeOffset RanAt, decimal? Score, bool Capped, IReadOnlyList<DiagnosedPart> Parts,
    IReadOnlyList<DiagnosedFinding> Findings)
{
    /// <summary>How scores are reckoned.</summary>
    public static Words Method { get; } = new(
        "每项 0 到 100，50 是和自己平时一样：用最近 7 天对自己前八周（避开节日）的中位数，按稳健标准差折算；"
        + "库存、红线和数据没有缺口就是 50，有缺口往下扣。总分是已知各项的加权平均，说不清的只算一半；触到能关店的平台红线，总分最多 40。",
        "Each part is 0 to 100 and 50 is as usual: the last 7 days against the middle of the shop's own eight weeks before, festivals "
        + "left out, in robust standard deviations. Stock, platform lines and data are 50 without a gap and less with one. The whole is "
        + "the weighted mean of the parts that are known, those of which little can be told counting half; crossing a line that can close the shop caps it at 40.");

    /// <summary>The findings that speak up: medium and above, not dismissed.</summary>
    public IEnumerable<DiagnosedFinding> Alarms => Findings.Where(finding => finding.Severity >= Severity.Medium && finding.Mark?.Kind != MarkKind.Dismissed);
}

/// <summary>One part of a shop's health.</summary>
/// <param name="Part">Its key, such as traffic.</param>
/// <param name="Weight">Its weight in the whole score.</param>
/// <param name="Score">0 to 100; null is unknown and left out of the whole.</param>
/// <param name="Metric">The key of the metric that it is read from; one of the catalogue unless told otherwise.</param>
/// <param name="Value">The figure of the last seven days.</param>
/// <param name="Compared">What it is held against: the middle of the weeks before, or a line.</param>
/// <param name="Note">What it says, or what to bring in when it is unknown.</param>
public sealed record DiagnosedPart(
    string Part, Words Name, decimal Weight, decimal? Score, string Metric, decimal? Value, decimal? Compared, Grade Grade, Words Note)
{
    /// <summary>Only for those who see costs.</summary>
    public bool NeedsCost { get; init; }

    /// <summary>The metric is one of the catalogue, so that the figure opens its passport.</summary>
    public bool InCatalogue { get; init; } = true;

    /// <summary>money, count, ratio, seconds, days, score: for a figure that is not of the catalogue.</summary>
    public string? Unit { get; init; }

    /// <summary>What is behind it, line by line, such as images and pages or the platform's lines.</summary>
    public IReadOnlyList<PartLine> Lines { get; init; } = [];
}

/// <summary>A line under a part.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Text">What is known of it.</param>
public sealed record PartLine(Words Name, Words Text);

/// <summary>Something that was found.</summary>
/// <param name="Key">The same thing keeps its key from run to run.</param>
/// <param name="Code">What kind of trouble, such as stock_out.</param>
/// <param name="Money">Money at stake in a week, in the shop's currency; null where it cannot be told.</param>
/// <param name="How">How that money is reckoned, or why there is none.</param>
/// <param name="Next">What to do next.</param>
public sealed record DiagnosedFinding(
    string Key, string Code, Severity Severity, decimal? Money, Words How, Grade Grade, Words Text, Words Next, DateOnly From, DateOnly To,
    string Metric, IReadOnlyList<AttributeValue> Thing, IReadOnlyList<EvidenceLink> Evidence, IReadOnlyList<CheckedCause> Checked)
{
    /// <summary>Only for those who see costs.</summary>
    public bool NeedsCost { get; init; }

    /// <summary>Of the findings of this kind that people judged, the share that were no false alarm; null before anyone did.</summary>
    public decimal? HitRate { get; init; }

    /// <summary>How many were judged.</summary>
    public int Judged { get; init; }

    /// <summary>What somebody decided about it, or null. Marks stand beside runs and are put in when one is read.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public MarkCard? Mark { get; init; }
}

/// <summary>A page that shows what a finding rests on.</summary>
/// <param name="Page">why, explore, rows or data.</param>
/// <param name="By">The dimension of the explorer.</param>
public sealed record EvidenceLink(string Page, Words Text, string? Metric, DateOnly From, DateOnly To, string? By, IReadOnlyList<AttributeValue> Where)
{
    /// <summary>Its address in the product, with the shop, the days, the currency and the filter.</summary>
    public string Address(ShopCard shop)
    {
        List<string> query = [$"shops={shop.Id}", $"range={DayText.Plain(From)}..{DayText.Plain(To)}", $"currency={shop.Currency.Code}"];
        if (Metric is not null) query.Add($"metric={Metric}");
        if (By is not null) query.Add($"by={By}&view=table");
        query.AddRange(Where.GroupBy(a => a.Dimension).Select(group =>
            "where=" + Uri.EscapeDataString($"{group.Key}={string.Join(',', group.Select(a => a.Value))}")));
        return $"/{Page}?{string.Join('&', query)}";
    }
}

/// <summary>What a usual cause turned out to be.</summary>
public enum CauseVerdict
{
    /// <summary>It was there in time and thing.</summary>
    Fits,

    /// <summary>It was not.</summary>
    Rejected,

    /// <summary>There is no data to tell.</summary>
    Unknown,
}

/// <summary>A usual cause that was looked at.</summary>
public sealed record CheckedCause(string Cause, Words Name, CauseVerdict Verdict, Words Reason);

/// <summary>What people do with a finding.</summary>
public enum MarkKind
{
    /// <summary>It is not to speak any more.</summary>
    Dismissed,

    /// <summary>Somebody is to act on it.</summary>
    Todo,
}

/// <summary>Why a finding was dismissed. Only a false alarm counts against the kind's hit rate.</summary>
public enum DismissReason
{
    FalseAlarm, Known, NotWorthIt,
}

/// <summary>What somebody decided about a finding.</summary>
/// <param name="Who">Who is to act, for one to do.</param>
/// <param name="Until">Until when.</param>
/// <param name="By">Who decided.</param>
public sealed record MarkCard(Guid Id, MarkKind Kind, DismissReason? Reason, string Note, string Who, DateOnly? Until, string By, DateTimeOffset At);

/// <summary>A run as lists show it.</summary>
public sealed record RunCard(Guid Id, ShopId Shop, DateOnly On, DateTimeOffset RanAt, decimal? Score, int Findings, int Alarms, decimal? Money);

/// <summary>What is different from an earlier run.</summary>
/// <param name="Fresh">Found now and not then.</param>
/// <param name="Still">Found in both, as it is now.</param>
/// <param name="Gone">Found then and not now.</param>
public sealed record RunComparison(
    RunCard Earlier, IReadOnlyList<DiagnosedFinding> Fresh, IReadOnlyList<DiagnosedFinding> Still, IReadOnlyList<DiagnosedFinding> Gone,
    IReadOnlyList<(string Part, decimal? Now, decimal? Then)> Scores);
