using Duoshou.Kernel;

namespace Duoshou.Promotions.Model;

/// <summary>
/// Everything about an order that its price depends on, besides the promotions. Amounts are minor units of the currency.
/// </summary>
public sealed record Cart
{
    /// <summary>The one currency of the order.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The instant for which it is priced.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The lines in the order in which they were put in.</summary>
    public required IReadOnlyList<CartLine> Lines { get; init; }

    /// <summary>The ways of shipping that were chosen, with their fees.</summary>
    public IReadOnlyList<ShippingChoice> Shipping { get; init; } = [];

    /// <summary>The sales channel, if there are several.</summary>
    public string? Channel { get; init; }

    /// <summary>The customer, if known.</summary>
    public Customer? Customer { get; init; }

    /// <summary>Codes entered and vouchers claimed.</summary>
    public IReadOnlyList<string> Coupons { get; init; } = [];

    /// <summary>Where the parcel goes.</summary>
    public Destination? ShipTo { get; init; }

    /// <summary>The payment method.</summary>
    public string? Payment { get; init; }

    /// <summary>Units at hand by SKU, for gifts. A SKU that is not named is not limited.</summary>
    public IReadOnlyDictionary<string, int> Stock { get; init; } = new Dictionary<string, int>();

    /// <summary>What orders before this one have used up, by promotion; added to what the promotion's limits say themselves.</summary>
    public IReadOnlyDictionary<string, PromotionUse>? Uses { get; init; }

    /// <summary>The limits of a promotion with these uses in them.</summary>
    internal PromotionLimits LimitsOf(Promotion promotion) =>
        Uses is null || !Uses.TryGetValue(promotion.Id, out PromotionUse? use) ? promotion.Limits : promotion.Limits with
        {
            Used = promotion.Limits.Used + use.Orders,
            UsedByCustomer = promotion.Limits.UsedByCustomer + use.OrdersOfCustomer,
            UnitsUsed = promotion.Limits.UnitsUsed + use.Units,
            BudgetUsed = promotion.Limits.BudgetUsed + use.Spent,
            DayBudgetUsed = promotion.Limits.DayBudgetUsed + use.SpentToday,
        };
}

/// <summary>How far a promotion is used up by orders that were placed.</summary>
/// <param name="Orders">Orders in which it applies.</param>
/// <param name="OrdersOfCustomer">Those of the cart's customer.</param>
/// <param name="Units">Units that got it.</param>
/// <param name="Spent">Discount in minor units of the cart's currency.</param>
/// <param name="SpentToday">The same on the shop's day of the cart.</param>
public sealed record PromotionUse(int Orders, int OrdersOfCustomer = 0, int Units = 0, long Spent = 0, long SpentToday = 0);

/// <summary>A number of equal units of one SKU.</summary>
public sealed record CartLine
{
    /// <summary>The line's id, unique in the cart.</summary>
    public required string Id { get; init; }

    /// <summary>The SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>Units.</summary>
    public required int Quantity { get; init; }

    /// <summary>Price of one unit before any promotion, in minor units.</summary>
    public required long UnitPrice { get; init; }

    /// <summary>The product of which the SKU is a variant.</summary>
    public string? Product { get; init; }

    /// <summary>The shop that sells it.</summary>
    public string? Shop { get; init; }

    /// <summary>The brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Its categories, with all those above them.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>划线价: the strike-through price of one unit, where it differs.</summary>
    public long? ListPrice { get; init; }

    /// <summary>底价: no promotion sells a unit below it, unless the promotion waives floors.</summary>
    public long? FloorPrice { get; init; }

    /// <summary>The lower limit that holds for a promotion which waives <see cref="FloorPrice"/>; zero if not given.</summary>
    public long? ClearanceFloorPrice { get; init; }

    /// <summary>What a unit costs us all in. Reported by checks, never enforced.</summary>
    public long? Cost { get; init; }

    /// <summary>毛利底线: the net price below which a person must approve. Reported by checks, never enforced.</summary>
    public long? MarginFloor { get; init; }

    /// <summary>False for goods that no promotion may make cheaper. They still count for thresholds.</summary>
    public bool Discountable { get; init; } = true;

    /// <summary>True for a gift: it takes no part in thresholds and discounts.</summary>
    public bool Gift { get; init; }

    /// <summary>False for a line that the customer has not ticked: it is no part of the order.</summary>
    public bool Selected { get; init; } = true;

    /// <summary>Days since the product was listed.</summary>
    public int? ListedDays { get; init; }

    /// <summary>Days the stock has been lying.</summary>
    public int? StockAgeDays { get; init; }

    /// <summary>Days of sales for which the stock lasts.</summary>
    public int? StockCoverDays { get; init; }
}

/// <summary>One chosen way of shipping.</summary>
/// <param name="Id">Unique in the cart.</param>
/// <param name="Method">The carrier or service that promotions name.</param>
/// <param name="Fee">The fee before promotions, in minor units.</param>
public sealed record ShippingChoice(string Id, string Method, long Fee);

/// <summary>Who buys.</summary>
public sealed record Customer
{
    /// <summary>The customer's id.</summary>
    public string? Id { get; init; }

    /// <summary>Groups such as wholesale.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The member level.</summary>
    public string? Level { get; init; }

    /// <summary>Valid orders placed before this one.</summary>
    public int OrdersPlaced { get; init; }

    /// <summary>True if another customer brought this one.</summary>
    public bool Referred { get; init; }
}

/// <summary>Where a parcel goes.</summary>
/// <param name="Country">The country.</param>
/// <param name="Region">The province or state.</param>
public sealed record Destination(string? Country, string? Region);
