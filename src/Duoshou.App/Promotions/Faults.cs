using Duoshou.Kernel;
using Duoshou.Promotions;
using Duoshou.Warehouse;

namespace Duoshou.App.Promotions;

/// <summary>What is refused in this module, each in the same words wherever it happens.</summary>
public static class Faults
{
    /// <summary>A cart, a promotion or a refund that contradicts itself; the engine says which member and which value.</summary>
    public static Refusal Of(PromotionException fault, string field) => new($"promotion.{fault.Code}",
        new($"算不了：{fault.Message}", $"This cannot be calculated: {fault.Message}"),
        new("改正所指的字段；格式见 docs/modules/promotions.md。", "Correct the member that is named; the format stands in docs/modules/promotions.md."), field);

    public static Refusal NoKey { get; } = new("key.missing",
        new("没有 Idempotency-Key。", "There is no Idempotency-Key."),
        new("给每一笔请求一个自己的键，重发时用同一个。", "Give every request a key of its own, and send the same one again when you repeat it."), "Idempotency-Key");

    public static Refusal KeyReused(string key) => new("key.reused",
        new($"键「{key}」已用于另一份内容。", $"The key “{key}” was used for another request."),
        new("换一个键，或原样重发。", "Use another key, or send the first request unchanged."), "Idempotency-Key", key);

    public static Refusal Shop(string shop) => Refusals.NotFound("shop.unknown", "shop", shop);

    public static Refusal Order(Guid id) => Refusals.NotFound("order.unknown", "order", id.ToString());

    public static Refusal Cancelled(Guid id) => new("order.cancelled",
        new($"订单 {id} 已取消。", $"Order {id} was cancelled."), new("已取消的订单不能再退款。", "A cancelled order cannot be refunded."), "order", id.ToString());

    public static Refusal HasRefunds(Guid id) => new("order.refunded",
        new($"订单 {id} 已有退款。", $"Order {id} has refunds."), new("把剩下的退掉，而不是取消。", "Refund what is left instead of cancelling it."), "order", id.ToString());

    public static Refusal Proof(Guid id) => new("order.proof",
        new($"订单 {id} 按存下的版本重算，价格对不上。", $"Order {id} comes out at another price when it is computed again with its stored version."),
        new("没有退款。请核对数据库是否被改动过。", "Nothing was refunded. Check whether the database was changed."), "order", id.ToString());

    public static Refusal Exhausted(string promotion) => new("promotion.exhausted",
        new($"活动 {promotion} 刚刚用完。", $"Promotion {promotion} was used up just now."), new("重新定价后再下单。", "Price the cart again and place the order."), "promotion", promotion);
}
