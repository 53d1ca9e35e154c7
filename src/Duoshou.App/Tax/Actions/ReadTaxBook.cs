using System.Globalization;
using Duoshou.App.Shops;
using Duoshou.App.Storage;
using Duoshou.App.Tax.Books;
using Duoshou.App.Tax.Model;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tax.Actions;

/// <summary>
/// Tax due by regime, country and month, out of the orders' own facts and by the rates of each order's own day. What cannot be computed is
/// counted and named; what platforms do not tell stays unknown.
/// </summary>
public sealed class ReadTaxBook(IDbContextFactory<DuoshouDb> database, IFactRows facts, IShops shops, ActiveRates rates, SetShopTax settings)
{
    const int MostLines = 60_000;

    static readonly string[] Columns =
        ["order_id", "ordered_at", "product", "quantity", "gross", "discount_seller", "freight", "tax", "paid", "currency", "country", "row_class"];

    public async Task<TaxBook> Run(Period range, DateOnly today, Scope scope, CancellationToken cancel)
    {
        RatesInUse use = await rates.Now(cancel);
        RateBook exchange = await shops.Rates(cancel);
        IReadOnlyDictionary<ShopId, SetShopTax.Setting> set = await settings.Read(scope, cancel);
        List<BookedOrder> orders = [];
        List<OutsideBook> outside = [];
        bool truncated = false;
        foreach (ShopCard shop in await shops.All(scope, cancel))
        {
            SetShopTax.Setting? own = set.GetValueOrDefault(shop.Id);
            if (own is null || own.Route is ParcelRoute.Domestic or ParcelRoute.LocalStock || own.Route == ParcelRoute.RetailImport)
            {
                outside.Add(new(shop.Id, own is null ? "not_set" : own.Route switch { ParcelRoute.Domestic => "domestic", ParcelRoute.LocalStock => "local_stock",
                    _ => "retail_import" }));
                continue;
            }

            IReadOnlyList<FactRow> rows = await facts.Facts(FactKind.OrderLine, Columns, range, scope.Narrowed([shop.Id]), MostLines, cancel);
            truncated |= rows.Count >= MostLines;
            IReadOnlyDictionary<string, (string Hs, string Origin)> codes = await Codes(shop.Id, cancel);
            foreach (IGrouping<string, Line> order in rows.Select(Read).OfType<Line>().GroupBy(l => l.Order, StringComparer.Ordinal))
                orders.Add(Booked(use, exchange, shop, own, codes, [.. order]));
        }

        return new(range, [.. Lines(orders)], [.. Returns(orders)],
            [.. orders.OrderBy(o => o.Why is null ? 0 : 1).ThenByDescending(o => o.Day).ThenBy(o => o.OrderId, StringComparer.Ordinal)],
            [.. orders.Where(o => o.Why is not null).GroupBy(o => o.WhyCode).Select(g => new NotComputed(g.Key!, g.First().Why!, g.Count(), g.First().OrderId))
                .OrderByDescending(g => g.Orders)],
            outside, [.. Due(use.Book, range, today, orders)], truncated, use.Book.Version);
    }

    sealed record Line(string Order, DateOnly Day, string Product, decimal Quantity, decimal Gross, decimal Discount, decimal Freight, decimal? Tax, decimal Paid,
        Currency Currency, string? Country);

    static Line? Read(FactRow row)
    {
        IReadOnlyList<string?> v = row.Values;
        if (v[11] is { Length: > 0 } kind && kind != RowClass.Sale) return null;
        decimal gross = Number(v[4]) ?? 0m, quantity = Number(v[3]) ?? 1m;
        if (gross <= 0m || quantity <= 0m || v[1] is not { Length: >= 10 } at || !Currency.TryParse(v[9], null, out Currency currency)) return null;
        decimal count = row.Count;
        return new(v[0] ?? "", DateOnly.ParseExact(at[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), v[2] ?? "", quantity * count, gross * count,
            (Number(v[5]) ?? 0m) * count,
            (Number(v[6]) ?? 0m) * count, Number(v[7]) is { } tax ? tax * count : null, (Number(v[8]) ?? 0m) * count, currency, v[10]);
    }

    static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) ? value : null;

    async Task<IReadOnlyDictionary<string, (string, string)>> Codes(ShopId shop, CancellationToken cancel)
    {
        await using var db = await database.CreateDbContextAsync(cancel);
        List<ProductCode> all = await db.Set<ProductCode>().AsNoTracking().Where(c => c.ShopId == shop && c.ReplacedAt == null).ToListAsync(cancel);
        return all.GroupBy(c => c.Product).ToDictionary(g => g.Key, g => (g.First().Hs, g.First().Origin), StringComparer.Ordinal);
    }

