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
    readonly bool foreign;
    (string Country, string Class, VatRate Rate)? lastVat;

    public Inquiry(LegalRates book, TaxRequest request, Place place)
    {
        (Book, Request, Place) = (book, request, place);
        Checks.Request(request);
        bool converted = request.Currency == place.Currency || request.Exchange.ContainsKey(request.Currency.Code);
        Currency = converted ? place.Currency : request.Currency;
        foreign = converted && request.Currency != place.Currency;
        Factor = foreign ? request.Exchange[request.Currency.Code] : 1m;
        MinorUnits = Currency.Code == "NOK" ? 0 : Currency.MinorUnits;
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

    /// <summary>An amount of the question in the currency of the answer.</summary>
    public decimal Converted(decimal amount) => foreign ? amount * Factor : amount;

    /// <summary>
    /// Decimals in which the place collects: its currency's, except Norway, whose examples are in whole kroner.
    /// </summary>
    public int MinorUnits { get; }

    /// <summary>
    /// To the minor unit, half away from zero. A quotient such as value / 0.9 is cut after 28 digits, so an exact half can arrive
    /// as 0.1049999...; rounding to 15 decimals first gives the half back.
    /// </summary>
    public decimal Round(decimal amount) => amount.Scale <= MinorUnits ? amount : decimal.Round(
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
        // The lines of an order mostly bear the same rate.
        if (lastVat is { } last && last.Country == country && last.Class == of) return last.Rate;
        VatRate rate = Book.Vat(country, of, Day) ?? throw Refusal.NoRule(
            $"{country} 在 {Show(Day)} 没有“{of}”类税率。", $"{country} has no rate of class '{of}' on {Show(Day)}.");
        Use(rate.Cited);
        lastVat = (country, of, rate);
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

    public void Assume(Words words) => assumptions.Add(words);

    public void Assume(string zh, string en) => assumptions.Add(new(zh, en));

    public void Changes(string zh, string en) => changes.Add(new(zh, en));

    /// <summary>Texts with numbers are put together when somebody reads them: most quotes of a program are never read out.</summary>
    public void Assume<T>(T numbers, Func<T, Words> write) => assumptions.Add(numbers, write);

    /// <inheritdoc cref="Assume{T}(T, Func{T, Words})" />
    public void Changes<T>(T numbers, Func<T, Words> write) => changes.Add(numbers, write);

    /// <summary>A treatment after which no tax is computed.</summary>
    public TaxQuote Answer(string treatment, string payer, decimal? value = null) => Answer(treatment, [], [], payer, value);

    /// <summary>All taxes with what they stand on; the total is theirs unless the law says otherwise.</summary>
    public TaxQuote Answer(string treatment, IReadOnlyList<TaxAmount> taxes, IReadOnlyList<LineTax> lines, string payer = "buyer", decimal? value = null,
        decimal? total = null, decimal? waived = null, decimal? yearUsedAfter = null, string? basis = null)
    {
        Certainty worst = Certainty.Seen;
        for (int i = 0; i < taxes.Count; i++)
        {
            Cited? law = taxes[i].Law;
            Use(law);
            if (law is null) worst = Certainty.Given;
        }

        if (Request.Voucher > 0) Assume("优惠券、积分不减少完税价格。", "Vouchers and points do not reduce the taxable price.");
        foreach (Cited source in sources)
            if (source.Certainty > worst) worst = source.Certainty;
        Ends();
        if (Book.NextChange(Place, Day) is { } next)
            Changes(next, static day => new($"{Show(day)} 该地规则有变化。", $"The rules of the place change on {Show(day)}."));
        return new()
        {
            Treatment = treatment, Currency = Currency, Taxes = taxes, Sources = sources, Assumptions = assumptions,
            WouldChange = changes, Certainty = worst, BookVersion = Book.Version, CustomsValue = value, TotalTax = total, Landed = value + total, Lines = lines,
            Payer = payer, WaivedTax = waived, YearUsedAfter = yearUsedAfter, DutyBasis = basis,
        };
    }

    void Ends()
    {
        DateOnly[]? ends = null;
        foreach (Cited source in sources)
            if (source.To is { } to && (ends is null || !ends.Contains(to.AddDays(1)))) ends = [.. ends ?? [], to.AddDays(1)];
        if (ends is null) return;
        Array.Sort(ends);
        foreach (DateOnly end in ends)
            Changes(end, static day => new($"{Show(day)} 起所用税率或规则失效。", $"From {Show(day)} a rate or rule used here no longer holds."));
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
            Assume(compared, static day => new($"税率表只核对到 {Show(day)}，之后的修改未计入。",
                $"The tables were compared with the law up to {Show(day)}; later changes are not in them."));
    }
}
