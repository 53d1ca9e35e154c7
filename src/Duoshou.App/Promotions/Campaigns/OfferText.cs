using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.App.Shops;
using Duoshou.Kernel;

namespace Duoshou.App.Promotions.Campaigns;

/// <summary>Offers of a campaign in the words of the engine.</summary>
static class OfferText
{
    /// <summary>The id under which an offer stands in the shop's book.</summary>
    public static string Id(Guid campaign, Offer offer) => $"c{campaign.ToString("n")[^12..]}-{offer.Key}";

    public static JsonElement Promotions(Guid campaign, CampaignPlan plan, ShopCard shop) =>
        JsonSerializer.SerializeToElement(new JsonObject { ["promotions"] = new JsonArray([.. plan.Offers.Select(o => Promotion(campaign, o, plan, shop))]) });

    public static JsonNode Promotion(Guid campaign, Offer offer, CampaignPlan plan, ShopCard shop)
    {
        JsonObject limits = [];
        if (offer.TotalUses is { } total) limits["total"] = total;
        if (offer.PerCustomer is { } each) limits["perCustomer"] = each;
        if (offer.Budget is { } budget) limits["budget"] = Minor(budget, shop.Currency);
        JsonObject promotion = new()
        {
            ["id"] = Id(campaign, offer),
            ["name"] = offer.Name,
            ["starts"] = Instant(shop.Zone.Begins(plan.First)),
            ["ends"] = Instant(shop.Zone.Begins(plan.Last.AddDays(1))),
            ["actions"] = new JsonArray(Action(offer, plan, shop)),
            ["funding"] = new JsonObject { ["shop"] = 10_000 },
        };
        if (offer.Alone) promotion["exclusive"] = true;
        if (offer.Code is { Length: > 0 } code) promotion["coupon"] = code;
        if (limits.Count > 0) promotion["limits"] = limits;
        if (When(offer, plan, shop) is { Count: > 0 } conditions) promotion["when"] = conditions;
        return promotion;
    }

    static JsonObject Action(Offer offer, CampaignPlan plan, ShopCard shop)
    {
        JsonObject action = offer.Kind switch
        {
            OfferKind.Percent => new() { ["type"] = "percentOff", ["bp"] = BasisPoints(offer), ["base"] = offer.OfPrice ? "list" : "running" },
            OfferKind.SpendSave => new()
            {
                ["type"] = "tiers", ["measure"] = "subtotal",
                ["steps"] = new JsonArray(new JsonObject { ["at"] = Minor(offer.Threshold ?? 0m, shop.Currency), ["do"] = new JsonArray(Amount(offer, shop)) }),
            },
            OfferKind.EverySave => new() { ["type"] = "every", ["measure"] = "subtotal", ["step"] = Minor(offer.Threshold ?? 0m, shop.Currency),
                ["amount"] = Minor(offer.Amount ?? 0m, shop.Currency) },
            OfferKind.NthUnit => new() { ["type"] = "nthUnit", ["n"] = offer.Nth ?? 2, ["bp"] = BasisPoints(offer) },
            OfferKind.Bundle => new() { ["type"] = "bundle", ["parts"] = new JsonArray([.. Goods(offer,
                plan).Select(sku => (JsonNode)new JsonObject { ["of"] = Skus([sku]), ["qty"] = 1 })]), ["amount"] = Minor(offer.Amount ?? 0m, shop.Currency) },
            OfferKind.Gift or OfferKind.Insert => new() { ["type"] = "gift", ["sku"] = offer.GiftSku ?? "", ["qty"] = 1, ["insert"] = offer.Kind == OfferKind.Insert },
            OfferKind.FixedPrice => new() { ["type"] = "fixedPrice", ["scope"] = "unit", ["amount"] = Minor(offer.Amount ?? 0m, shop.Currency) },
            _ => new() { ["type"] = "freeShipping" },
        };
        if (offer.Kind is OfferKind.Percent or OfferKind.FixedPrice or OfferKind.SpendSave or OfferKind.EverySave or OfferKind.NthUnit && Goods(offer,
            plan) is { Count: > 0 } goods) action["of"] = Skus(goods);
        return action;
    }

    static JsonObject Amount(Offer offer, ShopCard shop) => new() { ["type"] = "amountOff", ["scope"] = "order", ["amount"] = Minor(offer.Amount ?? 0m, shop.Currency) };

    static JsonArray When(Offer offer, CampaignPlan plan, ShopCard shop)
    {
        JsonArray when = [];
        if (offer.Kind is OfferKind.Gift or OfferKind.Insert or OfferKind.FreeShipping && offer.Threshold is > 0m)
        {
            JsonObject subtotal = new() { ["type"] = "subtotal", ["gte"] = Minor(offer.Threshold.Value, shop.Currency) };
            if (Goods(offer, plan) is { Count: > 0 } goods) subtotal["of"] = Skus(goods);
            when.Add((JsonNode)subtotal);
        }

        if (offer.NotIn.Count > 0) when.Add((JsonNode)new JsonObject { ["type"] = "region", ["notIn"] = new JsonArray([.. offer.NotIn.Select(place => (JsonNode)place)]) });
        return when;
    }

    static IReadOnlyList<string> Goods(Offer offer, CampaignPlan plan) => offer.Skus.Count > 0 ? offer.Skus : plan.Products;

    static JsonObject Skus(IReadOnlyList<string> skus) => new() { ["skus"] = new JsonArray([.. skus.Select(sku => (JsonNode)sku)]) };

    static int BasisPoints(Offer offer) => (int)decimal.Round((offer.Rate ?? 0m) * 10_000m);

    static long Minor(decimal amount, Currency currency) => new Money(amount, currency).Rounded().Minor();

    static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
