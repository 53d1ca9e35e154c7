using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Baskets;
using Duoshou.Analytics.Experiments;

namespace Duoshou.Analytics.Cases;

/// <summary>Comparisons of arms whose counts or values stand in the case itself, without a table of persons.</summary>
static class CountedArms
{
    public static JsonObject Rates(CaseInput input)
    {
        ((long sc, long nc), (long st, long nt)) = Both(input);
        RateComparison rates = SampleComparison.Rates(sc, nc, st, nt, input.Number("confidence", 0.95));
        SampleRatio ratio = SampleRatio.Check([nc, nt], input.Numbers("planned") is { Length: 2 } planned ? planned : null);
        JsonObject answer = CaseJson.Named([new("diff", rates.Difference), new("z", rates.Z), new("p", rates.P)]);
        answer["n"] = new JsonArray(nc, nt);
        answer["counts"] = new JsonArray(sc, st);
        answer["ci95"] = CaseJson.List(rates.Low, rates.High);
        answer["newcombe95"] = CaseJson.List(rates.NewcombeLow, rates.NewcombeHigh);
        answer["srm"] = Node(ratio);
        return answer;
    }

    public static JsonObject Sequential(CaseInput input)
    {
        double tau = input.Number("tau", input.InWords("tau", 0.01));
        if (!double.IsNaN(input.Number("theta")) && !double.IsNaN(input.AnyOf(double.NaN, "V", "variance")))
            return Node(SequentialTest.Look(input.Number("theta"), input.AnyOf(0, "V", "variance"), tau));
        ((long sc, long nc), (long st, long nt)) = Both(input);
        return Node(SequentialTest.Look(sc, nc, st, nt, tau));
    }

    public static JsonObject Means(CaseInput input)
    {
        double[] control = input.NumbersOf("control", "a", "x"), treated = input.NumbersOf("variant", "treated", "treatment", "b", "y");
        if (control.Length == 0 || treated.Length == 0) throw new FormatException("params.control and params.variant are missing; give the values of both arms.");
        MeanComparison means = SampleComparison.Means(control, treated);
        JsonObject answer = CaseJson.Named([new("diff", means.Difference), new("se", means.StandardError), new("t", means.T),
            new("df", means.DegreesOfFreedom), new("p", means.P)]);
        answer["ci95"] = CaseJson.List(means.Low, means.High);
        return answer;
    }

    /// <summary>Counts of two or more arms against their planned shares; from a table, the arms of the column named as such.</summary>
    public static JsonObject Ratio(CaseInput input)
    {
        double[] counts = input.NumbersOf("counts", "n", "observed");
        if (counts.Length == 0 && input.HasData)
        {
            CsvTable table = CsvTable.Read(input.Open());
            counts = [.. table.Texts(input.Setting("column", table.First("segment", "version", "arm", "group")))
                .GroupBy(v => v, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (double)g.Count())];
        }

        if (counts.Length < 2) throw new FormatException("params.counts is missing; give how many each arm has, at least two arms.");
        return Node(SampleRatio.Check([.. counts.Select(c => (long)c)], input.NumbersOf("planned", "expected_shares", "shares") is { Length: > 0 } planned ? planned : null));
    }

    public static JsonObject Holm(CaseInput input) => Adjusted(input, SampleComparison.Holm);

    public static JsonObject FalseDiscovery(CaseInput input) => Adjusted(input, AssociationRules.BenjaminiHochberg);

    static JsonObject Adjusted(CaseInput input, Func<IReadOnlyList<double>, double[]> method)
    {
        double[] p = input.NumbersOf("p", "p_values", "pvalues");
        if (p.Length == 0) throw new FormatException("params.p is missing; give the p values.");
        double[] adjusted = method(p);
        double level = input.AnyOf(0.05, "q", "alpha", "level");
        return new JsonObject { ["adjusted"] = CaseJson.List(adjusted), ["rejected"] = adjusted.Count(a => a <= level) };
    }

    public static JsonObject Node(SampleRatio ratio) =>
        new() { ["chi2"] = CaseJson.Node(ratio.ChiSquare), ["p"] = CaseJson.Node(ratio.P), ["warn"] = ratio.Broken };

    public static JsonObject Node(SequentialTest test) => CaseJson.Named([new("theta", test.Difference), new("V", test.Variance),
        new("Lambda", test.LikelihoodRatio), new("always_valid_p", test.P)]);

    static ((long S, long N) Control, (long S, long N) Treated) Both(CaseInput input) =>
        (Arm(input, "control", "a"), Arm(input, "variant", "treated", "treatment", "b"));

    /// <summary>[successes, trials], or an object that names them.</summary>
    static (long S, long N) Arm(CaseInput input, params string[] names)
    {
        foreach (string name in names)
        {
            if (!input.Has(name, out JsonElement arm)) continue;
            if (arm.ValueKind == JsonValueKind.Array && arm.GetArrayLength() == 2) return Checked(name, (long)arm[0].GetDouble(), (long)arm[1].GetDouble());
            if (arm.ValueKind == JsonValueKind.Object && First(arm, "successes", "x", "converted", "conversions") is { } s && First(arm, "n", "trials", "visitors") is { } n)
                return Checked(name, (long)s, (long)n);
        }

        throw new FormatException($"params.{names[0]} is missing; give the arm as [successes, trials].");
    }

    static (long, long) Checked(string name, long successes, long trials) => trials >= 1 && successes >= 0 && successes <= trials ? (successes, trials)
        : throw new FormatException($"params.{name} has {successes} successes of {trials}; successes must lie between 0 and the trials, and there must be at least one trial.");

    static double? First(JsonElement arm, params string[] names) =>
        names.Select(n => arm.TryGetProperty(n, out JsonElement v) && v.ValueKind == JsonValueKind.Number ? v.GetDouble() : (double?)null).FirstOrDefault(v => v is not null);
}
