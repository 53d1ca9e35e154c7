using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>What kind of number a metric is.</summary>
public enum MetricUnit
{
    Money, Count, Ratio, Seconds, Days, Score,
}

/// <summary>Whether a rise is good.</summary>
public enum MetricDirection
{
    UpIsGood, UpIsBad, Neither,
}

/// <summary>One entry of the catalogue: everything that a page, the dictionary, a passport, the API or an assistant says of a number.</summary>
public sealed record Metric
{
    public required string Key { get; init; }
    public required Words Name { get; init; }
    public required MetricUnit Unit { get; init; }
    public required MetricDirection Direction { get; init; }

    /// <summary>The formula over measures or other metrics, as people write it.</summary>
    public required string Formula { get; init; }
    public required Words Meaning { get; init; }
    public required Words Use { get; init; }
    public required Words Traps { get; init; }

    /// <summary>Fact tables that must have facts for it to be known.</summary>
    public required IReadOnlyList<FactKind> Needs { get; init; }

    /// <summary>Dimension keys by which it can be split.</summary>
    public required IReadOnlyList<string> Dimensions { get; init; }

    /// <summary>Dimensions over which its values may be added; a distinct count or ratio has none.</summary>
    public required IReadOnlyList<string> AddsOver { get; init; }

    /// <summary>Which of the moments of a fact dates it.</summary>
    public required Words DateBasis { get; init; }

    /// <summary>Below this base (visitors, orders) the figure is marked as low base; 0 for none.</summary>
    public int SmallestBase { get; init; }

    /// <summary>True when only roles that see costs or profit may see it.</summary>
    public bool NeedsCostRight { get; init; }

    /// <summary>The metrics it is made of, as the driver tree shows them; empty for a plain sum.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The same number on the platforms, and how it differs there.</summary>
    public IReadOnlyList<PlatformTwin> Twins { get; init; } = [];

    /// <summary>The columns of a kind of fact that it sums or counts, the moment that dates it first; empty where it does not rest on the kind.</summary>
    public IReadOnlyList<string> ColumnsOf(FactKind kind)
    {
        Measure[] measures = [.. Computation.Measures().Where(measure => measure.Kind == kind)];
        return [.. measures.Select(measure => measure.Moment).Concat(measures.Select(measure => measure.Column).OfType<string>()).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Which right a caller must have to see it.</summary>
    internal FigureRight Right { get; init; }

    /// <summary>It counts people within a day, whom days added up would count again.</summary>
    internal bool CountsPeopleOfADay { get; init; }

    /// <summary>How it is computed.</summary>
    internal Formula Computation { get; init; } = new Formula.Nothing();
}

/// <summary>A platform's own word for a metric, and how it differs.</summary>
public sealed record PlatformTwin(string Platform, Words Name, Words Difference);
