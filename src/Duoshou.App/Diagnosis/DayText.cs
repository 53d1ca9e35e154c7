using System.Globalization;

namespace Duoshou.App.Diagnosis;

/// <summary>Days as text, the same under every culture and its calendar.</summary>
static class DayText
{
    /// <summary>Month and day, as Chinese has them.</summary>
    public static string Short(DateOnly? day) => day?.ToString("MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Day and month as an English sentence has them: 26 Oct.</summary>
    public static string English(DateOnly? day) => day?.ToString("d MMM", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A change as the beginning of a sentence in each language; nothing where none is known.</summary>
    public static (string Zh, string En) Since(DateOnly? day, string? was, string? now) =>
        day is null ? ("", "") : ($"{Short(day)} {was} → {now}，", $"{English(day)}: {was} → {now}; ");

    /// <summary>ISO 8601.</summary>
    public static string Plain(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
