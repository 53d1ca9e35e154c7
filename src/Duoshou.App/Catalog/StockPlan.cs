using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Catalog;

/// <summary>What an item will sell in the coming four weeks, and what that asks of its stock.</summary>
/// <param name="Expected">Pieces in the horizon.</param>
/// <param name="Low">Lower end of the 95 % interval of the sum.</param>
/// <param name="High">Upper end.</param>
/// <param name="RunsOutOn">The first day on which the expected sales have used up what is on hand; null where it lasts, or without stock data.</param>
/// <param name="ReorderAt">Order when stock on hand and on its way falls to this: expected over the lead time and a margin at 95 % service.</param>
/// <param name="OrderNow">Pieces to order today so that they last through lead time and horizon at the upper end; 0 where none; null without stock data.</param>
/// <param name="BeatsNaive">False where repeating last week was better in the past, which is then what is shown.</param>
public sealed record StockPlanRow(string Item, string? Product, decimal Expected, decimal Low, decimal High, decimal? OnHand, decimal? Inbound,
    DateOnly? RunsOutOn, decimal ReorderAt, decimal? OrderNow, string Method, decimal? Mase, bool BeatsNaive)
{
    /// <summary>Expected pieces by day.</summary>
    public IReadOnlyList<decimal> Ahead { get; init; } = [];
}

/// <summary>Expected sales of the leading items against what is on hand (备货).</summary>
public sealed record StockPlan(Footing Footing, DateOnly? Begins, IReadOnlyList<StockPlanRow> Rows) : IAnalysed
{
    /// <summary>Days that are foretold.</summary>
    public const int Horizon = 28;

    /// <summary>Days from order to shelf; assumed, not measured.</summary>
    public const int LeadDays = 14;

    /// <summary>The standard deviation of the lead time; assumed too.</summary>
    public const int LeadDeviation = 3;

    /// <summary>Items that are foretold: those that sold most.</summary>
    public const int MostItems = 30;

    /// <summary>One-sided 95 % and the half width of a two-sided 95 % interval, in standard deviations.</summary>
    const double Service = 1.6448536269514722, Half = 1.959963984540054;

    public static StockPlan Of(SalesForecast forecast, IReadOnlyList<StockOnHand> stock)
    {
        Dictionary<string, StockOnHand> held = stock.DistinctBy(one => one.Item).ToDictionary(one => one.Item, StringComparer.Ordinal);
        StockPlanRow[] rows = [.. forecast.Series.Select(series => Row(series, stock.Count == 0 ? null : held.GetValueOrDefault(series.Item)
            ?? new(series.Item, null, null, 0m, 0m, null)))
            .OrderByDescending(row => row.OrderNow ?? 0m).ThenByDescending(row => row.Expected).ThenBy(row => row.Item, StringComparer.Ordinal)];
        List<Words> limits = [.. forecast.Footing.Limits];
        limits.Add(new($"交期按 {LeadDays} 天（标准差 {LeadDeviation}）算，是假定，不是测得的；大促日没有另算；断货的日子当作没有需求，会低估。",
            $"The lead time is taken as {LeadDays} days (deviation {LeadDeviation}), assumed and not measured; " +
                "big sale days are not planned apart; days without stock count as days without demand, which foretells too little."));
        if (stock.Count == 0) limits.Add(new("没有库存数据，只能给出预计销量和补货点。", "There are no stock facts: only expected sales and reorder points can be told."));
        StockPlanRow? first = rows.FirstOrDefault(row => row.OrderNow > 0m);
        Words next = rows.Length == 0 ? forecast.Footing.Next
            : first is { RunsOutOn: { } day } ? new($"先订「{first.Product ?? first.Item}」{first.OrderNow:N0} 件：按预计 {day:M月d日} 卖完。",
                $"Order {first.OrderNow:N0} of “{first.Product ?? first.Item}” first: as expected it is sold out on {day:O}.")
            : first is not null ? new($"先订「{first.Product ?? first.Item}」{first.OrderNow:N0} 件：库存加在途已低于补货点 {first.ReorderAt:N0}。",
                $"Order {first.OrderNow:N0} of “{first.Product ?? first.Item}” first: stock and what is on its way are below the reorder point of {first.ReorderAt:N0}.")
            : rows.Where(row => row.RunsOutOn is not null && row.RunsOutOn < forecast.Begins?.AddDays(LeadDays) && row.Inbound > 0m).MinBy(row => row.RunsOutOn) is { } late
                ? new($"催「{late.Product ?? late.Item}」的在途货：按预计 {late.RunsOutOn:M月d日} 断货，在途 {late.Inbound:N0} 件。",
                    $"Hurry what is on its way of “{late.Product ?? late.Item}” ({late.Inbound:N0}): as expected it is sold out on {late.RunsOutOn:O}.")
            : stock.Count == 0 ? new("导入库存后，这里会说订多少、何时断货。", "Import stock, and this says how much to order and when it runs out.")
            : new("现在不用补货；每周看一次。", "Nothing needs ordering now; look once a week.");
        return new(forecast.Footing with { Next = next, Limits = limits }, forecast.Begins, rows);
    }

