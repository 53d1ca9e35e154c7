using System.Text.Json;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Cases;

/// <summary>Reads selectors and conditions of a case.</summary>
static class CaseConditions
{
    static readonly string[] Combinations = ["all", "any", "not"];
    static readonly string[] InnerNames = ["of", "conditions", "all", "any", "not", "condition", "when"];

    internal static AmountBasis? Basis(JsonElement from, string name = "basis") =>
        from.Word<AmountBasis?>(name, null, ("running", AmountBasis.Running), ("list", AmountBasis.List));

    /// <summary>The selector named "of"; without one, everything.</summary>
    internal static ItemSelector Of(JsonElement from) =>
        from.Member("of") is { } selector ? Selector(selector) : ItemSelector.Everything;

    internal static ItemSelector Selector(JsonElement s) => new()
    {
        Products = s.Texts("products"),
        Skus = s.Texts("skus"),
        Shops = s.Texts("shops"),
        Categories = s.Texts("categories"),
        Brands = s.Texts("brands"),
        Tags = s.Texts("tags"),
        Lines = s.Texts("lines"),
        UnitPriceAtLeast = s.Amount("unitPriceGte"),
        UnitPriceAtMost = s.Amount("unitPriceLte"),
        ExcludeDiscounted = s.Flag("excludeDiscounted", false),
        ListedWithinDays = s.Count("listedWithinDays"),
        StockAgeAtLeastDays = s.Count("stockAgeAtLeastDays"),
        StockCoverAtLeastDays = s.Count("stockCoverAtLeastDays"),
        Exclude = s.Member("exclude") is { } exclude ? Selector(exclude) : null,
        Any = s.Member("any") is null ? null : [.. s.Items("any").Select(Selector)],
    };

    internal static Condition Condition(JsonElement c) => (c.Text("type") ?? Combination(c)) switch
    {
        "subtotal" => new Condition.Subtotal(c.Amount("gte"), c.Amount("lte"), Of(c), Basis(c)),
        "quantity" => new Condition.Quantity(c.Count("gte"), c.Count("lte"), Of(c)),
        "contains" => new Condition.Contains(Of(c)),
        "customerGroup" => new Condition.CustomerGroup(List(c)),
        "customerLevel" => new Condition.CustomerLevel(List(c)),
        "referral" => new Condition.Referral(),
        "nthOrder" => new Condition.NthOrder(c.NeededCount("eq")),
        "shippingMethod" => new Condition.ShippingMethod(List(c)),
        "payment" => new Condition.Payment(List(c)),
        "region" => new Condition.Region(c.Texts("in"), c.Texts("notIn")),
        "all" => new Condition.All(Inner(c)),
        "any" => new Condition.Any(Inner(c)),
        "not" => new Condition.Not(Inner(c) is [var one] ? one : new Condition.All(Inner(c))),
        string other => throw new PromotionException("unknown_condition", $"There is no condition of type '{other}'."),
    };

    /// <summary>A combination may also be written as its own name, such as {"any": […]}.</summary>
    static string Combination(JsonElement c) =>
        Combinations.FirstOrDefault(name => c.Member(name) is not null) ?? throw CaseFields.Fault("type", c, "is missing");

    static IReadOnlyList<string> List(JsonElement c) => c.Texts("in") ?? throw CaseFields.Fault("in", c, "is missing");

    static Condition[] Inner(JsonElement c)
    {
        string? name = InnerNames.FirstOrDefault(n => c.Member(n) is not null);
        return name is null ? throw CaseFields.Fault("of", c, "is missing") : [.. c.Items(name).Select(Condition)];
    }
}
