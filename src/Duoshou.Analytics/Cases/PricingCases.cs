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
        string[] instruments = input.Texts("instruments") is { Length: > 0 } named ? named : input.Texts("instrument");
        string quantity = input.Setting("quantity", logs.Length > 0 ? logs[0] : table.First("packs", "subs", "quantity", "units"));
        string price = input.Setting("price", logs.Length > 1 ? logs[1] : table.Has("rprice") ? "rprice" : table.Has("citations") ? "price/citations" : "price");
        string[] others = input.Texts("controls") is { Length: > 0 } given ? given : [.. logs.Skip(2)];
        int[] rows = Rows(input, table);
        double[] Logs(string formula) => [.. Column(table, formula).Select(v => Math.Log(v))];
        double[] Kept(double[] column) => [.. rows.Select(i => column[i])];
        double[][] further = [.. others.Except(instruments).Select(l => Kept(Logs(l)))];
        double[] y = Kept(Column(table, quantity)), x = Kept(Column(table, price));
        if (input.Method.Contains("long difference", StringComparison.OrdinalIgnoreCase))
        {
            (int Early, int Late)[] pairs = Ends(table, input);
            double[] Change(double[] column) => [.. pairs.Select(p => column[p.Late] / column[p.Early])];
            (y, x) = (Change(Column(table, quantity)), Change(Column(table, price)));
            further = [.. others.Except(instruments).Select(l => Change(Column(table, l)).Select(v => Math.Log(v)).ToArray())];
            instruments = [];
        }

        Pricing.Elasticity found = Pricing.Elasticity.Estimate(x, y, further, instruments.Length == 0 ? null
            : [.. instruments.Select(i => Kept(Column(table, i)))]);
        return CaseJson.Named([new("intercept", found.Intercept), new("elasticity", found.Value), new("se", found.StandardError),
            new("n", found.Observations), new("r2", found.RSquared)]);
    }

    public static JsonObject MarkUp(CaseInput input) => new()
    {
        ["price"] = CaseJson.List([.. input.Numbers("elasticity")
            .Select(e => BestPrice.ForElasticity(input.Needed("unit_cost", "cost", "c"), e) ?? double.NaN)]),
    };

    /// <summary>The rows of the year (or other column) that the settings or the method's words name; all rows where they name none.</summary>
    static int[] Rows(CaseInput input, CsvTable table)
    {
        int[] all = [.. Enumerable.Range(0, table.Rows.Count)];
        System.Text.RegularExpressions.Match said = System.Text.RegularExpressions.Regex.Match(input.Method, @"\b(?:in|of|year)\s+((?:19|20)\d\d)\b");
        double year = input.Number("year", said.Success ? double.Parse(said.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : double.NaN);
        if (double.IsNaN(year) || !table.Has("year")) return all;
        double[] years = table.Numbers("year");
        return [.. all.Where(i => years[i] == year)];
    }

    /// <summary>Each unit's first and last year in the table.</summary>
    static (int Early, int Late)[] Ends(CsvTable table, CaseInput input)
    {
        string[] units = table.Texts(input.Setting("unit", table.First("state", "unit", "shop", "sku")));
        double[] years = table.Numbers(input.Setting("time", table.First("year", "time", "date")));
        return [.. Enumerable.Range(0, units.Length).GroupBy(i => units[i], StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => (g.MinBy(i => years[i]), g.MaxBy(i => years[i])))];
    }

    static double[] Column(CsvTable table, string formula)
    {
        string[] parts = formula.Split('/');
        double[] values = table.Numbers(parts[0]);
        foreach (string below in parts.Skip(1)) values = [.. values.Zip(table.Numbers(below), (a, b) => a / b)];
        return values;
    }
}
