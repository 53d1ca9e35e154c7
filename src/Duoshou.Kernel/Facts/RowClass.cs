namespace Duoshou.Kernel;

/// <summary>What a row of an order file is. Only <see cref="Sale"/> counts as a sale; the others are kept apart, never mixed in.</summary>
public static class RowClass
{
    /// <summary>Goods sold to a buyer.</summary>
    public const string Sale = "sale";

    /// <summary>A sale taken back whole or in part, as a row of its own; money and pieces stand in the refunded columns.</summary>
    public const string Cancellation = "cancellation";

    /// <summary>Stock written off: damaged, lost, counted again.</summary>
    public const string WriteOff = "write_off";

    /// <summary>A bookkeeping entry: bad debt, manual correction, discount line.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>Freight charged as a line.</summary>
    public const string Postage = "postage";

    /// <summary>A fee of a platform or a bank as a line.</summary>
    public const string Fee = "fee";

    /// <summary>A test order.</summary>
    public const string Test = "test";

    /// <summary>A voucher or gift card sold: money taken in advance, not goods.</summary>
    public const string Voucher = "voucher";

    /// <summary>Every class, with its name in both languages.</summary>
    public static IReadOnlyList<(string Key, Words Name)> All { get; } =
    [
        (Sale, new("销售", "Sale")), (Cancellation, new("取消与退货", "Cancellation")), (WriteOff, new("报损", "Write-off")),
        (Adjustment, new("调账", "Adjustment")), (Postage, new("运费", "Postage")), (Fee, new("费用", "Fee")), (Test, new("测试", "Test order")),
        (Voucher, new("礼品卡", "Voucher")),
    ];
}
