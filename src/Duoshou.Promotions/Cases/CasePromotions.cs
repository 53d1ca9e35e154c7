using System.Text.Json;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Cases;

/// <summary>Reads the promotions of a case.</summary>
static class CasePromotions
{
    internal static IReadOnlyList<Promotion> All(JsonElement c) => [.. c.Items("promotions").Select(One)];

    internal static Promotion One(JsonElement p) => new()
    {
        Id = p.Needed("id"),
        Name = p.Text("name"),
        Version = p.Count("version") ?? 1,
        Hours = p.Member("hours") is { } hours ? Hours(hours) : null,
        FloorWaiver = p.Text("floorWaiver"),
        Stage = p.Word<Stage?>("stage", null, ("catalog", Stage.Catalog), ("item", Stage.Item), ("order", Stage.Order),
            ("shopCoupon", Stage.ShopCoupon), ("platform", Stage.Platform), ("shipping", Stage.Shipping), ("gift", Stage.Gift)),
        Priority = p.Count("priority") ?? 0,
        Coupon = p.Text("coupon"),
        Enabled = p.Flag("enabled", true),
        Channels = p.Texts("channels"),
        Starts = p.Instant("starts"),
        Ends = p.Instant("ends"),
        When = [.. p.Items("when").Select(CaseConditions.Condition)],
        Actions = [.. p.Items("actions").Select(Action)],
        Exclusive = p.Flag("exclusive", false),
        Excludes = p.Texts("excludes") ?? [],
        Group = p.Text("group"),
        GroupScope = p.Word("groupScope", GroupScope.Order, ("order", GroupScope.Order), ("line", GroupScope.Line)),
        Limits = p.Member("limits") is { } limits ? Limits(limits) : new PromotionLimits(),
        Funding = p.Member("funding") is { } funding
            ? [.. funding.EnumerateObject().Select(f => new FundingShare(f.Name, funding.NeededCount(f.Name)))]
            : [],
    };

    static PromotionLimits Limits(JsonElement l) => new()
    {
        Total = l.Count("total"),
        Used = l.Count("used") ?? 0,
        PerCustomer = l.Count("perCustomer"),
        UsedByCustomer = l.Count("usedByCustomer") ?? 0,
        Budget = l.Amount("budget"),
        BudgetUsed = l.Number("budgetUsed") ?? 0,
        Units = l.Count("units"),
        UnitsUsed = l.Count("unitsUsed") ?? 0,
        DayBudget = l.Amount("dayBudget"),
        DayBudgetUsed = l.Number("dayBudgetUsed") ?? 0,
    };

    static Recurrence Hours(JsonElement h) => new(
        [.. h.Items("days").Select(day => Enum.TryParse(day.GetString(), ignoreCase: true, out DayOfWeek named) ? named
            : throw CaseFields.Fault("days", day, "is no weekday such as tuesday"))],
        Wall(h, "from"), Wall(h, "to"),
        TimeZoneInfo.TryFindSystemTimeZoneById(h.Needed("zone"), out TimeZoneInfo? zone) ? zone
            : throw CaseFields.Fault("zone", h, "is no zone such as Asia/Shanghai"));

    static TimeOnly Wall(JsonElement h, string name) =>
        TimeOnly.TryParse(h.Needed(name), System.Globalization.CultureInfo.InvariantCulture, out TimeOnly time) ? time
            : throw CaseFields.Fault(name, h, "is no time such as 20:00");

    static PromotionAction Action(JsonElement a)
    {
        PromotionAction action = Plain(a);
        return action with
        {
            Of = a.Member("of") is { } of ? CaseConditions.Selector(of) : null,
            MaxAmount = a.Amount("maxAmount"),
            MaxUnits = a.Count("maxUnits"),
            MaxUnitsTotal = a.Count("maxUnitsTotal"),
            Pick = Pick(a, "pick"),
            Methods = a.Texts("methods"),
        };
    }

