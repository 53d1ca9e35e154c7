using System.Globalization;
using Duoshou.Analytics.Attribution.Telling;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>How figures and names look in sentences about shops: money with its currency, goods by their names.</summary>
sealed class ShopFigures(Metric metric, Currency? currency, IReadOnlyList<ShopCard> shops, IReadOnlyDictionary<string, string> productOfSku, IReadOnlyDictionary<string, Words> details)
{
    static readonly CultureInfo Zh = CultureInfo.GetCultureInfo("zh-CN"), En = CultureInfo.GetCultureInfo("en-GB");

    public Figures Made() => new()
    {
        Amount = Amount,
        Share = Share,
        Thing = Thing,
        Dimension = (key, language) => DimensionCatalogue.Find(key) is { } known ? Lower(known.Name, language) : key,
        Feed = Feed,
        Detail = (happened, language) => details.TryGetValue(happened.Id, out Words? detail) ? detail.In(language) : happened.Detail,
    };

    /// <summary>The name of a place.</summary>
    public Words Place(IReadOnlyList<AttributeValue> where) => where.Count == 0 ? new("整体", "everything")
        : new(string.Join("、", where.Select(a => Thing(a, Language.Chinese))), string.Join(", ", where.Select(a => Thing(a, Language.English))));

    public string Amount(decimal amount, Language language) => metric.Unit switch
    {
        MetricUnit.Money => currency is { } money ? new Money(amount, money).Shown(Culture(language)) : amount.ToString("N2", Culture(language)),
        MetricUnit.Count => amount.ToString("N0", Culture(language)),
        MetricUnit.Ratio when metric.Key is "roas" or "units_per_order" => amount.ToString("0.##", Culture(language)),
        MetricUnit.Ratio => (amount * 100m).ToString("0.##", Culture(language)) + (language == Language.Chinese ? " 个百分点" : " points"),
        MetricUnit.Score => amount.ToString("0.##", Culture(language)) + (language == Language.Chinese ? " 分" : " points"),
        MetricUnit.Days => amount.ToString("0.#", Culture(language)) + (language == Language.Chinese ? " 天" : " days"),
        _ => amount.ToString("0", Culture(language)) + (language == Language.Chinese ? " 秒" : " s"),
    };

    static string Share(decimal share, Language language) =>
        decimal.Round(share * 100m, 0, MidpointRounding.AwayFromZero).ToString(Culture(language)) + (language == Language.Chinese ? "%" : " %");

    string Thing(AttributeValue thing, Language language)
    {
        if (thing.Value.Length == 0) return language == Language.Chinese ? $"未注明{DimensionOf(thing, language)}" : $"no {DimensionOf(thing, language)} given";
        return thing.Dimension switch
        {
            "sku" => productOfSku.TryGetValue(thing.Value, out string? product) ? language == Language.Chinese ? $"{product}（{thing.Value}）" : $"{product} ({thing.Value})" : thing.Value,
            "channel" => ChannelNames.Of(thing.Value).In(language),
            "shop" => shops.FirstOrDefault(shop => shop.Id.ToString() == thing.Value)?.Name ?? thing.Value,
            "platform" => Platforms.Of(thing.Value).Name.In(language),
            "feed" => Feed(thing.Value, language),
            "product" or "category" or "brand" or "city" or "region" or "campaign" or "keyword" or "source" or "aspects" or "currency" => thing.Value,
            _ => language == Language.Chinese ? $"{DimensionOf(thing, language)} {thing.Value}" : $"{DimensionOf(thing, language)} {thing.Value}",
        };
    }

    /// <summary>A feed is a shop's facts of a kind; the shop is named where there are several.</summary>
    string Feed(string feed, Language language)
    {
        string[] parts = feed.Split('/');
        string name = FactTables.Find(parts[^1]) is { } table ? table.Title.In(language) : parts[^1];
        return parts.Length == 1 ? name : $"{shops.FirstOrDefault(shop => shop.Id.ToString() == parts[0])?.Name} {name}";
    }

    static string DimensionOf(AttributeValue thing, Language language) =>
        DimensionCatalogue.Find(thing.Dimension) is { } known ? Lower(known.Name, language) : thing.Dimension;

    static string Lower(Words name, Language language) =>
        language == Language.Chinese ? name.Zh : name.En.Length > 1 && char.IsUpper(name.En[1]) ? name.En : name.En.ToLowerInvariant();

    static CultureInfo Culture(Language language) => language == Language.Chinese ? Zh : En;
}
