using Duoshou.Kernel;

namespace Duoshou.App.Reports;

/// <summary>How far an analysis carries: on how many rows it rests, how sure it is, what limits it, and what to do next.</summary>
/// <param name="Rows">Rows that were used.</param>
/// <param name="Enough">False when there is too little to judge by; figures are then for looking, not for deciding.</param>
/// <param name="Sure">How sure, in a sentence.</param>
/// <param name="Next">What to do next.</param>
public sealed record Footing(long Rows, bool Enough, Words Sure, Words Next)
{
    /// <summary>The first and last day of the rows; null when they carry none.</summary>
    public Period? Span { get; init; }

    /// <summary>The currency of every amount; null when there are none.</summary>
    public Currency? Currency { get; init; }

    /// <summary>What was left out or taken for granted.</summary>
    public IReadOnlyList<Words> Limits { get; init; } = [];

    /// <summary>Nothing can be said, and why.</summary>
    public static Footing TooLittle(long rows, Words why, Words next) => new(rows, false, why, next);
}

/// <summary>An analysis: its figures are its members, its footing says how far they carry, its sheets are what people read and export.</summary>
public interface IAnalysed
{
    Footing Footing { get; }

    /// <summary>The tables, the most important first.</summary>
    IReadOnlyList<Sheet> Sheets(Language language);
}

/// <summary>Where statistics, which are floating point, become figures that are written down exactly.</summary>
public static class Written
{
    /// <summary>Rounded to so many decimals; null where there is no number.</summary>
    public static decimal? Number(double value, int decimals = 4) =>
        double.IsFinite(value) && Math.Abs(value) < 1e24 ? decimal.Round((decimal)value, decimals, MidpointRounding.AwayFromZero) : null;

    /// <summary>A ratio for a sentence: 12.3%, with a true minus; a dash where it is unknown.</summary>
    public static string Percent(decimal? ratio, int decimals = 1) => ratio is not { } known ? "—"
        : (known < 0m ? "\u2212" : "") + Math.Abs(known * 100m).ToString("F" + decimals.ToString(System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture) + "%";

    /// <summary>An amount for a sentence with as many decimals as it has, up to so many, alike under every culture: 70.59, 9, 4.5.</summary>
    public static string Plain(decimal? value, int decimals = 2) =>
        value is { } known ? known.ToString("0." + new string('#', decimals), System.Globalization.CultureInfo.InvariantCulture) : "—";

    /// <summary>A change for a sentence: +12.3% or, with a true minus, −12.3%.</summary>
    public static string WithSign(decimal? ratio, int decimals = 1) => (ratio > 0m ? "+" : "") + Percent(ratio, decimals);

    /// <summary>The same, zero where there is none.</summary>
    public static decimal OrZero(double value, int decimals = 4) => Number(value, decimals) ?? 0m;
}
