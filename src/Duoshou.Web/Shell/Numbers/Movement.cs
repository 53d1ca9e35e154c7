using Duoshou.Warehouse;

namespace Duoshou.Web.Shell.Numbers;

/// <summary>How a number moved: how much, which way, and whether that is good. Colour is left to the reader's scheme.</summary>
/// <param name="Text">2.4% or 0.17 点, without a sign: the arrow gives the direction.</param>
/// <param name="Rise">True for up, false for down, null for no change or none that can be told.</param>
/// <param name="Good">True when the move helps, false when it hurts, null when the metric has no good side.</param>
/// <param name="LowBase">The figure before is too small for a percentage to mean anything.</param>
public sealed record Movement(string Text, bool? Rise, bool? Good, bool LowBase = false)
{
    /// <summary>Nothing can be said: one of the two figures is unknown.</summary>
    public static Movement None { get; } = new(Shown.Unknown, null, null);

    /// <summary>A move that hurts although it rises, or helps although it falls, carries a word in the direction scheme.</summary>
    public bool Adverse => Rise is true && Good is false;

    /// <summary>The classes that the three colour schemes read.</summary>
    public string Classes => (Rise, Good) switch
    {
        (null, _) => "change",
        (_, null) => "change",
        ({ } rise, { } good) => $"change {(rise ? "up" : "down")} {(good ? "good" : "bad")}",
    };

    /// <summary>The move of a metric between two figures. Ratios move by percentage points, everything else by percent.</summary>
    public static Movement Of(decimal? now, decimal? before, MetricUnit unit, MetricDirection direction, Shown shown, decimal? smallestBase = null, decimal? baseNow = null)
    {
        if (now is not { } current || before is not { } earlier) return None;
        if (smallestBase is { } floor && baseNow is { } size && size < floor) return new("", null, null, LowBase: true);
        bool? rise = current == earlier ? null : current > earlier;
        bool? good = direction == MetricDirection.Neither || rise is null ? null : rise == (direction == MetricDirection.UpIsGood);
        if (unit == MetricUnit.Ratio) return new(Points(current - earlier, shown), rise, good);
        if (earlier == 0m) return new(Shown.Unknown, rise, good);
        decimal change = Math.Abs((current - earlier) / earlier);
        string text = change >= 10m ? Shown.Count(decimal.Round(change, 0)) + "×" : OneDecimal(change * 100m) + "%";
        return new(text, rise, good);
    }

    static string Points(decimal difference, Shown shown)
    {
        decimal points = Math.Abs(difference * 100m);
        string digits = points >= 10m ? OneDecimal(points) : decimal.Round(points, 2, MidpointRounding.AwayFromZero).ToString("0.0#",
            System.Globalization.CultureInfo.InvariantCulture);
        return digits + (shown.Language == Kernel.Language.Chinese ? " 点" : " pt");
    }

    static string OneDecimal(decimal value) =>
        decimal.Round(value, 1, MidpointRounding.AwayFromZero).ToString("#,##0.0", System.Globalization.CultureInfo.InvariantCulture);
}
