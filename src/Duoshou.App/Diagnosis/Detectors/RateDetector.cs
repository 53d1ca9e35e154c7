using Duoshou.Analytics.Attribution;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Exchange rates into the agency's currency that jumped.</summary>
static class RateDetector
{
    public static IEnumerable<Problem> Find(Inspection shop)
    {
        Period span = shop.Evidence.Span;
        foreach (Sign sign in CalendarSigns.Rates(shop.Evidence.Shop, shop.Home, shop.Rates, span))
        {
            DateOnly last = shop.LastOf(sign);
            if (!shop.IsRecent(last) || shop.Rates.Find(shop.Evidence.Shop.Currency, shop.Home, sign.From) is not { } now
                || shop.Rates.Find(shop.Evidence.Shop.Currency, shop.Home, sign.From.AddDays(-1)) is not { } was) continue;
            decimal weekly = shop.Rounded(7 * shop.PaidBefore(sign.From) * Math.Abs((now.Rate / was.Rate) - 1));
            yield return new(ProblemKind.RateJump, sign.From, last, "paid_sales", sign.Places[0], weekly,
                new("一周销售额乘以汇率跳动的幅度，按店铺币种", "A week's sales times the jump of the rate, in the shop's currency"), Grade.Shown,
                new($"汇率 {sign.Detail.Zh}（{DayText.Short(sign.From)} 起）。先核对汇率，再看折算后的数",
                    $"Rate {sign.Detail.En} from {DayText.English(sign.From)}. Check the rate before reading converted figures"));
        }
    }
}
