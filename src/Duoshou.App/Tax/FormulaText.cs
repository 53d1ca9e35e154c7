using System.Text.RegularExpressions;
using Duoshou.Kernel;

namespace Duoshou.App.Tax;

/// <summary>The engine's formulas as people read them: numbers as they are, the few words in the reader's language.</summary>
public static partial class FormulaText
{
    static readonly (string Word, string Zh, string En)[] Words =
    [
        ("cut1000(", "舍去千位以下(", "cut to thousands("), ("max(", "取高(", "the higher of ("), ("min(", "取低(", "the lower of ("), ("round(", "四舍五入(", "round("),
        ("heading", "个税号", "heading"), ("parcel", "件邮件", "parcel"), ("kg", "千克", "kg"), ("carton", "条", "carton"), ("unit", "件", "piece"), ("ml", "毫升", "ml"),
        ("m2", "平方米", "m²"), ("L", "升", "l"), ("t", "吨", "t"), ("x", "×", "×"),
    ];

    /// <summary>A formula in a language.</summary>
    public static string In(string formula, Language language) => Token().Replace(formula, found =>
    {
        foreach ((string word, string zh, string en) in Words)
            if (found.Value == word) return language == Language.Chinese ? zh : en;
        return found.Value;
    });

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9]*\(?")]
    private static partial Regex Token();
}
