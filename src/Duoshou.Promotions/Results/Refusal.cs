using Duoshou.Kernel;

namespace Duoshou.Promotions.Results;

/// <summary>Why a promotion does not apply.</summary>
public enum Refusal
{
    /// <summary>It is switched off.</summary>
    Disabled,

    /// <summary>It does not run in this channel.</summary>
    Channel,

    /// <summary>It has not begun.</summary>
    NotStarted,

    /// <summary>It is over, or outside its hours.</summary>
    Expired,

    /// <summary>Its code was not entered.</summary>
    CouponMissing,

    /// <summary>It was used as often as it may be.</summary>
    UsageLimit,

    /// <summary>The customer used it as often as one may.</summary>
    CustomerLimit,

    /// <summary>Its money is spent, or would not suffice.</summary>
    BudgetExhausted,

    /// <summary>It states no amount in the currency of the cart.</summary>
    CurrencyMissing,

    /// <summary>The amount is too small.</summary>
    SubtotalBelow,

    /// <summary>The amount is too large.</summary>
    SubtotalAbove,

    /// <summary>There are too few units.</summary>
    QuantityBelow,

    /// <summary>There are too many units.</summary>
    QuantityAbove,

    /// <summary>The customer is in none of its groups.</summary>
    CustomerGroup,

    /// <summary>It is for another order of the customer.</summary>
    NthOrder,

    /// <summary>It is for another way of shipping.</summary>
    ShippingMethod,

    /// <summary>It is for another way of paying.</summary>
    PaymentMethod,

    /// <summary>It does not run where the parcel goes.</summary>
    RegionExcluded,

    /// <summary>The cart has none of its goods, or none that may be discounted.</summary>
    NoMatchingLines,

    /// <summary>A combined condition does not hold.</summary>
    ConditionFalse,

    /// <summary>There is no complete set.</summary>
    BundleIncomplete,

    /// <summary>The gift is out of stock.</summary>
    GiftOutOfStock,

    /// <summary>It would take nothing off: a floor is reached, or nothing is left to pay.</summary>
    NoEffect,

    /// <summary>It could apply, but other promotions that exclude it or save more do.</summary>
    Excluded,
}

/// <summary>Codes and sentences of refusals.</summary>
public static class Refusals
{
    static readonly string[] Codes =
    [
        "disabled", "channel", "not_started", "expired", "coupon_missing", "usage_limit", "customer_limit", "budget_exhausted",
        "currency_missing", "subtotal_below", "subtotal_above", "quantity_below", "quantity_above", "customer_group", "nth_order",
        "shipping_method", "payment_method", "region_excluded", "no_matching_lines", "condition_false", "bundle_incomplete",
        "gift_out_of_stock", "no_effect", "excluded",
    ];

    static readonly Words[] Sentences =
    [
        new("活动已停用", "the promotion is switched off"),
        new("不适用于该渠道", "it does not run in this channel"),
        new("活动尚未开始", "it has not started yet"),
        new("活动已结束或不在活动时段", "it is over, or outside its hours"),
        new("未使用所需优惠券", "its coupon was not entered"),
        new("活动次数已用完", "it has been used as often as it may be"),
        new("该顾客的使用次数已用完", "this customer has used it as often as one may"),
        new("活动预算已用完或不足", "its budget is spent or would not suffice"),
        new("活动未设置该币种的金额", "it states no amount in this currency"),
        new("参与商品金额未达门槛", "the amount of its goods is below the threshold"),
        new("参与商品金额超过上限", "the amount of its goods is above the limit"),
        new("参与商品件数未达门槛", "there are too few units of its goods"),
        new("参与商品件数超过上限", "there are too many units of its goods"),
        new("顾客不在活动人群内", "the customer is not in its audience"),
        new("不是活动要求的第几单", "it is for another order of the customer"),
        new("不适用于所选配送方式", "it is for another way of shipping"),
        new("不适用于所选支付方式", "it is for another way of paying"),
        new("收货地区不参加活动", "the place of delivery is excluded"),
        new("没有可参与的商品", "the cart has no goods it may discount"),
        new("组合条件不成立", "a combined condition does not hold"),
        new("套餐商品不齐", "no set is complete"),
        new("赠品缺货", "the gift is out of stock"),
        new("已无可优惠的金额", "there is nothing left to take off"),
        new("可参加,但与更优或优先的活动互斥", "it could apply, but promotions that save more or come first rule it out"),
    ];

    extension(Refusal refusal)
    {
        /// <summary>The stable code, such as subtotal_below.</summary>
        public string Code => Codes[(int)refusal];

        /// <summary>Half a sentence for a person, without figures.</summary>
        public Words Sentence => Sentences[(int)refusal];
    }
}
