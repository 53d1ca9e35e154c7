using Duoshou.Kernel;
using static Duoshou.Kernel.FactKind;

namespace Duoshou.Warehouse;

public static partial class MetricCatalogue
{
    static Formula VisitorDays(params RowFilter[] filters) => Sum(FactKind.Traffic, "visitors", filters);

    static IEnumerable<Metric> Traffic() =>
    [
        Define("visitors", new("访客数", "Visitors"), MetricUnit.Count, MetricDirection.UpIsGood, "Σ visitors of one day",
            new Formula.Of(new Measure(FactKind.Traffic, Aggregate.Sum, "visitors") { PeopleOfADay = true }),
            new("当日到访的人数，由平台去重", "people who came on a day, counted once by the platform"),
            new("看当日来了多少人；跨日请用访客人日", "how many people came on a day; over several days ask visitor-days"),
            new("跨日、跨来源、跨店铺不可相加：同一人会被重复计算。没有全店合计行时，各来源之和只是上限，标为估计。",
                "Does not add over days, sources or shops: the same person would count again. " +
                "Without a row for the whole shop the sum over sources is an upper bound and is marked estimated."),
            twins:
            [
                Twin("tmall", "访客数", "UV", "按终端去重，无线与 PC 各算一次", "counted once per terminal; app and PC each count"),
                Twin("jd", "访客数", "Visitors", "按设备去重", "counted once per device"),
                Twin("douyin", "商品访客数", "Product visitors", "只含本店商品的访客，不含直播间看客", "visitors of own goods, not of the live room"),
                Twin("amazon", "会话次数", "Sessions", "24 小时内的一次访问，不是人", "a visit within 24 hours, not a person"),
                Twin("shopify", "会话数", "Sessions", "30 分钟无操作或过午夜即为新会话", "ends after 30 idle minutes or at midnight"),
                Twin("shopee", "访客数", "Visitors", "按页面访客去重", "people who viewed a page of the shop"),
            ]),
        Define("visitor_days", new("访客人日", "Visitor-days"), MetricUnit.Count, MetricDirection.UpIsGood, "Σ over days of visitors", VisitorDays(),
            new("各日访客数之和：同一人来两天算两次", "the visitors of each day added up: one person on two days counts twice"),
            new("跨日转化率与访客价值的分母", "the base of conversion and visitor value over several days"),
            new("不是人数；不要与去重访客相比", "not a number of people; never hold it against deduplicated visitors")),
        Define("page_views", new("浏览量", "Page views"), MetricUnit.Count, MetricDirection.UpIsGood, "Σ page_views", Sum(FactKind.Traffic, "page_views"),
            new("页面被看的次数", "how often pages were viewed"), new("与访客一起看访问深度", "with visitors it shows how deep visits go"),
            new("刷新也算；平台对预加载的处理不同", "reloads count; platforms treat preloading differently"),
            twins: [Twin("amazon", "页面浏览次数", "Page views", "含应用与网页", "app and browser together")]),
        Define("impressions", new("曝光", "Impressions"), MetricUnit.Count, MetricDirection.UpIsGood, "Σ impressions of traffic; of ads where traffic has none",
            new Formula.ByShop(FactKind.Traffic, "impressions", Sum(FactKind.Traffic, "impressions"), Sum(Ad, "impressions")),
            new("商品或广告被展示的次数", "how often goods or advertisements were shown"), new("漏斗的最上一层", "the top of the funnel"),
            new("店铺没有流量曝光时取推广展现；两者口径不同，不同店铺之间慎比", "a shop without traffic impressions shows those of its ads; the two are not alike, compare shops with care"),
            twins: [Twin("tiktok", "商品曝光", "Product impressions", "同一会话内重复曝光也计", "repeats within a session count")]),
        Define("click_rate", new("点击率", "Click rate"), MetricUnit.Ratio, MetricDirection.UpIsGood, "clicks / impressions",
            new Formula.ByShop(FactKind.Traffic, "impressions", Sum(FactKind.Traffic, "page_views", RowFilter.Known("impressions")),
                Sum(Ad, "clicks", RowFilter.Known("impressions")))
                / new Formula.ByShop(FactKind.Traffic, "impressions", Sum(FactKind.Traffic, "impressions"), Sum(Ad, "impressions")),
            new("每次曝光带来的点击", "clicks for each time it was shown"), new("比较主图、标题与创意", "to compare main images, titles and advertisements"),
            new("只用同时有曝光的行；曝光来自推广时为推广点击率", "only rows that have impressions count; where those come from ads it is the click rate of the ads"), smallestBase: 100),
        Define("add_to_cart_rate", new("加购率", "Add-to-cart rate"), MetricUnit.Ratio, MetricDirection.UpIsGood, "add_to_cart / visitor_days",
            Sum(FactKind.Traffic, "add_to_cart") / VisitorDays(RowFilter.Known("add_to_cart")),
            new("加购人数占访客人日", "people who added to the cart, of visitor-days"), new("大促蓄水的领先指标", "runs ahead of sales before a promotion"),
            new("平台有给人数的，也有给件数的", "some platforms give people, others pieces"), smallestBase: 100,
                twins: [Twin("tmall", "加购率", "Add-to-cart rate", "加购人数 ÷ 访客数", "people over visitors")]),
        Define("favourites_rate", new("收藏率", "Favourites rate"), MetricUnit.Ratio, MetricDirection.UpIsGood, "favourites / visitor_days",
            Sum(FactKind.Traffic, "favourites") / VisitorDays(RowFilter.Known("favourites")),
            new("收藏人数占访客人日", "people who saved a favourite, of visitor-days"), new("看兴趣而未成交的人", "shows interest that has not yet bought"),
            new("取消收藏不会减去", "removing a favourite is not taken off"), smallestBase: 100),
    ];
}
