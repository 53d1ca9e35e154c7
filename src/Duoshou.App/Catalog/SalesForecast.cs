using Duoshou.Analytics.Forecasting;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>The span that one point of a forecast stands for.</summary>
public enum ForecastGrain
{
    Day,
    Week,
    Month,
}

/// <summary>A coming point: what is expected, and between what it should lie with 95 % certainty.</summary>
public sealed record ForecastPoint(DateOnly First, decimal Expected, decimal Low, decimal High);

/// <summary>One series foretold.</summary>
/// <param name="Item">The item; empty for all together.</param>
/// <param name="Mase">Mean error over past origins, in units of the error of repeating the last season inside the history; null where the history is too short.</param>
/// <param name="MaseNaive">The same of repeating the last season.</param>
/// <param name="BeatsNaive">False where the method lost to repeating the last season, which is then what is shown.</param>
public sealed record ForecastSeries(
    string Item, string? Product, int Points, decimal LastSeason, string Method, DemandClass Demand, decimal? Mase, decimal? MaseNaive,
        bool BeatsNaive, IReadOnlyList<ForecastPoint> Ahead)
{
    /// <summary>Expected over the whole horizon.</summary>
    public decimal Total => Ahead.Sum(point => point.Expected);

    /// <summary>The history, oldest first.</summary>
    public IReadOnlyList<decimal> History { get; init; } = [];
}

/// <summary>What will sell (预测), by item or in all.</summary>
public sealed record SalesForecast(Footing Footing, ForecastGrain Grain, string Measure, DateOnly? Begins, IReadOnlyList<ForecastSeries> Series) : IAnalysed
{
    const int FewPoints = 14;

    /// <summary>What to forecast.</summary>
    /// <param name="ByItem">One series per item instead of all together.</param>
    /// <param name="Money">Sales instead of pieces.</param>
    public sealed record Wish(ForecastGrain Grain = ForecastGrain.Day, int Horizon = 28, bool ByItem = false, bool Money = false, int MostItems = 20_000);

    /// <summary>Forecasts lines of sales. A day without a line is a day without a sale, from an item's first sale on.</summary>
    public static SalesForecast Of(SoldLines sold, Wish wish)
    {
        if (sold.Lines.Count == 0) return Empty(sold, wish);
        DateOnly end = Whole(sold.End, wish.Grain);
        List<Words> limits = [.. sold.Limits];
        if (end < sold.End) limits.Add(new("最后一段不满，没有用。", "The last span is not whole and was not used."));
        SoldLine[] lines = [.. sold.Lines.Where(line => line.Day <= end && (!wish.ByItem || line.Item is not null))];
        if (lines.Length == 0) return Empty(sold, wish);
        var groups = lines.GroupBy(line => wish.ByItem ? line.Item! : "", StringComparer.Ordinal).ToArray();
        if (groups.Length > wish.MostItems)
        {
            limits.Add(new($"只算销售额最高的 {wish.MostItems} 个。", $"Only the {wish.MostItems} items with most sales are forecast."));
            groups = [.. groups.OrderByDescending(group => group.Sum(line => line.Amount)).Take(wish.MostItems)];
        }

        ForecastSeries[] series = [.. groups.AsParallel().AsOrdered().Select(group => One(group.Key, [.. group], end, wish))];
        series = [.. series.OrderByDescending(one => one.Total).ThenBy(one => one.Item, StringComparer.Ordinal)];
        return new(Footed(series, sold.Span, wish.Money ? sold.Currency : null, sold.Lines.Count, wish, limits), wish.Grain, wish.Money ? "sales"
            : "pieces", end.AddDays(1), series);
    }

    static ForecastSeries One(string item, SoldLine[] lines, DateOnly end, Wish wish)
    {
        DateOnly first = Begin(lines.Min(line => line.Day), wish.Grain);
        decimal[] values = new decimal[Index(end, first, wish.Grain) + 1];
        foreach (SoldLine line in lines) values[Index(line.Day, first, wish.Grain)] += wish.Money ? line.Amount : line.Quantity;
        int season = Season(wish.Grain);
        AutomaticForecast made = AutomaticForecast.Make([.. values.Select(value => (double)value)], season, wish.Horizon);
        ForecastPoint[] ahead = [.. made.Forecast.Mean.Select((mean, i) => new ForecastPoint(Step(end.AddDays(1), i, wish.Grain), Written.OrZero(mean, 2),
            Math.Max(0m, Written.OrZero(made.Forecast.Low[i], 2)), Written.OrZero(made.Forecast.High[i], 2)))];
        return new(item, lines.Select(line => line.Product).FirstOrDefault(name => name is not null), values.Length,
            values.TakeLast(Math.Max(season, Math.Min(wish.Horizon, values.Length))).Sum(),
            made.Forecast.Method, made.Class, made.Rolling is { } rolling ? Written.Number(rolling.Mase) : null, made.RollingNaive is { } naive
                ? Written.Number(naive.Mase) : null, made.Reliable, ahead)
            { History = values };
    }

