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
        foreach (string key in input.Asked)
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
}
