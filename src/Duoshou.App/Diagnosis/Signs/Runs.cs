namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Days that stand together, and the middle of values: what most signs are found by.</summary>
static class Runs
{
    /// <summary>The stretches of days that follow each other with at most one day between.</summary>
    public static IEnumerable<(DateOnly From, DateOnly To)> Of(IEnumerable<DateOnly> days)
    {
        DateOnly[] ordered = [.. days.Distinct().Order()];
        for (int i = 0; i < ordered.Length;)
        {
            int last = i;
            while (last + 1 < ordered.Length && ordered[last + 1].DayNumber - ordered[last].DayNumber <= 2) last++;
            yield return (ordered[i], ordered[last]);
            i = last + 1;
        }
    }

    /// <summary>The middle value; zero of none.</summary>
    public static decimal Middle(IEnumerable<decimal> values)
    {
        decimal[] ordered = [.. values.Order()];
        int half = ordered.Length / 2;
        return ordered.Length == 0 ? 0m : ordered.Length % 2 == 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2;
    }
}
