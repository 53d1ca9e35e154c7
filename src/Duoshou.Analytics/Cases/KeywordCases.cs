using System.Text.Json.Nodes;
using Duoshou.Analytics.Keywords;
using Duoshou.Analytics.Reviews;

namespace Duoshou.Analytics.Cases;

static class KeywordCases
{
    public static JsonObject Segmented(CaseInput input)
    {
        string[] texts = input.Texts("texts");
        JsonArray Cut(bool unknown) => [.. texts.Select(t => (JsonNode)CaseJson.List(Segmentation.Standard.Cut(t, unknown)))];
        JsonObject answer = [];
        foreach (string key in input.Asked.Count > 0 ? input.Asked : ["words", "words_no_hmm", "tfidf_top5"])
            answer[key] = key switch
            {
                "words" => Cut(true),
                "words_no_hmm" => Cut(false),
                _ when key.StartsWith("tfidf_top", StringComparison.Ordinal) => Top(texts, CsvTable.Number(key[9..])),
                _ => null,
            };
        return answer;
    }

    /// <summary>
    /// Five folds, each label dealt out evenly in the order of the file, every review judged by a model that never saw it.
    /// </summary>
    public static JsonObject Sentiment(CaseInput input)
    {
        CsvTable table = CsvTable.Read(input.Open());
        string[] reviews = table.Texts("review");
        double[] labels = table.Numbers("label");
        int[] kept = [.. Enumerable.Range(0, reviews.Length).Where(i => !string.IsNullOrWhiteSpace(reviews[i])
            && double.IsFinite(labels[i]))];
        const int folds = 5;
        int good = 0, bad = 0;
        int[] fold = [.. kept.Select(i => (labels[i] > 0 ? good++ : bad++) % folds)];
        SentimentModel model = new();
        int[][] prepared = [.. kept.Select(i => model.Prepare(reviews[i]))];
        bool[] isGood = [.. kept.Select(i => labels[i] > 0)];
        for (int k = 0; k < kept.Length; k++) model.Count(prepared[k], isGood[k], 1);
        int[,] outcome = new int[2, 2];
        for (int f = 0; f < folds; f++)
        {
            int[] held = [.. Enumerable.Range(0, kept.Length).Where(k => fold[k] == f)];
            foreach (int k in held) model.Count(prepared[k], isGood[k], -1);
            foreach (int k in held) outcome[isGood[k] ? 1 : 0, model.LogOdds(prepared[k]) > 0 ? 1 : 0]++;
            foreach (int k in held) model.Count(prepared[k], isGood[k], 1);
        }

        double F1(int c) => 2.0 * outcome[c, c] / Math.Max(1, 2 * outcome[c, c] + outcome[c, 1 - c] + outcome[1 - c, c]);
        JsonObject score = CaseJson.Named([new("accuracy", (outcome[0, 0] + outcome[1, 1]) / (double)Math.Max(1, kept.Length)),
            new("macro_f1", (F1(0) + F1(1)) / 2)]);
        return new JsonObject { ["rows"] = kept.Length, ["naive_bayes_char_1_2"] = score, ["product"] = score.DeepClone() };
    }

    static JsonArray Top(string[] texts, double count) =>
        [.. texts.Select(t => (JsonNode)new JsonArray([.. KeyTerms.OfText(t, double.IsNaN(count) ? 5 : (int)count)
            .Select(k => (JsonNode)new JsonArray(k.Term, Math.Round(k.Weight, 6)))]))];

    /// <summary>The best terms of single texts by TextRank, the weights of each text together 1.</summary>
    public static JsonObject Ranked(CaseInput input)
    {
        string[] texts = [.. input.Texts("texts"), .. input.Texts("text")];
        if (texts.Length == 0) throw new FormatException("params.texts is missing; give the texts as a list.");
        int count = (int)Math.Clamp(input.AnyOf(5, "count", "top", "top_k"), 0, 10_000);
        return new JsonObject
        {
            ["terms"] = new JsonArray([.. texts.Select(text => (JsonNode)new JsonArray([.. TextRank.OfText(text, count)
                .Select(term => (JsonNode)new JsonArray(term.Term, Math.Round(term.Weight, 6)))]))]),
        };
    }

    /// <summary>Scores of every text for a query, by position.</summary>
    public static JsonObject Search(CaseInput input)
    {
        string[] texts = input.Texts("texts") is { Length: > 0 } given ? given : input.Texts("documents");
        double[] scores = new double[texts.Length];
        IReadOnlyList<(int Text, double Score)> found = new TextSearch(texts).Find(input.Setting("query", ""), texts.Length);
        foreach ((int text, double score) in found) scores[text] = score;
        return new JsonObject { ["scores"] = CaseJson.List(scores), ["order"] = CaseJson.List([.. found.Select(f => (double)f.Text)]) };
    }

    /// <summary>[k1, n1, k2, n2] per row: so often here of so many, so often there of so many.</summary>
    public static JsonObject Telling(CaseInput input)
    {
        double[][] rows = input.Rows("rows") is { Length: > 0 } given ? given
            : [[input.Needed("k1", "a"), input.Needed("n1", "n"), input.Needed("k2", "b"), input.Needed("n2", "m")]];
        double[] ratios = [.. rows.Select(r => r.Length == 4 ? KeyTerms.LogLikelihoodRatio(r[0], r[1], r[2], r[3])
            : throw new FormatException("params.rows needs four figures a row: count and total here, count and total there."))];
        return new JsonObject { ["g2"] = ratios.Length == 1 ? CaseJson.Node(ratios[0]) : CaseJson.List(ratios) };
    }

    /// <summary>Shared character triples of two texts over all of theirs.</summary>
    public static JsonObject Copies(CaseInput input)
    {
        string[] texts = input.Texts("texts");
        return texts.Length >= 2 ? new JsonObject { ["jaccard"] = CaseJson.Node(Trust.NearCopies.Overlap(texts[0], texts[1])),
            ["share"] = CaseJson.Node(Trust.NearCopies.Share(texts)) }
            : throw new FormatException("params.texts needs two texts at least.");
    }

    /// <summary>Five-star ratings that lift a mean of so many ratings to a target.</summary>
    public static JsonObject Recovery(CaseInput input)
    {
        double n = input.Needed("N", "n", "ratings"), mean = input.Needed("S", "mean"), target = input.Needed("T", "target");
        if (target >= 5) throw new FormatException("params.T must be below 5: no number of ratings lifts a mean to 5.");
        double needed = Math.Max(0, n * (target - mean) / (5 - target));
        return new JsonObject { ["needed"] = CaseJson.Node(needed), ["ratings"] = Math.Ceiling(needed - 1e-9) };
    }
}
