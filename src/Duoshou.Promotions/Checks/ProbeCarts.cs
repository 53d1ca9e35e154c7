using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Checks;

/// <summary>
/// Carts that bring out the worst in promotions: one unit of an item, and the quantities at which a step, a threshold, an nth
/// unit or a set begins to count; with every code entered and every group joined, at each instant at which the set of running
/// promotions changes.
/// </summary>
sealed class ProbeCarts
{
    const int MostUnits = 999;
    readonly CheckInput input;
    readonly Promotion[] all;
    readonly string[] coupons, groups, levels;

    internal ProbeCarts(CheckInput input)
    {
        this.input = input;
        all = [.. input.Planned, .. input.Others];
        coupons = [.. all.Select(p => p.Coupon).OfType<string>().Distinct()];
        groups = [.. all.SelectMany(p => p.When).SelectMany(Flat).OfType<Condition.CustomerGroup>().SelectMany(g => g.In)
            .Distinct()];
        levels = [.. all.SelectMany(p => p.When).SelectMany(Flat).OfType<Condition.CustomerLevel>().SelectMany(g => g.In)
            .Distinct()];
    }

    internal PromotionBook Book => field ??= new PromotionBook(all);

    /// <summary>Instants at which planned promotions run, each time after something has begun.</summary>
    internal IEnumerable<DateTimeOffset> Instants()
    {
        DateTimeOffset[] starts =
            [.. all.Select(p => p.Starts ?? input.At).Select(s => s < input.At ? input.At : s).Distinct().Order()];
        return starts.Where(at => input.Planned.Any(p => Runs(p, at)));
    }

    internal static bool Runs(Promotion p, DateTimeOffset at) => p.Enabled && !(at < p.Starts) && !(at >= p.Ends);

    internal IEnumerable<Cart> For(CheckedItem item, DateTimeOffset at) =>
        Quantities(item).Select(quantity => Of(at, (item, quantity)));

    internal Cart Of(DateTimeOffset at, params IEnumerable<(CheckedItem Item, int Quantity)> goods) => new()
    {
        Currency = input.Currency,
        At = at,
        Lines = [.. goods.Select((g, i) =>
            g.Item.Line with { Id = g.Item.Line.Sku + "#" + i, Quantity = g.Quantity, Selected = true })],
        Coupons = coupons,
        Customer = new Customer { Groups = groups, Level = levels.FirstOrDefault() },
    };

    /// <summary>One, and each quantity of this item at which something of a promotion is reached.</summary>
    internal IEnumerable<int> Quantities(CheckedItem item)
    {
        SortedSet<int> quantities = [1];
        foreach (Promotion p in all)
        {
            foreach (Condition condition in p.When.SelectMany(Flat))
            {
                if (condition is Condition.Quantity { AtLeast: { } units }) quantities.Add(units);
                if (condition is Condition.Subtotal { AtLeast: { } amount }) AddAmount(quantities, amount, item);
            }

            foreach (PromotionAction action in p.Actions) Add(quantities, action, item);
        }

        return quantities.Where(q => q is > 0 and <= MostUnits);
    }

    void Add(SortedSet<int> quantities, PromotionAction action, CheckedItem item)
    {
        switch (action)
        {
            case PromotionAction.Tiers t:
                foreach (Tier step in t.Steps)
                {
                    if (t.Measure == Measure.Subtotal) AddAmount(quantities, step.At, item);
                    else if (step.At.In(input.Currency) is { } units and <= MostUnits) quantities.Add((int)units);
                }

                break;
            case PromotionAction.Every { Measure: Measure.Subtotal } e:
                AddAmount(quantities, e.Step, item);
                break;
            case PromotionAction.NthUnit n:
                quantities.Add(n.N);
                break;
            case PromotionAction.BuyGet b:
                quantities.Add(b.Buy.Quantity + b.Get.Quantity);
                break;
            case PromotionAction.Groups g:
                quantities.Add(g.Size);
                break;
        }
    }

    void AddAmount(SortedSet<int> quantities, PromotionAmount amount, CheckedItem item)
    {
        if (item.Line.UnitPrice <= 0 || amount.In(input.Currency) is not { } wanted) return;
        long units = (wanted + item.Line.UnitPrice - 1) / item.Line.UnitPrice;
        if (units <= MostUnits) quantities.Add((int)Math.Max(1, units));
    }

    internal static IEnumerable<Condition> Flat(Condition condition) => condition switch
    {
        Condition.All a => a.Of.SelectMany(Flat),
        Condition.Any a => a.Of.SelectMany(Flat),
        _ => [condition],
    };
}
