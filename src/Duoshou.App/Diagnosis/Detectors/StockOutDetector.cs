using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Items that sell and have nothing on hand.</summary>
static class StockOutDetector
{
    public static IEnumerable<Problem> Find(Inspection shop)
    {
        foreach (Sign sign in shop.Recent("stock_out"))
        {
            string sku = sign.At("sku")!;
            decimal weekly = shop.Rounded(7 * shop.PaidBefore(sign.From, sale => sale.Sku == sku));
            if (!shop.IsWorthAWord(weekly)) continue;
            DateOnly last = shop.LastOf(sign);
            int days = last.DayNumber - sign.From.DayNumber + 1;
            Words name = shop.Named(sku);
            yield return new(ProblemKind.StockOut, sign.From, last, "units", sign.Places[0], weekly,
                new("断货前四周平均每周卖出的金额", "What it sold in a mean week of the four before"), Grade.Shown,
                new($"{name.Zh} 从 {DayText.Short(sign.From)} 起断货，已 {days} 天",
                    $"{name.En} has been out of stock since {DayText.English(sign.From)}, {days} days"));
        }
    }
}
