using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Duoshou.Analytics.Experiments;

namespace Duoshou.Analytics.Cases;

static partial class ExperimentCases
{
    public static JsonObject TwoArms(CaseInput input)
    {
        if (!input.HasData) return CountedArms.Rates(input);
        (CsvTable table, bool[] control, bool[] treated) = Arms(input);
        JsonObject answer = [];
        long nc = control.Count(c => c), nt = treated.Count(t => t);
        foreach (string key in input.Asked.Count > 0 ? input.Asked : ["n", "srm", .. YesOrNo(table)])
        {
            if (key == "n") answer[key] = new JsonArray(nc, nt);
            else if (key == "srm")
            {
                SampleRatio ratio = SampleRatio.Check([nc, nt], input.Numbers("planned") is { Length: 2 } planned ? planned
                    : null);
                answer[key] = CountedArms.Node(ratio);
            }
            else if (key.Contains("welch", StringComparison.Ordinal)) answer[key] = Means(table, key, control, treated);
            else if (RateColumn(table, key) is { } column) answer[key] = Rates(table.Numbers(column), control, treated);
        }

        return answer;
    }

    public static JsonObject Sequential(CaseInput input)
    {
        if (!input.HasData) return CountedArms.Sequential(input);
        (CsvTable table, bool[] control, bool[] treated) = Arms(input);
        string wanted = input.Setting("outcome", input.Setting("metric", ""));
        Match day = DayNumber().Match(wanted.Length > 0 ? wanted : input.Id + " " + input.Method);
        string column = wanted.Length > 0 && RateColumn(table, wanted) is { } named ? named
            : day.Success && RateColumn(table, day.Value) is { } ofDay ? ofDay
            : table.Header.FirstOrDefault(h => h.Length > 0 && input.Method.Contains(h, StringComparison.OrdinalIgnoreCase) && YesOrNo(table).Contains(h))
            ?? YesOrNo(table).LastOrDefault() ?? throw new KeyNotFoundException("The table has no outcome of yes or no; name one in params.outcome.");
        double[] outcome = table.Numbers(column);
        (long sc, long nc) = Tally(outcome, control);
        (long st, long nt) = Tally(outcome, treated);
        return CountedArms.Node(SequentialTest.Look(sc, nc, st, nt, input.Number("tau", input.InWords("tau", 0.01))));
    }

    public static JsonObject Welch(CaseInput input)
    {
        if (!input.HasData) return CountedArms.Means(input);
        (CsvTable table, bool[] control, bool[] treated) = Arms(input);
        JsonObject answer = [];
        int treatedCount = treated.Count(t => t);
        foreach (string key in input.Asked.Count > 0 ? input.Asked : ["n", .. table.Header.Where(h => h.Length > 0 && table.Numbers(h).All(double.IsFinite))])
        {
            if (key == "n") answer[key] = new JsonArray(treatedCount, control.Count(c => c));
            else if (table.Has(key))
            {
                MeanComparison means = Compare(table.Numbers(key), control, treated);
                answer[key] = CaseJson.List(means.Difference, means.StandardError, means.T);
            }
            else if (key.EndsWith("_df", StringComparison.Ordinal) && table.Has(key[..^3]))
                answer[key] = CaseJson.Node(Compare(table.Numbers(key[..^3]), control, treated).DegreesOfFreedom);
            else if (key.EndsWith("_p", StringComparison.Ordinal) && table.Has(key[..^2]))
                answer[key] = CaseJson.Node(Compare(table.Numbers(key[..^2]), control, treated).P);
            else if (Incremental().Match(key) is { Success: true } total && table.Has(total.Groups[1].Value))
                answer[key] = CaseJson.Node(treatedCount * Compare(table.Numbers(total.Groups[1].Value), control,
                    treated).Difference);
            else if (key == "columns") answer[key] = "difference, standard error, t";
        }

        return answer;
    }

    public static JsonObject AdjustedByHistory(CaseInput input)
    {
        (CsvTable table, bool[] control, bool[] treated) = Arms(input);
        Match named = CovariateFor().Match(input.Method);
        double[] before = table.Numbers(input.Setting("covariate", named.Success ? named.Groups[1].Value : "history"));
        double[] outcome = table.Numbers(input.Setting("outcome", named.Success ? named.Groups[2].Value : "spend"));
        Cuped adjusted = Cuped.Adjust(Where(outcome, control), Where(before, control), Where(outcome, treated), Where(before,
            treated));
        return CaseJson.Named([new("theta", adjusted.Theta), new("diff", adjusted.Comparison.Difference), new("t",
            adjusted.Comparison.T),
            new("variance_cut", adjusted.VarianceCut)]);
    }

    public static JsonObject Size(CaseInput input)
    {
        double alpha = input.Number("alpha", input.InWords("alpha", 0.05)), power = input.Number("power", input.InWords("power", 0.8));
        double[][] wanted = input.Rows("cases") is { Length: > 0 } rows ? rows
            : [[input.Needed("rate", "baseline", "p1", "p"), !double.IsNaN(input.Number("p2")) ? input.Number("p2") - input.Number("p1") : input.Needed("change",
                "mde", "d", "effect")]];
        double[] sizes = [.. wanted.Select(c => SampleSize.PerArm(c[0], c[1], alpha, power))];
        return new JsonObject { ["n_per_arm"] = CaseJson.List(sizes), ["round"] = "up" };
    }

