using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Items that sell for less than they cost, and the promotions that run on them.</summary>
static class BelowCostDetector
{
    const int FewestDays = 2;

    public static IEnumerable<Problem> Find(Inspection shop)
    {
        List<(string Sku, DateOnly From, DateOnly To, decimal Loss)> losses = [];
        foreach (var item in shop.Evidence.Sales.Where(sale => sale.Sku.Length > 0 && sale.Cost is > 0m && sale.Paid > 0)
            .GroupBy(sale => sale.Sku))
        {
            Dictionary<DateOnly, decimal> loss = item.GroupBy(sale => sale.Day).ToDictionary(day => day.Key, day =>
                day.Sum(Loss));
            foreach ((DateOnly from, DateOnly to) in Runs.Of(loss.Where(day => day.Value > 0).Select(day => day.Key)))
                if (to.DayNumber - from.DayNumber + 1 >= FewestDays && shop.IsRecent(to)) losses.Add((item.Key, from, to,
                    loss.Where(day => day.Key >= from && day.Key <= to).Sum(day => day.Value)));
        }

        // Losses whose days overlap are one problem: they have the same offers behind them.
        (DateOnly From, DateOnly To)[] stretches = [.. Runs.Of(losses.SelectMany(loss => new Period(loss.From, loss.To).Each()))];
        foreach (var together in losses.GroupBy(loss => stretches.First(stretch => stretch.From <= loss.From
            && loss.To <= stretch.To).From))
        {
            DateOnly last = together.Max(loss => loss.To);
            int days = last.DayNumber - together.Key.DayNumber + 1;
            decimal weekly = shop.Rounded(together.Sum(loss => loss.Loss) / days * 7);
            if (weekly <= 0 || (together.Count() == 1 && !shop.IsWorthAWord(weekly))) continue;
            yield return Told(shop, together.Key, last, [.. together.Select(loss => loss.Sku)], weekly);
        }
    }

    /// <summary>
    /// Cost beyond what the buyer pays for the goods and the platform adds; lines that were never paid have neither.
    /// </summary>
    static decimal Loss(SaleDay sale) => sale.Cost!.Value - (sale.Gross - sale.SellerDiscount);

    static Problem Told(Inspection shop, DateOnly from, DateOnly last, string[] skus, decimal weekly)
    {
        Sign[] offers = [.. shop.Signs.Where(sign => sign.Kind == "promotion" && sign.From <= last && (sign.To ?? last) >= from
            && (sign.At("sku") is not { } sku || skus.Contains(sku)))];
        string[] names = [.. offers.Select(sign => sign.Cause?.Campaign ?? sign.Cause?.Thing).OfType<string>().Distinct()];
        string zh = names.Length == 0 ? "" : $"；在跑的有 {string.Join("、", names)}", en = names.Length == 0 ? ""
            : $"; running: {string.Join(", ", names)}";
        Words name = skus.Length == 1 ? shop.Named(skus[0]) : new($"{skus.Length} 款", $"{skus.Length} items");
        return new(ProblemKind.SoldBelowCost, from, last, "gross_margin",
            [.. skus.Select(sku => new AttributeValue("sku", sku))], weekly,
            new("成本超出店铺实收的部分，折成一周", "What the goods cost beyond what they bring, for a week"), Grade.Shown,
            new($"{name.Zh}从 {DayText.Short(from)} 起低于成本卖{zh}", $"{name.En} sell below cost since {DayText.English(from)}{en}"));
    }
}
