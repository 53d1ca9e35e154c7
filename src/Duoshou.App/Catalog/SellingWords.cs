using Duoshou.Analytics.Experiments;
using Duoshou.Analytics.Keywords;
using Duoshou.Analytics.Reviews;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>A search word with what it brought.</summary>
/// <param name="Orders">Null where orders do not say by which word they came.</param>
public readonly record struct SearchWord(string Word, decimal Impressions, decimal Visitors, decimal? Orders, decimal? VisitorsBefore);

/// <summary>A text of a buyer.</summary>
/// <param name="Stars">1 to 5; null when the source does not say.</param>
public readonly record struct BuyerText(string Text, decimal? Stars, string? Item);

/// <summary>A word of a family.</summary>
/// <param name="Conversion">Orders per visitor; null where not known.</param>
public sealed record FamilyWord(string Word, decimal Visitors, decimal? Orders, decimal? Conversion, decimal? Change);

/// <summary>Search words that share a root.</summary>
/// <param name="LongTail">Share of the visitors that came by words beyond the three largest.</param>
public sealed record WordFamily(string Root, int Words, decimal Visitors, decimal Share, decimal? Orders, decimal? Conversion, decimal LongTail,
    IReadOnlyList<FamilyWord> Members);

/// <summary>A side of the product as buyers speak of it, beside how much it is searched.</summary>
/// <param name="Searched">Visitors whose search word names it.</param>
/// <param name="Role">selling_point, pain_point or neither.</param>
public sealed record SellingPoint(string Key, Words Name, int Mentions, int Praise, int Complaints, decimal Balance, decimal PraiseLow, decimal Searched, string Role);

/// <summary>A term that sets good reviews apart from bad ones (above zero), or bad from good.</summary>
public sealed record TellingTerm(string Term, decimal Weight);

