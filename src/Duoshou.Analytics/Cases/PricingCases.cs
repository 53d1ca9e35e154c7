using System.Text.Json.Nodes;
using Duoshou.Analytics.Pricing;

namespace Duoshou.Analytics.Cases;

static class PricingCases
{
    /// <summary>
    /// "OLS log(subs) on log(price/citations)": the formula stands in the method's name; cigarettes have their own columns.
    /// </summary>
    public static JsonObject Elasticity(CaseInput input)
    {
        CsvTable table = CsvTable.Read(input.Open());
        string[] logs = [.. System.Text.RegularExpressions.Regex
            .Matches(input.Method, @"log\(([\w/]+)\)").Select(m => m.Groups[1].Value)];
        string quantity = logs.Length > 0 ? logs[0] : table.Has("packs") ? "packs" : "subs";
        string price = logs.Length > 1 ? logs[1] : table.Has("rprice") ? "rprice" : "price/citations";
        double[] y = Column(table, quantity), x = Column(table, price);
        double[][] further = [.. logs.Skip(2).Select(l => Column(table, l).Select(v => Math.Log(v)).ToArray())];
        Pricing.Elasticity found = Pricing.Elasticity.Estimate(x, y, further);
        return CaseJson.Named([new("intercept", found.Intercept), new("elasticity", found.Value), new("se", found.StandardError),
            new("n", found.Observations), new("r2", found.RSquared)]);
    }

    public static JsonObject MarkUp(CaseInput input) => new()
    {
        ["price"] = CaseJson.List([.. input.Numbers("elasticity")
            .Select(e => BestPrice.ForElasticity(input.Number("unit_cost"), e) ?? double.NaN)]),
    };

    static double[] Column(CsvTable table, string formula)
    {
        string[] parts = formula.Split('/');
        double[] values = table.Numbers(parts[0]);
        foreach (string below in parts.Skip(1)) values = [.. values.Zip(table.Numbers(below), (a, b) => a / b)];
        return values;
    }
}
