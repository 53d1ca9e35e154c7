using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax;

/// <summary>
/// One question while it is being answered: values in the currency of the answer, and the reasons collected on the way.
/// </summary>
sealed class Inquiry
{
    readonly List<Cited> sources = [];
    readonly LazyWords assumptions = new();
    readonly LazyWords changes = new();

    public Inquiry(LegalRates book, TaxRequest request, Place place)
    {
        (Book, Request, Place) = (book, request, place);
        Checks.Request(request);
        bool converted = request.Currency == place.Currency || request.Exchange.ContainsKey(request.Currency.Code);
        Currency = converted ? place.Currency : request.Currency;
        Factor = converted && request.Currency != place.Currency ? request.Exchange[request.Currency.Code] : 1m;
        Horizon();
    }

    public LegalRates Book { get; }

    public TaxRequest Request { get; private set; }

    public Place Place { get; }

    public DateOnly Day => Request.Day;

    /// <summary>The currency of the answer: the place's, or the question's own where no rate of exchange was given.</summary>
    public Currency Currency { get; }

    /// <summary>From the question's currency to the answer's.</summary>
    public decimal Factor { get; }

    /// <summary>
    /// Decimals in which the place collects: its currency's, except Norway, whose examples are in whole kroner.
    /// </summary>
    public int MinorUnits => Currency.Code == "NOK" ? 0 : Currency.MinorUnits;

    /// <summary>
    /// To the minor unit, half away from zero. A quotient such as value / 0.9 is cut after 28 digits, so an exact half can arrive
    /// as 0.1049999...; rounding to 15 decimals first gives the half back.
    /// </summary>
    public decimal Round(decimal amount) => decimal.Round(
        amount.Scale > 15 ? decimal.Round(amount, 15, MidpointRounding.AwayFromZero) : amount, MinorUnits, MidpointRounding.AwayFromZero);

    public string Rounding => Roundings[MinorUnits];

    static readonly string[] Roundings =
        [.. Enumerable.Range(0, 5).Select(digits => $"half up to {Show(new decimal(1, 0, 0, false, (byte)digits))}")];

    /// <summary>An amount of law, such as a limit, in the currency of the answer.</summary>
    public decimal InAnswer(decimal amount, Currency from)
    {
        if (from == Currency || amount == 0) return amount;
        if (Currency == Place.Currency && Request.Exchange.TryGetValue(from.Code, out decimal toPlace)) return amount * toPlace;
        if (from == Place.Currency && Request.Exchange.TryGetValue(Currency.Code, out decimal toOther)
            && toOther != 0) return amount / toOther;
        throw Refusal.Missing($"fx.{from.Code}", new($"{from.Code} 的汇率", $"the rate of exchange for {from.Code}"));
    }

    public decimal Figure(string country, string code) => FigureRow(country, code).Value;

    public Figure FigureRow(string country, string code)
    {
        Figure figure = Book.Figure(country, code, Day)
            ?? throw Refusal.NoRule($"{Show(Day)} 没有 {country} {code} 的数值。",
            $"there is no figure {code} of {country} on {Show(Day)}.");
        Use(figure.Cited);
        return figure;
    }

    public VatRate Vat(string country, string of)
    {
        VatRate rate = Book.Vat(country, of, Day) ?? throw Refusal.NoRule(
            $"{country} 在 {Show(Day)} 没有“{of}”类税率。", $"{country} has no rate of class '{of}' on {Show(Day)}.");
        Use(rate.Cited);
        return rate;
    }

    /// <summary>Rows come out of one book, so that the same row is the same object.</summary>
    public void Use(Cited? row)
    {
        if (row is null) return;
        foreach (Cited known in sources)
            if (ReferenceEquals(known, row)) return;
        sources.Add(row);
    }

    public void Assume(string zh, string en) => assumptions.Add(zh, en);

    public void Changes(string zh, string en) => changes.Add(zh, en);

    /// <summary>Texts with numbers are put together when somebody reads them: most quotes of a program are never read out.</summary>
    public void Assume(Func<string> zh, Func<string> en) => assumptions.Add(zh, en);

    /// <inheritdoc cref="Assume(Func{string}, Func{string})" />
    public void Changes(Func<string> zh, Func<string> en) => changes.Add(zh, en);

    public TaxQuote Answer(string treatment, params TaxAmount[] taxes)
    {
        Certainty worst = Certainty.Seen;
        foreach (TaxAmount tax in taxes)
        {
            Use(tax.Law);
            if (tax.Law is null) worst = Certainty.Given;
        }

        if (Request.Voucher > 0) Assume("优惠券、积分不减少完税价格。", "Vouchers and points do not reduce the taxable price.");
        foreach (Cited source in sources)
            if (source.Certainty > worst) worst = source.Certainty;
        Ends();
        if (Book.NextChange(Place, Day) is { } next)
            Changes(() => $"{Show(next)} 该地规则有变化。", () => $"The rules of the place change on {Show(next)}.");
        return new()
        {
            Treatment = treatment, Currency = Currency, Taxes = taxes, Sources = sources, Assumptions = assumptions,
            WouldChange = changes, Certainty = worst, BookVersion = Book.Version,
        };
    }

    void Ends()
    {
        DateOnly[]? ends = null;
        foreach (Cited source in sources)
            if (source.To is { } to && (ends is null || !ends.Contains(to.AddDays(1)))) ends = [.. ends ?? [], to.AddDays(1)];
        if (ends is null) return;
        Array.Sort(ends);
        foreach (DateOnly end in ends) Changes(() => $"{Show(end)} 起所用税率或规则失效。", () => $"From {Show(end)} a rate or rule used here no longer holds.");
    }

    /// <summary>Puts a value found on the way in place of what was asked.</summary>
    public void Replace(TaxRequest request) => Request = request;

    public static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Without trailing zeros.</summary>
    public static string Show(decimal number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        return number.Scale == 0 || text[^1] != '0' ? text : text.TrimEnd('0').TrimEnd('.');
    }

    void Horizon()
    {
        if (Book.Horizon(Day) is not (var last, var compared)) throw Refusal.NoRule($"{Show(Day)} 早于税率表的范围。", $"{Show(Day)} is before the tables begin.");
        if (Day > last)
            throw Refusal.NoRule($"{Show(Day)} 超出税率表的范围（到 {Show(last)}）。",
                $"{Show(Day)} is beyond the tables, which end on {Show(last)}.");
        if (Day > compared)
            Assume($"税率表只核对到 {Show(compared)}，之后的修改未计入。",
                $"The tables were compared with the law up to {Show(compared)}; later changes are not in them.");
    }
}