    static StockPlanRow Row(ForecastSeries series, StockOnHand? held)
    {
        double variance = 0, leadVariance = 0;
        decimal expected = 0m, lead = 0m;
        DateOnly? runsOut = null;
        for (int i = 0; i < series.Ahead.Count; i++)
        {
            ForecastPoint point = series.Ahead[i];
            double spread = (double)(point.High - point.Expected) / Half;
            variance += spread * spread;
            expected += point.Expected;
            if (i < LeadDays) (lead, leadVariance) = (expected, variance);
            if (runsOut is null && held is not null && expected > held.OnHand) runsOut = point.First;
        }

        // Days are taken as independent of each other, as the interval of one day ahead says.
        decimal reach = (decimal)(Half * Math.Sqrt(variance)), reorder = Math.Ceiling(lead + (decimal)(Service * Math.Sqrt(leadVariance + LeadSpread((double)lead))));
        decimal? order = null;
        if (held is not null)
        {
            decimal position = held.OnHand + held.Inbound;
            order = position >= reorder ? 0m : Math.Max(0m, Math.Ceiling(reorder + expected - position));
        }

        return new(series.Item, series.Product ?? held?.Product, decimal.Round(expected, 1), Math.Max(0m, decimal.Round(expected - reach, 1)), decimal.Round(expected + reach, 1),
            held?.OnHand, held?.Inbound, runsOut, reorder, order, series.Method, series.Mase, series.BeatsNaive) { Ahead = [.. series.Ahead.Select(point => point.Expected)] };
    }

    /// <summary>What an uncertain lead time adds: the daily pace times its deviation, squared.</summary>
    static double LeadSpread(double lead) => lead / LeadDays * LeadDeviation * (lead / LeadDays * LeadDeviation);

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "备货" : "Stock plan", zh ? ["商品", "名称", "预计 28 天", "下限", "上限", "在库", "在途", "断货日", "补货点", "现在订", "方法", "MASE"]
                : ["Item", "Product", "Expected 28 days", "Low", "High", "On hand", "On its way", "Runs out on", "Reorder at", "Order now", "Method", "MASE"],
                [.. Rows.Select(row => (IReadOnlyList<Cell>)[row.Item, row.Product, Cell.Of(row.Expected), Cell.Of(row.Low), Cell.Of(row.High), Cell.Of(row.OnHand),
                    Cell.Of(row.Inbound), row.RunsOutOn is { } day ? Cell.Of(day) : "", Cell.Of(row.ReorderAt), Cell.Of(row.OrderNow), row.Method, Cell.Of(row.Mase)])]),
        ];
    }
}
