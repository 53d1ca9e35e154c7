using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Cases;

namespace Duoshou.Libraries.Tests.Cases;

/// <summary>The same methods on other inputs than the reference cases': other wording, other settings, other columns, inputs that are missing.</summary>
public class CaseVariationTests
{
    [Theory]
    [InlineData("EOQ sqrt(2DK/h)", """{"D":1200,"K":50,"h":3}""", "eoq", 200, 1e-9)]
    [InlineData("newsvendor quantile", """{"p":100,"c":60,"salvage":30,"mu":500,"sigma":120}""", "q", 521.601, 1e-3)]
    [InlineData("SRM chi-square", """{"counts":[44700,45489]}""", "chi2", 6.902405, 1e-5)]
    [InlineData("mSPRT, normal mixture", """{"tau":0.01,"control":[8502,44700],"variant":[8279,45489]}""", "Lambda", 27.3494473, 1e-6)]
    [InlineData("two-proportion z (pooled)", """{"control":[8502,44700],"variant":[8279,45489]}""", "z", -3.1643589, 1e-6)]
    [InlineData("sample size per arm, alpha 0.01 two-sided, power 0.9", """{"baseline":0.1,"mde":0.02}""", "n_per_arm[0]", 7276.0203, 1e-3)]
    [InlineData("sample size per arm", """{"cases":[[0.1,0.02]],"alpha":0.01,"power":0.9}""", "n_per_arm[0]", 7276.0203, 1e-3)]
    [InlineData("Holm correction", """{"p":[0.01,0.04,0.03]}""", "adjusted[2]", 0.06, 1e-12)]
    [InlineData("Benjamini-Hochberg", """{"p":[0.01,0.04,0.03],"q":0.05}""", "rejected", 3, 0)]
    [InlineData("difference-in-differences", """{"treated_before":10,"treated_after":14,"control_before":9,"control_after":11}""", "did", 2, 1e-12)]
    [InlineData("Herfindahl index", """{"sales":[10,20,70]}""", "hhi", 5400, 1e-9)]
    [InlineData("Wilson 90 % interval", """{"x_n":[[8,10]]}""", "ci[0][0]", 0.5407928057, 1e-9)]
    [InlineData("budget allocation, equal marginal return", """{"a":[60,45,30,80],"b":[0.62,0.7,0.55,0.5],"budget":10000}""", "lambda", 2.146332, 1e-6)]
    [InlineData("clicks without an order", """{"conversion":[0.03]}""", "clicks[0]", 99, 0)]
    [InlineData("5-star ratings needed", """{"N":1000,"S":4.6,"T":4.7}""", "ratings", 334, 0)]
    [InlineData("geometric adstock", """{"spend":[100,0,50],"rate":0.5}""", "adstock[2]", 75, 1e-9)]
    [InlineData("Hill saturation", """{"spend":[200],"half_saturation":100,"shape":2}""", "saturated[0]", 0.8, 1e-9)]
    [InlineData("media mix", """{"sales":[1,2,3],"channels":{"a":[1,2,4]}}""", "weeks_needed", 52, 0)]
    [InlineData("TextRank (window 5, damping 0.85)", """{"text":"power bank","top":2}""", "terms[0][0][1]", 0.5, 1e-6)]
    [InlineData("BG/NBD expected repeat orders", """{"r":0.243,"alpha":4.414,"a":0.793,"b":2.426,"t":39,"x":2,"t_x":30.43,"T":38.86}""", "expected", 1.2260282, 1e-6)]
    [InlineData("Gamma-Gamma expected spend", """{"p":6.25,"q":3.74,"gamma":15.44,"x":2,"zbar":35}""", "mean", 35.03937, 1e-4)]
    [InlineData("Welch t-test", """{"control":[1,2,3,4,5.5],"variant":[2,3,4,5,9]}""", "t", 1.04257207, 1e-7)]
    [InlineData("LMDI-I additive", """{"before":{"a":2,"b":-3},"after":{"a":3,"b":2}}""", "delta", 12, 1e-9)]
    [InlineData("LMDI-I over segments", """{"segments":[{"before":{"u":1,"c":2},"after":{"u":2,"c":2}},{"before":{"u":1,"c":1},"after":{"u":2,"c":1}}]}""", "u", 3, 1e-9)]
    [InlineData("log-likelihood ratio G2", """{"k1":110,"n1":2552,"k2":111,"n2":29225}""", "g2", 270.72, 0.5)]
    public void Other_words_and_other_settings_are_answered(string method, string settings, string figure, double expected, double within)
    {
        JsonNode answer = Answer(method, settings)["expected"] ?? throw new InvalidOperationException(Answer(method, settings).ToJsonString());
        Math.Abs(Pick(answer, figure).GetValue<double>() - expected).ShouldBeLessThanOrEqualTo(within + 1e-9, answer.ToJsonString());
    }

