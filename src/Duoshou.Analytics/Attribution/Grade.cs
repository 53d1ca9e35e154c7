using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution;

/// <summary>How strongly a claim may be worded.</summary>
public enum Grade
{
    /// <summary>数据证实: it follows from the data by arithmetic.</summary>
    Shown,

    /// <summary>与数据相符: time and thing agree; no more than that is known.</summary>
    Fits,

    /// <summary>说不清: within the noise, or another answer would do as well.</summary>
    CannotTell,
}

/// <summary>The words for a grade.</summary>
public static class Grades
{
    /// <summary>数据证实 / Shown, 与数据相符 / Fits, 说不清 / Cannot tell.</summary>
    public static Words NameOf(Grade grade) => grade switch
    {
        Grade.Shown => new("数据证实", "Shown"),
        Grade.Fits => new("与数据相符", "Fits"),
        _ => new("说不清", "Cannot tell"),
    };

    /// <summary>The grade as files and JSON have it.</summary>
    public static string CodeOf(Grade grade) => grade switch
    {
        Grade.Shown => "shown",
        Grade.Fits => "fits",
        _ => "cannot_tell",
    };
}
