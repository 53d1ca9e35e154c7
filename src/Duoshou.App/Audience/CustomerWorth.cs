using Duoshou.Analytics.Customers;
using Duoshou.App.Orders;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Audience;

/// <summary>The models behind the values, with their fit.</summary>
/// <param name="Correlation">Of the number of orders with their size; beyond 0.1 in size the spend model does not hold.</param>
public sealed record WorthModel(
    decimal R, decimal Alpha, decimal A, decimal B, decimal LogLikelihood, int Customers, decimal? P, decimal? Q, decimal? Gamma,
        decimal? SpendLogLikelihood, decimal? Correlation);

/// <summary>How well the model, taught by the first part of the time, foretold the repeat orders of the rest.</summary>
public sealed record WorthCheck(DateOnly Until, decimal Foretold, decimal Came, decimal Error);

/// <summary>One customer's worth to come.</summary>
public sealed record WorthCard(string Customer, decimal ExpectedOrders, decimal? ExpectedSpend, decimal? Value, decimal Alive);

/// <summary>What customers will still be worth (CLV): BG/NBD for orders, Gamma-Gamma for spend.</summary>
/// <param name="Weeks">The weeks ahead.</param>
/// <param name="Margin">The share of sales that stays; 1 where cost is not known, and the value then is sales.</param>
/// <param name="Rows">Every customer, most valuable first.</param>
public sealed record CustomerWorth(
    Footing Footing, int Weeks, decimal Margin, bool MarginKnown, WorthModel? Model, WorthCheck? Check, decimal ExpectedOrders, decimal? Value,
        IReadOnlyList<WorthCard> Rows) : IAnalysed
{
    /// <summary>About 11 % a year.</summary>
    const double WeeklyDiscount = 0.002;

    /// <summary>Values the buyers of some lines.</summary>
    /// <param name="margin">A ratio; null for what the costs of the lines say.</param>
    public static CustomerWorth Of(SoldLines sold, int weeks = 52, decimal? margin = null)
    {
        (string Customer, DateOnly[] Days, decimal[] Amounts)[] buyers = [.. CustomerSegments.Orders(sold).GroupBy(order => order.Customer, StringComparer.Ordinal)
            .Select(orders => (orders.Key, orders.GroupBy(order => order.Day).OrderBy(day => day.Key).Select(day => (day.Key, day.Sum(order => order.Amount))).ToArray()))
            .Select(buyer => (buyer.Key, buyer.Item2.Select(day => day.Key).ToArray(), buyer.Item2.Select(day => day.Item2).ToArray()))
            .OrderBy(buyer => buyer.Key, StringComparer.Ordinal)];
        (decimal share, bool known) = MarginOf(sold, margin);
        List<Words> limits = [.. sold.Limits];
        long nameless = sold.Lines.Count(line => string.IsNullOrEmpty(line.Buyer));
        if (nameless > 0) limits.Add(new($"{nameless} 行没有买家，没有算。", $"{nameless} rows name no buyer and were left out."));
        PurchaseHistory[] histories = [.. buyers.Select(buyer => PurchaseHistory.From(buyer.Days, sold.End))];
        BgNbd? orders = BgNbd.Fit(histories);
        if (orders is null) return Nothing(sold, buyers.Length, weeks, share, known, limits);
        (int, double)[] spends = [.. buyers.Where(buyer => buyer.Days.Length > 1).Select(buyer => (buyer.Days.Length - 1, (double)buyer.Amounts.Skip(1).Average()))];
        GammaGamma? spend = GammaGamma.Fit(spends);
        if (spend is null) limits.Add(new("有金额的回头客太少，只估单数，不估金额。", "Too few returning buyers with amounts: orders are estimated, money is not."));
        else if (Math.Abs(spend.Correlation) >= 0.1)
            limits.Add(new($"买得多的人每单金额也不同（相关 {spend.Correlation:0.00}），金额估计偏差会大。",
                $"Those who buy more often spend differently per order (correlation {spend.Correlation:0.00}); take the money with care."));
        if (!known) limits.Add(new("不知道成本，价值按销售额算，不是毛利。", "Costs are not known: the value is sales, not margin."));
        WorthCard[] rows = [.. buyers.Select((buyer, i) => Card(buyer.Customer, orders, spend, histories[i], buyer.Amounts, weeks, share))
            .OrderByDescending(row => row.Value ?? row.ExpectedOrders).ThenBy(row => row.Customer, StringComparer.Ordinal)];
        WorthCheck? check = LookBack([.. buyers.Select(buyer => buyer.Days)], sold.End);
        if (check is { Foretold: var foretold, Came: var came } && foretold > 1.25m * came)
            limits.Add(new("模型当作没再买过的人一直还在（BG/NBD 的假定）；多数人只买一次的店因此估多了，看名次、少看总数。",
                "The model takes those who never came back as still there (BG/NBD's assumption), so it foretells too much where most buy once: trust the order, not the sum."));
        WorthModel model = new(Written.OrZero(orders.R, 5), Written.OrZero(orders.Alpha, 5), Written.OrZero(orders.A, 5), Written.OrZero(orders.B, 5),
            Written.OrZero(orders.LogLikelihood),
            orders.Customers, Six(spend?.P), Six(spend?.Q), Six(spend?.Gamma), Six(spend?.LogLikelihood), Six(spend?.Correlation));
        Footing footing = new(sold.Lines.Count - nameless, check is { Error: <= 0.25m } && orders.Customers >= 100, Sureness(check, orders.Customers),
            NextStep(rows, sold.Currency))
            { Span = sold.Span, Currency = sold.Currency, Limits = limits };
        return new(footing, weeks, share, known, model, check, rows.Sum(row => row.ExpectedOrders), spend is null ? null : rows.Sum(row => row.Value ?? 0m), rows);
    }

    static WorthCard Card(string customer, BgNbd orders, GammaGamma? spend, PurchaseHistory history, decimal[] amounts, int weeks, decimal margin)
    {
        double mean = (double)(amounts.Length > 1 ? amounts.Skip(1).Average() : amounts[0]);
        if (spend is null) return new(customer, Written.OrZero(orders.ExpectedOrders(history, weeks)), null, null, Written.OrZero(orders.ProbabilityAlive(history)));
        CustomerValue value = CustomerValue.Of(orders, spend, history, mean, weeks, (double)margin, WeeklyDiscount);
        return new(customer, Written.OrZero(value.ExpectedOrders), Written.Number(value.ExpectedSpend, 2), Written.Number(value.Value, 2),
            Written.OrZero(value.ProbabilityAlive));
    }

    /// <summary>Teaches by the first two thirds of the time and counts what the rest brought those who were known then.</summary>
    static WorthCheck? LookBack(DateOnly[][] buyers, DateOnly end)
    {
        if (buyers.Length == 0) return null;
        DateOnly first = buyers.Min(days => days[0]);
        DateOnly until = first.AddDays((end.DayNumber - first.DayNumber) * 2 / 3);
        DateOnly[][] known = [.. buyers.Where(days => days[0] <= until)];
        if (end.DayNumber - until.DayNumber < 14) return null;
        PurchaseHistory[] then = [.. known.Select(days => PurchaseHistory.From(days.Where(day => day <= until), until))];
        if (BgNbd.Fit(then) is not { } model) return null;
        double weeks = (end.DayNumber - until.DayNumber) / 7.0, foretold = then.Sum(history => model.ExpectedOrders(history, weeks));
        int came = known.Sum(days => days.Count(day => day > until));
        return new(until, Written.OrZero(foretold, 1), came, came == 0 ? 1m : Written.Number(Math.Abs(foretold - came) / came) ?? 1m);
    }

    static CustomerWorth Nothing(SoldLines sold, int buyers, int weeks, decimal margin, bool known, List<Words> limits) => new(
        Footing.TooLittle(sold.Lines.Count,
            buyers < 10 ? new($"只有 {buyers} 位买家，少于 10 位不估。", $"There are only {buyers} buyers; with fewer than 10 nothing is estimated.")
                : new("没有一位买家回来过，没有东西可学。", "Nobody ever came back, so there is nothing to learn from."),
            new("把范围放长到至少一年再来。", "Take a longer range, at least a year.")) with { Span = sold.Span, Currency = sold.Currency, Limits = limits },
        weeks, margin, known, null, null, 0m, null, []);

    static (decimal Margin, bool Known) MarginOf(SoldLines sold, decimal? given)
    {
        if (given is { } said) return (said, true);
        decimal amount = 0m, cost = 0m;
        foreach (SoldLine line in sold.Lines)
            if (line.Cost is { } known) (amount, cost) = (amount + line.Amount, cost + known);
        return amount > 0m ? (decimal.Round((amount - cost) / amount, 4), true) : (1m, false);
    }

    static Words Sureness(WorthCheck? check, int customers) => check switch
    {
        null => new($"{customers} 位买家；时间太短，没法用后一段检验前一段。", $"{customers} buyers; too short to test the first part by the rest."),
        { Came: var came, Foretold: var foretold, Error: var error } => new(
            $"用到 {check.Until:yyyy-MM-dd} 为止的数据，预计后面回购 {foretold:0} 单，实际 {came:0} 单，差 {Written.Percent(error, 0)}。",
            $"Taught up to {check.Until:yyyy-MM-dd}, it foretold {foretold:0} repeat orders for the rest; {came:0} came, {Written.Percent(error, 0)} off."),
    };

    static Words NextStep(WorthCard[] rows, Currency currency)
    {
        WorthCard[] best = [.. rows.Take(Math.Max(1, rows.Length / 10))];
        decimal all = rows.Sum(row => row.Value ?? 0m);
        return all <= 0m
            ? new("补上金额再看价值。", "Add amounts to see values.")
            : new($"最好的一成（{best.Length} 位）占未来价值的 {Written.Percent(best.Sum(row => row.Value ?? 0m) / all, 0)}；获客出价不要超过一位新客的平均价值。",
                $"The best tenth ({best.Length}) hold {Written.Percent(best.Sum(row => row.Value ?? 0m) / all, 0)} of the value to come; pay no more " +
                    $"for a new customer than the mean value.");
    }

    static decimal? Six(double? value) => value is { } number ? Written.Number(number, 5) : null;

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        List<Sheet> sheets =
        [
            new(zh ? "买家价值" : "Customer value", zh ? ["买家", "预计单数", "预计客单价", "价值", "仍是顾客的概率"]
                : ["Customer", "Expected orders", "Expected order value", "Value", "Chance still a customer"],
                [.. Rows.Select(row => (IReadOnlyList<Cell>)[row.Customer, Cell.Of(row.ExpectedOrders), Cell.Of(row.ExpectedSpend),
                    Cell.Of(row.Value), Cell.Of(row.Alive)])]),
        ];
        if (Model is { } model)
            sheets.Add(new(zh ? "模型" : "Model", zh ? ["参数", "值"] : ["Parameter", "Value"],
                [["r", Cell.Of(model.R)], ["alpha", Cell.Of(model.Alpha)], ["a", Cell.Of(model.A)], ["b", Cell.Of(model.B)],
                    [zh ? "对数似然" : "log-likelihood", Cell.Of(model.LogLikelihood)],
                    ["p", Cell.Of(model.P)], ["q", Cell.Of(model.Q)], ["gamma", Cell.Of(model.Gamma)], [zh ? "相关" : "correlation", Cell.Of(model.Correlation)]]));
        return sheets;
    }
}
