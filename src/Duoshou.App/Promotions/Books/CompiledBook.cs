using System.Collections.Frozen;
using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Refunds;

namespace Duoshou.App.Promotions.Books;

/// <summary>A version of a shop's promotions, ready to price. Whoever holds it prices on with it after a newer one is published.</summary>
sealed class CompiledBook
{
    CompiledBook(ShopId shop, int version, PromotionBook book, PricingPolicy policy, RefundTerms refunds, bool cancelGivesBack)
    {
        (Shop, Version, Book, Policy, Refunds, CancelGivesBack) = (shop, version, book, policy, refunds, cancelGivesBack);
        Limited = book.Promotions.Where(IsLimited).Select(p => p.Id).ToFrozenSet(StringComparer.Ordinal);
        LimitsDays = book.Promotions.Any(p => p.Limits.DayBudget is not null);
        LimitsCustomers = book.Promotions.Any(p => p.Limits.PerCustomer is not null);
    }

    public ShopId Shop { get; }
    public int Version { get; }
    public PromotionBook Book { get; }
    public PricingPolicy Policy { get; }
    public RefundTerms Refunds { get; }

    /// <summary>A cancelled order gives its uses back.</summary>
    public bool CancelGivesBack { get; }

    /// <summary>Promotions whose uses must be known before a price.</summary>
    public FrozenSet<string> Limited { get; }
    public bool LimitsDays { get; }
    public bool LimitsCustomers { get; }

    /// <exception cref="PromotionException">The text contradicts itself.</exception>
    public static CompiledBook Of(ShopId shop, int version, string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        JsonElement policy = root.TryGetProperty("policy", out JsonElement given) ? given : default;
        return new(shop, version, new PromotionBook(PromotionText.Promotions(root)), PromotionText.Policy(root), Terms(policy),
            !(policy.ValueKind == JsonValueKind.Object && policy.TryGetProperty("cancelGivesBack", out JsonElement gives)
                && gives.ValueKind == JsonValueKind.False));
    }

    static RefundTerms Terms(JsonElement policy)
    {
        if (policy.ValueKind != JsonValueKind.Object || !policy.TryGetProperty("refund", out JsonElement word)) return new();
        return new()
        {
            Policy = word.GetString() switch
            {
                "keep" => RefundPolicy.Keep,
                "recalculate" => RefundPolicy.Recalculate,
                _ => throw new PromotionException("bad_field", $"refund is keep or recalculate, not {word.GetRawText()}"),
            },
        };
    }

    static bool IsLimited(Promotion p) => p.Limits is { Total: not null } or { PerCustomer: not null } or { Units: not null }
        or { Budget: not null } or { DayBudget: not null };
}
