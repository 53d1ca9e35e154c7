using System.Globalization;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.ShopHealth;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>The parts that no metric of the catalogue tells: scores, delivery, stock, price against rivals, and data itself.</summary>
static class StateParts
{
    /// <summary>Nothing amiss is as usual; a gap takes its share away.</summary>
    const decimal Whole = 50m;

    const int CoverDays = 7, DataDays = 14;

    public static IEnumerable<DiagnosedPart> Find(Examined shop) => [Scores(shop), Delivery(shop), Stock(shop), Price(shop), Feeds(shop)];

    static DiagnosedPart Scores(Examined shop)
    {
        Words name = new("店铺评分（DSR）", "Scores (DSR)");
        var each = ScoreFalls.Changes(shop).ToArray();
        if (each.Length == 0)
            return new("scores", name, 1m, null, "dsr_product", null, null, Grade.CannotTell,
                shop.Shop.Evidence.Shop.Platform.Lacks.Contains("dsr_product")
                ? new("这个平台不给这三项评分；看「评价」", "This platform has no such scores; see Reviews")
                : new("评价里没有三项评分：导入带描述、服务、物流评分的评价", "Reviews carry no scores: bring in reviews with scores for goods, service and delivery"));
        double[] distances = [.. Background.ScoreKeys.Select(key => TrendParts.Distance(shop, key, true)).OfType<double>()];
        decimal? score = distances.Length == 0 ? null : decimal.Round((decimal)HealthScore.ScoreOf(distances.Average()), 1);
        return new("scores", name, 1m, score, "dsr_product", (decimal)each.Average(one => one.Fall.Now),
            (decimal)each.Average(one => one.Fall.Before),
            distances.Length == 0 ? Grade.CannotTell : Grade.Shown,
            new("180 天滚动均值，对 28 天前；分数看新来的评价。买家每月只计 3 次的规则要订单买家对得上，这里没有套用",
                "Rolling 180 days against 28 days ago; the part's score looks at the new reviews. The rule of three a buyer and month is not applied here"))
        {
            Unit = "score", InCatalogue = false,
            Lines = [.. each.Select(one => new PartLine(ScoreFalls.NameOf(one.Key), new(
                $"{Three(one.Fall.Now)}（{one.Fall.Ratings:#,##0} 条），28 天前 {Three(one.Fall.Before)}：离开窗口的旧评价 {Signed(one.Fall.Leaving)}，新评价 {Signed(one.Fall.Coming)}",
                $"{Three(one.Fall.Now)} ({one.Fall.Ratings:#,##0} ratings), {Three(one.Fall.Before)} 28 days ago: "
                + $"reviews that left {Signed(one.Fall.Leaving)}, new ones {Signed(one.Fall.Coming)}")))],
        };
    }

