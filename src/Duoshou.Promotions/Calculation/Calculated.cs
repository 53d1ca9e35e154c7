using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;
using Duoshou.Promotions.Selection;

namespace Duoshou.Promotions.Calculation;

/// <summary>A finished calculation, from which the price and the explanations are made.</summary>
sealed record Calculated(
    Basket Basket, Running Untouched, List<Contender> Contenders, Turn Turn, Choice Choice, Running Running, List<Entry> Ledger)
{
    internal CartPrice Price()
    {
        IReadOnlyList<ShippingChoice> shipping = Basket.Cart.Shipping;
        long goods = Running.Totals.Sum(), fees = Running.Fees.Sum(), list = Basket.ListTotals.Sum();
        long[] discounts = new long[Contenders.Count];
        foreach (Entry entry in Ledger) discounts[entry.Contender] += entry.Each * entry.Count;
        return new CartPrice
        {
            Cart = Basket.Cart,
            Lines = [.. Basket.Lines.Select((line, i) => new LinePrice(line, Basket.ListTotals[i] - Running.Totals[i], Runs(i)))],
            Shipping = [.. shipping.Select((s, i) => new ShippingPrice(s, s.Fee - Running.Fees[i]))],
            Applied = [.. Choice.Decisions.Select(d =>
                new AppliedPromotion(d.Contender.Promotion, discounts[d.Contender.Index]))],
            Ledger = new LedgerView(this),
            Gifts = [.. Running.Gifts.Select(g => new GiftGiven(g.Promotion, g.Sku, g.Quantity, g.Insert))],
            Optimality = Optimality(),
            DepositPaid = Running.DepositPaid,
            GoodsTotal = goods,
            GoodsDiscount = list - goods,
            ShippingTotal = fees,
            ShippingDiscount = shipping.Sum(s => s.Fee) - fees,
        };
    }

    /// <summary>Only the mode "best" claims anything; the others are right by definition.</summary>
    internal Optimality Optimality()
    {
        if (Basket.Policy.Selection != SelectionMode.Best) return new Optimality(true, 0, 0);
        long gap = Math.Max(0, Choice.Open - Choice.Score.Saved);
        return new Optimality(gap == 0, gap, Choice.Nodes);
    }

    /// <summary>What must hold in every run: the parts sum to the whole, and no unit is below zero or below its floor.</summary>
    /// <exception cref="InvalidOperationException">It does not hold, which is a bug.</exception>
    internal void CheckInvariants()
    {
        long parts = 0;
        foreach (Entry entry in Ledger) parts += entry.Each * entry.Count;
        long whole = Basket.ListTotals.Sum() - Running.Totals.Sum() + Untouched.Fees.Sum() - Running.Fees.Sum();
        bool waived = Choice.Decisions.Any(d => d.Contender.Promotion.FloorWaiver is not null);
        bool sound = parts == whole && whole == Running.Saved && Running.Fees.All(f => f >= 0);
        for (int i = 0; i < Running.Runs.Length; i++)
        {
            long lowest = Math.Min(waived ? 0 : Basket.Floor(i, waived: false), Basket.Lines[i].UnitPrice), total = 0;
            foreach (UnitRun run in Running.Runs[i])
            {
                sound &= run.Amount >= lowest;
                total += run.Amount * run.Count;
            }

            sound &= total == Running.Totals[i];
        }

        if (!sound) throw new InvalidOperationException(
            "The parts of a price do not sum to the whole, or a unit is below its floor; no price is given.");
    }

    /// <summary>An entry of the ledger in the words of the outside.</summary>
    internal LedgerEntry Entry(Entry e)
    {
        Promotion promotion = Contenders[e.Contender].Promotion;
        string target = e.Shipping ? Basket.Cart.Shipping[e.Line].Id : Basket.Lines[e.Line].Id;
        return new LedgerEntry(promotion.Id, promotion.Version, target, e.Shipping, e.First, e.Count, e.Each);
    }

    UnitPriceRun[] Runs(int line)
    {
        List<UnitPriceRun> runs = [];
        foreach (UnitRun run in Running.Runs[line])
        {
            if (runs.Count > 0 && runs[^1].Paid == run.Amount) runs[^1] =
                new UnitPriceRun(runs[^1].Count + run.Count, run.Amount);
            else runs.Add(new UnitPriceRun(run.Count, run.Amount));
        }

        return [.. runs];
    }
}

/// <summary>
/// The ledger of a calculation, put into words only where somebody reads it: most prices are asked for their total.
/// </summary>
sealed class LedgerView(Calculated done) : IReadOnlyList<LedgerEntry>
{
    public int Count => done.Ledger.Count;

    public LedgerEntry this[int index] => done.Entry(done.Ledger[index]);

    public IEnumerator<LedgerEntry> GetEnumerator() => done.Ledger.Select(done.Entry).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
