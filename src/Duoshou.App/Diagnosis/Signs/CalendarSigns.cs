using System.Globalization;
using Duoshou.Analytics.Attribution.Events;
using Duoshou.Analytics.RootCauses;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>Signs that no shop made: festivals, exchange rates that jumped, batches that were taken back.</summary>
static class CalendarSigns
{
    /// <summary>
    /// Trade moves most within these days around a festival's peak; the weeks of gift buying before are no event of a day.
    /// </summary>
    const int DaysAround = 2;

    const decimal Jump = 0.04m;

    public static IEnumerable<Sign> Festivals(ShopCard shop, Period span) => Kernel.Festivals.Meeting(span, shop.Country)
        .Select(festival =>
    {
        DateOnly from = Later(festival.Days.First, festival.On.AddDays(-DaysAround)), to = Earlier(festival.Days.Last,
            festival.On.AddDays(DaysAround));
        return new Sign("festival", shop, from, [], festival.Name) { Id = $"festival-{festival.Key}-{festival.On.Year}",
            To = to };
    }).Where(sign => sign.From <= span.Last && sign.To >= span.First);

    /// <summary>
    /// Days on which the rate of the shop's money into another currency jumped, with the day on which it came back.
    /// </summary>
    public static IEnumerable<Sign> Rates(ShopCard shop, Currency into, RateBook rates, Period span)
    {
        if (shop.Currency == into) yield break;
        decimal? usual = null;
        (DateOnly From, decimal Move)? open = null;
        foreach (DateOnly day in span.Each())
        {
            if (rates.Find(shop.Currency, into, day) is not { } rate) continue;
            decimal move = usual is { } was ? (rate.Rate / was) - 1 : 0m;
            if (Math.Abs(move) >= Jump) open ??= (day, move);
            else
            {
                if (open is { } over) yield return Jumped(shop, into, over.From, day.AddDays(-1), over.Move);
                (open, usual) = (null, rate.Rate);
            }
        }

        if (open is { } still) yield return Jumped(shop, into, still.From, null, still.Move);
    }

    static Sign Jumped(ShopCard shop, Currency into, DateOnly from, DateOnly? to, decimal move)
    {
        string size = move.ToString("+0.#%;-0.#%", CultureInfo.InvariantCulture);
        return new("rate", shop, from, [[new("currency", shop.Currency.Code)]], new($"{shop.Currency}→{into} {size}",
            $"{shop.Currency} to {into} {size}"))
        {
            To = to, Tendency = move > 0 ? Push.Up : Push.Down, IsFromFacts = true,
        };
    }

    /// <summary>Batches that were taken back though their facts lie in the days in question.</summary>
    public static IEnumerable<Sign> Undone(ShopCard shop, IEnumerable<BatchRecord> batches, Period span) => batches
        .Where(batch => batch.Shop == shop.Id && batch.UndoneAt is not null && batch.First is { } first && batch.Last is { } last
            && first <= span.Last && last >= span.First)
        .Select(batch => new Sign("data", shop, Later(batch.First!.Value, span.First), [],
            new($"撤回了批次 {batch.Source}（{DayText.Short(batch.First)} 至 {DayText.Short(batch.Last)}）",
                $"batch {batch.Source} taken back ({DayText.English(batch.First)} to {DayText.English(batch.Last)})"))
        {
            Id = batch.Id.ToString(), To = batch.Last,
        });

    static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
