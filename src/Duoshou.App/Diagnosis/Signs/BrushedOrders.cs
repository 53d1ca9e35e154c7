using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Items that the same few buyers order again and again within days, as people who want goods do not.</summary>
static class BrushedOrders
{
    const int Within = 7, OrdersOfOne = 3, FewestBuyers = 3, FewestDaysEach = 3;

    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        foreach (var item in shop.Buyers.Where(day => day.Sku.Length > 0).GroupBy(day => day.Sku))
        {
            var busy = item.GroupBy(day => day.Buyer).Where(buyer => OrdersAgainAndAgain([.. buyer])).ToArray();
            if (busy.Length < FewestBuyers) continue;
            BuyerDay[] days = [.. busy.SelectMany(buyer => buyer)];
            foreach ((DateOnly from, DateOnly to) in Runs.Of(days.Select(day => day.Day)))
            {
                long orders = days.Where(day => day.Day >= from && day.Day <= to).Sum(day => day.Orders);
                if (orders < OrdersOfOne * FewestBuyers) continue;
                yield return new Sign("brushing", shop.Shop, from, Sign.OfSku(item.Key),
                    new($"{busy.Length} 个买家下了 {orders} 单，访客没有多", $"{busy.Length} buyers placed {orders} orders without more visitors"))
                {
                    To = to >= shop.Span.Last ? null : to, Tendency = Push.Up, IsFromFacts = true,
                };
            }
        }
    }

    static bool OrdersAgainAndAgain(BuyerDay[] days) => days.Any(first =>
    {
        BuyerDay[] within = [.. days.Where(day => day.Day >= first.Day && day.Day < first.Day.AddDays(Within))];
        return within.Sum(day => day.Orders) >= OrdersOfOne && within.Select(day => day.Day).Distinct().Count() >= FewestDaysEach;
    });
}
