using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.ShopHealth;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>
/// Where a shop stands against the lines that its platform draws. Order files do not tell whose fault a cancellation was, so what can be
/// counted is the most that the platform can count: below the line it is safe, above it only the platform's own report can tell.
/// </summary>
static class PlatformLines
{
    /// <summary>The lines that are counted from cancelled and returned order lines over sold ones.</summary>
    static readonly string[] OfCancellations = ["cancellation_rate", "seller_cancellation_rate", "non_fulfilment_rate"];

    const int FewestOrders = 10, DaysOfTrend = 14;

    public static (DiagnosedPart Part, IReadOnlyList<DiagnosedFinding> Findings) Find(Examined shop)
    {
        Words name = new("平台红线", "Platform lines");
        PlatformThreshold[] lines = [.. PlatformThreshold.Known.Where(line => line.Platform == shop.Shop.Evidence.Shop.Platform.Key)];
        if (lines.Length == 0)
            return (Part(name, null, null, null, new("内置的红线表里没有这个平台；评分看「店铺评分」，活动资格看平台后台",
                "The table of lines holds none of this platform; see Scores, and the platform's own pages for entry to campaigns"), []), []);
        List<(PlatformThreshold Line, ThresholdStanding? Standing)> standings = [.. lines.Select(line => (line, Standing(shop, line)))];
        var known = standings.Where(each => each.Standing is not null).ToArray();
        PartLine[] told = [.. standings.Select(each => new PartLine(each.Line.What, Told(each.Line, each.Standing)))];
        if (known.Length == 0)
            return (Part(name, null, null, null, new("这些红线要平台自己的账户健康报表：导入后才能对", "These lines need the platform's own account-health report: bring it in"), told), []);
        var worst = known.MaxBy(each => each.Standing!.Rate / each.Line.Limit);
        bool over = worst.Standing!.Breached;
        // Beyond the most that can be counted nothing is known: the platform may count far less.
        decimal? score = over ? null : decimal.Round(50m * Math.Clamp(1.2m - worst.Standing.Rate / worst.Line.Limit, 0m, 1m), 1);
        Words note = over
            ? new("能从订单数出来的上限已经过线；是不是卖家责任，以平台报表为准", "The most that orders can show is beyond the line; whose fault it was only the platform's report can tell")
            : new($"能从订单数出来的都在线内；其余 {lines.Length - known.Length} 条要平台报表", $"What orders can show is within the lines; {lines.Length - known.Length} more need the platform's report");
        return (Part(name, score, worst.Standing.Rate, worst.Line.Limit, note, told) with { Metric = worst.Line.Metric, Grade = over ? Grade.CannotTell : Grade.Fits },
            [.. known.Where(each => each.Standing!.Breached || each.Standing.DaysToBreach is <= 14).Select(each => Finding(shop, each.Line, each.Standing!))]);
    }

    static DiagnosedPart Part(Words name, decimal? score, decimal? value, decimal? limit, Words note, IReadOnlyList<PartLine> lines) =>
        new("lines", name, 1m, score, "platform_lines", value, limit, Grade.CannotTell, note) { InCatalogue = false, Unit = "ratio", Lines = lines };

    static ThresholdStanding? Standing(Examined shop, PlatformThreshold line)
    {
        if (!OfCancellations.Contains(line.Metric)) return null;
        (int marked, int orders) = Count(shop, Period.Ending(shop.On, line.WindowDays));
        double[] rates = [.. Enumerable.Range(0, DaysOfTrend).Reverse().Select(back => Count(shop, Period.Ending(shop.On.AddDays(-back), line.WindowDays)))
            .Where(day => day.Orders >= FewestOrders).Select(day => (double)day.Marked / day.Orders)];
        return orders < FewestOrders ? null : ThresholdStanding.Of(line, marked, orders, rates);
    }

    static (int Marked, int Orders) Count(Examined shop, Period days)
    {
        int marked = 0, orders = 0;
        foreach ((DateOnly day, string kind, long lines) in shop.Background.Lines.Where(line => days.Contains(line.Day)))
        {
            if (kind == RowClass.Sale) orders += (int)lines;
            else if (kind == RowClass.Cancellation) marked += (int)lines;
        }

        return (marked, orders);
    }

    static Words Told(PlatformThreshold line, ThresholdStanding? standing)
    {
        string limit = (line.MustStayBelow ? "< " : "> ") + Examined.Percent(line.Limit), read = DayText.Plain(PlatformThreshold.ReadOn);
        (string zh, string en) = standing is null ? ("未知", "unknown") : ($"最多 {Examined.Percent(standing.Rate)}", $"at most {Examined.Percent(standing.Rate)}");
        return new($"{zh}；线 {limit}，{line.WindowDays} 天；来源 {line.Source}（{read} 录入，平台没给生效日）",
            $"{en}; line {limit}, {line.WindowDays} days; {line.Source} (entered {read}; the platform gives no date of its own)");
    }

    static DiagnosedFinding Finding(Examined shop, PlatformThreshold line, ThresholdStanding standing)
    {
        string rate = Examined.Percent(standing.Rate), limit = Examined.Percent(line.Limit);
        Words text = standing.Breached
            ? new($"{line.What.Zh}最多到 {rate}，平台的线是 {limit}", $"{line.What.En} may be up to {rate}; the platform's line is {limit}")
            : new($"{line.What.Zh}最多 {rate}，照这个走势约 {standing.DaysToBreach} 天后碰到 {limit} 的线", $"{line.What.En} at most {rate}; by its trend about {standing.DaysToBreach} days to the line of {limit}");
        Words next = standing.Breached
            ? new($"打开平台的账户健康页核对实数；若属实，{standing.GoodOrdersNeeded} 个没有问题的订单能回到线内", $"Check the real rate on the platform's account-health page; if it holds, {standing.GoodOrdersNeeded} orders without fault bring it back")
            : new("先看是哪些款在被取消，缺货的下架", "See which items are cancelled, and take down what is out of stock");
        return new($"platform_line|{line.Metric}", "platform_line", Severity.Low, null, new("碰线的代价是流量和资格，折不成一周的钱", "What a line costs is traffic and standing; no weekly money can be told"),
            Grade.CannotTell, text, next, shop.On.AddDays(1 - line.WindowDays), shop.On, "refund_count", [],
            [new("explore", new("退款按款", "Refunds by item"), "refund_count", shop.On.AddDays(1 - line.WindowDays), shop.On, "sku", [])], []);
    }
}
