using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Customers;

namespace Duoshou.Analytics.Cases;

static class CustomerCases
{
    public static JsonObject FitBgNbd(CaseInput input) => BgNbd.Fit(Histories(input)) is not { } model ? []
        : CaseJson.Named([new("r", model.R), new("alpha", model.Alpha), new("a", model.A), new("b", model.B),
            new("loglik", model.LogLikelihood), new("customers", model.Customers)]);

    public static JsonObject PredictBgNbd(CaseInput input)
    {
        BgNbd model = new(input.Needed("r"), input.Needed("alpha"), input.Needed("a"), input.Needed("b"));
        double ahead = input.Needed("t", "horizon", "weeks");
        double[][] rows = input.Rows("rows") is { Length: > 0 } given ? given
            : input.Rows("customers") is { Length: > 0 } customers ? customers : input.GivenIn("rows_x_tx_T_E_P", 3) is { Length: > 0 } beside ? beside
            : [[input.Needed("x", "frequency"), input.Needed("t_x", "tx", "recency"), input.Needed("T")]];
        JsonObject answer = [];
        if (rows is [var only])
        {
            PurchaseHistory one = new((int)only[0], only[1], only[2]);
            answer["expected"] = CaseJson.Node(model.ExpectedOrders(one, ahead));
            answer["p_alive"] = CaseJson.Node(model.ProbabilityAlive(one));
        }

        answer["rows_x_tx_T_E_P"] = CaseJson.Rows(rows.Select(r =>
            {
                PurchaseHistory history = new((int)r[0], r[1], r[2]);
                return new[] { r[0], r[1], r[2], model.ExpectedOrders(history, ahead),
                    model.ProbabilityAlive(history) };
            }));
        return answer;
    }

    /// <summary>The mean order to expect of customers with so many repeat orders of such a mean.</summary>
    public static JsonObject PredictGammaGamma(CaseInput input)
    {
        GammaGamma model = new(input.Needed("p"), input.Needed("q"), input.Needed("gamma", "v"));
        double[][] rows = input.Rows("rows") is { Length: > 0 } given ? given : [[input.Needed("x", "frequency"), input.Needed("zbar", "mean")]];
        double[] means = [.. rows.Select(r => model.ExpectedSpend((int)r[0], r[1]))];
        return new JsonObject { ["mean"] = means.Length == 1 ? CaseJson.Node(means[0]) : CaseJson.List(means), ["means"] = CaseJson.List(means) };
    }

    public static JsonObject FitParetoNbd(CaseInput input) => ParetoNbd.Fit(Histories(input)) is not { } model ? []
        : CaseJson.Named([new("r", model.R), new("alpha", model.Alpha), new("s", model.S), new("beta", model.Beta),
            new("loglik", model.LogLikelihood)]);

    public static JsonObject FitGammaGamma(CaseInput input)
    {
        if (!input.HasData) return PredictGammaGamma(input);
        CsvTable table = CsvTable.Read(input.Open());
        double[] x = table.Numbers(table.First("x", "frequency")), spend = table.Numbers(table.First("zbar", "monetary_value", "mean", "spend"));
        return GammaGamma.Fit(x.Zip(spend, (n, z) => (double.IsNaN(n) ? 0 : (int)n, z))) is not { } model ? []
            : CaseJson.Named([new("p", model.P), new("q", model.Q), new("gamma", model.Gamma), new("loglik", model.LogLikelihood),
                new("population_mean", model.PopulationMean), new("customers", model.Customers)]);
    }

    public static JsonObject RecencyFrequencyMoney(CaseInput input)
    {
        if (input.Has("filter", out var filter) && filter.ValueKind != System.Text.Json.JsonValueKind.String)
            throw new FormatException($"params.filter holds {filter}; write in words which lines count, or leave it out.");
        RetailLine[] lines = [.. RetailLine.Read(input.Open()).Where(l => l.IsSale && l.Customer.Length > 0
            && (input.Setting("country", l.Country) == l.Country))];
        if (lines.Length == 0) throw new FormatException("No line of the file is a sale to a known customer.");
        DateOnly snapshot = DateOnly.TryParseExact(input.Setting("snapshot", ""), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out DateOnly given) ? given : DateOnly.FromDateTime(lines.Max(l => l.At)).AddDays(1);
        IReadOnlyList<RfmRow> rows = Rfm.Build(lines.Select(l =>
            new CustomerOrder(l.Customer, l.Invoice, DateOnly.FromDateTime(l.At), l.Quantity * l.Price)), snapshot);
        double[] Each(Func<RfmRow, double> figure) => [.. rows.Select(figure)];
        JsonObject answer = new()
        {
            ["customers"] = rows.Count,
            ["revenue"] = rows.Sum(r => r.Monetary),
            ["mean_recency_days"] = CaseJson.Node(Numerics.Samples.Mean(Each(r => r.RecencyDays))),
            ["mean_frequency"] = CaseJson.Node(Numerics.Samples.Mean(Each(r => r.Frequency))),
            ["mean_monetary"] = CaseJson.Node((double)(rows.Sum(r => r.Monetary) / Math.Max(1, rows.Count))),
            ["median"] = CaseJson.List(Numerics.Samples.Median(Each(r => r.RecencyDays)),
                Numerics.Samples.Median(Each(r => r.Frequency)), Numerics.Samples.Median(Each(r => (double)r.Monetary))),
        };
        foreach (RfmRow row in rows.Where(r => input.Asked.Contains(r.Customer)))
            answer[row.Customer] = CaseJson.List(row.RecencyDays, row.Frequency, (double)row.Monetary);
        return answer;
    }

    /// <summary>
    /// Columns frequency, recency, T (or x, t_x, T); a table of orders with customer and day is counted up to its calibration
    /// end.
    /// </summary>
    static PurchaseHistory[] Histories(CaseInput input)
    {
        if (input.OpensText(".txt") || input.OpensText(".dat")) return Cdnow(input);
        CsvTable table = CsvTable.Read(input.Open());
        double[] x = table.Numbers(table.First("frequency", "x")), t = table.Numbers("T");
        double[] last = table.Numbers(table.First("recency", "t_x", "tx"));
        return [.. x.Select((n, i) => new PurchaseHistory(double.IsNaN(n) ? 0 : (int)n, last[i], t[i]))];
    }

    /// <summary>
    /// The whole CDNOW file: blank-separated customer, day, pieces, amount; 39 weeks to 1997-09-30 unless said otherwise.
    /// </summary>
    static PurchaseHistory[] Cdnow(CaseInput input)
    {
        using StreamReader reader = new(input.Open());
        List<(string Customer, DateOnly Day)> orders = [];
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length >= 2) orders.Add((parts[0], DateOnly.ParseExact(parts[1], "yyyyMMdd",
                CultureInfo.InvariantCulture)));
        }

        DateOnly end = DateOnly.ParseExact(input.Setting("calibration_end", "1997-09-30"), "yyyy-MM-dd",
            CultureInfo.InvariantCulture);
        return [.. orders.GroupBy(o => o.Customer, o => o.Day, StringComparer.Ordinal).Select(g => PurchaseHistory.From(g, end))];
    }
}
