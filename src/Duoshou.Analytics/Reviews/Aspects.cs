using Duoshou.Analytics.Keywords;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Reviews;

/// <summary>What reviews say about one side of a product.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Name">In words.</param>
/// <param name="Mentions">Reviews that speak of it.</param>
/// <param name="Praise">Of them, those that praise it.</param>
/// <param name="Complaints">Of them, those that complain; the rest only mention it.</param>
public sealed record AspectOpinion(string Key, Words Name, int Mentions, int Praise, int Complaints)
{
    /// <summary>-1 to 1, pulled towards 0 by two mentions so that a single voice does not shout.</summary>
    public double Balance => (Praise - Complaints) / (Mentions + 2.0);
}

/// <summary>Which sides of a product buyers praise and complain about (口碑维度).</summary>
public static class Aspects
{
    sealed record Aspect(string Key, Words Name, string[] Terms);

    static readonly Aspect[] All =
    [
        new("quality", new("质量", "Quality"), ["质量", "做工", "品质", "材质", "面料", "料子", "手感", "质感", "quality", "material", "fabric",
            "made"]),
        new("size", new("尺码", "Size"), ["尺码", "大小", "尺寸", "合身", "码数", "偏大", "偏小", "size", "fit", "fits"]),
        new("colour", new("颜色", "Colour"), ["颜色", "色差", "掉色", "褪色", "color", "colour"]),
        new("delivery", new("物流", "Delivery"), ["物流", "快递", "发货", "送货", "配送", "到货", "delivery", "shipping", "arrived"]),
        new("service", new("客服", "Service"), ["客服", "服务", "态度", "售后", "卖家", "店家", "service", "seller", "support"]),
        new("price", new("价格", "Price"), ["价格", "价钱", "性价比", "划算", "便宜", "实惠", "太贵", "price", "value", "cheap", "expensive"]),
        new("package", new("包装", "Packaging"), ["包装", "破损", "盒子", "压坏", "packaging", "package", "box"]),
        new("smell", new("气味", "Smell"), ["气味", "味道", "异味", "刺鼻", "smell", "odor", "odour"]),
        new("wear", new("耐用", "Wear"), ["起球", "掉毛", "开线", "变形", "缩水", "耐用", "结实", "durable", "broke", "broken"]),
    ];

    static readonly HashSet<string> Good = new(StringComparer.Ordinal)
    {
        "好", "很好", "不错", "满意", "喜欢", "快", "很快", "漂亮", "舒服", "划算", "实惠", "合适", "合身", "柔软", "结实", "耐用", "推荐", "赞", "棒", "值得", "完美",
        "便宜", "热情", "耐心", "周到", "精致", "good", "great", "excellent", "nice", "love", "fast", "perfect", "soft", "durable",
            "comfortable",
    };

    static readonly HashSet<string> Bad = new(StringComparer.Ordinal)
    {
        "差", "很差", "太差", "慢", "太慢", "坏", "坏了", "破", "破损", "失望", "难看", "难闻", "刺鼻", "掉色", "褪色", "起球", "掉毛", "开线", "变形", "缩水", "色差",
        "偏大", "偏小", "太贵", "贵", "粗糙", "异味", "退货", "后悔", "糟糕", "垃圾", "恶劣", "压坏", "bad", "poor", "slow", "broken", "broke",
            "terrible",
        "awful", "disappointed", "cheap-looking", "expensive", "late",
    };

    static readonly HashSet<string> Negators = new(StringComparer.Ordinal)
    {
        "不", "没", "没有", "不是", "不够", "不太", "别", "无", "未", "not", "no", "never", "isn", "wasn", "don", "didn",
    };

    /// <summary>A judgement does not reach past these: "快递很快,包装破损" praises one and blames the other.</summary>
    static readonly char[] ClauseEnds = [',', '.', '!', '?', ';', '。', '、', '\n', '~', '…'];

    /// <summary>One row per aspect that is mentioned, most mentioned first. A review counts once per aspect.</summary>
    public static IReadOnlyList<AspectOpinion> Summarise(IEnumerable<string> reviews)
    {
        (int Mentions, int Praise, int Complaints)[] sums = new (int, int, int)[All.Length];
        foreach (string review in reviews)
        {
            IReadOnlyList<string>[] clauses = [.. Segmentation.Folded(review).Split(ClauseEnds,
                StringSplitOptions.RemoveEmptyEntries)
                .Select(Segmentation.Standard.Terms)];
            for (int a = 0; a < All.Length; a++)
            {
                int[] leanings = [.. clauses.SelectMany(terms => Enumerable.Range(0, terms.Count)
                    .Where(i => All[a].Terms.Contains(terms[i], StringComparer.Ordinal)).Select(i => Leaning(terms, i)))];
                if (leanings.Length == 0) continue;
                int leaning = Math.Sign(leanings.Sum());
                sums[a] = (sums[a].Mentions + 1, sums[a].Praise + (leaning > 0 ? 1 : 0), sums[a].Complaints + (leaning < 0 ? 1
                    : 0));
            }
        }

        return [.. All.Select((a, i) => new AspectOpinion(a.Key, a.Name, sums[i].Mentions, sums[i].Praise, sums[i].Complaints))
            .Where(a => a.Mentions > 0).OrderByDescending(a => a.Mentions).ThenBy(a => a.Key, StringComparer.Ordinal)];
    }

    /// <summary>Words of praise and blame up to five words away; a negator up to two words before turns one round.</summary>
    static int Leaning(IReadOnlyList<string> terms, int place)
    {
        int sum = 0;
        for (int i = Math.Max(0, place - 2); i <= Math.Min(terms.Count - 1, place + 5); i++)
        {
            int value = Good.Contains(terms[i]) ? 1 : Bad.Contains(terms[i]) || (terms[i][0] == '不'
                && Good.Contains(terms[i][1..])) ? -1 : 0;
            if (value == 0) continue;
            bool turned = Enumerable.Range(1, 2).Any(back => i - back >= 0 && Negators.Contains(terms[i - back]));
            sum += turned ? -value : value;
        }

        return sum;
    }
}
