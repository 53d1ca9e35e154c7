using Duoshou.App.Promotions;
using Duoshou.Kernel;

namespace Duoshou.Web.Promotions;

/// <summary>Names of kinds, strategies, states and verdicts.</summary>
static class OfferWords
{
    public static Words Name(OfferKind kind) => kind switch
    {
        OfferKind.Percent => new("折扣", "Percentage off"),
        OfferKind.SpendSave => new("满减", "Spend and save"),
        OfferKind.EverySave => new("每满减", "For every amount"),
        OfferKind.NthUnit => new("第 N 件折扣", "Nth unit"),
        OfferKind.Bundle => new("套装立减", "Bundle"),
        OfferKind.Gift => new("赠品", "Gift"),
        OfferKind.Insert => new("包裹卡", "Parcel insert"),
        OfferKind.FixedPrice => new("限时价", "Fixed price"),
        _ => new("包邮", "Free shipping"),
    };

    public static Words Name(ChannelKind kind) => kind switch
    {
        ChannelKind.Affiliate => new("淘客与达人", "Affiliate"),
        ChannelKind.ParcelInsert => new("包裹卡", "Parcel insert"),
        _ => new("其他渠道", "Other channel"),
    };

    public static Words Name(Strategy strategy) => strategy switch
    {
        Strategy.NewArrival => new("新品", "New arrival"),
        Strategy.Holiday => new("节日折扣", "Holiday discount"),
        Strategy.Clearance => new("清仓", "Clearance"),
        Strategy.BigSale => new("大促", "Big sale"),
        Strategy.SpendAndSave => new("满减包邮", "Spend and save, free shipping"),
        Strategy.Parcel => new("包裹营销", "Parcel marketing"),
        _ => new("关联套装", "Related bundle"),
    };

    /// <summary>The part of an offer's name that says its figures, as templates write it; a name that holds it follows the figures.</summary>
    public static string? Figures(Offer offer, Language language) => (offer.Kind, language) switch
    {
        (OfferKind.Percent, Language.Chinese) => $"{10m - (offer.Rate ?? 0m) * 10m:0.##} 折",
        (OfferKind.Percent, _) => $"{(offer.Rate ?? 0m) * 100m:0.##}% off",
        (OfferKind.SpendSave, Language.Chinese) => $"满 {offer.Threshold:0.##} 减 {offer.Amount:0.##}",
        (OfferKind.SpendSave, _) => $"{offer.Amount:0.##} off from {offer.Threshold:0.##}",
        (OfferKind.EverySave, Language.Chinese) => $"每满 {offer.Threshold:0.##} 减 {offer.Amount:0.##}",
        (OfferKind.EverySave, _) => $"{offer.Amount:0.##} off every {offer.Threshold:0.##}",
        (OfferKind.FixedPrice, Language.Chinese) => $"限时价 {offer.Amount:0.##}",
        (OfferKind.FixedPrice, _) => $"Price of {offer.Amount:0.##}",
        (OfferKind.FreeShipping, Language.Chinese) => $"满 {offer.Threshold:0.##} 包邮",
        (OfferKind.FreeShipping, _) => $"Free shipping from {offer.Threshold:0.##}",
        _ => null,
    };

    /// <summary>The class of a calendar bar and of a state chip.</summary>
    public static string Class(CampaignCard card, DateOnly today) =>
        card.Blocked ? "clash" : card.Over(today) ? "over" : card.State == CampaignState.Launched && card.First <= today ? "running" : "planned";

    public static string Chip(StandingWeight weight) => weight switch
    {
        StandingWeight.Good => "done", StandingWeight.Attention => "attention", StandingWeight.Bad => "blocked", _ => "",
    };

    public static (string Chip, string Icon) Chip(Verdict verdict) => verdict switch
    {
        Verdict.Inside or Verdict.Held => ("done", "check"),
        Verdict.Below => ("attention", "alert"),
        Verdict.Above => ("information", "information"),
        Verdict.Broken => ("blocked", "stop"),
        _ => ("", "minus"),
    };
}
