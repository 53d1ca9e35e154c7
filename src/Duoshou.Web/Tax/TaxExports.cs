using System.Globalization;
using System.Text.RegularExpressions;
using Duoshou.App.Reports;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.App.Tax.Books;
using Duoshou.Tax.Rates;
using Duoshou.Web.Shell.Frame;
using Duoshou.Web.Shell.Numbers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Tax;

/// <summary>The tax book and the rate book as files.</summary>
static class TaxExports
{
    public static async Task<IResult> Book(string? format, Desk desk, ReadTaxBook read, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        TaxBook book = await read.Run(desk.Selection.Range, desk.LastDay.AddDays(1), desk.Asking, cancel);
        string name = string.Create(CultureInfo.InvariantCulture, $"tax-{book.Range.First:yyyyMMdd}-{book.Range.Last:yyyyMMdd}");
        Sheet returns = new(texts["book.returns"], [texts["scheme"], texts["country"], texts["currency"], texts["rate"], texts["orders"], texts["base"], texts["taxdue"],
            texts["refundbase"], texts["refunded"], texts["netbase"], texts["net"]],
            [.. book.Returns.Select(r => (IReadOnlyList<Cell>)[texts["scheme." + r.Scheme].Value, r.Country, r.Currency.Code, Cell.Of(r.Rate), Cell.Of(r.Orders),
                Cell.Of(r.Base), Cell.Of(r.Tax), Cell.Of(-r.RefundBase), Cell.Of(-r.RefundTax), Cell.Of(r.NetBase), Cell.Of(r.NetTax)])]);
        Sheet corrections = new(texts["book.corrections"], [texts["scheme"], texts["country"], texts["currency"], texts["corrects"], texts["reported"], texts["base"],
            texts["refunded"], texts["source"]],
            [.. book.Corrections.Select(c => (IReadOnlyList<Cell>)[texts["scheme." + c.Scheme].Value, c.Country, c.Currency.Code, Days(c.Of), Days(c.In), Cell.Of(-c.Base),
                Cell.Of(-c.Tax), c.Law.Source])]);
        if (format != "xlsx") return Results.File(Workbook.Csv(returns), "text/csv; charset=utf-8", name + ".csv");
        Sheet due = new(texts["book.due"], [texts["country"], texts["treatment"], texts["month"], texts["currency"], texts["orders"], texts["goods"], texts["duty"],
            texts["vat"], texts["total"], texts["refunded"], texts["net"],
                texts["collected"], texts["difference"], texts["payer"], texts["certainty"]],
            [.. book.Lines.Select(l => (IReadOnlyList<Cell>)[l.Country, Treatments.Name(l.Treatment, texts), l.Month, l.Currency.Code, Cell.Of(l.Orders), Cell.Of(l.Goods),
                Cell.Of(l.Duty), Cell.Of(l.Vat),
                Cell.Of(l.Total), Cell.Of(-l.Refunded), Cell.Of(l.Net), Cell.Of(l.Collected), Cell.Of(l.Difference), QuoteDocument.PayerOf(l.Payer).In(desk.Language),
                    QuoteDocument.NameOf(l.Certainty).In(desk.Language)])]);
        Sheet orders = new(texts["book.orders"], [texts["shop"], texts["order"], texts["day"], texts["country"], texts["currency"], texts["goods"], texts["treatment"],
            texts["duty"], texts["vat"], texts["total"], texts["refunded"],
                texts["collected"], texts["how"], texts["why"]],
            [.. book.Orders.Select(o => (IReadOnlyList<Cell>)[desk.Shops.FirstOrDefault(s => s.Id == o.Shop)?.Name, o.OrderId, Cell.Of(o.Day), o.Country, o.Currency.Code,
                Cell.Of(o.Goods),
                o.Treatment is null ? null : Treatments.Name(o.Treatment, texts), Cell.Of(o.Duty), Cell.Of(o.Vat), Cell.Of(o.Total), Cell.Of(-o.Refunded),
                    Cell.Of(o.Collected), o.Told(desk.Language),
                    o.Why?.In(desk.Language)])]);
        Sheet about = new(texts["about"], [texts["about"], ""],
            [[texts["days"].Value, $"{book.Range.First:yyyy-MM-dd} – {book.Range.Last:yyyy-MM-dd}"], [texts["version"].Value, book.BookVersion],
            [texts["notice"].Value, Duoshou.Tax.TaxQuote.Notice.In(desk.Language)], [texts["author"].Value, desk.Person?.DisplayName],
                [texts["made"].Value, desk.Now.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)]]);
        return Excel([due, returns, corrections, orders, about], name);
    }

    static string Days(Kernel.Period period) => $"{period.First:yyyy-MM-dd} – {period.Last:yyyy-MM-dd}";

    public static async Task<IResult> Rates(string table, Desk desk, ActiveRates rates, IStringLocalizer<Texts> texts, CancellationToken cancel)
    {
        if ((await rates.Now(cancel)).Book.Files.FirstOrDefault(f => f.Name == table) is not { } file) return Results.NotFound();
        ShownTable shown = ShownTable.Of(file);
        Sheet sheet = new(shown.Name, [.. shown.Columns, texts["from"], texts["to"], texts["source"], texts["certainty"]],
            [.. shown.Rows.Select(r => (IReadOnlyList<Cell>)[.. r.Cells.Select(c => new Cell(c)), r.Law is { } l ? Cell.Of(l.From) : new Cell(null), r.Law?.To is { } to
                ? Cell.Of(to) : new Cell(null),
                new Cell(r.Law?.Source), new Cell(r.Law is { } law ? QuoteDocument.NameOf(law.Certainty).In(desk.Language) : null)])]);
        return Excel([sheet], Path.GetFileNameWithoutExtension(table) + "-" + shown.Version);
    }

    static IResult Excel(IReadOnlyList<Sheet> sheets, string name)
    {
        MemoryStream file = new();
        Workbook.Write(file, sheets);
        file.Position = 0;
        return Results.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
    }
}

/// <summary>The names of treatments; a band that somebody brought in may have a word of its own.</summary>
public static partial class Treatments
{
    /// <summary>The name, or the code as words.</summary>
    public static string Name(string code, IStringLocalizer texts) =>
        texts["treatment." + code] is { ResourceNotFound: false } known ? known.Value : code.Replace('_', ' ');

    /// <summary>A sentence of the engine, in which codes of treatments stand under their names.</summary>
    public static string Spelt(string sentence, IStringLocalizer texts) => Code().Replace(sentence, found =>
        texts["treatment." + found.Value] is { ResourceNotFound: false } known ? known.Value : found.Value);

    [GeneratedRegex("[a-z]+(?:_[a-z0-9]+)+")]
    private static partial Regex Code();
}