    static PromotionAction Plain(JsonElement a) => a.Needed("type") switch
    {
        "percentOff" => new PromotionAction.PercentOff(
            Scope(a, ActionScope.Line), a.NeededCount("bp"), a.Word("base", false, ("running", false), ("list", true))),
        "amountOff" => new PromotionAction.AmountOff(Scope(a, ActionScope.Unit), a.NeededAmount("amount"),
            a.Flag("spread", false)),
        "fixedPrice" => new PromotionAction.FixedPrice(Scope(a, ActionScope.Unit), a.NeededAmount("amount")),
        "freeShipping" => new PromotionAction.FreeShipping(),
        "tiers" => new PromotionAction.Tiers(Measure(a), [.. a.Items("steps").Select(Tier)], CaseConditions.Basis(a)),
        "every" => new PromotionAction.Every(
            Measure(a), a.NeededAmount("step"), a.NeededAmount("amount"), a.Count("maxTimes"), CaseConditions.Basis(a)),
        "nthUnit" => new PromotionAction.NthUnit(a.NeededCount("n"), a.NeededCount("bp"),
            a.Text("per") == "line"),
        "buyGet" => BuyGet(a),
        "groups" => Groups(a),
        "bundle" => new PromotionAction.Bundle(
            [.. a.Items("parts").Select(Demand)], a.Amount("price"), a.Amount("amount"), a.Count("bp"), a.Count("maxTimes")),
        "gift" => new PromotionAction.Gift(a.Needed("sku"), a.Count("qty") ?? 1, a.Amount("everySubtotal"), a.Count("maxQty"))
        {
            Substitutes = a.Texts("substitutes") ?? [],
            Insert = a.Flag("insert", false),
        },
        "deposit" => new PromotionAction.Deposit(a.NeededAmount("deposit"), a.NeededAmount("worth")),
        string other => throw new PromotionException("unknown_action", $"There is no action of type '{other}'."),
    };

    static PromotionAction.BuyGet BuyGet(JsonElement a)
    {
        JsonElement buy = a.Member("buy") ?? throw CaseFields.Fault("buy", a, "is missing");
        JsonElement get = a.Member("get") ?? throw CaseFields.Fault("get", a, "is missing");
        int? rate = a.Count("bp");
        PromotionAmount? amount = a.Amount("amount");
        if (rate is null && amount is null) rate = 10_000;
        return new PromotionAction.BuyGet(Demand(buy), Demand(get), rate, amount, a.Count("maxTimes"), get.Flag("partial", false)
            || a.Flag("partial", false));
    }

    static PromotionAction.Groups Groups(JsonElement a)
    {
        JsonElement deal = a.Member("do") ?? throw CaseFields.Fault("do", a, "is missing");
        return new PromotionAction.Groups(
            a.NeededCount("size"),
            a.Word("form", false, ("cheapestFirst", false), ("dearestFirst", true)),
            new GroupDeal
            {
                Price = deal.Amount("price"),
                UnitPrice = deal.Amount("unitPrice"),
                Amount = deal.Amount("amount"),
                UnitAmount = deal.Amount("unitAmount"),
                BasisPoints = deal.Count("bp"),
                PickNth = deal.Count("pickNth"),
                From = Pick(deal, "from") ?? UnitPick.Cheapest,
                MaxUnits = deal.Count("maxUnits") ?? a.Count("maxUnits"),
            },
            a.Count("maxGroups"));
    }

    static Tier Tier(JsonElement t) => new(t.NeededAmount("at"), [.. t.Items("do").Select(Action)]);

    static UnitDemand Demand(JsonElement d) => new(CaseConditions.Of(d), d.Count("qty") ?? 1, Pick(d, "pick"));

    static UnitPick? Pick(JsonElement from, string name) =>
        from.Word<UnitPick?>(name, null, ("cheapest", UnitPick.Cheapest), ("dearest", UnitPick.Dearest));

    static Measure Measure(JsonElement a) =>
        a.Word("measure", Model.Measure.Subtotal, ("subtotal", Model.Measure.Subtotal), ("quantity", Model.Measure.Quantity));

    static ActionScope Scope(JsonElement a, ActionScope otherwise) =>
        a.Word("scope", otherwise, ("unit", ActionScope.Unit), ("line", ActionScope.Line),
        ("units", ActionScope.Units), ("order", ActionScope.Order), ("shipping", ActionScope.Shipping));
}