    static Footing Footed(ForecastSeries[] series, Period? span, Currency? currency, long rows, Wish wish, List<Words> limits)
    {
        int judged = series.Count(one => one.Mase is not null), better = series.Count(one => one is { BeatsNaive: true, Mase: not null }),
            shortOnes = series.Count(one => one.Points < FewPoints);
        if (shortOnes > 0) limits.Add(new($"{shortOnes} 个系列不足 {FewPoints} 个点，只能看趋势。",
            $"{shortOnes} series have fewer than {FewPoints} points; only their direction counts."));
        Words sure = judged == 0
            ? new("历史太短，没法回头检验。", "The history is too short to test the forecast on the past.")
            : new($"从过去 6 个起点各预测一遍：{judged} 个系列里 {better} 个不输给「照上一季」；输的就照上一季。区间 95%。",
                $"Made from six past origins: of {judged} series {better} do not lose to repeating the last season; those that do repeat it. Intervals hold 95 %.");
        Words next = wish.ByItem
            ? new("备货按区间上沿看缺货风险，按中值看占款；大促日另算。", "Stock against the upper end for shortage and the middle for tied money; plan big sale days apart.")
            : new("与计划对一对：计划在区间之外，要么有活动，要么计划不实。", "Hold it against the plan: outside the interval either a campaign stands behind it, or the plan is not real.");
        return new(rows, judged > 0, sure, next) { Span = span, Currency = currency, Limits = limits };
    }

    static SalesForecast Empty(SoldLines sold, Wish wish) => new(
        Footing.TooLittle(0, new("没有一行销售，没有东西可预测。", "There is no sale, so nothing to forecast."),
            new("换一段日期或换一家店。", "Take other days or another shop.")) with { Limits = sold.Limits },
        wish.Grain, wish.Money ? "sales" : "pieces", null, []);

    static int Season(ForecastGrain grain) => grain switch { ForecastGrain.Day => 7, ForecastGrain.Week => 52, _ => 12 };

    /// <summary>The last day of the last whole span that ends by a day.</summary>
    static DateOnly Whole(DateOnly end, ForecastGrain grain) => grain switch
    {
        ForecastGrain.Day => end,
        ForecastGrain.Week => end.AddDays(-(((int)end.DayOfWeek + 7) % 7)),
        _ => end.AddDays(1).Day == 1 ? end : new DateOnly(end.Year, end.Month, 1).AddDays(-1),
    };

    static DateOnly Begin(DateOnly day, ForecastGrain grain) => grain switch
    {
        ForecastGrain.Day => day,
        ForecastGrain.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => new(day.Year, day.Month, 1),
    };

    static int Index(DateOnly day, DateOnly first, ForecastGrain grain) => grain switch
    {
        ForecastGrain.Day => day.DayNumber - first.DayNumber,
        ForecastGrain.Week => (day.DayNumber - first.DayNumber) / 7,
        _ => (day.Year - first.Year) * 12 + day.Month - first.Month,
    };

    static DateOnly Step(DateOnly first, int steps, ForecastGrain grain) => grain switch
    {
        ForecastGrain.Day => first.AddDays(steps),
        ForecastGrain.Week => first.AddDays(7 * steps),
        _ => first.AddMonths(steps),
    };

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "系列" : "Series", zh ? ["商品", "名称", "点数", "预计合计", "方法", "需求类型", "MASE", "照上一季 MASE"]
                : ["Item", "Product", "Points", "Expected in all", "Method", "Demand", "MASE", "MASE of last season"],
                [.. Series.Select(one => (IReadOnlyList<Cell>)[one.Item.Length == 0 ? zh ? "合计" : "all" : one.Item, one.Product, Cell.Of(one.Points),
                    Cell.Of(one.Total), one.Method, one.Demand.ToString(),
                    Cell.Of(one.Mase), Cell.Of(one.MaseNaive)])]),
            new(zh ? "预测" : "Forecast", zh ? ["商品", "从", "预计", "下限", "上限"] : ["Item", "From", "Expected", "Low", "High"],
                [.. Series.SelectMany(one => one.Ahead.Select(point => (IReadOnlyList<Cell>)[one.Item.Length == 0 ? zh ? "合计" : "all" : one.Item,
                    Cell.Of(point.First), Cell.Of(point.Expected), Cell.Of(point.Low), Cell.Of(point.High)]))]),
        ];
    }
}
