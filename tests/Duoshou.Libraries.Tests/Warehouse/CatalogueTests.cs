using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

public sealed class CatalogueTests
{
    const string Keys = "visitors page_views impressions click_rate add_to_cart_rate favourites_rate orders buyers new_buyers returning_buyers units gmv paid_sales " +
        "net_sales discount refunds refund_count refund_rate conversion order_conversion aov units_per_order visitor_value sell_through stock_days ad_cost ad_clicks " +
        "cpc ad_sales roas ad_share fees cogs gross_margin contribution profit dsr_product dsr_service dsr_logistics reviews bad_review_share first_response repeat_rate";

    const string Dimensions = "day week month hour shop client platform country region city device channel source keyword campaign sku product category brand " +
        "price_band buyer_kind affiliate image_version currency status";

    [Fact]
    public void Every_promised_key_is_in_the_catalogue()
    {
        Keys.Split(' ').Where(key => MetricCatalogue.Find(key) is null).ShouldBeEmpty();
        Dimensions.Split(' ').Where(key => DimensionCatalogue.Find(key) is null).ShouldBeEmpty();
    }

    [Fact]
    public void A_metric_is_split_by_what_all_its_facts_have()
    {
        MetricCatalogue.Find("gmv")!.Dimensions.ShouldContain("city");
        MetricCatalogue.Find("conversion")!.Dimensions.ShouldContain("source");
        MetricCatalogue.Find("conversion")!.Dimensions.ShouldNotContain("city");
        MetricCatalogue.Find("ad_cost")!.Dimensions.ShouldNotContain("status");
    }

    [Fact]
    public void Ratios_and_counts_of_people_add_over_nothing_and_money_never_over_currencies()
    {
        foreach (string key in new[] { "conversion", "aov", "buyers", "visitors", "roas", "stock_days", "repeat_rate" })
            MetricCatalogue.Find(key)!.AddsOver.ShouldBeEmpty(key);
        MetricCatalogue.Find("gmv")!.AddsOver.ShouldContain("day");
        MetricCatalogue.All.Where(metric => metric.AddsOver.Contains("currency")).ShouldAllBe(metric => metric.Unit != MetricUnit.Money);
        MetricCatalogue.Find("orders")!.AddsOver.ShouldBe(["shop", "client", "platform"]);
    }

    [Fact]
    public void Parts_are_metrics_and_costs_are_guarded()
    {
        MetricCatalogue.All.SelectMany(metric => metric.Parts).Where(part => MetricCatalogue.Find(part) is null).ShouldBeEmpty();
        MetricCatalogue.All.Where(metric => metric.NeedsCostRight).Select(metric => metric.Key).ShouldBe(["cogs", "gross_margin", "contribution", "profit"]);
    }
}
