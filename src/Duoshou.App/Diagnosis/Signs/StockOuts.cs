using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Items that had nothing on hand.</summary>
static class StockOuts
{
    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        foreach (var item in shop.Stock.GroupBy(row => row.Sku))
        {
            DateOnly latest = item.Max(row => row.Day);
            foreach ((DateOnly from, DateOnly to) in Runs.Of(item.Where(row => row.OnHand <= 0).Select(row => row.Day)))
            {
                // Out of stock in all we know of it is an item that is not sold, not one that ran out.
                if (!item.Any(row => row.Day < from && row.OnHand > 0)) continue;
                int days = to.DayNumber - from.DayNumber + 1;
                yield return new Sign("stock_out", shop.Shop, from, Sign.OfSku(item.Key), new($"库存为 0，{days} 天", $"none on hand, {days} days"))
                {
                    To = to == latest ? null : to, Tendency = Push.Down, IsFromFacts = true,
                };
            }
        }
    }
}
