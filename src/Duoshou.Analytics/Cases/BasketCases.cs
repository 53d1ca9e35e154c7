using System.Text.Json.Nodes;
using Duoshou.Analytics.Baskets;

namespace Duoshou.Analytics.Cases;

static class BasketCases
{
    /// <summary>Sets beyond these are not counted, and not held to make rules of: a smaller support has no end.</summary>
    const int MostCounted = 50_000_000, MostHeld = 3_000_000;

    static FormatException TooMany(int most) => new($"More than {most.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} item sets are that frequent; "
        + "raise params.min_support_count or params.min_support.");

    public static JsonObject Sets(CaseInput input)
    {
        BasketTable baskets = Read(input);
        double count = input.AnyOf(double.NaN, "min_support_count", "min_count", "support_count", "minimum_count");
        int minimum = double.IsNaN(count)
            ? ItemSets.CountFor(baskets, input.AnyOf(0.01, "min_support", "support")) : (int)Math.Ceiling(count);
        List<int> byLength = [];
        int all = 0, closed = 0;
        if (minimum < 1) throw new FormatException("The smallest support must be at least one basket: params.min_support_count from 1, or params.min_support above 0.");
        if (input.Wants("all") || input.Wants("by_length"))
            ItemSets.VisitFrequent(baskets, minimum, (items, _) =>
            {
                while (byLength.Count < items.Length) byLength.Add(0);
                byLength[items.Length - 1]++;
                if (++all > MostCounted) throw TooMany(MostCounted);
            });
        if (input.Wants("closed")) ItemSets.VisitClosed(baskets, minimum, (_, _) =>
            {
                if (++closed > MostCounted) throw TooMany(MostCounted);
            });
        JsonObject answer = new() { ["all"] = all, ["closed"] = closed, ["by_length"] = CaseJson.List([.. byLength.Select(n =>
            (double)n)]) };
        return input.Trimmed(answer);
    }

    public static JsonObject Rules(CaseInput input)
    {
        BasketTable baskets = Read(input);
        double support = input.AnyOf(input.AnyOf(double.NaN, "min_support_count") is var count && count > 0 ? count / Math.Max(1, baskets.Count)
            : 0.01, "min_support", "support");
        if (support is <= 0 or > 1)
            throw new FormatException($"params.min_support holds {support.ToString(System.Globalization.CultureInfo.InvariantCulture)}; "
                + "write the share of baskets that a rule must be in, above 0 and at most 1.");
        int held = 0;
        ItemSets.VisitFrequent(baskets, ItemSets.CountFor(baskets, support), (_, _) =>
        {
            if (++held > MostHeld) throw TooMany(MostHeld);
        });
        IReadOnlyList<AssociationRule> rules = AssociationRules.Find(baskets, support, input.AnyOf(0.5, "min_confidence", "confidence"));
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
