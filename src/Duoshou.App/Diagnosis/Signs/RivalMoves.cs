using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Rivals whose price for the like of our item jumped.</summary>
static class RivalMoves
{
    const int DaysBefore = 10, FewestDays = 3;
    const decimal Jump = 0.08m;

    public static IEnumerable<Sign> Find(ShopEvidence shop)
    {
        foreach (var offer in shop.Rivals.GroupBy(price => (price.Sku, price.Rival)))
        {
            Dictionary<DateOnly, decimal> price = offer.GroupBy(p => p.Day).ToDictionary(day => day.Key, day => day.Average(p => p.Price));
            Dictionary<DateOnly, decimal> moves = [];
            foreach (DateOnly day in price.Keys.Order())
            {
                decimal[] before = [.. Enumerable.Range(1, DaysBefore).Select(back => day.AddDays(-back)).Where(d => price.ContainsKey(d) && !moves.ContainsKey(d)).Select(d => price[d])];
                if (before.Length < FewestDays) continue;
                decimal move = (price[day] / Runs.Middle(before)) - 1;
                if (Math.Abs(move) >= Jump) moves[day] = move;
            }

            foreach ((DateOnly from, DateOnly to) in Runs.Of(moves.Keys))
            {
                string size = moves[from].ToString("+0%;-0%", CultureInfo.InvariantCulture);
                string rival = offer.Key.Rival;
                yield return new Sign("rival_price", shop.Shop, from, Sign.OfSku(offer.Key.Sku), new($"{rival} {size}", $"{rival} {size}"))
                {
                    To = to == price.Keys.Max() ? null : to, Tendency = moves[from] < 0 ? Push.Down : Push.Up,
                };
            }
        }
    }
}
