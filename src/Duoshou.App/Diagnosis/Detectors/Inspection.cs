using System.Globalization;
using Duoshou.Analytics.Attribution;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Diagnosis.Signs;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>A problem as a detector tells it.</summary>
sealed record Problem(ProblemKind Kind, DateOnly From, DateOnly To, string Metric, IReadOnlyList<AttributeValue> Thing,
    decimal? WeeklyStake, Words How, Grade Grade, Words Text)
{
    /// <summary>Too weak to be told unasked; one pass over the shop mentions it.</summary>
    public bool IsHint { get; init; }
}

/// <summary>One shop as detectors see it: what is known of it, its signs, the rates, and the last day of data.</summary>
sealed record Inspection(ShopEvidence Evidence, IReadOnlyList<Sign> Signs, RateBook Rates, Currency Home, DateOnly On)
{
    /// <summary>What was over longer ago than this needs no hand any more.</summary>
    const int StillOfUse = 13;

    /// <summary>Sales before are the mean of so many days before a problem began.</summary>
    const int DaysBefore = 28;

    /// <summary>A problem is worth a word from this part of a week's sales on.</summary>
    const decimal Floor = 0.01m;

    /// <summary>The signs of a kind that still matter.</summary>
    public IEnumerable<Sign> Recent(string kind) => Signs.Where(sign => sign.Kind == kind && sign.From <= On
        && LastOf(sign) >= On.AddDays(-StillOfUse));

    public bool IsRecent(DateOnly last) => last >= On.AddDays(-StillOfUse);

    public DateOnly LastOf(Sign sign)
    {
        DateOnly last = sign.To is { } to && to < On ? to : On;
        return sign.ReplacedOn is { } replaced && replaced <= last && replaced > sign.From ? replaced.AddDays(-1) : last;
    }

    /// <summary>What was paid in a mean day of the weeks before a day; days without any order are days without data.</summary>
    public decimal PaidBefore(DateOnly day, Func<SaleDay, bool>? which = null) =>
        PaidPerDay(new(day.AddDays(-DaysBefore), day.AddDays(-1)), which);

    public decimal PaidPerDay(Period days, Func<SaleDay, bool>? which = null) => PerDay(days, sale => which is null
        || which(sale), sale => sale.Paid);

    /// <summary>A measure of sales per day, over the days of a stretch on which the shop has orders.</summary>
    public decimal PerDay(Period days, Func<SaleDay, bool> which, Func<SaleDay, decimal> measure)
    {
        int known = days.Each().Count(day => Evidence.Has(FactKind.OrderLine, day));
        return known == 0 ? 0m : Evidence.Sales.Where(sale => days.Contains(sale.Day) && which(sale)).Sum(measure) / known;
    }

    /// <summary>Whether money per week is worth a word in this shop.</summary>
    public bool IsWorthAWord(decimal weekly) => weekly > 0 && weekly >= 7 * PaidPerDay(new(On.AddDays(-DaysBefore), On)) * Floor;

    public decimal Rounded(decimal amount) => new Money(amount, Evidence.Shop.Currency).Rounded().Amount;

    public Words Named(string sku) => Evidence.ProductOfSku.TryGetValue(sku, out string? product)
        ? new($"{product}（{sku}）", $"{product} ({sku})") : new(sku, sku);

    public static string Percent(decimal share) => share.ToString("0.#%", CultureInfo.InvariantCulture);
}
