using System.Globalization;
using Duoshou.App.Reports;
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
public sealed class ReadTaxBook(IDbContextFactory<DuoshouDb> database, IFactRows facts, IShops shops, ActiveRates rates, SetShopTax settings, Remembered remembered)
{
    const int MostLines = 60_000;

    /// <summary>How far back a refund may find its order: as long as returns can be corrected.</summary>
    const int YearsBack = 3;

    static readonly string[] Columns =
        ["order_id", "ordered_at", "product", "quantity", "gross", "discount_seller", "freight", "tax", "paid", "currency", "country", "row_class", "refunded", "refers_to"];

    public async Task<TaxBook> Run(Period range, DateOnly today, Scope scope, CancellationToken cancel)
    {
        RatesInUse use = await rates.Now(cancel);
        RateBook exchange = await shops.Rates(cancel);
        IReadOnlyDictionary<ShopId, SetShopTax.Setting> set = await settings.Read(scope, cancel);
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        Dictionary<ShopId, IReadOnlyDictionary<string, (string Hs, string Origin)>> codes = [];
        foreach (ShopCard shop in cards) codes[shop.Id] = await Codes(shop.Id, cancel);
        // Orders are the ledger's and hold until it moves on; the law, rates, ways of shipping, shops and codes are part of the key.
        string standing = string.Join('\n', [.. cards.Select(c => $"{c.Id} {c.Country} {set.GetValueOrDefault(c.Id)}"),
            .. codes.SelectMany(shop =>
                shop.Value.OrderBy(code => code.Key, StringComparer.Ordinal).Select(code => $"{shop.Key} {code.Key} {code.Value.Hs} {code.Value.Origin}"))]);
        return await remembered.Once(("tax book", scope, range, (today, use.Book.Version, exchange, standing)),
            () => Worked(range, today, scope, use, exchange, set, cards, codes, cancel));
    }

    async Task<TaxBook> Worked(
        Period range, DateOnly today, Scope scope, RatesInUse use, RateBook exchange, IReadOnlyDictionary<ShopId, SetShopTax.Setting> set, IReadOnlyList<ShopCard> cards,
        IReadOnlyDictionary<ShopId, IReadOnlyDictionary<string, (string Hs, string Origin)>> codesOf, CancellationToken cancel)
    {
        List<BookedOrder> orders = [];
        List<OutsideBook> outside = [];
        List<string> orphans = [];
        bool truncated = false;
        foreach (ShopCard shop in cards)
        {
            SetShopTax.Setting? own = set.GetValueOrDefault(shop.Id);
            if (own is null || own.Route is ParcelRoute.Domestic or ParcelRoute.LocalStock || own.Route == ParcelRoute.RetailImport)
            {
                outside.Add(new(shop.Id, own is null ? "not_set" : own.Route switch { ParcelRoute.Domestic => "domestic", ParcelRoute.LocalStock => "local_stock",
                    _ => "retail_import" }));
                continue;
            }

            Scope one = scope.Narrowed([shop.Id]);
            IReadOnlyList<FactRow> rows = await facts.Facts(FactKind.OrderLine, Columns, range, one, MostLines, cancel);
            truncated |= rows.Count >= MostLines;
            IReadOnlyDictionary<string, (string Hs, string Origin)> codes = codesOf[shop.Id];
            ILookup<string, Line> sold = rows.Select(Read).OfType<Line>().ToLookup(l => l.Order, StringComparer.Ordinal);
            ILookup<string, GivenBack> back = GivenBack.In(rows);
            orders.AddRange(sold.Select(order => BookRefunds.With(Booked(use, exchange, shop, own, codes, [.. order]),
                [.. order.Select(l => l.Refunded), .. back[order.Key]], use.Book)));
            HashSet<string> lacking = [.. back.Where(g => !sold.Contains(g.Key)).Select(g => g.Key)];
            if (lacking.Count == 0) continue;
            // Refunds of the range that belong to earlier sales: those sales are read for their rates, and only their refunds count.
            IReadOnlyList<FactRow> before = await facts.Facts(FactKind.OrderLine, Columns, new(range.First.AddYears(-YearsBack), range.First.AddDays(-1)), one, MostLines, cancel);
            truncated |= before.Count >= MostLines;
            ILookup<string, GivenBack> already = GivenBack.In(before);
            foreach (IGrouping<string, Line> order in before.Select(Read).OfType<Line>().Where(l => lacking.Contains(l.Order)).GroupBy(l => l.Order, StringComparer.Ordinal))
            {
                lacking.Remove(order.Key);
                orders.Add(BookRefunds.With(Booked(use, exchange, shop, own, codes, [.. order]) with { IsEarlier = true },
                    [.. order.Select(l => l.Refunded), .. already[order.Key], .. back[order.Key]], use.Book, range.First));
            }

            orphans.AddRange(lacking);
        }

        List<NotComputed> gaps = [.. orders.Where(o => o is { Why: not null, IsEarlier: false }).GroupBy(o => o.WhyCode)
            .Select(g => new NotComputed(g.Key!, g.First().Why!, g.Count(), g.First().OrderId)).OrderByDescending(g => g.Orders)];
        if (orphans.Count > 0)
            gaps.Add(new("refund_without_order", new("退款找不到原订单（三年内），没有冲减。", "A refund's order is not among the orders of three years: nothing was taken off."),
                orphans.Count, orphans[0]));
        BookedOrder[] shown = [.. orders.Where(o => !o.IsEarlier || o.Refunds.Count > 0)];
        return new(range, [.. BookSums.Lines(shown)], [.. BookSums.Returns(shown)],
            [.. shown.OrderBy(o => o.Why is null ? 0 : 1).ThenByDescending(o => o.Day).ThenBy(o => o.OrderId, StringComparer.Ordinal)],
            gaps, outside, [.. BookSums.Due(use.Book, range, today, shown)], truncated, use.Book.Version) { Corrections = [.. BookSums.Corrections(shown)] };
    }

