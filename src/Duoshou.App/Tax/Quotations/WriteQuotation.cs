using System.Globalization;
using Duoshou.App.Tax.Actions;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;

namespace Duoshou.App.Tax.Quotations;

/// <summary>Makes an offer out of a landed-cost question. Nothing is stored: the same question gives the same offer with the same number.</summary>
public sealed class WriteQuotation(QuoteTax quotes, ActiveRates rates)
{
    const int UsualDays = 30, MostDays = 730;

    public async Task<Answered<Quotation>> Run(QuotationAsk ask, DateOnly today, CancellationToken cancel)
    {
        if (ask.Question is not { } question) return new(null, Refusals.Missing("question"));
        if (ask.Fault() is { } fault) return new(null, fault);
        SaleTerm term = SaleTerm.Of(ask.Incoterm)!;
        var (quoted, refusal) = await quotes.Run(question, today, cancel);
        if (quoted is null) return new(null, refusal);
        TaxRequest request = quoted.Request;
        if (Until(ask.ValidUntil, request.Day) is not { } until) return new(null, Unusable("validUntil", ask.ValidUntil, request.Day));
        if (Holds(request.Term, term) is { } held) return new(null, held);
        if (term.Freight && request.Term is Incoterm.Exw or Incoterm.Fob && question.Freight is null)
            return new(null, new("field.missing", new($"{term.Code} 由卖方付运费，没有写运费。", $"Under {term.Code} the seller pays the freight, and none was told."),
                new("写上运费；确实没有就写 0。", "Write the freight; write 0 if there is none."), "freight"));
        if (term.MustInsure && request.Term is not Incoterm.Cif && request.Insurance is null or 0m && question.Insurance is null)
            return new(null, new("field.missing", new($"{term.Code} 由卖方投保，没有写保险费。", $"Under {term.Code} the seller insures, and no insurance was told."),
                new("写上保险费；确实没有就写 0。", "Write the insurance; write 0 if there is none."), "insurance"));
        (IReadOnlyList<QuotedLine>? lines, Refusal? priceless) = Lines(request);
        if (lines is null) return new(null, priceless);
        LegalRates book = (await rates.Now(cancel)).Book;
        Quotation made = new()
        {
            Number = ask.Number?.Trim() ?? "", Day = request.Day, ValidUntil = until, Seller = ask.Seller!.Trim(), Buyer = Blank(ask.Buyer), Term = term, Place = ask.Place!.Trim(),
            Country = request.Country, Destination = book.KnownPlaceOf(request.Country)!.Name, Currency = request.Currency, Lines = lines, Charges = Charges(request, term),
            Bearer = TaxBearer.Unknown, Note = Blank(ask.Note), BookVersion = book.Version,
        };
        made = Taxed(made, quoted);
        if (term.Duties && made is { Bearer: TaxBearer.Unknown } or { Bearer: TaxBearer.Seller, TaxTotal: null })
            return new(null, new("quotation.ddp_unknown", new($"DDP 包含进口税，而进口税算不出来：{made.CannotCompute?.Zh}",
                $"DDP holds the import taxes, and they cannot be computed: {made.CannotCompute?.En}"),
                new("补上缺少的内容；或改报 DAP，进口税由买方承担。", "Give what is missing; or offer DAP, with the import taxes for the buyer's account."), "incoterm", term.Code));
        if (made is { Bearer: TaxBearer.AtSale, TaxTotal: null })
            return new(null, new("missing.fx", new($"税由卖方在销售时收取，没有 {made.Currency} 兑 {made.LawCurrency} 的汇率。",
                $"The seller collects the tax at the sale, and there is no rate of {made.Currency} in {made.LawCurrency}."),
                new("写上汇率再报价。", "Give the rate of exchange and quote again."), "exchange"));
        return new(made.Number.Length > 0 ? made : made with { Number = Quotation.NumberOf(made) }, null);
    }

    static Quotation Taxed(Quotation made, QuoteTax.Quoted quoted)
    {
        if (quoted.Answer is CannotCompute cannot) return made with { CannotCompute = cannot.Detail };
        TaxQuote quote = quoted.Quote!;
        Quotation told = made with { Sources = quote.Sources, Assumptions = [.. quote.Assumptions.Concat(EndsBefore(made, quote)).DistinctBy(w => w.En)],
            LawCurrency = quote.Currency };
        if (quote.TotalTax is null)
            return told with { CannotCompute = new($"须按「{quote.Treatment}」办理，没有关税税率，不计算税额。",
                $"The treatment is {quote.Treatment}; no duty rate is known, so no amount is computed.") };
        bool same = quote.Currency == made.Currency;
        decimal? rate = same ? 1m : quoted.Request.Exchange.TryGetValue(made.Currency.Code, out decimal known) && known > 0m ? known : null;
        decimal? Offered(decimal amount) => rate is { } per ? decimal.Round(amount / per, made.Currency.MinorUnits, MidpointRounding.AwayFromZero) : null;
        QuotedTax[] taxes =
        [
            .. quote.Taxes.Where(t => t.Amount != 0m).GroupBy(t => t.Kind).Select(kind => new QuotedTax(kind.Key, kind.Sum(t => t.Amount), quote.Currency,
                Offered(kind.Sum(t => t.Amount)), kind.Count() == 1 ? kind.First().Formula : "")),
        ];
        TaxBearer bearer = taxes.Length == 0 ? TaxBearer.Nobody : made.Term.Duties ? TaxBearer.Seller : quote.Payer == "seller" ? TaxBearer.AtSale : TaxBearer.Buyer;
        return told with
        {
            Taxes = taxes, Bearer = bearer, TaxTotal = taxes.All(t => t.Offered is not null) ? taxes.Sum(t => t.Offered!.Value) : null,
            Rate = same ? null : rate, RateDay = same ? null : quoted.RateDay,
        };
    }

