using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Ads;

namespace Duoshou.Analytics.Cases;

static class MixCases
{
    /// <summary>Spend with what lingers of earlier weeks.</summary>
    public static JsonObject Lingering(CaseInput input)
    {
        double[] spend = input.NumbersOf("spend", "x");
        if (spend.Length == 0) throw new FormatException("params.spend is missing; give the spend of each week as a list.");
        return new JsonObject { ["adstock"] = CaseJson.List(MixCurve.Adstock(spend, Rate(input))) };
    }

    /// <summary>Shares of what a channel can bring, by Hill's curve.</summary>
    public static JsonObject Saturated(CaseInput input)
    {
        double[] spend = input.NumbersOf("spend", "x");
        if (spend.Length == 0) throw new FormatException("params.spend is missing; give the spend of each week as a list.");
        MixCurve curve = new(0, input.Needed("half_saturation", "half", "k"), input.AnyOf(1, "shape", "slope", "n"));
        return new JsonObject { ["saturated"] = CaseJson.List([.. spend.Select(curve.Saturated)]) };
    }

    /// <summary>
    /// The parts of weekly sales, from params.sales and params.channels (name to spend of each week), or from the columns of a data file that
    /// params.sales_column and params.spend_columns name. Where too little is given, what lacks.
    /// </summary>
    public static JsonObject Mix(CaseInput input)
    {
        CsvTable? table = input.HasData ? CsvTable.Read(input.Open()) : null;
        double[] sales = table is null ? input.Numbers("sales") : table.Numbers(input.Setting("sales_column", table.First("sales", "revenue", "y")));
        if (sales.Length == 0) throw new FormatException("params.sales is missing; give the sales of each week as a list.");
        MixOutcome outcome = MediaMix.Tell(sales, Series(input, table, "channels", "spend_columns"), Series(input, table, "controls", "control_columns"));
        if (outcome.Mix is not { } mix)
            return new JsonObject
            {
                ["refused"] = outcome.Lack.ToString(), ["weeks"] = outcome.Weeks, ["weeks_needed"] = outcome.WeeksNeeded,
                ["unmoved"] = CaseJson.List(outcome.Unmoved),
            };
        double sold = mix.Fitted.Sum();
        JsonObject By(Func<MixChannel, double> figure) => CaseJson.Named(mix.Channels.Select(one => new KeyValuePair<string, double>(one.Name, figure(one))));
        return new JsonObject
        {
            ["contribution"] = By(one => one.Contribution), ["share"] = By(one => one.Contribution / sold), ["low"] = By(one => one.Low), ["high"] = By(one => one.High),
            ["rate"] = By(one => one.Curve.Rate), ["half_saturation"] = By(one => one.Curve.HalfSaturation), ["shape"] = By(one => one.Curve.Shape),
            ["marginal_return"] = By(one => one.Marginal), ["base"] = CaseJson.Node(mix.Base.Sum()), ["fitted"] = CaseJson.Node(sold),
            ["r_squared"] = CaseJson.Node(mix.RSquared), ["ridge"] = CaseJson.Node(mix.Ridge), ["unmoved"] = CaseJson.List(outcome.Unmoved),
        };
    }

    static double Rate(CaseInput input) => input.Needed("rate", "decay", "theta") is var rate and >= 0 and < 1 ? rate
        : throw new FormatException($"params.rate holds {input.Needed("rate", "decay", "theta")}; give a share of 0 up to below 1.");

    static List<MixSeries> Series(CaseInput input, CsvTable? table, string group, string columns)
    {
        List<MixSeries> found = [];
        if (input.Has(group, out JsonElement given))
        {
            if (given.ValueKind != JsonValueKind.Object) throw new FormatException($"params.{group} is no group; give each name its list of weeks.");
            foreach (JsonProperty one in given.EnumerateObject())
                found.Add(new(one.Name, one.Value.ValueKind == JsonValueKind.Array && one.Value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number)
                    ? [.. one.Value.EnumerateArray().Select(v => v.GetDouble())]
                    : throw new FormatException($"params.{group}.{one.Name} is no list of numbers.")));
        }

        if (table is not null)
            foreach (string column in input.Texts(columns)) found.Add(new(column, table.Numbers(column)));
        return found;
    }
}