    /// <summary>
    /// The column that holds both arms' names, and who is in which. Names come from control and variant, or from arms (treated,
    /// control), or from the method's own words ("men's e-mail against none").
    /// </summary>
    static (CsvTable Table, bool[] Control, bool[] Treated) Arms(CaseInput input)
    {
        CsvTable table = CsvTable.Read(input.Open());
        string[] arms = input.Texts("arms");
        string control = input.Setting("control", arms.Length > 1 ? arms[1] : ""), treated = input.Setting("variant",
            arms.Length > 0 ? arms[0] : "");
        string? column = ArmColumn(table, control, treated);
        string[] values = table.Texts(column ?? throw new KeyNotFoundException("No column holds the names of the arms."));
        string[] names = [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (control.Length == 0) control = names.FirstOrDefault(n => n.StartsWith("no ",
            StringComparison.OrdinalIgnoreCase)) ?? names[0];
        if (treated.Length == 0)
        {
            string[] others = [.. names.Where(n => n != control)];
            string words = Letters(input.Method);
            treated = others.FirstOrDefault(n => words.StartsWith(Letters(n.Split(' ')[0]), StringComparison.Ordinal))
                ?? others.FirstOrDefault(n => words.Contains("against", StringComparison.Ordinal)
                    && Mentions(input.Method, n.Split(' ')[0])) ?? others[0];
        }

        return (table, [.. values.Select(v => v == control)], [.. values.Select(v => v == treated)]);
    }

    static string? ArmColumn(CsvTable table, string control, string treated)
    {
        foreach (string column in table.Header)
        {
            HashSet<string> values = new(table.Texts(column), StringComparer.Ordinal);
            if (control.Length > 0 ? values.Contains(control) && (treated.Length == 0 || values.Contains(treated))
                : false) return column;
        }

        return table.Header.FirstOrDefault(h => h is "segment" or "version" or "arm" or "group" or "variant" or "treatment");
    }

    /// <summary>Columns of nothing but yes and no.</summary>
    static string[] YesOrNo(CsvTable table) => [.. table.Header.Where(h => h.Length > 0 && table.Numbers(h) is { Length: > 0 } values
        && values.All(v => v is 0 or 1))];

    static bool Mentions(string method, string name) =>
        method.Split(' ', ',', '.').Any(word => Letters(word) == Letters(name));

    static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();

    static JsonObject Means(CsvTable table, string key, bool[] control, bool[] treated)
    {
        double[] values = table.Numbers(table.Header.First(h => h.Contains(key.Split('_')[0],
            StringComparison.OrdinalIgnoreCase)));
        Match without = Without().Match(key);
        if (without.Success)
        {
            double dropped = CsvTable.Number(without.Groups[1].Value);
            control = [.. control.Select((c, i) => c && values[i] != dropped)];
            treated = [.. treated.Select((t, i) => t && values[i] != dropped)];
        }

        MeanComparison means = Compare(values, control, treated);
        return CaseJson.Named([new("t", means.T), new("p", means.P)]);
    }

    static JsonObject Rates(double[] outcome, bool[] control, bool[] treated)
    {
        (long sc, long nc) = Tally(outcome, control);
        (long st, long nt) = Tally(outcome, treated);
        RateComparison rates = SampleComparison.Rates(sc, nc, st, nt);
        return new JsonObject
        {
            ["counts"] = new JsonArray(sc, st),
            ["diff"] = CaseJson.Node(rates.Difference),
            ["z"] = CaseJson.Node(rates.Z),
            ["p"] = CaseJson.Node(rates.P),
            ["ci95"] = CaseJson.List(rates.Low, rates.High),
        };
    }

    static string? RateColumn(CsvTable table, string key)
    {
        Match day = DayNumber().Match(key);
        string retained = "retention_" + day.Groups[1].Value;
        return day.Success && table.Has(retained) ? retained : table.Has(key) ? key : null;
    }

    static MeanComparison Compare(double[] values, bool[] control, bool[] treated) =>
        SampleComparison.Means(Where(values, control), Where(values, treated));

    static double[] Where(double[] values, bool[] chosen) => [.. values.Where((_, i) => chosen[i])];

    static (long Successes, long Trials) Tally(double[] outcome, bool[] chosen) =>
        (outcome.Where((v, i) => chosen[i] && v > 0).LongCount(), chosen.LongCount(c => c));

    [GeneratedRegex(@"day\s?(\d+)")]
    private static partial Regex DayNumber();

    [GeneratedRegex(@"_without_(\d+(?:\.\d+)?)")]
    private static partial Regex Without();

    [GeneratedRegex(@"^incremental_(\w+)_total$")]
    private static partial Regex Incremental();

    [GeneratedRegex(@"covariate (\w+) for (\w+)")]
    private static partial Regex CovariateFor();
}
