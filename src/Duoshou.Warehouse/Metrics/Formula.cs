using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>Who may see a figure.</summary>
enum FigureRight
{
    Everyone, Cost, Profit,
}

/// <summary>How a metric is made of measures. Computed on sums, after money was brought into one currency.</summary>
abstract record Formula
{
    /// <summary>Nothing: the unknown.</summary>
    public sealed record Nothing : Formula;

    /// <summary>A measure as it is.</summary>
    public sealed record Of(Measure Measure) : Formula;

    /// <summary>The measure's sum by the number of rows that know it.</summary>
    public sealed record Mean(Measure Measure) : Formula;

    /// <summary>Unknown when either is unknown or the second is zero.</summary>
    public sealed record Ratio(Formula Over, Formula Under) : Formula;

    /// <summary>Unknown when either is unknown.</summary>
    public sealed record Minus(Formula From, Formula Less) : Formula;

    /// <summary>The sum of those that are known; unknown only when all are.</summary>
    public sealed record Any(params Formula[] Parts) : Formula;

    /// <summary>Times the days of the range.</summary>
    public sealed record TimesDays(Formula Part) : Formula;

    /// <summary>Counts as nothing when it is unknown.</summary>
    /// <param name="Missed">A figure that lacks it is incomplete.</param>
    public sealed record Optional(Formula Part, bool Missed) : Formula;

    /// <summary>
    /// For shops that have facts of a kind in the range (or supply a column of it) one formula, for the others another; added together.
    /// </summary>
    /// <param name="Column">The column that must be supplied; null asks for facts in the range.</param>
    /// <param name="Estimated">What the other formula gives is an estimate.</param>
    public sealed record ByShop(FactKind Kind, string? Column, Formula Have, Formula Lack, bool Estimated = false) : Formula;

    public static Formula operator -(Formula from, Formula less) => new Minus(from, less);

    public static Formula operator /(Formula over, Formula under) => new Ratio(over, under);

    /// <summary>Every measure in it.</summary>
    public IEnumerable<Measure> Measures() => this switch
    {
        Of part => [part.Measure],
        Mean part => [part.Measure],
        Ratio part => part.Over.Measures().Concat(part.Under.Measures()),
        Minus part => part.From.Measures().Concat(part.Less.Measures()),
        Any part => part.Parts.SelectMany(each => each.Measures()),
        TimesDays part => part.Part.Measures(),
        Optional part => part.Part.Measures(),
        ByShop part => part.Have.Measures().Concat(part.Lack.Measures()),
        _ => [],
    };

    /// <summary>It divides by how many rows know a value, so that every row of an answer needs that count.</summary>
    public bool NeedsCounts() => this switch
    {
        Mean => true,
        Ratio part => part.Over.NeedsCounts() || part.Under.NeedsCounts(),
        Minus part => part.From.NeedsCounts() || part.Less.NeedsCounts(),
        Any part => part.Parts.Any(each => each.NeedsCounts()),
        TimesDays part => part.Part.NeedsCounts(),
        Optional part => part.Part.NeedsCounts(),
        ByShop part => part.Have.NeedsCounts() || part.Lack.NeedsCounts(),
        _ => false,
    };

    /// <summary>The measures without which it is unknown, and whose moments date it: those of a fallback or an optional part do not decide.</summary>
    public IEnumerable<Measure> Deciding() => this switch
    {
        ByShop part => part.Have.Deciding(),
        Ratio part => part.Over.Deciding().Concat(part.Under.Deciding()),
        Minus part => part.From.Deciding().Concat(part.Less.Deciding()),
        Optional => [],
        _ => Measures(),
    };

    /// <summary>
    /// The measures that must carry a dimension for it to be split by it: every part that is added or taken away, or a share would look like
    /// the whole. A fallback need not; what it gives stands under "not supplied".
    /// </summary>
    public IEnumerable<Measure> Splitting() => this switch
    {
        Optional part => part.Part.Splitting(),
        ByShop part => part.Have.Splitting(),
        Ratio part => part.Over.Splitting().Concat(part.Under.Splitting()),
        Minus part => part.From.Splitting().Concat(part.Less.Splitting()),
        _ => Measures(),
    };
}
