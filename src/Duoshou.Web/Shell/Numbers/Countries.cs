using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Web.Shell.Numbers;

/// <summary>Names of countries as the machine's own tables give them, in the reader's language.</summary>
public static class Countries
{
    /// <summary>The name of an ISO 3166 code; the code itself when the machine does not know it.</summary>
    public static string Name(string code, Language language)
    {
        try
        {
            RegionInfo region = new(code);
            if (language == Language.English) return region.EnglishName;
            return Chinese.GetValueOrDefault(code, region.EnglishName);
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>Codes of the markets that most shops sell to.</summary>
    public static IEnumerable<string> Markets => Chinese.Keys;

    /// <summary>The markets that shops of the supported platforms sell to; the machine knows a region's Chinese name only under a Chinese culture.</summary>
    static readonly Dictionary<string, string> Chinese = new()
    {
        ["CN"] = "中国", ["HK"] = "中国香港", ["TW"] = "中国台湾", ["US"] = "美国", ["CA"] = "加拿大", ["MX"] = "墨西哥", ["BR"] = "巴西", ["GB"] = "英国",
        ["DE"] = "德国", ["FR"] = "法国", ["IT"] = "意大利", ["ES"] = "西班牙", ["NL"] = "荷兰", ["BE"] = "比利时", ["SE"] = "瑞典", ["PL"] = "波兰",
        ["AT"] = "奥地利", ["IE"] = "爱尔兰", ["PT"] = "葡萄牙", ["CH"] = "瑞士", ["JP"] = "日本", ["KR"] = "韩国", ["SG"] = "新加坡", ["MY"] = "马来西亚",
        ["TH"] = "泰国", ["VN"] = "越南", ["PH"] = "菲律宾", ["ID"] = "印度尼西亚", ["IN"] = "印度", ["AU"] = "澳大利亚", ["NZ"] = "新西兰", ["AE"] = "阿联酋",
        ["SA"] = "沙特阿拉伯", ["TR"] = "土耳其", ["RU"] = "俄罗斯", ["ZA"] = "南非",
    };
}
