using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Effects;

namespace Duoshou.Analytics.Cases;

static partial class EffectCases
{
    public static JsonObject ThreeEstimates(CaseInput input)
    {
        Panel panel = Read(input);
        SyntheticControl? control = SyntheticControl.FromOutcomes(panel);
        SyntheticDifference? difference = SyntheticDifference.Estimate(panel);
        JsonObject answer = new()
        {
            ["did"] = CaseJson.Node(DifferenceInDifferences.Estimate(panel).Effect),
            ["sc_outcomes_only"] = CaseJson.Node(control?.Effect ?? double.NaN),
            ["sdid"] = CaseJson.Node(difference?.Effect ?? double.NaN),
            ["sdid_zeta"] = CaseJson.Node(difference?.Zeta ?? double.NaN),
        };
        if (control is null || difference is null) return answer;
        answer["sc_weights"] = Weights(control.Weights, input.AskedWithin("sc_weights"));
        answer["sdid_time_weights"] = Weights(difference.TimeWeights.ToDictionary(
            t => t.Key.ToString(CultureInfo.InvariantCulture), t => t.Value), input.AskedWithin("sdid_time_weights"));
        answer["sdid_top_units"] = Weights(difference.UnitWeights, input.AskedWithin("sdid_top_units"));
        return answer;
    }

    /// <summary>The change of the treated less the change of the others: four means, or a panel.</summary>
    public static JsonObject Differences(CaseInput input)
    {
        if (!input.HasData)
        {
            double treated = input.Needed("treated_after") - input.Needed("treated_before"), control = input.Needed("control_after") - input.Needed("control_before");
            return new JsonObject { ["did"] = CaseJson.Node(treated - control), ["effect"] = CaseJson.Node(treated - control) };
        }

        DifferenceInDifferences found = DifferenceInDifferences.Estimate(Read(input));
        return CaseJson.Named([new("did", found.Effect), new("effect", found.Effect), new("se", found.StandardError),
            new("pre_trend", found.PreTrend), new("pre_trend_p", found.PreTrendP)]);
    }

    /// <summary>Where the treated unit's ratio of fits stands among those of all units taken as if treated.</summary>
    public static JsonObject Placebo(CaseInput input)
    {
        Panel panel = Read(input);
        (int rank, int of, double p) = SyntheticControl.Placebo(panel);
        return new JsonObject { ["rank"] = rank, ["of"] = of, ["p"] = p, ["rmspe_ratio"] = CaseJson.Node(SyntheticControl.FromOutcomes(panel)?.RmspeRatio ?? double.NaN) };
    }

    /// <summary>
    /// Predictors as in the method's text: means over spans of years of columns, and the outcome in single years.
    /// </summary>
    public static JsonObject WithPredictors(CaseInput input)
    {
        Panel panel = Read(input);
        CsvTable table = CsvTable.Read(input.Open());
        if (SyntheticControl.FromPredictors(panel, Predictors(panel, table, input.Method)) is not { } found) return [];
        JsonObject answer = new()
        {
            ["published_weights"] = Weights(found.Weights, input.AskedWithin("published_weights")),
            ["weights_here"] = Weights(found.Weights, input.AskedWithin("weights_here")),
            ["pre_mspe_at_most"] = CaseJson.Node(found.PreMspe),
            ["gap_with_published_weights"] = CaseJson.Named(input.AskedWithin("gap_with_published_weights")
                .Select(year => KeyValuePair.Create(year, Gap(panel, found, int.Parse(year, CultureInfo.InvariantCulture))))),
        };
        foreach (string key in input.Asked)
        {
            if (GapIn().Match(key) is { Success: true } one)
                answer[key] = CaseJson.Node(Gap(panel, found, int.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture)));
            else if (key.StartsWith("gap_mean", StringComparison.Ordinal)) answer[key] = CaseJson.Node(found.Effect);
        }

