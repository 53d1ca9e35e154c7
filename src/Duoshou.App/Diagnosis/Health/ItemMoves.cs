using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>An item's last seven days against the same weekdays of the four weeks before.</summary>
/// <param name="Sigmas">How far its order lines are off, in Poisson sigmas with the noise of the past; negative is fewer.</param>
sealed record ItemMove(string Sku, decimal Now, decimal Usual, double Sigmas);

/// <summary>Which items moved most.</summary>
static class ItemMoves
{
    const int Weeks = 4;

    /// <summary>The largest moves of money first.</summary>
    public static IReadOnlyList<ItemMove> Find(Examined shop)
    {
        Period now = Period.Ending(shop.On, 7), before = new(now.First.AddDays(-7 * Weeks), now.First.AddDays(-1));
        int known = before.Each().Count(day => shop.Shop.Evidence.Has(FactKind.OrderLine, day));
        int knownNow = now.Each().Count(day => shop.Shop.Evidence.Has(FactKind.OrderLine, day));
        if (known < 14 || knownNow < 5) return [];
        List<ItemMove> moves = [];
        foreach (var item in shop.Shop.Evidence.Sales.Where(sale => sale.Sku.Length > 0).GroupBy(sale => sale.Sku))
        {
            decimal paid = 0m, usual = 0m;
            double lines = 0, usualLines = 0;
            foreach (SaleDay sale in item)
            {
                if (now.Contains(sale.Day)) (paid, lines) = (paid + sale.Paid, lines + sale.Lines);
                else if (before.Contains(sale.Day)) (usual, usualLines) = (usual + sale.Paid, usualLines + sale.Lines);
            }

            (usual, usualLines) = (usual * knownNow / known, usualLines * knownNow / known);
            double noise = Math.Sqrt(Math.Max(1, usualLines) + 0.01 * usualLines * usualLines);
            moves.Add(new(item.Key, paid, usual, (lines - usualLines) / noise));
        }

        return [.. moves.OrderByDescending(move => Math.Abs(move.Now - move.Usual)).ThenBy(move => move.Sku, StringComparer.Ordinal)];
    }
}