    static BookedOrder Booked(
        RatesInUse use, RateBook exchange, ShopCard shop, SetShopTax.Setting set, IReadOnlyDictionary<string, (string Hs, string Origin)> codes, Line[] lines)
    {
        string country = lines.Select(l => l.Country).FirstOrDefault(c => c is { Length: 2 })?.ToUpperInvariant() ?? shop.Country;
        DateOnly day = lines[0].Day;
        decimal? collected = lines.All(l => l.Tax is not null) ? lines.Sum(l => l.Tax!.Value) : null;
        TaxRequest asked = SaleQuestion.Of(set, country, day, lines[0].Currency, lines.Sum(l => l.Freight), [.. lines.Select((l, i) => new TaxLine
        {
            Id = $"{i + 1}", Name = l.Product, Pieces = l.Quantity, Value = l.Gross - l.Discount, Hs = codes.TryGetValue(l.Product, out var code) ? code.Hs : null,
            Origin = code.Origin ?? set.From,
        })]);
        QuoteTax.Quoted quoted = set.PricesHoldTax ? SaleQuestion.Apart(use, exchange, asked) : QuoteTax.Quote(use, asked, exchange);
        decimal goods = quoted.Request.Lines.Sum(l => l.Value ?? 0m);
        decimal paid = lines.Sum(l => l.Paid);
        if (quoted.Answer is CannotCompute cannot)
            return new(shop.Id, lines[0].Order, day, country, lines[0].Currency, paid, goods, null, null, null, null, collected, cannot.Detail, cannot.Code, null, null,
                null, "", Certainty.Seen, "");
        TaxQuote quote = quoted.Quote!;
        if (quote.TotalTax is not { } total)
            return new(shop.Id, lines[0].Order, day, country, quote.Currency, paid, goods, quote.Treatment, null, null, null, collected,
                new("该方式须正常报关，未给出关税税率，不计算。", "An ordinary declaration is needed and no duty is known: nothing is computed."), "duty_open", null, null, null, quote.Payer,
                    quote.Certainty, "");
        TaxAmount[] last = [.. quote.Taxes.Where(t => t.Kind == "vat")];
        return new(shop.Id, lines[0].Order, day, country, quote.Currency, paid, goods, quote.Treatment, quote.Sum("duty") + quote.Sum("additional"), quote.Sum("vat"),
            total, collected, null, null,
            quote.Payer == "seller" ? SchemeOf(use.Book, country, day) : null, last.Length > 0 ? last[0].Rate : null, last.Length > 0 ? last.Sum(t => t.Base) : null,
                quote.Payer, quote.Certainty,
            string.Join("; ", quote.Taxes.Select(t => $"{t.Kind} {t.Formula} = {WireFormat.Text(t.Amount)}")));
    }

    static string? SchemeOf(LegalRates book, string country, DateOnly day)
    {
        string group = book.KnownPlaceOf(country)?.Group ?? "";
        return book.Filings.FirstOrDefault(f => f.Cited.Holds(day) && f.Scheme != "oss" && (f.Place == country || (group.Length > 0 && f.Place == group)))?.Scheme;
    }

    static IEnumerable<BookLine> Lines(List<BookedOrder> orders) => orders.Where(o => o.Total is not null)
        .GroupBy(o => (o.Country, o.Treatment, o.Scheme, o.Payer, Month: o.Day.ToString("yyyy-MM", CultureInfo.InvariantCulture), o.Currency))
        .Select(g => new BookLine(g.Key.Country, g.Key.Treatment!, g.Key.Scheme, g.Key.Payer, g.Key.Month, g.Key.Currency, g.Count(), g.Sum(o => o.Goods),
            g.Sum(o => o.Duty ?? 0m), g.Sum(o => o.Vat ?? 0m),
            g.Sum(o => o.Total ?? 0m), g.All(o => o.Collected is not null) ? g.Sum(o => o.Collected) : null, g.Max(o => o.Certainty)))
        .OrderBy(l => l.Country, StringComparer.Ordinal).ThenBy(l => l.Month, StringComparer.Ordinal).ThenBy(l => l.Treatment, StringComparer.Ordinal);

    static IEnumerable<ReturnLine> Returns(List<BookedOrder> orders) => orders.Where(o => o is { Scheme: not null, Rate: not null, Base: not null })
        .GroupBy(o => (o.Scheme, o.Country, o.Currency, o.Rate))
        .Select(g => new ReturnLine(g.Key.Scheme!, g.Key.Country, g.Key.Currency, g.Key.Rate!.Value, g.Count(), g.Sum(o => o.Base!.Value), g.Sum(o => o.Vat ?? 0m)))
        .OrderBy(r => r.Scheme, StringComparer.Ordinal).ThenBy(r => r.Country, StringComparer.Ordinal).ThenBy(r => r.Rate);

    /// <summary>The periods that meet the range, and the ones after them until today, each with its day.</summary>
    static IEnumerable<DueFiling> Due(LegalRates book, Period range, DateOnly today, List<BookedOrder> orders)
    {
        HashSet<string> concerned = [.. orders.Select(o => o.Scheme).OfType<string>()];
        foreach (Filing filing in book.Filings.Where(f => f.Cited.Holds(range.Last)))
        {
            Period period = filing.PeriodOf(today);
            Period before = filing.PeriodOf(period.First.AddDays(-1));
            foreach (Period one in (Period[])[before, period])
                if (filing.DueOf(one) >= today) yield return new(filing, one, filing.DueOf(one), concerned.Contains(filing.Scheme));
        }
    }
}
