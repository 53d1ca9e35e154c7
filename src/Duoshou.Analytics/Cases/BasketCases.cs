using System.Text.Json.Nodes;
using Duoshou.Analytics.Baskets;

namespace Duoshou.Analytics.Cases;

static class BasketCases
{
    public static JsonObject Sets(CaseInput input)
    {
        BasketTable baskets = Read(input);
        int minimum = double.IsNaN(input.Number("min_support_count"))
            ? ItemSets.CountFor(baskets, input.Number("min_support", 0.01)) : (int)input.Number("min_support_count");
        List<int> byLength = [];
        int all = 0, closed = 0;
        if (input.Asked.Count == 0 || input.Asked.Contains("all") || input.Asked.Contains("by_length"))
            ItemSets.VisitFrequent(baskets, minimum, (items, _) =>
            {
                while (byLength.Count < items.Length) byLength.Add(0);
                byLength[items.Length - 1]++;
                all++;
            });
        if (input.Asked.Count == 0 || input.Asked.Contains("closed")) ItemSets.VisitClosed(baskets, minimum, (_, _) => closed++);
        JsonObject answer = new() { ["all"] = all, ["closed"] = closed, ["by_length"] = CaseJson.List([.. byLength.Select(n =>
            (double)n)]) };
        foreach (string key in answer.Select(p => p.Key).Where(k => !input.Asked.Contains(k)).ToArray()) answer.Remove(key);
        return answer;
    }

    public static JsonObject Rules(CaseInput input)
    {
        BasketTable baskets = Read(input);
        IReadOnlyList<AssociationRule> rules = AssociationRules.Find(baskets, input.Number("min_support"),
            input.Number("min_confidence"));
        JsonObject answer = new() { ["rules"] = rules.Count, ["columns"] = "count, confidence, lift, leverage, conviction" };
        if (rules.Count == 0) return answer;
        AssociationRule top = rules[0];
        answer["top_by_lift"] = new JsonObject
        {
            ["lhs"] = CaseJson.List(top.Left),
            ["rhs"] = top.Right,
            ["v"] = CaseJson.List(top.Count, top.Confidence, top.Lift, top.Leverage, top.Conviction),
        };
        return answer;
    }

    /// <summary>Numbers separated by blanks, or item names separated by commas.</summary>
    static BasketTable Read(CaseInput input)
    {
        if (!input.OpensText(".csv")) return BasketTable.ReadNumbers(input.Open());
        using StreamReader reader = new(input.Open());
        return BasketTable.From(CsvTable.Records(reader).Select(r => r.Where(item => item.Length > 0)));
    }
}