        return answer;
    }

    /// <summary>Columns y and x1, x2 ...; the intervention begins at the point that the settings name.</summary>
    public static JsonObject Impact(CaseInput input)
    {
        CsvTable table = CsvTable.Read(input.Open());
        string outcome = input.Setting("outcome", "y");
        int from = (int)input.AnyOf(FromWords().Match(input.Method) is { Success: true } said
            ? double.Parse(said.Groups[1].Value, CultureInfo.InvariantCulture) : 71, "from", "start", "intervention");
        StructuralImpact? impact = StructuralImpact.Estimate(table.Numbers(outcome),
            [.. table.Header.Where(h => h != outcome && h.Length > 0).Select(table.Numbers)], from - 1);
        return impact is null ? [] : new JsonObject
        {
            ["average_effect"] = CaseJson.Node(impact.Effect),
            ["effect"] = CaseJson.Node(impact.Effect),
            ["cumulative_effect"] = CaseJson.Node(impact.Cumulative),
            ["ci95"] = CaseJson.List(impact.Low, impact.High),
            ["p"] = CaseJson.Node(impact.P),
        };
    }

    static double Gap(Panel panel, SyntheticControl found, int year) =>
        panel.Times.ToList().IndexOf(year) is >= 0 and int at ? found.Gaps[at] : double.NaN;

    static JsonObject Weights(IReadOnlyDictionary<string, double> weights, IReadOnlyList<string> asked) =>
        CaseJson.Named((asked.Count > 0 ? asked.Where(weights.ContainsKey)
            : weights.Where(w => w.Value >= 0.01).OrderByDescending(w => w.Value).Select(w => w.Key)).Select(name => KeyValuePair.Create(name, weights[name])));

    /// <summary>"outcome cigsale, treated California from 1989"; the paper's own set-up where the text does not say.</summary>
    static Panel Read(CaseInput input)
    {
        Match said = SetUp().Match(input.Method);
        string outcome = input.Setting("outcome", said.Success ? said.Groups[1].Value : "cigsale");
        string treated = input.Setting("treated", said.Success ? said.Groups[2].Value : "California");
        int from = (int)input.Number("from", said.Success ? int.Parse(said.Groups[3].Value, CultureInfo.InvariantCulture) : 1989);
        CsvTable table = CsvTable.Read(input.Open());
        string unit = input.Setting("unit", table.First("state", "unit", "shop", "region")), time = input.Setting("time", table.First("year", "time", "week", "day"));
        (string Unit, int Time, double Value)[] rows = [.. table.Texts(unit).Zip(table.Numbers(time), table.Numbers(outcome))
            .Select(r => (r.First, (int)r.Second, r.Third))];
        string[] units = [.. rows.Select(r => r.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        int[] times = [.. rows.Select(r => r.Time).Distinct().Order()];
        double[][] outcomes = [.. units.Select(_ => times.Select(_ => double.NaN).ToArray())];
        foreach ((string u, int t, double value) in rows)
            outcomes[Array.BinarySearch(units, u, StringComparer.Ordinal)][Array.BinarySearch(times, t)] = value;
        int at = Array.IndexOf(units, treated), start = Array.FindIndex(times, t => t >= from);
        if (at < 0) throw new FormatException($"params.treated names '{treated}', which the column {unit} does not hold.");
        if (start < 2) throw new FormatException($"params.from is {from}; at least two times before it and one from it on are needed.");
        return new(units, times, outcomes, at, start);
    }

    static double[][] Predictors(Panel panel, CsvTable table, string method)
    {
        string[] states = table.Texts(table.First("state", "unit", "shop", "region"));
        double[] years = table.Numbers(table.First("year", "time", "week", "day"));
        List<(string Column, int First, int Last)> wanted = [];
        List<string> pending = [];
        string list = method[(method.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(';')[0];
        foreach (Match part in Part().Matches(list.Replace("mean ", "", StringComparison.Ordinal)))
        {
            if (part.Groups["span"].Success)
            {
                int first = int.Parse(part.Groups["first"].Value, CultureInfo.InvariantCulture);
                int last = first / 100 * 100 + int.Parse(part.Groups["last"].Value, CultureInfo.InvariantCulture);
                wanted.AddRange(pending.Select(column => (column, first, last)));
                pending.Clear();
            }
            else if (part.Groups["year"].Success)
            {
                int year = int.Parse(part.Value, CultureInfo.InvariantCulture);
                wanted.Add((pending.Count > 0 ? pending[^1] : wanted[^1].Column, year, year));
                pending.Clear();
            }
            else if (table.Has(part.Value)) pending.Add(part.Value);
        }

        return [.. panel.Units.Select(unit => wanted.Select(w =>
        {
            double[] column = table.Numbers(w.Column);
            return Enumerable.Range(0, states.Length).Where(i => states[i] == unit && years[i] >= w.First && years[i] <= w.Last
                && double.IsFinite(column[i])).Select(i => column[i]).DefaultIfEmpty(0).Average();
        }).ToArray())];
    }

    [GeneratedRegex(@"outcome (\w+), treated ([\w ]+?) from (\d{4})")]
    private static partial Regex SetUp();

    [GeneratedRegex(@"from (?:point |row )?(\d+)")]
    private static partial Regex FromWords();

    [GeneratedRegex(@"^gap_(\d{4})$")]
    private static partial Regex GapIn();

    [GeneratedRegex(@"(?<span>(?<first>\d{4})-(?<last>\d{2}))|(?<year>\d{4})|[A-Za-z]\w*")]
    private static partial Regex Part();
}
