using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.China;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax.Actions;

/// <summary>What one basket costs on arrival, with every reason; or why it cannot be told.</summary>
public sealed class QuoteTax(ActiveRates rates, IShops shops)
{
    static readonly string[] Limits = ["EUR", "USD", "GBP", "CNY", "AUD", "CAD", "SGD", "NOK", "THB", "PHP", "MYR"];

    /// <param name="Request">The question as the engine was asked, with the rates of exchange that were filled in.</param>
    /// <param name="Answer">A quote, or what is missing.</param>
    public sealed record Quoted(TaxRequest Request, TaxAnswer Answer)
    {
        /// <summary>The day of the agency's rate of exchange that was filled in; none where none was needed or it was told.</summary>
        public DateOnly? RateDay { get; init; }

        /// <summary>The quote, where there is one.</summary>
        public TaxQuote? Quote => Answer as TaxQuote;

        /// <summary>An amount of the quote in the currency of the question.</summary>
        public decimal? Asked(decimal? amount) => Quote is not { } quote ? null : quote.Currency == Request.Currency ? amount
            : Request.Exchange.TryGetValue(Request.Currency.Code, out decimal rate) ? amount / rate : null;
    }

    public async Task<Answered<Quoted>> Run(TaxQuestion question, DateOnly today, CancellationToken cancel)
    {
        RatesInUse use = await rates.Now(cancel);
        Answered<TaxRequest> asked = question.Asked(use.Book, today);
        return asked.Value is { } request ? new(Quote(use, request, await shops.Rates(cancel)), null) : new(null, asked.Refusal);
    }

    /// <summary>The same question in several places or regimes side by side; one that cannot be computed says why.</summary>
    public async Task<IReadOnlyList<(string Country, string? Regime, Answered<Quoted> Answer)>> Compare(
        TaxQuestion question, IReadOnlyList<(string Country, string? Regime)> places, DateOnly today, CancellationToken cancel)
    {
        List<(string, string?, Answered<Quoted>)> answers = [];
        foreach ((string country, string? regime) in places)
            answers.Add((country, regime, await Run(question with { Country = country, Regime = regime }, today, cancel)));
        return answers;
    }

    internal static Quoted Quote(RatesInUse use, TaxRequest request, RateBook exchange)
    {
        (TaxRequest filled, Words? from, DateOnly? day) = Filled(use.Book, request, exchange);
        TaxAnswer answer = use.Engine.Quote(filled);
        return new(filled, answer is TaxQuote quote && from is not null ? quote with { Assumptions = [.. quote.Assumptions, from] } : answer) { RateDay = day };
    }

    /// <summary>Rates that the question does not tell come from the agency's own book: in China of customs' rate day, elsewhere of the day.</summary>
    static (TaxRequest Request, Words? From, DateOnly? Day) Filled(LegalRates book, TaxRequest request, RateBook exchange)
    {
        if (book.KnownPlaceOf(request.Country) is not { } place) return (request, null, null);
        DateOnly day = request.Country == "CN" ? RateDay(request.Day) : request.Day;
        Dictionary<string, decimal> known = new(request.Exchange, StringComparer.Ordinal);
        bool needed = request.Currency != place.Currency && !known.ContainsKey(request.Currency.Code);
        foreach (Currency other in Limits.Select(Currency.Of).Append(request.Currency).Where(c => c != place.Currency && !known.ContainsKey(c.Code)))
            if (exchange.Find(other, place.Currency, day) is { } found) known[other.Code] = found.Rate;
        if (!needed || !known.TryGetValue(request.Currency.Code, out decimal rate)) return (request with { Exchange = known }, null, null);
        string at = day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), shown = WireFormat.Text(decimal.Round(rate, 6));
        return (request with { Exchange = known }, request.Country == "CN"
            ? new($"汇率用上月第三个星期三（{at}）本机构汇率表：1 {request.Currency} = {shown} {place.Currency}；海关公布的计征汇率为准。",
                $"The rate is the agency's of the third Wednesday of the month before ({at}): 1 {request.Currency} = {shown} {place.Currency}; customs' own binds.")
            : new($"汇率用本机构汇率表 {at}：1 {request.Currency} = {shown} {place.Currency}。", $"The rate is the agency's of {at}: 1 {request.Currency} = {shown} {place.Currency}."), day);
    }

    static DateOnly RateDay(DateOnly declared)
    {
        try
        {
            return CustomsCalendar.RateDay(declared, IsHoliday);
        }
        catch (ArgumentException)
        {
            // Both Wednesdays are holidays: customs announces a rate, which only a person can enter.
            return declared;
        }
    }

    /// <summary>The spring festival week and the feasts of a single day, as far as the calendar of festivals goes.</summary>
    static bool IsHoliday(DateOnly day) => Festivals.In(day.Year, "CN").Any(f => f.Key switch
    {
        "lunar_new_year" => day.DayNumber - f.On.DayNumber is >= -1 and <= 6,
        "dragon_boat" or "mid_autumn" or "qingming" => day == f.On,
        "national_day" => day.DayNumber - f.On.DayNumber is >= 0 and <= 6,
        _ => false,
    });
}