    [SkippableTheory]
    [InlineData("LMDI-I additive", "online_retail/online_retail.csv.gz", """{"from":"2011-10","to":"2011-11"}""", "orders", 404633.74, 0.01)]
    [InlineData("XYZ by CV of monthly demand", "online_retail/online_retail.csv.gz", "{}", "Y", 1105, 0)]
    [InlineData("ABC 70/90 by cumulative revenue before the item", "online_retail/online_retail.csv.gz", "{}", "A", 544, 0)]
    [InlineData("Benford first digit, Nigrini MAD", "online_retail/online_retail.csv.gz", "{}", "mad", 0.0195, 5e-5)]
    [InlineData("RFM per customer", "online_retail/online_retail.csv.gz", """{"snapshot":"2011-12-10","country":"Germany"}""", "customers", 94, 0)]
    [InlineData("association rules", "baskets/groceries.csv", """{"min_support":0.006,"min_confidence":0.25}""", "rules", 463, 0)]
    [InlineData("frequent item sets", "baskets/groceries.csv", """{"min_support_count":50}""", "all", 1001, 0)]
    [InlineData("closed item sets", "baskets/retail.dat.gz", """{"min_support_count":44}""", "closed", 19698, 0)]
    [InlineData("BG/NBD fit", "cdnow/CDNOW_master.txt", """{"calibration_end":"1997-09-30"}""", "alpha", 4.78894, 1e-3)]
    [InlineData("synthetic control placebo", "prop99/prop99.csv", """{"outcome":"cigsale","treated":"California","from":1989}""", "rank", 3, 0)]
    [InlineData("mSPRT, tau=0.01, day 1", "cookie_cats/cookie_cats.csv.gz", "{}", "Lambda", 1.319, 5e-4)]
    [InlineData("mSPRT", "cookie_cats/cookie_cats.csv.gz", """{"tau":0.01,"outcome":"retention_1"}""", "Lambda", 1.319, 5e-4)]
    [InlineData("Welch, women's e-mail against none", "hillstrom/hillstrom.csv.gz", "{}", "spend[0]", 0.42441, 1e-5)]
    [InlineData("OLS log(packs) on log(rprice), log(rincome) of 1995", "r_series/cigarettes.csv", "{}", "elasticity", -1.4065, 1e-4)]
    [InlineData("long difference elasticity of log(packs) on log(rprice), log(rincome)", "r_series/cigarettes.csv", "{}", "elasticity", -1.0560, 1e-4)]
    [InlineData("ETS automatic", "r_series/series.json", """{"series":"Nile"}""", "loglik", -726.39, 1)]
    public void Other_data_and_questions_without_named_figures_are_answered(string method, string file, string settings, string figure, double expected, double within)
    {
        string path = ReferenceFiles.Path("data/" + file);
        JsonNode answer = Answer(method, settings, "shared: " + file, path)["expected"]
            ?? throw new InvalidOperationException(Answer(method, settings, "shared: " + file, path).ToJsonString());
        Math.Abs(Pick(answer, figure).GetValue<double>() - expected).ShouldBeLessThanOrEqualTo(within + 1e-9, answer.ToJsonString());
    }

    [Theory]
    [InlineData("LMDI-I additive", "{}", "params.before")]
    [InlineData("LMDI-I additive", """{"before":{"a":"x"},"after":{"a":2}}""", "params.before.a")]
    [InlineData("HHI, CR4, Gini", """{"shares_percent":["a"]}""", "params.shares_percent")]
    [InlineData("Wilson 95 % interval", "{}", "params.x")]
    [InlineData("newsvendor", """{"price":1}""", "params.cost")]
    [InlineData("reorder point", """{"mean_daily":1,"lead_days":2,"service":[1.5]}""", "params.service")]
    [InlineData("two-proportion z", """{"control":[5,4],"variant":[1,2]}""", "params.control")]
    [InlineData("RFM per customer", "{}", "names no data file")]
    public void What_is_missing_or_no_number_is_named(string method, string settings, string named) =>
        Answer(method, settings)["error"]!["detail"]!.GetValue<string>().ShouldContain(named);

    static JsonNode Answer(string method, string settings, string? data = null, string? path = null)
    {
        JsonObject one = new() { ["id"] = "v", ["method"] = method, ["params"] = JsonNode.Parse(settings) };
        if (data is not null) one["data"] = new JsonArray(data);
        JsonObject file = new() { ["cases"] = new JsonArray(one) };
        return AnalyticsCases.Answer(new MemoryStream(Encoding.UTF8.GetBytes(file.ToJsonString())),
            (_, _) => File.OpenRead(path ?? throw new FileNotFoundException()))["results"]![0]!;
    }

    static JsonElement Pick(JsonNode answer, string figure)
    {
        JsonElement at = JsonSerializer.SerializeToElement(answer);
        foreach (string part in figure.TrimEnd(']').Split(['[', ']'], StringSplitOptions.RemoveEmptyEntries))
            at = int.TryParse(part, out int index) ? at[index] : at.GetProperty(part);
        return at;
    }
}

file static class Elements
{
    public static T GetValue<T>(this JsonElement element) => element.Deserialize<T>()!;
}
