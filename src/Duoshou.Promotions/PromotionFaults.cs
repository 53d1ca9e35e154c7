using Duoshou.Promotions.Model;

namespace Duoshou.Promotions;

/// <summary>A promotion or a cart contradicts itself, so no price can be given.</summary>
public sealed class PromotionException(string code, string detail) : Exception(detail)
{
    /// <summary>The stable code of the fault, such as duplicate_promotion.</summary>
    public string Code { get; } = code;
}

/// <summary>Finds promotions and carts that contradict themselves, before they are calculated.</summary>
static class PromotionFaults
{
    const long MostMoney = 1_000_000_000_000_000;
    const int MostUnits = 1_000_000;

    internal static void Check(IReadOnlyList<Promotion> promotions)
    {
        HashSet<string> ids = [];
        foreach (Promotion p in promotions)
        {
            Require(ids.Add(p.Id), "duplicate_promotion", $"Two promotions have the id {p.Id}.");
            Require(p.Actions.Count > 0, "no_action", $"Promotion {p.Id} does nothing: it has no action.");
            Require(p.Starts is null || p.Ends is null
                || p.Starts < p.Ends, "empty_schedule", $"Promotion {p.Id} ends before it starts.");
            Require(p.Funding.Count == 0
                || p.Funding.Sum(f => f.BasisPoints) == 10_000, "funding", $"The funding of {p.Id} does not sum to 10000.");
            foreach (PromotionAction action in p.Actions) Check(p.Id, action);
        }
    }

    internal static void Check(Cart cart)
    {
        HashSet<string> ids = [];
        foreach (CartLine line in cart.Lines)
        {
            Require(ids.Add(line.Id), "duplicate_line", $"Two lines have the id {line.Id}.");
            Require(line.Quantity is > 0 and <= MostUnits, "quantity",
                $"Line {line.Id} has {line.Quantity} units; it needs at least one and at most {MostUnits}.");
            Require(line.UnitPrice is >= 0 and < MostMoney, "unit_price",
                $"Line {line.Id} has a unit price of {line.UnitPrice}.");
            Require((Int128)line.UnitPrice * line.Quantity < MostMoney, "unit_price",
                $"Line {line.Id} comes to more than can be calculated.");
        }

        ids.Clear();
        foreach (ShippingChoice choice in cart.Shipping)
        {
            Require(ids.Add(choice.Id), "duplicate_shipping", $"Two ways of shipping have the id {choice.Id}.");
            Require(choice.Fee is >= 0 and < MostMoney, "fee", $"Shipping {choice.Id} has a fee of {choice.Fee}.");
        }
    }

    static void Check(string id, PromotionAction action)
    {
        Require(Rate(action) is null or (>= 0 and <= 10_000), "rate",
            $"Promotion {id} has a rate outside 0 to 10000 basis points.");
        switch (action)
        {
            case PromotionAction.NthUnit n:
                Require(n.N > 0, "nth_unit", $"Promotion {id} counts every {n.N} units; it needs at least 1.");
                break;
            case PromotionAction.Groups g:
                Require(g.Size > 0, "group_size", $"Promotion {id} has groups of {g.Size} units.");
                Require(Deals(g.Deal) == 1, "group_deal", $"Promotion {id} must say exactly one thing that a group gets.");
                Require(g.Deal.PickNth is null or > 0, "group_deal",
                    $"Promotion {id} picks unit {g.Deal.PickNth} of a group; the first is 1.");
                break;
            case PromotionAction.BuyGet b:
                Require(b.Buy.Quantity >= 0 && b.Get.Quantity > 0, "buy_get", $"Promotion {id} has a buy or get of no units.");
                Require(b.Buy.Quantity > 0
                    || b.MaxTimes is not null, "buy_get", $"Promotion {id} gives for nothing bought, without a maximum.");
                Require(b.BasisPoints is null != (b.Amount is null), "buy_get", $"Promotion {id} must give a rate or an amount.");
                break;
            case PromotionAction.Bundle b:
                Require(b.Parts.Count > 0
                    && b.Parts.All(p => p.Quantity > 0), "bundle", $"Promotion {id} has a set with an empty part.");
                Require(new object?[] { b.Price, b.Amount, b.BasisPoints }.Count(x => x is not null) == 1, "bundle",
                    $"Promotion {id} must say exactly one of price, amount and rate for a set.");
                break;
            case PromotionAction.Tiers t:
                foreach (PromotionAction inner in t.Steps.SelectMany(s => s.Do)) Check(id, inner);
                break;
            default:
                CheckAmounts(id, action);
                break;
        }
    }

    static void CheckAmounts(string id, PromotionAction action)
    {
        switch (action)
        {
            case PromotionAction.Every e:
                Require(e.Step.Everywhere(a => a > 0), "step", $"Promotion {id} has a step that is not above zero.");
                Require(e.Amount.Everywhere(a => a >= 0), "amount", $"Promotion {id} has an amount below zero.");
                break;
            case PromotionAction.AmountOff a:
                Require(a.Amount.Everywhere(x => x >= 0), "amount", $"Promotion {id} has an amount below zero.");
                break;
            case PromotionAction.FixedPrice f:
                Require(f.Amount.Everywhere(x => x >= 0), "amount", $"Promotion {id} has a price below zero.");
                break;
            case PromotionAction.Gift g:
                Require(g.Quantity > 0, "gift", $"Promotion {id} gives {g.Quantity} units.");
                Require(g.EverySubtotal is null
                    || g.EverySubtotal.Everywhere(a => a > 0), "step", $"Promotion {id} has a step that is not above zero.");
                break;
            case PromotionAction.Deposit d:
                Require(d.Worth.Everywhere(d.Paid, (worth, paid) => worth >= paid), "deposit",
                    $"Promotion {id} lets a deposit count for less than itself.");
                break;
        }
    }

    static int? Rate(PromotionAction action) => action switch
    {
        PromotionAction.PercentOff p => p.BasisPoints,
        PromotionAction.NthUnit n => n.BasisPoints,
        PromotionAction.BuyGet b => b.BasisPoints,
        PromotionAction.Groups g => g.Deal.BasisPoints,
        PromotionAction.Bundle b => b.BasisPoints,
        _ => null,
    };

    static int Deals(GroupDeal deal) =>
        new object?[] { deal.Price, deal.UnitPrice, deal.Amount, deal.UnitAmount, deal.BasisPoints }.Count(x => x is not null);

    static void Require(bool holds, string code, string detail)
    {
        if (!holds) throw new PromotionException(code, detail);
    }
}
