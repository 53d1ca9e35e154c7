namespace Duoshou.Promotions.Calculation;

/// <summary>
/// A run of neighbouring equal units of a line: how many, what each still costs, whether a set or a buy-get has used them.
/// </summary>
readonly record struct UnitRun(int Count, long Amount, bool Used);

/// <summary>Units given for nothing.</summary>
readonly record struct GiftUnits(string Promotion, string Sku, int Quantity, bool Insert);

/// <summary>
/// 当前应付: what every unit and every way of shipping costs after the promotions applied so far. Runs, gifts and claims are never
/// changed in place, so a copy shares them.
/// </summary>
sealed class Running
{
    internal Running(Basket basket)
    {
        Runs = [.. basket.Lines.Select(l => new UnitRun[] { new(l.Quantity, l.UnitPrice, false) })];
        Totals = [.. basket.ListTotals];
        Fees = [.. basket.Cart.Shipping.Select(s => s.Fee)];
        OnSale = new bool[Totals.Length];
    }

    Running(Running other)
    {
        Runs = (UnitRun[][])other.Runs.Clone();
        Totals = (long[])other.Totals.Clone();
        Fees = (long[])other.Fees.Clone();
        OnSale = (bool[])other.OnSale.Clone();
        CopyRest(other);
    }

    internal UnitRun[][] Runs { get; }

    internal long[] Totals { get; }

    /// <summary>Fees of the ways of shipping.</summary>
    internal long[] Fees { get; }

    /// <summary>Lines on which a promotion of the catalogue stage took something off.</summary>
    internal bool[] OnSale { get; }

    internal GiftUnits[] Gifts { get; private set; } = [];

    /// <summary>Lines taken by a promotion of a per-line group: (group, line).</summary>
    internal (int Group, int Line)[] Claims { get; private set; } = [];

    /// <summary>Goods and shipping together.</summary>
    internal long Saved { get; set; }

    /// <summary>Deposits that are paid already.</summary>
    internal long DepositPaid { get; set; }

    internal int GiftCount
    {
        get
        {
            int sum = 0;
            foreach (GiftUnits gift in Gifts) sum += gift.Quantity;
            return sum;
        }
    }

    internal Running Copy() => new(this);

    internal void CopyFrom(Running other)
    {
        other.Runs.AsSpan().CopyTo(Runs);
        other.Totals.AsSpan().CopyTo(Totals);
        other.Fees.AsSpan().CopyTo(Fees);
        other.OnSale.AsSpan().CopyTo(OnSale);
        CopyRest(other);
    }

    internal void Give(GiftUnits gift) => Gifts = [.. Gifts, gift];

    internal int Given(string sku)
    {
        int sum = 0;
        foreach (GiftUnits gift in Gifts)
            if (gift.Sku == sku) sum += gift.Quantity;
        return sum;
    }

    internal void Claim(int group, int line)
    {
        if (!Claimed(group, line)) Claims = [.. Claims, (group, line)];
    }

    internal bool Claimed(int group, int line) => Claims.Length > 0 && Array.IndexOf(Claims, (group, line)) >= 0;

    void CopyRest(Running other)
    {
        Gifts = other.Gifts;
        Claims = other.Claims;
        Saved = other.Saved;
        DepositPaid = other.DepositPaid;
    }
}
