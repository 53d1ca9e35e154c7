namespace Duoshou.Analytics.Forecasting;

/// <summary>
/// A series with its fixed season taken out, and the way back. Multiplies where every value is above zero, adds otherwise.
/// </summary>
sealed class SeasonalFrame
{
    readonly double[]? figure;
    readonly bool multiplies;
    readonly int length;

    public SeasonalFrame(double[] y, int period)
    {
        length = y.Length;
        Plain = y;
        if (!ClassicalSeason.IsPresent(y, period)) return;
        multiplies = y.Min() > 0;
        figure = ClassicalSeason.Figure(y, period, multiplies);
        Plain = [.. y.Select((v, i) => multiplies ? v / figure[i % period] : v - figure[i % period])];
    }

    /// <summary>The series without its season; the series itself where it has none.</summary>
    public double[] Plain { get; }

    /// <summary>Whether a season was found.</summary>
    public bool IsSeasonal => figure is not null;

    /// <summary>Puts the season back onto forecasts of the plain series.</summary>
    public double[] Back(double[] ahead) => figure is null ? ahead
        : [.. ahead.Select((v, h) => multiplies ? v * figure[(length + h) % figure.Length] : v + figure[(length
            + h) % figure.Length])];
}
