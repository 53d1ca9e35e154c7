namespace Duoshou.Analytics.Effects;

/// <summary>One outcome of several shops (or states, or products) over the same days.</summary>
/// <param name="Units">Their names.</param>
/// <param name="Times">The days or years, ascending.</param>
/// <param name="Outcomes">One row per unit, one value per time.</param>
/// <param name="Treated">Position of the unit to which something was done.</param>
/// <param name="FirstTreatedTime">Position of the first time at which it was in force.</param>
public sealed record Panel(IReadOnlyList<string> Units, IReadOnlyList<int> Times, double[][] Outcomes, int Treated,
    int FirstTreatedTime)
{
    /// <summary>Times before.</summary>
    public int Before => FirstTreatedTime;

    /// <summary>Times from the start of the treatment on.</summary>
    public int After => Times.Count - FirstTreatedTime;

    /// <summary>Whether there is anything to compare: a control, two times before and one after, and no holes.</summary>
    public bool IsUsable => Units.Count >= 2 && Before >= 2 && After >= 1 && Treated >= 0 && Treated < Units.Count
        && Outcomes.All(o => o.Length == Times.Count && o.All(double.IsFinite));

    internal int[] Controls => [.. Enumerable.Range(0, Units.Count).Where(u => u != Treated)];

    internal double[] Pre(int unit) => Outcomes[unit][..Before];

    internal double[] Post(int unit) => Outcomes[unit][Before..];

    /// <summary>The treated unit against a mixture of the others, time by time.</summary>
    internal double[] Gaps(double[] controlWeights) => [.. Enumerable.Range(0, Times.Count).Select(t =>
        Outcomes[Treated][t] - Controls.Select((u, i) => controlWeights[i] * Outcomes[u][t]).Sum())];
}
