namespace Duoshou.Tax.Rates;

/// <summary>How far a rule or rate can be trusted.</summary>
public enum Certainty
{
    /// <summary>Seen in a public text of the law or of the authority.</summary>
    Seen,

    /// <summary>Given by the person who asks; used as it is.</summary>
    Given,

    /// <summary>Known from memory of the trade and not confirmed: check before relying on it.</summary>
    Recalled,

    /// <summary>Sources disagree, or the rule is announced and may change.</summary>
    Disputed,
}

/// <summary>
/// Where a row stands, when it holds and where it comes from. The version is that of the table: the same text gives the same
/// version. No last day means that no end is known.
/// </summary>
public sealed record Cited(string File, string Version, int Line, DateOnly From, DateOnly? To, string Source, Certainty Certainty)
{
    /// <summary>Whether the row holds on a day; both ends are inside.</summary>
    public bool Holds(DateOnly day) => day >= From && (To is not { } last || day <= last);
}

/// <summary>One dated fact of law.</summary>
abstract record DatedRow(Cited Cited);

/// <summary>A limit, share or other single number of law.</summary>
sealed record Figure(Cited Cited, string Country, string Code, decimal Value, string Unit) : DatedRow(Cited);

/// <summary>A rate of value-added tax, or of a tax of that kind, for a class of goods or a province.</summary>
sealed record VatRate(Cited Cited, string Country, string Class, decimal Rate) : DatedRow(Cited);

/// <summary>A rate of the parcel tax for one category.</summary>
sealed record ParcelRate(Cited Cited, string Category, decimal Rate, string Goods) : DatedRow(Cited);

/// <summary>
/// One entry of the list of goods that may enter by retail import; a yearly amount per person where the list has one.
/// </summary>
sealed record PositiveGoods(Cited Cited, string Hs, string Name, decimal? YearKilograms) : DatedRow(Cited);

/// <summary>A rate of Chinese consumption tax. Rows of one family differ by a test on the price.</summary>
sealed record ConsumptionRate(Cited Cited, string Code, string Family, Consumption Tax, PriceTest? Test) : DatedRow(Cited);

/// <summary>A test on a price: at least, or below, a limit in a unit such as CNY/ml.</summary>
sealed record PriceTest(bool AtLeast, decimal Limit, string Unit)
{
    public bool Holds(decimal price) => AtLeast ? price >= Limit : price < Limit;
}

/// <summary>The formula of a sliding duty for a span of years.</summary>
sealed record SlidingScheme(Cited Cited, string Name, decimal Threshold, decimal Specific, decimal A, decimal B, decimal Cap,
    int Decimals)
    : DatedRow(Cited);

/// <summary>What one line of a national tariff says apart from its duty.</summary>
sealed record TariffLine(Cited Cited, string Country, string Hs, string NameZh, string NameEn, string VatClass,
    string Consumption)
    : DatedRow(Cited);

/// <summary>One layer of duty on a line: MFN, provisional, agreement, general, or an additional duty.</summary>
sealed record DutyRate(Cited Cited, string Country, string Hs, string Layer, string Origins, DutyTerm Term, decimal? Above,
    decimal? UpTo)
    : DatedRow(Cited)
{
    /// <summary>The countries and groups of origin, taken apart once; none for goods of any origin.</summary>
    public string[] Among { get; } = Origins == "*" ? [] : Origins.Split(' ');
}

/// <summary>A place of import: its currency and the names its taxes have in an answer.</summary>
sealed record Place(string Country, string Group, Kernel.Currency Currency, Kernel.Words Name, string DutyKey, string TaxKey,
    string[] Shown);

/// <summary>One band of a place's border rule; the first band whose conditions and limit hold is the treatment.</summary>
sealed record Band(Cited Cited, string Place, string[] When, BandTest? Test, string Treatment, BandDuty Duty, BandTax Tax,
    string Payer, Waiver? Waiver)
    : DatedRow(Cited)
{
    /// <summary>The conditions, taken apart once.</summary>
    public BandCondition[] Conditions { get; } = [.. When.Select(BandCondition.Of)];
}

/// <summary>A condition of a band: what is asked, with which arguments, and whether it must not be so.</summary>
sealed record BandCondition(string Kind, string[] Arguments, bool Negated)
{
    public static BandCondition Of(string token)
    {
        string[] parts = token.TrimStart('!').Split(':');
        return new(parts[0], parts.Length > 1 ? parts[1].Split('|') : [], token.StartsWith('!'));
    }
}

/// <summary>The limit of a band: what is compared, and with which amount.</summary>
sealed record BandTest(string Of, bool Inclusive, decimal Limit, Kernel.Currency Currency)
{
    public bool Holds(decimal value, decimal limit) => Inclusive ? value <= limit : value < limit;
}

/// <summary>How a band charges duty.</summary>
sealed record BandDuty(string Formula, decimal? Rate, decimal? Amount, Kernel.Currency? Currency, string Base);

/// <summary>How a band charges the consumption or value-added tax.</summary>
sealed record BandTax(string Formula, string Base);

/// <summary>A small sum that is not collected: up to (or under) an amount of the tax, or of duty and tax together.</summary>
sealed record Waiver(bool OfAll, bool Inclusive, decimal Limit, string Treatment)
{
    public bool Holds(decimal sum) => Inclusive ? sum <= Limit : sum < Limit;
}
