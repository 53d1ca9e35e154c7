using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Advertising plans that stopped spending, with the sales of their channel that stay away.</summary>
static class AdsDetector
{
    public static IEnumerable<Problem> Find(Inspection shop)
    {
        foreach (var together in shop.Recent("ad_budget").Where(sign => sign.IsFromFacts)
            .GroupBy(sign => (sign.From, Channel: sign.At("channel") ?? "")))
        {
            string channel = together.Key.Channel;
            DateOnly from = together.Key.From, last = together.Max(shop.LastOf);
            bool OfChannel(SaleDay sale) => sale.Channel == channel;
            decimal lost = shop.PaidBefore(from, OfChannel) - shop.PaidPerDay(new(from, last), OfChannel);
            decimal weekly = shop.Rounded(7 * lost);
            if (!shop.IsWorthAWord(weekly)) continue;
            string zh = string.Join("、", together.Select(sign => sign.At("campaign"))),
                en = string.Join(", ", together.Select(sign => sign.At("campaign")));
            string? by = together.Select(sign => sign.Cause?.By).FirstOrDefault(name => !string.IsNullOrEmpty(name));
            AttributeValue[] thing = channel.Length > 0 ? [new("channel", channel)]
                : [.. together.Select(sign => new AttributeValue("campaign", sign.At("campaign")!))];
            yield return new(ProblemKind.AdsStopped, from, last, "visitor_days", thing, weekly,
                new("这个渠道比之前四周每周少卖的金额，没有减去省下的推广费",
                    "What the channel sells less in a week than in the four before; the ad cost saved is not taken off"),
                    Grade.Shown,
                new($"{zh} 从 {DayText.Short(from)} 起几乎停投{(by is null ? "" : $"（{by}）")}，付费访客没有来",
                    $"{en} almost stopped on {DayText.English(from)}{(by is null ? "" : $" ({by})")}; paid visitors stay away"));
        }
    }
}
