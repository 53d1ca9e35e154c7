using Duoshou.App.Diagnosis;
using Duoshou.App.Shops;
using Duoshou.Web.Metrics;
using Duoshou.Web.Shell.Frame;

namespace Duoshou.Web.Diagnosis;

/// <summary>Where something dated happened: the shop, where the page shows several, and the thing that it is about.</summary>
static class EventPlaces
{
    /// <summary>Such as "Tmall flagship · desk lamp · "; empty where there is nothing to add.</summary>
    public static string Of(ExplainedEvent happened, Desk desk)
    {
        string detail = happened.Detail.In(desk.Language);
        IEnumerable<string> things = happened.Thing.Where(thing => thing.Dimension != "shop")
            .Select(thing => Dimensions.Value(thing.Dimension, thing.Value, desk))
            .Where(name => !detail.Contains(name, StringComparison.Ordinal));
        ShopCard? shop = desk.Chosen.Count > 1 ? desk.Shops.FirstOrDefault(each => each.Id == happened.Shop) : null;
        string[] all = shop is null ? [.. things] : [shop.Name, .. things];
        return string.Concat(all.Select(name => name + " · "));
    }
}
