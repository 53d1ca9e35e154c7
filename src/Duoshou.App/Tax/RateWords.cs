using Duoshou.Kernel;

namespace Duoshou.App.Tax;

/// <summary>The words of the rate tables as people read them; what is a number, a code or a name stays as it is written.</summary>
public static class RateWords
{
    static readonly Dictionary<string, Words> Conditions = new(StringComparer.Ordinal)
    {
        ["b2b"] = new("企业买家", "business buyer"), ["registered"] = new("卖家已登记代收", "seller registered"), ["food"] = new("食品", "food"), ["from"] = new("寄出地", "sent from"),
        ["origin"] = new("原产地", "origin"), ["post"] = new("邮政", "by post"), ["courier"] = new("快递", "by courier"), ["luxury"] = new("奢侈品", "luxury goods"),
            ["gift"] = new("礼品", "gift"),
        ["method"] = new("邮政计税方法", "postal method"), ["light"] = new("重量在免税重量内", "within the free weight"), ["hs"] = new("商品编码", "code"),
    };

    static readonly Dictionary<string, Words> Places = new(StringComparer.Ordinal)
    {
        ["EU"] = new("欧盟", "EU"), ["MXTREATY"] = new("与墨西哥有协定的国家", "treaty countries of Mexico"), ["specific"] = new("定额", "specific"), ["ad_valorem"] = new("从价", "ad valorem"),
    };

    static readonly Dictionary<string, Words> Values = new(StringComparer.Ordinal)
    {
        ["test goods"] = new("货价", "goods"), ["test cif"] = new("到岸价", "value with freight"), ["test item"] = new("单件货价", "price of one piece"),
        ["duty none"] = new("不征", "none"), ["duty given"] = new("按给出的税率", "rate told"), ["duty given_or_free"] = new("按给出的税率，没有则免", "rate told, else free"),
        ["duty given_or_open"] = new("按给出的税率，没有则须报关", "rate told, else by declaration"), ["duty fixed"] = new("固定税率", "fixed rate"),
        ["duty fixed_less"] = new("固定税率减定额", "fixed rate less an amount"), ["duty per_hs6"] = new("每个六位税号定额", "amount per six-digit heading"),
        ["duty excess"] = new("对超出部分", "on the excess"), ["duty whole_or_weight"] = new("整单从价或从量取高", "whole value or weight, the higher"),
        ["duty layers"] = new("各层相加", "layers added"), ["duty postal_specific"] = new("邮件定额", "amount per postal item"), ["duty postal_rate"] = new("邮件从价", "rate on postal items"),
        ["duty surcharge"] = new("附加税", "surcharge"), ["duty japan_simple"] = new("日本简易税率", "Japan's simplified rate"), ["duty japan_given"] = new("日本，按给出的税率", "Japan, rate told"),
        ["tax none"] = new("不征", "none"), ["tax rate"] = new("税基乘税率", "base times rate"), ["tax inside"] = new("价内税", "inside its own base"),
            ["tax japan"] = new("日本消费税", "Japan's consumption tax"),
        ["base goods"] = new("货价", "goods"), ["base cif"] = new("到岸价", "value with freight"), ["base goods+duty"] = new("货价＋关税", "goods and duty"),
        ["base cif+duty"] = new("到岸价＋关税", "value with freight and duty"), ["payer buyer"] = new("买家", "buyer"), ["payer seller"] = new("卖家", "seller"),
            ["payer nobody"] = new("无需缴纳", "nobody"),
        ["kind ad_valorem"] = new("从价", "ad valorem"), ["kind specific"] = new("从量", "specific"), ["kind compound"] = new("复合", "compound"),
        ["kind alternative_lower"] = new("从低选择", "the lower of two"), ["kind alternative_higher"] = new("从高选择", "the higher of two"), ["kind sliding"] = new("滑准", "sliding"),
        ["class standard"] = new("标准", "standard"), ["class reduced"] = new("低税率", "reduced"), ["class national"] = new("国税部分", "national part"),
            ["class zero"] = new("零税率", "zero"),
        ["layer mfn"] = new("最惠国", "most-favoured-nation"), ["layer general"] = new("普通", "general"), ["layer provisional"] = new("暂定", "provisional"),
            ["layer agreement"] = new("协定", "agreement"),
        ["period month"] = new("每月", "monthly"), ["period quarter"] = new("每季", "quarterly"), ["rule period_of_refund"] = new("冲减退款当期", "in the period of the refund"),
        ["rule correct_original"] = new("更正原销售期", "corrects the period of the sale"), ["unit ratio"] = new("比例", "ratio"),
    };

    /// <summary>A cell of a column in a language.</summary>
    public static string In(string column, string cell, Language language)
    {
        if (cell.Length == 0) return cell;
        return column switch
        {
            "when" => string.Join(language == Language.Chinese ? "；" : "; ", cell.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(token => Condition(token, language))),
            "waive" => Waiver(cell, language),
            "duty_base" or "tax_base" => Told("base", cell, language),
            "formula" or "kind" => Told("kind", cell, language),
            "vat_class" => Told("class", cell, language),
            _ => Told(column, cell, language),
        };
    }

    static string Told(string column, string cell, Language language) => Values.TryGetValue($"{column} {cell}", out Words? words) ? words.In(language) : cell;

    static string Condition(string token, Language language)
    {
        string[] parts = token.TrimStart('!').Split(':', 2);
        bool not = token.StartsWith('!'), zh = language == Language.Chinese;
        string name = Conditions.TryGetValue(parts[0], out Words? words) ? words.In(language) : parts[0];
        string[] among = parts.Length < 2 ? [] : [.. parts[1].Split('|').Select(place => Places.TryGetValue(place, out Words? known) ? known.In(language) : place)];
        return among.Length == 0 ? (not ? (zh ? "非" : "not ") : "") + name
            : zh ? $"{name}{(not ? "不是 " : "是 ")}{string.Join("、", among)}" : $"{name} {(not ? "not " : "")}{string.Join(", ", among)}";
    }

    static string Waiver(string cell, Language language)
    {
        bool all = cell.StartsWith("all", StringComparison.Ordinal), upTo = cell.Contains("<=", StringComparison.Ordinal);
        string limit = cell.TrimStart('a', 'l', 't', 'x', '<', '=');
        return language == Language.Chinese ? $"{(all ? "关税与税合计" : "税额")}{(upTo ? "不超过" : "低于")} {limit}"
            : $"{(all ? "duty and tax" : "tax")} {(upTo ? "up to" : "under")} {limit}";
    }
}