    static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    static string Signed(double value) => value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture);

    static DiagnosedPart Delivery(Examined shop)
    {
        Words name = new("物流时效", "Delivery");
        decimal? MeanDays(Period days)
        {
            ParcelRun[] some = [.. shop.Shop.Evidence.Parcels.Where(parcel => days.Contains(DateOnly.FromDateTime(parcel.Received))
                && parcel.Received >= parcel.Sent)];
            long count = some.Sum(parcel => parcel.Count);
            return count == 0 ? null : some.Sum(parcel => (decimal)(parcel.Received - parcel.Sent).TotalDays * parcel.Count) / count;
        }

        decimal?[] weeks = [.. Enumerable.Range(0, 5).Select(week => MeanDays(Period.Ending(shop.On.AddDays(-7 * week), 7)))];
        decimal[] before = [.. weeks.Skip(1).OfType<decimal>()];
        if (weeks[0] is not { } now)
            return new("delivery", name, 0.5m, null, "delivery_days", null, null, Grade.CannotTell,
                new("订单里没有发货和签收时间：导入带这两列的订单", "Orders carry no dispatch and receipt: bring in orders with both"))
            { InCatalogue = false, Unit = "days" };
        double? distance = HealthScore.Distance(new("delivery", 1, (double)now, [.. before.Select(days => (double)days)], false));
        return new("delivery", name, 0.5m, distance is { } known ? decimal.Round((decimal)HealthScore.ScoreOf(known), 1) : null, "delivery_days",
            decimal.Round(now, 2),
            before.Length > 0 ? decimal.Round(Runs.Middle(before), 2) : null, distance is null ? Grade.CannotTell : Grade.Shown,
            new("这一周签收的包裹，从发货到签收的平均天数", "Mean days from dispatch to receipt of the parcels received this week")) { InCatalogue = false,
                Unit = "days" };
    }

    static DiagnosedPart Stock(Examined shop)
    {
        Words name = new("库存", "Stock");
        IReadOnlyList<ItemCover> covers = ItemCover.Find(shop);
        decimal all = covers.Sum(item => item.WeeklyPaid);
        if (covers.Count == 0 || all <= 0)
            return new("stock", name, 1m, null, "in_stock_share", null, null, Grade.CannotTell,
                new("没有库存快照：每天导入一次库存，这一项就有了", "No stock snapshot: bring stock in once a day and this part is known")) { InCatalogue = false,
                    Unit = "ratio" };
        decimal share = covers.Where(item => item.OnHand > 0).Sum(item => item.WeeklyPaid) / all;
        return new("stock", name, 1m, decimal.Round(Whole * share, 1), "in_stock_share", decimal.Round(share, 4), 1m, Grade.Shown,
            share >= 0.995m ? new("在卖的都有货", "Everything that sells is in stock")
                : new($"占平时销售 {Examined.Percent(1 - share)} 的货断着", $"Items with {Examined.Percent(1 - share)} of usual sales are out of stock"))
        {
            InCatalogue = false, Unit = "ratio",
            Lines = [.. covers.Where(item => item.CoverDays < CoverDays).OrderByDescending(item => item.WeeklyPaid).Take(6).Select(item => new PartLine(shop.Shop.Named(item.Sku),
                item.OnHand <= 0 ? new($"断货，平时每周卖 {shop.Amount(item.WeeklyPaid)}", $"out of stock, sells {shop.Amount(item.WeeklyPaid)} a week")
                    : new($"还够 {item.CoverDays:0.#} 天，平时每周卖 {shop.Amount(item.WeeklyPaid)}",
                        $"{item.CoverDays:0.#} days left, sells {shop.Amount(item.WeeklyPaid)} a week")))],
        };
    }

    static DiagnosedPart Price(Examined shop)
    {
        Words name = new("价格（对竞品）", "Price against rivals");
        Period now = Period.Ending(shop.On, 7), before = new(now.First.AddDays(-28), now.First.AddDays(-1));
        if (Index(shop, now) is not { } index)
            return new("price", name, 0.5m, null, "price_index", null, null, Grade.CannotTell,
                new("没有竞品价格：导入市场数据里对应我们 SKU 的竞品价", "No prices of rivals: bring in market data with the rival's price for our item"))
            { InCatalogue = false, Unit = "ratio" };
        decimal? was = Index(shop, before);
        decimal? score = was is { } old && old > 0 ? decimal.Round((decimal)HealthScore.ScoreOf((double)((old - index) / old) / 0.03), 1) : null;
        return new("price", name, 0.5m, score, "price_index", decimal.Round(index, 4), was is { } known ? decimal.Round(known, 4) : null,
            score is null ? Grade.CannotTell : Grade.Shown,
            new("我们的成交单价除以竞品报价，按我们的销量加权；三个百分点算一个标准差",
                "What we get for a piece over what rivals ask, weighted by our sales; three per cent count as one deviation")) { InCatalogue = false,
                    Unit = "ratio" };
    }

    static decimal? Index(Examined shop, Period days)
    {
        var rivals = shop.Shop.Evidence.Rivals.Where(price => days.Contains(price.Day) && price.Price > 0).GroupBy(price => price.Sku)
            .ToDictionary(item => item.Key, item => item.Average(price => price.Price));
        decimal ours = 0m, theirs = 0m;
        foreach (var item in shop.Shop.Evidence.Sales.Where(sale => days.Contains(sale.Day) && sale.Units > 0
            && rivals.ContainsKey(sale.Sku)).GroupBy(sale => sale.Sku))
        {
            ours += item.Sum(sale => sale.Gross - sale.SellerDiscount);
            theirs += item.Sum(sale => sale.Units) * rivals[item.Key];
        }

        return theirs > 0 && ours > 0 ? ours / theirs : null;
    }

    /// <summary>Feeds that come on most days: how many of their last days are there.</summary>
    static DiagnosedPart Feeds(Examined shop)
    {
        Words name = new("数据", "Data health");
        Period now = Period.Ending(shop.On, DataDays), before = new(now.First.AddDays(-28), now.First.AddDays(-1));
        FactKind[] daily = [.. FactTables.All.Select(table => table.Kind).Where(kind => kind is not (FactKind.Change or FactKind.Review or FactKind.Fee)
            && before.Each().Count(day => shop.Shop.Evidence.Has(kind, day)) >= 0.7 * before.Days)];
        if (daily.Length == 0)
            return new("data", name, 1m, null, "feed_days", null, null, Grade.CannotTell, shop.KnowsAnything
                ? new("还没有哪种数据天天来，看不出缺没缺", "No feed comes daily yet, so no gap can be told")
                : new("这家店还没有数据：先导入订单", "This shop has no data yet: bring in orders first")) { InCatalogue = false, Unit = "ratio" };
        (FactKind Kind, DateOnly[] Missing)[] feeds = [.. daily.Select(kind => (kind,
            (DateOnly[])[.. now.Each().Where(day => !shop.Shop.Evidence.Has(kind, day))]))];
        decimal share = 1m - feeds.Sum(feed => feed.Missing.Length) / (decimal)(daily.Length * now.Days);
        return new("data", name, 1m, decimal.Round(Whole * share, 1), "feed_days", decimal.Round(share, 4), 1m, Grade.Shown,
            share == 1m ? new("天天来的数据都到齐了", "Every daily feed is complete")
                : new($"最近 {DataDays} 天，天天来的数据缺 {Examined.Percent(1 - share)}",
                    $"{Examined.Percent(1 - share)} of the daily feeds' last {DataDays} days are missing"))
        {
            InCatalogue = false, Unit = "ratio",
            Lines = [.. feeds.Where(feed => feed.Missing.Length > 0).Select(feed => new PartLine(FactTables.Of(feed.Kind).Title,
                new($"缺 {string.Join("、", feed.Missing.Select(day => DayText.Short(day)))}",
                    $"missing {string.Join(", ", feed.Missing.Select(day => DayText.English(day)))}")))],
        };
    }
}