    sealed record Line(string Order, DateOnly Day, string Product, decimal Quantity, decimal Gross, decimal Discount, decimal Freight, decimal? Tax, decimal Paid,
        Currency Currency, string? Country, GivenBack Refunded);

    static Line? Read(FactRow row)
    {
        IReadOnlyList<string?> v = row.Values;
        if (v[11] is { Length: > 0 } kind && kind != RowClass.Sale) return null;
        decimal gross = Number(v[4]) ?? 0m, quantity = Number(v[3]) ?? 1m;
        if (gross <= 0m || quantity <= 0m || v[1] is not { Length: >= 10 } at || !Currency.TryParse(v[9], null, out Currency currency)) return null;
        decimal count = row.Count;
        return new(v[0] ?? "", DateOnly.ParseExact(at[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), v[2] ?? "", quantity * count, gross * count,
            (Number(v[5]) ?? 0m) * count,
            (Number(v[6]) ?? 0m) * count, Number(v[7]) is { } tax ? tax * count : null, (Number(v[8]) ?? 0m) * count, currency, v[10],
            new(null, (Number(v[12]) ?? 0m) * count));
    }

    /// <summary>Money given back: on a day of its own, or on the sale's row without one.</summary>
    internal sealed record GivenBack(DateOnly? Day, decimal Amount)
    {
        /// <summary>The rows that take back whole or part of an order, by the order.</summary>
        public static ILookup<string, GivenBack> In(IEnumerable<FactRow> rows) => rows
            .Where(row => row.Values[11] == RowClass.Cancellation && Number(row.Values[12]) is > 0m && row.Values[1] is { Length: >= 10 })
            .ToLookup(row => row.Values[13] ?? row.Values[0] ?? "", row => new GivenBack(
                DateOnly.ParseExact(row.Values[1]![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture), Number(row.Values[12])!.Value * row.Count), StringComparer.Ordinal);
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
        decimal rate = quoted.Quote is { } found && found.Currency != asked.Currency ? quoted.Request.Exchange.GetValueOrDefault(asked.Currency.Code, 1m) : 1m;
        decimal goods = quoted.Request.Lines.Sum(l => l.Value ?? 0m) * rate, paid = lines.Sum(l => l.Paid);
        paid = (paid > 0m ? paid : lines.Sum(l => l.Gross - l.Discount + l.Freight)) * rate;
        collected *= rate;
        if (quoted.Answer is CannotCompute cannot)
            return new(shop.Id, lines[0].Order, day, country, lines[0].Currency, paid, goods, null, null, null, null, collected, cannot.Detail, cannot.Code, null, null,
                null, "", Certainty.Seen, []);
        TaxQuote quote = quoted.Quote!;
        if (quote.TotalTax is not { } total)
            return new(shop.Id, lines[0].Order, day, country, quote.Currency, paid, goods, quote.Treatment, null, null, null, collected,
                new("该方式须正常报关，未给出关税税率，不计算。", "An ordinary declaration is needed and no duty is known: nothing is computed."), "duty_open", null, null, null, quote.Payer,
                    quote.Certainty, []);
        TaxAmount[] last = [.. quote.Taxes.Where(t => t.Kind == "vat")];
        return new(shop.Id, lines[0].Order, day, country, quote.Currency, paid, goods, quote.Treatment, quote.Sum("duty") + quote.Sum("additional"), quote.Sum("vat"),
            total, collected, null, null,
            quote.Payer == "seller" ? SchemeOf(use.Book, country, day) : null, last.Length > 0 ? last[0].Rate : null, last.Length > 0 ? last.Sum(t => t.Base) : null,
                quote.Payer, quote.Certainty,
            quote.Taxes) { RateOf = rate };
    }

    static string? SchemeOf(LegalRates book, string country, DateOnly day)
    {
        string group = book.KnownPlaceOf(country)?.Group ?? "";
        return book.Filings.FirstOrDefault(f => f.Cited.Holds(day) && f.Scheme != "oss" && (f.Place == country || (group.Length > 0 && f.Place == group)))?.Scheme;
    }
}