    /// <summary>A rate of law that ends while the offer still stands is told to the buyer.</summary>
    static IEnumerable<Words> EndsBefore(Quotation made, TaxQuote quote) => quote.Sources.Select(s => s.To).OfType<DateOnly>()
        .Where(to => to < made.ValidUntil).Distinct().Order().Select(to => new Words(
            $"所用税率或规则到 {Written(to)} 为止，早于报价有效期：之后进口的税额另计。", $"A rate or rule used ends on {Written(to)}, before this offer does: an import after it is taxed anew."));

    /// <summary>A price that holds more than the term sells cannot be offered: what is inside it is not known apart.</summary>
    static Refusal? Holds(Incoterm price, SaleTerm term)
    {
        bool freight = price is Incoterm.Cfr or Incoterm.Cif or Incoterm.Dap && !term.Freight, insurance = price is Incoterm.Cif or Incoterm.Dap && !term.Insurance;
        return !freight && !insurance ? null : new("quotation.price_holds_more",
            new($"价格按 {Code(price)} 已含运费或保险，不能按 {term.Code} 报价。", $"The prices are {Code(price)} and hold freight or insurance already; they cannot be offered {term.Code}."),
            new("改用包含它们的术语，或写不含运费的价格。", "Choose a term that holds them, or give prices without freight."), "incoterm", term.Code);
    }

    static string Code(Incoterm term) => term.ToString().ToUpperInvariant();

    static (IReadOnlyList<QuotedLine>? Lines, Refusal? Refusal) Lines(TaxRequest request)
    {
        List<QuotedLine> lines = [];
        foreach (TaxLine line in request.Lines)
        {
            if (line.Value is not { } value)
                return (null, new("missing.value", new($"第 {line.Id} 行没有价格。", $"Line {line.Id} has no price."), new("写上单价或金额。", "Write its unit price or amount."), "value"));
            decimal quantity = line.Pieces ?? 1m, amount = decimal.Round(value, request.Currency.MinorUnits, MidpointRounding.AwayFromZero);
            lines.Add(new(line.Name is { Length: > 0 } name ? name : line.Hs ?? line.Id, line.Hs, line.Origin, quantity,
                quantity > 0m ? decimal.Round(value / quantity, 6, MidpointRounding.AwayFromZero) : amount, amount));
        }

        return (lines, null);
    }

    static List<QuotedCharge> Charges(TaxRequest request, SaleTerm term)
    {
        List<QuotedCharge> charges = [];
        int digits = request.Currency.MinorUnits;
        void Add(string kind, decimal amount, bool inTotal) => charges.Add(new(kind, decimal.Round(amount, digits, MidpointRounding.AwayFromZero), inTotal));
        if (request.OpenDiscount > 0m) Add("discount", -request.OpenDiscount, true);
        if (request.Voucher > 0m) Add("voucher", -request.Voucher, true);
        if (request.Term is Incoterm.Exw or Incoterm.Fob) Add("freight", request.Freight, term.Freight);
        if (request.Term is not (Incoterm.Cif or Incoterm.Dap) && request.Insurance is > 0m and var insurance) Add("insurance", insurance, term.Insurance);
        return [.. charges.Where(c => c.Amount != 0m)];
    }

    static DateOnly? Until(string? told, DateOnly day)
    {
        if (string.IsNullOrWhiteSpace(told)) return day.AddDays(UsualDays);
        return DateOnly.TryParseExact(told.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out DateOnly until)
            && until >= day && until <= day.AddDays(MostDays)
            ? until : null;
    }

    static Refusal Unusable(string field, string? value, DateOnly day) => new($"bad_input.{field}",
        new($"有效期「{value}」不能用。", $"The last day of the offer cannot be used: {value}"),
        new($"写成 {Written(day.AddDays(UsualDays))} 这样的日期，在 {Written(day)} 到两年之内。",
            $"Write a date such as {Written(day.AddDays(UsualDays))}, from {Written(day)} on and within two years."), field, value);

    static string Written(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