/// <summary>An item's stock against what it sells.</summary>
/// <param name="CoverDays">Days that the stock lasts at the pace of the last four weeks.</param>
sealed record ItemCover(string Sku, decimal OnHand, decimal CoverDays, decimal WeeklyPaid)
{
    public static IReadOnlyList<ItemCover> Find(Examined shop)
    {
        Period days = Period.Ending(shop.On, 28);
        var newest = shop.Shop.Evidence.Stock.Where(row => row.Day <= shop.On && row.Day > shop.On.AddDays(-7)).GroupBy(row => row.Sku)
            .ToDictionary(item => item.Key, item => item.Where(row => row.Day == item.Max(other => other.Day)).Sum(row => row.OnHand));
        if (newest.Count == 0) return [];
        int known = Math.Max(1, days.Each().Count(day => shop.Shop.Evidence.Has(FactKind.OrderLine, day)));
        return [.. shop.Shop.Evidence.Sales.Where(sale => days.Contains(sale.Day) && newest.ContainsKey(sale.Sku)).GroupBy(sale => sale.Sku)
            .Select(item => (item.Key, Units: item.Sum(sale => sale.Units) / known, Paid: item.Sum(sale => sale.Paid) / known))
            .Where(item => item.Units > 0)
            .Select(item => new ItemCover(item.Key, newest[item.Key], Math.Max(0m, newest[item.Key]) / item.Units, 7 * item.Paid))];
    }
}
