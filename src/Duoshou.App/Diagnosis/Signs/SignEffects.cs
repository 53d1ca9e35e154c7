using Duoshou.Analytics.Attribution.Events;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Which metrics a kind of event can move at all, and which way. What cannot move a metric is no candidate for its change.</summary>
static class SignEffects
{
    enum Family
    {
        Traffic, Sales, Conversion, Value, Margin, Refunds, Reputation, Advertising, Other,
    }

    /// <summary>The push of an event on a metric; null when it cannot move it.</summary>
    public static Push? Of(Sign sign, string metric)
    {
        Family family = FamilyOf(metric);
        Push along = sign.Tendency, against = Opposite(sign.Tendency);
        return (sign.Kind, family) switch
        {
            ("data", _) => Push.Unknown,
            (_, Family.Other) => Push.Unknown,
            ("festival" or "platform", Family.Reputation or Family.Refunds) => null,
            ("festival" or "platform" or "outage", _) => Push.Unknown,
            ("rate", _) => Money(metric) ? along : null,
            ("stock_out", Family.Sales or Family.Conversion or Family.Traffic or Family.Advertising) => Push.Down,
            ("stock_out", Family.Value or Family.Margin) => Push.Unknown,
            ("price", Family.Sales or Family.Conversion) => against,
            ("price", Family.Value or Family.Margin) => along,
            ("price", Family.Traffic) => Push.Unknown,
            ("image" or "title" or "listing", Family.Traffic or Family.Sales or Family.Conversion or Family.Value or Family.Advertising) => Push.Unknown,
            ("ad_budget", Family.Traffic or Family.Sales or Family.Advertising) => along,
            ("ad_budget", Family.Conversion or Family.Value or Family.Margin) => Push.Unknown,
            ("promotion", Family.Sales or Family.Conversion) => Push.Up,
            ("promotion", Family.Margin or Family.Value) => Push.Down,
            ("promotion", Family.Traffic) => Push.Unknown,
            ("rival_price" or "rival", Family.Sales or Family.Conversion) => along,
            ("tracking", Family.Traffic) => along,
            ("tracking", Family.Conversion or Family.Value) => metric == "aov" || metric == "units_per_order" ? null : against,
            ("logistics", Family.Reputation) => metric == "bad_review_share" ? Push.Up : metric == "dsr_product" ? null : Push.Down,
            ("logistics" or "rating" or "batch", Family.Refunds) => Push.Up,
            ("rating" or "batch", Family.Reputation) => metric == "bad_review_share" ? Push.Up : metric == "dsr_logistics" ? null : Push.Down,
            ("rating", Family.Sales or Family.Conversion) => Push.Down,
            ("brushing", Family.Sales or Family.Conversion) => Push.Up,
            ("brushing", Family.Value or Family.Margin or Family.Reputation) => Push.Unknown,
            _ => null,
        };
    }

    static Push Opposite(Push push) => push switch { Push.Up => Push.Down, Push.Down => Push.Up, _ => Push.Unknown };

    static bool Money(string metric) => Duoshou.Warehouse.MetricCatalogue.Find(metric)?.Unit == Duoshou.Warehouse.MetricUnit.Money;

    static Family FamilyOf(string metric) => metric switch
    {
        "visitors" or "visitor_days" or "page_views" or "impressions" or "click_rate" => Family.Traffic,
        "orders" or "units" or "gmv" or "paid_sales" or "net_sales" or "buyers" or "new_buyers" or "returning_buyers" or "cogs" or "fees" or "discount" => Family.Sales,
        "order_conversion" or "conversion" or "add_to_cart_rate" or "favourites_rate" => Family.Conversion,
        "aov" or "units_per_order" or "visitor_value" => Family.Value,
        "gross_margin" or "profit" or "contribution" => Family.Margin,
        "refunds" or "refund_count" or "refund_rate" => Family.Refunds,
        "bad_review_share" or "dsr_product" or "dsr_service" or "dsr_logistics" => Family.Reputation,
        "ad_cost" or "ad_clicks" or "cpc" or "ad_sales" or "roas" or "ad_share" => Family.Advertising,
        _ => Family.Other,
    };
}
