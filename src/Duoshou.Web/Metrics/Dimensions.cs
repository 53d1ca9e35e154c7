using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;

namespace Duoshou.Web.Metrics;

/// <summary>Names of dimensions and of their values, as a reader sees them.</summary>
static class Dimensions
{
    public static string Name(string dimension, Language language) => DimensionCatalogue.Find(dimension)?.Name.In(language) ?? dimension;

    /// <summary>A value: shops, clients, platforms and countries by name, days as dates; what was not supplied says so.</summary>
    public static string Value(string dimension, string? value, Desk desk)
    {
        if (string.IsNullOrEmpty(value)) return desk.IsChinese ? "（没有提供）" : "(not supplied)";
        return dimension switch
        {
            "day" or "week" when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) =>
                $"{desk.Moments.Day(day)} {desk.Moments.Weekday(day)}",
            "shop" => Shop(desk.Shops.FirstOrDefault(shop => shop.Id.ToString() == value), desk) ?? value,
            "client" => desk.Shops.FirstOrDefault(shop => shop.Client.ToString() == value)?.ClientName ?? value,
            "platform" => Platforms.Find(value)?.Name.In(desk.Language) ?? value,
            "country" => Countries.Name(value, desk.Language),
            "channel" => ChannelNames.Of(value).In(desk.Language),
            _ => value,
        };
    }

    /// <summary>A shop by its name, with its client's where several clients have a shop of that name.</summary>
    static string? Shop(ShopCard? shop, Desk desk) => shop is not null && desk.Shops.Count(other => other.Name == shop.Name) > 1 ? $"{shop.ClientName} · {shop.Name}" : shop?.Name;

    /// <summary>A filter in words: 市场 德国、法国.</summary>
    public static string Condition(Condition filter, Desk desk)
    {
        string values = string.Join(desk.IsChinese ? "、" : ", ", filter.Values.Select(value => Value(filter.Dimension, value, desk)));
        string not = filter.Not ? desk.IsChinese ? "不是 " : "not " : "";
        return $"{Name(filter.Dimension, desk.Language)} {not}{values}";
    }

    /// <summary>A filter as it stands in the address; the opposite of reading a question.</summary>
    public static string Written(Condition filter) => $"{filter.Dimension}{(filter.Not ? "!=" : "=")}{string.Join(',', filter.Values)}";
}
