namespace Duoshou.Analytics.Simulation.Catalogue;

/// <summary>What buyers write, by aspect, in the language of the market.</summary>
static class ReviewPhrases
{
    public const string Quality = "quality", Size = "size", Color = "color", Logistics = "logistics", Manner = "service",
        Price = "price",
        Packaging = "packaging", Smell = "smell";

    /// <summary>Every aspect; the last two belong to goods, as the first three do.</summary>
    public static IReadOnlyList<string> Aspects { get; } = [Quality, Size, Color, Logistics, Manner, Price, Packaging, Smell];

    /// <summary>Aspects of which a bad batch of goods can be guilty.</summary>
    public static IReadOnlyList<string> GoodsAspects { get; } = [Quality, Size, Color, Smell];

    public static string Text(string language, string aspect, bool good, int variant)
    {
        var table = language switch { "zh" => Chinese, "de" => German, "ja" => Japanese, _ => English };
        (string[] praise, string[] blame) = table[aspect];
        string[] from = good ? praise : blame;
        return from[variant % from.Length];
    }

    static readonly Dictionary<string, (string[], string[])> Chinese = new()
    {
        [Quality] = (["做工扎实，用着放心", "质量超出预期"], ["用了两天就坏了", "做工粗糙，和描述不符"]),
        [Size] = (["尺寸刚好", "大小和说明一致"], ["尺码偏小，没法用", "尺寸和标的差很多"]),
        [Color] = (["颜色很正", "颜色和图片一样"], ["掉色严重", "色差太大"]),
        [Logistics] = (["发货很快，隔天就到", "物流给力"], ["等了一周才到", "物流一直不更新"]),
        [Manner] = (["客服耐心", "售后处理很快"], ["客服半天不回", "售后推来推去"]),
        [Price] = (["性价比高", "活动价划算"], ["买完就降价", "不值这个价"]),
        [Packaging] = (["包装严实", "包装精致，送人合适"], ["盒子压扁了", "包装破损"]),
        [Smell] = (["没有异味", "味道清淡好闻"], ["味道刺鼻，散了几天还有", "打开一股怪味"]),
    };

    static readonly Dictionary<string, (string[], string[])> English = new()
    {
        [Quality] = (["Solid build, feels made to last", "Better than I expected"],
            ["Broke after two days", "Poorly made, not as described"]),
        [Size] = (["Fits exactly", "Size as stated"], ["Runs far too small", "Nothing like the stated size"]),
        [Color] = (["Lovely colour", "Colour as pictured"], ["The dye came off in the wash", "Colour is way off"]),
        [Logistics] = (["Arrived the next day", "Fast delivery"], ["Took over a week to arrive", "Tracking never moved"]),
        [Manner] = (["Support was patient and kind", "Problem solved at once"],
            ["Support never answered", "Sent from one agent to the next"]),
        [Price] = (["Great value", "A bargain on offer"], ["Cheaper the day after I bought it", "Not worth the money"]),
        [Packaging] = (["Well packed", "Pretty box, good as a gift"], ["Box was crushed", "Packaging torn open"]),
        [Smell] = (["No smell at all", "Light, pleasant scent"], ["Strong chemical smell", "Smelled odd when opened"]),
    };

    static readonly Dictionary<string, (string[], string[])> German = new()
    {
        [Quality] = (["Sehr gut verarbeitet", "Besser als erwartet"], ["Nach zwei Tagen kaputt", "Schlecht verarbeitet"]),
        [Size] = (["Passt genau", "Größe wie angegeben"], ["Fällt viel zu klein aus", "Maße stimmen nicht"]),
        [Color] = (["Schöne Farbe", "Farbe wie abgebildet"], ["Färbt stark ab", "Farbe weicht deutlich ab"]),
        [Logistics] = (["Am nächsten Tag da", "Schnelle Lieferung"], ["Über eine Woche gewartet", "Sendung kam nicht voran"]),
        [Manner] = (["Freundlicher Kundendienst", "Sofort geholfen"],
            ["Keine Antwort vom Kundendienst", "Wurde nur weitergereicht"]),
        [Price] = (["Preis-Leistung stimmt", "Im Angebot sehr günstig"], ["Einen Tag später billiger", "Das Geld nicht wert"]),
        [Packaging] = (["Gut verpackt", "Hübsche Schachtel"], ["Karton zerdrückt", "Verpackung aufgerissen"]),
        [Smell] = (["Riecht neutral", "Angenehmer Duft"], ["Riecht stark nach Chemie", "Seltsamer Geruch"]),
    };

    static readonly Dictionary<string, (string[], string[])> Japanese = new()
    {
        [Quality] = (["作りがしっかりしています", "期待以上でした"], ["二日で壊れました", "作りが雑です"]),
        [Size] = (["サイズぴったりです", "表記通りの大きさ"], ["かなり小さいです", "サイズが表記と違います"]),
        [Color] = (["色がきれいです", "写真通りの色"], ["色落ちがひどいです", "写真と色が違います"]),
        [Logistics] = (["翌日に届きました", "配送が早いです"], ["届くまで一週間以上かかりました", "追跡が更新されません"]),
        [Manner] = (["対応が丁寧でした", "すぐに解決しました"], ["返信がありません", "たらい回しにされました"]),
        [Price] = (["コスパが良いです", "セールでお得でした"], ["買った翌日に値下げ", "値段に見合いません"]),
        [Packaging] = (["梱包が丁寧です", "箱がかわいいです"], ["箱が潰れていました", "包装が破れていました"]),
        [Smell] = (["匂いは気になりません", "ほのかな良い香り"], ["薬品のような臭い", "開けると変な臭い"]),
    };
}
