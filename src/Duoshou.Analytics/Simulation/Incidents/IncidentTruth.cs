using System.Globalization;
using Duoshou.Analytics.Simulation.Catalogue;
using Duoshou.Analytics.Simulation.Days;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Incidents;

/// <summary>Tells what was planted: where it sits in the facts, which metric it moves and about how far.</summary>
static class IncidentTruth
{
    /// <summary>By the generator's own odds. Reviews do not tell the region, so the points are those of the whole shop.</summary>
    const decimal SpoiltReviews = 0.75m, LogisticsPoints = 1.8m;

    public static PlantedIncident Of(PlannedIncident planned, SimulationPlan plan, Item[] items)
    {
        Item? item = planned.Items.Length > 0 ? items[planned.Items[0]] : null;
        (string metric, decimal change) = Effect(planned, items);
        return new(planned.Kind, planned.Shop, plan.Date(planned.From), plan.Date(planned.To), Thing(planned, items),
            planned.CauseChangeId,
            plan.Date(planned.CauseDay), metric, Math.Sign(change), decimal.Round(change, 3), Story(planned, item, plan));
    }

    static Dictionary<string, string> Thing(PlannedIncident planned, Item[] items)
    {
        HomeMarket market = HomeMarket.Of(planned.Shop.Country);
        return planned.Kind switch
        {
            IncidentKind.AdBudgetEnd => new() { ["channel"] = Platform.Paid },
            IncidentKind.CouponClash => new() { ["sku"] = string.Join('|', planned.Items.Select(rank => items[rank].Sku)) },
            IncidentKind.LateCarrier => new() { ["region"] = string.Join('|',
                planned.Regions.Select(region => market.Regions[region].Region)) },
            IncidentKind.BadBatch => new() { ["sku"] = items[planned.Items[0]].Sku, ["aspects"] = planned.Aspect },
            IncidentKind.WrongRate => new() { ["currency"] = planned.Shop.Currency.Code },
            IncidentKind.MissingFeed => new() { ["feed"] = FactTables.Of(planned.Feed).Name },
            IncidentKind.TrackingLoss => [],
            _ => new() { ["sku"] = items[planned.Items[0]].Sku },
        };
    }

    static (string Metric, decimal Change) Effect(PlannedIncident planned, Item[] items)
    {
        decimal size = planned.Size;
        return planned.Kind switch
        {
            IncidentKind.StockOut => (MovedMetric.Units, -1m),
            IncidentKind.ImageChange => (MovedMetric.Conversion, size - 1),
            IncidentKind.PriceRise => (MovedMetric.Conversion, Power(size, items[planned.Items[0]].Elasticity) - 1),
            IncidentKind.AdBudgetEnd => (MovedMetric.Visitors, Math.Min(1, 1.8m * size) - 1),
            IncidentKind.CouponClash => (MovedMetric.GrossMargin, MarginLost(planned, items)),
            IncidentKind.LateCarrier => (MovedMetric.LogisticsScore, -LogisticsPoints),
            IncidentKind.BadBatch => (MovedMetric.BadReviewShare, SpoiltReviews),
            IncidentKind.WrongRate => (MovedMetric.PaidSales, size - 1),
            IncidentKind.MissingFeed => (planned.Feed switch { FactKind.OrderLine => MovedMetric.Orders, FactKind.Ad =>
                MovedMetric.AdCost, _ => MovedMetric.Visitors }, -1m),
            IncidentKind.Brushing => (MovedMetric.Orders, size),
            IncidentKind.RivalPriceCut => (MovedMetric.Conversion, Power(size, DayMood.RivalElasticity) - 1),
            _ => (MovedMetric.Visitors, size - 1),
        };
    }

    /// <summary>The margin of the items with both coupons against that with the first alone.</summary>
    static decimal MarginLost(PlannedIncident planned, Item[] items)
    {
        decimal price = planned.Items.Sum(rank => items[rank].Price), cost = planned.Items.Sum(rank => items[rank].Cost);
        decimal before = 1 - cost / (price * (1 - planned.Size));
        decimal after = 1 - cost / (price * (1 - planned.Size - ChangeLog.SecondCoupon(planned, items) / 1000m));
        return after / before - 1;
    }

    /// <summary>A statistic, not an amount: it may pass through binary floating point.</summary>
    static decimal Power(decimal ratio, double exponent) => (decimal)Math.Pow((double)ratio, exponent);

    static Words Story(PlannedIncident planned, Item? item, SimulationPlan plan)
    {
        string on = plan.Date(planned.CauseDay).ToString("MM-dd", CultureInfo.InvariantCulture), sku = item is null ? ""
            : $"{item.Product} ({item.Sku})";
        string size = planned.Size.ToString(CultureInfo.InvariantCulture), feed = FactTables.Of(planned.Feed).Name,
            feedZh = FactTables.Of(planned.Feed).Title.Zh;
        return planned.Kind switch
        {
            IncidentKind.StockOut => new($"{on} 起 {sku} 断货", $"{sku} out of stock from {on}"),
            IncidentKind.ImageChange => new($"{on} {sku} 换主图，点击和转化下降",
                $"New main image of {sku} on {on}: fewer clicks, fewer buyers"),
            IncidentKind.PriceRise => new($"{on} {sku} 涨价到 {size} 倍，转化下降",
                $"Price of {sku} raised to {size} times on {on}: fewer buyers"),
            IncidentKind.AdBudgetEnd => new($"{on} 起两个搜索计划预算用完，付费访客没了",
                $"Budgets of both search campaigns ran out on {on}: paid visitors stayed away"),
            IncidentKind.CouponClash => new($"{on} 起店铺券与直播券叠加，3 款亏本卖",
                $"Shop coupon and live coupon stack from {on}: three items sell at a loss"),
            IncidentKind.LateCarrier => new($"{on} 换快递，两个地区晚到，物流分下降",
                $"New carrier on {on}: late in two regions, logistics score falls"),
            IncidentKind.BadBatch => new($"{on} 起 {sku} 新批次有问题，差评集中在一处",
                $"Bad batch of {sku} sold from {on}: reviews blame one aspect"),
            IncidentKind.WrongRate => new($"{on} 起 {planned.Shop.Currency} 日汇率录错（{size} 倍）",
                $"Day rate of {planned.Shop.Currency} wrong from {on} ({size} times)"),
            IncidentKind.MissingFeed => new($"{on} 起没有收到「{feedZh}」数据", $"No rows of {feed} received from {on}"),
            IncidentKind.Brushing => new($"{on} 起 {sku} 疑似刷单：少数买家、没有访客",
                $"{sku} looks brushed from {on}: few buyers, no visitors"),
            IncidentKind.RivalPriceCut => new($"{on} 起竞品降价到 {size} 倍，{sku} 转化下降",
                $"Rival of {sku} cut its price to {size} times on {on}"),
            _ => new($"{on} 页面改版，统计代码漏记访客", $"New page template on {on}: the counter loses visitors"),
        };
    }
}
