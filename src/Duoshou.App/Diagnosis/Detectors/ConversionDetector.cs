using System.Globalization;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Items whose visitors buy less since their image or price, or a rival's price, changed.</summary>
static class ConversionDetector
{
    const int DaysBefore = 21, FewestDays = 2;
    const decimal FewestExpected = 6m;

    /// <summary>A rival's cut is seldom, changes of our own are many: more of those fall together with chance.</summary>
    const double SurestOfRival = 1.8, SurestOfOwn = 2.3, Sure = 2.6;

    /// <summary>One pass over a shop also tells what is weaker, so that nothing that was changed goes unseen; it never speaks up.
    /// A dearer price and a cheaper rival are expected to cost buyers, so that less is enough to mention them.</summary>
    const double SurestOfHint = 0.8, SurestOfExpectedHint = 0.3;

    const decimal FewestOfHint = 2m, FloorOfHint = 0.2m, LargeRise = 1.1m;

    /// <param name="hints">Tells weaker falls too.</param>
    public static IEnumerable<Problem> Find(Inspection shop, bool hints = false)
    {
        Sign[] suspects = [.. shop.Recent("image"), .. shop.Recent("price").Where(sign => sign.Tendency == Push.Up),
            .. shop.Recent("rival_price").Where(sign => sign.Tendency == Push.Down)];
        HashSet<string> soldOut = [.. shop.Recent("stock_out").Select(sign => sign.At("sku")!)];
        foreach (var item in suspects.Where(sign => sign.At("sku") is { } sku && !soldOut.Contains(sku)
            && shop.IsRecent(sign.From.AddDays(7))).GroupBy(sign => sign.At("sku")!))
        {
            Problem? best = item.Select(sign => Fall(shop, item.Key, sign, item, hints)).OfType<Problem>().OrderBy(problem => problem.IsHint)
                .ThenByDescending(problem => problem.WeeklyStake).FirstOrDefault();
            if (best is not null) yield return best;
        }
    }

    static Problem? Fall(Inspection shop, string sku, Sign sign, IEnumerable<Sign> all, bool hints)
    {
        Period since = new(sign.From, shop.LastOf(sign)), before = new(sign.From.AddDays(-DaysBefore), sign.From.AddDays(-1));
        if (since.Days < FewestDays) return null;
        (decimal lines, decimal visits) = Counts(shop, since, sku, same: true);
        (decimal linesBefore, decimal visitsBefore) = Counts(shop, before, sku, same: true);
        (decimal other, decimal otherVisits) = Counts(shop, since, sku, same: false);
        (decimal otherBefore, decimal otherVisitsBefore) = Counts(shop, before, sku, same: false);
        if (visits <= 0 || visitsBefore <= 0 || linesBefore <= 0 || otherVisits <= 0 || otherBefore <= 0
            || otherVisitsBefore <= 0 || other <= 0) return null;
        // What befell all items alike, such as a counter that loses visitors, is not this item's.
        decimal common = Math.Clamp(other / otherVisits / (otherBefore / otherVisitsBefore), 0.5m, 2.5m);
        decimal was = linesBefore / visitsBefore, expected = visits * was * common;
        double sigmas = (double)(expected - lines) / Math.Sqrt((double)(expected + (expected * expected / linesBefore)));
        bool hint = expected < FewestExpected || sigmas < (sign.Kind == "rival_price" ? SurestOfRival : SurestOfOwn);
        string rates = $"{Inspection.Percent(was)} → {Inspection.Percent(lines / visits)}";
        if (hint && (!hints || expected < FewestOfHint || sigmas < (sign.Kind == "image" ? SurestOfHint : SurestOfExpectedHint)))
            return hints && IsLargeRise(sign) ? Unseen(shop, sku, sign, since, rates) : null;
        decimal perLine = shop.PaidBefore(sign.From, sale => sale.Sku == sku) / Math.Max(0.01m, linesBefore / before.Days);
        decimal weekly = shop.Rounded((expected - lines) * perLine / since.Days * 7);
        if (!shop.IsWorthAWord(weekly))
        {
            if (!hints || !shop.IsWorthAWord(weekly / FloorOfHint)) return null;
            hint = true;
        }

        Sign[] near = [.. all.Where(s => Math.Abs(s.From.DayNumber - sign.From.DayNumber) <= 2).DistinctBy(s => s.Kind)];
        Words name = shop.Named(sku);
        string zh = string.Join("；", near.Select(s => $"{DayText.Short(s.From)} {EventKinds.NameOf(s.Kind).Zh}（{s.Detail.Zh}）"));
        string en = string.Join("; ",
            near.Select(s => $"{EventKinds.NameOf(s.Kind).En} on {DayText.English(s.From)} ({s.Detail.En})"));
        return new(ProblemKind.ConversionFall, since.First, since.Last, "order_conversion", Sign.OfSku(sku)[0], weekly,
            new("按之前的转化率本该多卖出的金额，折成一周", "What it would have sold at the conversion before, for a week"), near.Length > 1
                || hint || sigmas < Sure ? Grade.CannotTell : Grade.Fits,
            near.Length > 1
                ? new($"{name.Zh} 转化率 {rates}；同时有：{zh}。说不清是哪一个",
                    $"Conversion of {name.En} {rates}; at the same time: {en}. Cannot tell which")
                : new($"{name.Zh} 转化率 {rates}；{zh}", $"Conversion of {name.En} {rates}; {en}"))
        { IsHint = hint };
    }

    /// <summary>A large rise that shows no harm beyond what all items do is worth keeping an eye on, and nothing more.</summary>
    static bool IsLargeRise(Sign sign) => sign is { Kind: "price", Cause: { } cause }
        && decimal.TryParse(cause.Old, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal old)
        && decimal.TryParse(cause.New, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal now) && old > 0 && now / old >= LargeRise;

    static Problem Unseen(Inspection shop, string sku, Sign sign, Period since, string rates)
    {
        Words name = shop.Named(sku);
        return new(ProblemKind.ConversionFall, since.First, since.Last, "order_conversion", Sign.OfSku(sku)[0], null,
            new("和全店一比看不出少卖，先不算钱", "Beside the whole shop no loss can be seen, so no money is told"), Grade.CannotTell,
            new($"{name.Zh} {DayText.Short(sign.From)} 涨价（{sign.Detail.Zh}），转化率 {rates}，还看不出是它的影响",
                $"{name.En} became dearer on {DayText.English(sign.From)} ({sign.Detail.En}); conversion {rates}, no effect of its own can be seen yet"))
        { IsHint = true };
    }

    static (decimal Lines, decimal Visits) Counts(Inspection shop, Period days, string sku, bool same)
    {
        DateOnly[] known = [.. days.Each().Where(day => shop.Evidence.Has(FactKind.OrderLine, day)
            && shop.Evidence.Has(FactKind.Traffic, day))];
        return (shop.Evidence.Sales.Where(sale => sale.Sku == sku == same && known.Contains(sale.Day))
            .Sum(sale => (decimal)sale.Lines),
            shop.Evidence.VisitsBySku.Where(visit => visit.Of == sku == same && known.Contains(visit.Day))
                .Sum(visit => visit.Visitors));
    }
}