/// <summary>Words buyers search and say: families of search words, sides of the product, terms that part praise from blame.</summary>
public sealed record SellingWords(
    Footing Footing, int Texts, int GoodTexts, int BadTexts, IReadOnlyList<WordFamily> Families, IReadOnlyList<SellingPoint> Points,
        IReadOnlyList<TellingTerm> Praised, IReadOnlyList<TellingTerm> Blamed,
    IReadOnlyList<TellingTerm> Terms) : IAnalysed
{
    const int FewTexts = 50, MostTexts = 200_000;

    static readonly Dictionary<string, string[]> SideTerms = new()
    {
        ["quality"] = ["质量", "品质", "材质", "纯棉", "实木", "加厚", "quality", "cotton", "thick"], ["size"] = ["尺码", "大码", "尺寸", "大号", "小号", "size", "large", "small", "xl"],
        ["colour"] = ["颜色", "白色", "黑色", "灰色", "color", "colour", "black", "white"], ["price"] = ["便宜", "实惠", "特价", "平价", "cheap", "value", "sale"],
            ["wear"] = ["耐用", "结实", "防滑", "durable", "strong"],
        ["package"] = ["礼盒", "包装", "gift", "box"], ["smell"] = ["无味", "无异味", "环保", "odorless"], ["delivery"] = ["现货", "顺丰", "包邮", "fast"],
            ["service"] = ["安装", "送货上门", "保修", "warranty"],
    };

    /// <summary>Words that people add to any search; no family is named after them.</summary>
    static readonly HashSet<string> Modifiers = new(StringComparer.OrdinalIgnoreCase)
    {
        "推荐", "正品", "官方", "旗舰店", "旗舰", "新款", "爆款", "同款", "热卖", "包邮", "专用", "家用", "2024", "2025", "2026", "品牌", "排行榜", "价格", "多少", "哪个", "best", "for",
            "with", "new", "buy", "cheap", "sale", "top",
    };

    /// <summary>Reads search words and buyers' texts.</summary>
    public static SellingWords Of(IReadOnlyList<SearchWord> words, IReadOnlyList<BuyerText> texts, Period? span, IReadOnlyList<Words> limits)
    {
        List<Words> more = [.. limits];
        BuyerText[] read = [.. texts.Where(text => !string.IsNullOrWhiteSpace(text.Text))];
        if (read.Length > MostTexts)
        {
            more.Add(new($"评价有 {read.Length} 条，取最近的 {MostTexts} 条。", $"There are {read.Length} reviews; the last {MostTexts} are read."));
            read = read[^MostTexts..];
        }

        string[] good = [.. read.Where(text => text.Stars >= 4m).Select(text => text.Text)], bad = [.. read.Where(text => text.Stars is <= 3m).Select(text => text.Text)];
        AspectOpinion[] aspects = [.. Aspects.Summarise(read.Select(text => text.Text))];
        decimal visitors = words.Sum(word => word.Visitors);
        SellingPoint[] points = [.. aspects.Select(aspect => Point(aspect, words, visitors))];
        IReadOnlyList<KeyTerm> apart = good.Length >= 10 && bad.Length >= 10 ? KeyTerms.SettingApart(good, bad, 60) : [];
        IReadOnlyList<KeyTerm> turned = good.Length >= 10 && bad.Length >= 10 ? KeyTerms.SettingApart(bad, good, 60) : [];
        if (read.Length > 0 && apart.Count == 0) more.Add(new("好评或差评不足 10 条，没有比较两边的用词。", "Fewer than 10 good or 10 bad reviews: the words of the two are not compared."));
        TellingTerm[] terms = read.Length == 0 ? [] : [.. KeyTerms.OfText(string.Join('\n', read.Take(5000).Select(text => text.Text)), 40)
            .Select(term => new TellingTerm(term.Term, Written.OrZero(term.Weight, 6)))];
        WordFamily[] families = FamiliesOf(words, visitors);
        Footing footing = new(words.Count + read.Length, read.Length >= FewTexts || visitors >= 1000m, Sureness(words.Count, visitors, read.Length),
            NextStep(points, families)) { Span = span, Limits = more };
        return new(footing, read.Length, good.Length, bad.Length, families, points, Telling(apart), Telling(turned), terms);
    }

    static TellingTerm[] Telling(IReadOnlyList<KeyTerm> terms) => [.. terms.Where(term => term.Weight > 3.84).Take(20)
        .Select(term => new TellingTerm(term.Term, Written.OrZero(term.Weight, 3)))];

    static SellingPoint Point(AspectOpinion aspect, IReadOnlyList<SearchWord> words, decimal visitors)
    {
        string[] names = SideTerms.GetValueOrDefault(aspect.Key) ?? [];
        decimal searched = words.Where(word => names.Any(name => word.Word.Contains(name, StringComparison.OrdinalIgnoreCase))).Sum(word => word.Visitors);
        RateInterval praise = RateInterval.Wilson(aspect.Praise, Math.Max(1, aspect.Praise + aspect.Complaints));
        string role = aspect.Mentions < 10 ? "neither" : praise.Low > 0.7 ? "selling_point" : praise.High < 0.5 ? "pain_point" : "neither";
        return new(aspect.Key, aspect.Name, aspect.Mentions, aspect.Praise, aspect.Complaints, Written.OrZero(aspect.Balance),
            aspect.Praise + aspect.Complaints == 0 ? 0m : Written.OrZero(praise.Low),
            visitors == 0m ? 0m : searched, role);
    }

    static WordFamily[] FamiliesOf(IReadOnlyList<SearchWord> words, decimal visitors)
    {
        (SearchWord Word, string[] Roots)[] cut = [.. words.Where(word => word.Word.Length > 0)
            .Select(word => (word, Segmentation.Standard.Terms(word.Word).Where(root => root.Length > 1 && !Modifiers.Contains(root)).Distinct().ToArray()))];
        Dictionary<string, decimal> weight = [];
        foreach ((SearchWord word, string[] roots) in cut)
            foreach (string root in roots) weight[root] = weight.GetValueOrDefault(root) + word.Visitors;
        return [.. cut.GroupBy(pair => pair.Roots.Length == 0 ? pair.Word.Word : pair.Roots.OrderByDescending(root => weight[root])
            .ThenBy(root => root, StringComparer.Ordinal).First(), StringComparer.Ordinal)
            .Select(group => Family(group.Key, [.. group.Select(pair => pair.Word)], visitors)).OrderByDescending(family => family.Visitors)
                .ThenBy(family => family.Root, StringComparer.Ordinal)];
    }

    static WordFamily Family(string root, SearchWord[] words, decimal all)
    {
        decimal visitors = words.Sum(word => word.Visitors);
        decimal? orders = words.All(word => word.Orders is null) ? null : words.Sum(word => word.Orders ?? 0m);
        SearchWord[] sorted = [.. words.OrderByDescending(word => word.Visitors).ThenBy(word => word.Word, StringComparer.Ordinal)];
        return new(root, words.Length, visitors, all == 0m ? 0m : decimal.Round(visitors / all, 6), orders, orders is { } sold && visitors > 0m
            ? decimal.Round(sold / visitors, 6) : null,
            visitors == 0m ? 0m : decimal.Round(sorted.Skip(3).Sum(word => word.Visitors) / visitors, 6),
            [.. sorted.Take(200).Select(word => new FamilyWord(word.Word, word.Visitors, word.Orders, word.Orders is { } count && word.Visitors > 0m
                ? decimal.Round(count / word.Visitors, 6) : null,
                word.VisitorsBefore is > 0m ? decimal.Round(word.Visitors / word.VisitorsBefore.Value - 1m, 4) : null))]);
    }

    static Words Sureness(int words, decimal visitors, int texts) => (words, texts) switch
    {
        (0, 0) => new("没有搜索词，也没有评价。", "There are neither search words nor reviews."),
        (_, < FewTexts and > 0) => new($"{words} 个词、{visitors:N0} 位访客；评价只有 {texts} 条，口碑只能看看。",
            $"{words} words, {visitors:N0} visitors; only {texts} reviews, so what buyers say is a hint."),
        _ => new($"{words} 个词、{visitors:N0} 位访客、{texts:N0} 条评价。褒贬由词典和前后五个词判断，不是人读的。",
            $"{words} words, {visitors:N0} visitors, {texts:N0} reviews. Praise and blame go by a lexicon and the five words around, not by a reader."),
    };

    static Words NextStep(SellingPoint[] points, WordFamily[] families)
    {
        if (points.Where(point => point.Role == "pain_point").MaxBy(point => point.Complaints) is { } pain)
            return new($"先改「{pain.Name.Zh}」：{pain.Complaints} 条抱怨；改之前不要拿它当卖点。", $"Mend “{pain.Name.En}” first: {pain.Complaints} complaints; do not claim it before.");
        if (points.Where(point => point.Role == "selling_point").MaxBy(point => point.Praise) is { } good)
            return new($"把「{good.Name.Zh}」写进主图和标题（{good.Praise} 条夸它），登记成一条主张，看它值不值。",
                $"Put “{good.Name.En}” on image and title ({good.Praise} praise it), record it as a claim, and see whether it pays.");
        return families.Length > 0 ? new($"看「{families[0].Root}」这一族里转化高、访客少的长尾词。",
            $"Look in the family of “{families[0].Root}” for words that convert well and bring few.")
            : new("先攒评价和搜索词。", "Gather reviews and search words first.");
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        List<Sheet> sheets = [];
        if (Families.Count > 0)
            sheets.Add(new(zh ? "词族" : "Word families", zh ? ["词根", "词", "访客", "订单", "转化率", "变化"] : ["Root", "Word", "Visitors", "Orders", "Conversion", "Change"],
                [.. Families.SelectMany(family => family.Members.Select(word => (IReadOnlyList<Cell>)[family.Root, word.Word, Cell.Of(word.Visitors),
                    Cell.Of(word.Orders), Cell.Of(word.Conversion), Cell.Of(word.Change)]))]));
        if (Points.Count > 0)
            sheets.Add(new(zh ? "买家怎么说" : "What buyers say", zh ? ["方面", "提到", "夸", "抱怨", "好感", "搜索访客", "是什么"]
                : ["Side", "Mentions", "Praise", "Complaints", "Balance", "Searched", "Role"],
                [.. Points.Select(point => (IReadOnlyList<Cell>)[point.Name.In(language), Cell.Of(point.Mentions), Cell.Of(point.Praise),
                    Cell.Of(point.Complaints), Cell.Of(point.Balance), Cell.Of(point.Searched), RoleOf(point.Role).In(language)])]));
        if (Praised.Count + Blamed.Count > 0)
            sheets.Add(new(zh ? "好评差评用词" : "Words of praise and blame", zh ? ["词", "G²", "偏向"] : ["Term", "G²", "Side"],
                [.. Praised.Select(term => (IReadOnlyList<Cell>)[term.Term, Cell.Of(term.Weight), zh ? "好评" : "praise"]),
                    .. Blamed.Select(term => (IReadOnlyList<Cell>)[term.Term, Cell.Of(term.Weight), zh ? "差评" : "blame"])]));
        if (Terms.Count > 0) sheets.Add(new(zh ? "关键词" : "Key terms", zh ? ["词", "TF-IDF"] : ["Term", "TF-IDF"],
            [.. Terms.Select(term => (IReadOnlyList<Cell>)[term.Term, Cell.Of(term.Weight)])]));
        return sheets;
    }

    /// <summary>A role in words.</summary>
    public static Words RoleOf(string role) => role switch { "selling_point" => new("卖点", "Selling point"), "pain_point" => new("痛点", "Pain point"), _ => new("—", "—") };
}
