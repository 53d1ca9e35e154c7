using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Actions;
using Duoshou.Cli.Door;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Tax;
using Duoshou.Tax.Cases;
using Duoshou.Tax.Rates;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>tax quote: landed cost of one item or a basket, with the reasons of every amount.</summary>
static class Taxes
{
    static readonly Option<string> Cases = new("--cases") { Description = "A file of worked cases instead of one question; - for standard input" };
    static readonly Argument<string?> Question = new("file") { Arity = ArgumentArity.ZeroOrOne,
        Description = "A question in JSON, as POST /api/tax/quote takes it; - for standard input" };
    static readonly Option<string> Country = new("--country") { Description = "Country of import, two letters" };
    static readonly Option<string> Regime = new("--regime") { Description = "For CN: general_trade, cbec_retail_import or personal_mail" };
    static readonly Option<DateOnly?> Day = Verb.Day("--day", "The day of declaration or sale (default: today)");
    static readonly Option<string> Money = new("--currency") { Description = "Currency of the amounts (default: the country's)" };
    static readonly Option<string> Hs = new("--hs") { Description = "Commodity code" }, Origin = new("--origin") { Description = "Country of origin" };
    static readonly Option<decimal?> Value = new("--value") { Description = "Price of the goods" }, Quantity = new("--quantity") { Description = "Pieces" };
    static readonly Option<decimal?> Kg = new("--kg") { Description = "Net weight of the line and gross weight of the parcel" };
    static readonly Option<decimal?> Litres = new("--litres"), Ml = new("--ml") { Description = "Millilitres or grams in one piece" };
    static readonly Option<decimal?> DutyRate = new("--duty-rate") { Description = "The duty as a ratio; without it the tariff is looked up where there is one" };
    static readonly Option<string> VatClass = new("--vat-class") { Description = "standard or reduced" }, Category = new("--category") { Description = "Parcel-tax category" };
    static readonly Option<string> Consumption = new("--consumption") { Description = "Consumption tax code, or none" };
    static readonly Option<decimal?> Freight = new("--freight"), Insurance = new("--insurance"),
        YearUsed = new("--year-used") { Description = "Used of this year's retail-import limit" };
    static readonly Option<decimal?> TaxRate = new("--tax-rate") { Description = "The final tax's rate as a ratio, where the table's is not wanted" };
    static readonly Option<string> From = new("--from-country") { Description = "Country of dispatch (default: CN)" },
        Channel = new("--channel") { Description = "post or courier" };
    static readonly Option<string> Province = new("--province") { Description = "State or province, where rates differ" },
        Term = new("--term") { Description = "EXW FOB CFR CIF DAP: what the price holds" };
    static readonly Option<bool> Registered = new("--registered") { Description = "The seller is registered for tax at sale (IOSS, VOEC, GST)" };
    static readonly Option<bool> Business = new("--business") { Description = "The buyer is a business" }, Gift = new("--gift");
    static readonly Option<string> Name = new("--name") { Description = "Name of the goods, for an offer" };
    static readonly Option<string[]> Exchange = new("--fx") { AllowMultipleArgumentsPerToken = true,
        Description = "USD=7.1: units of the country's currency for one of another" };
    static readonly Option<string[]> Compare = new("--compare") { AllowMultipleArgumentsPerToken = true,
        Description = "Further countries side by side; CN:general_trade names a regime" };

    public static Command Group()
    {
        Command quote = Verb.OnFiles("quote", "Landed cost of one item or a basket: each tax with base, rate, law, certainty, and what would change it.",
            "tax quote --country DE --hs 611020 --value 120 --freight 10 --registered --day 2026-07-10",
            [Question, Cases, Country, Regime, Day, Money, Hs, Origin, Value, Quantity, Kg, Litres, Ml, DutyRate, VatClass, Category, Consumption, Freight, Insurance,
                YearUsed, TaxRate, From,
                Channel, Province, Term, Registered, Business, Gift, Exchange, Compare, Name, .. Offers.Options], Run);
        return Verb.Group("tax", "Landed cost.", "tax quote --country GB --hs 611020 --value 60 --day 2026-07-10", quote);
    }

    static async Task<int> Run(ParseResult parsed, Output output, CancellationToken cancel)
    {
        if (parsed.GetValue(Cases) is { } cases) return WorkedCases.Answer(cases, output, file => JsonNode.Parse(TaxCases.Answer(file))!);
        Knock.First(parsed);
        (TaxQuestion? question, Refusal? unread) = await Asked(parsed, cancel);
        if (question is null) return output.Refuse(unread!);
        await using Session session = await Session.Open(parsed, cancel);
        DateOnly today = (await Chosen.LastDay(session, cancel)).AddDays(1);
        if (Offers.Wanted(parsed)) return await Offers.Write(question, parsed, today, session, output, cancel);
        QuoteTax quote = session.Get<QuoteTax>();
        if (parsed.GetValue(Compare) is { Length: > 0 } places) return await Compared(question, places, today, quote, output, cancel);
        (QuoteTax.Quoted? quoted, Refusal? refused) = await quote.Run(question, today, cancel);
        if (quoted is null) return output.Refuse(refused!);
        return quoted.Answer is CannotCompute cannot
            ? output.Refuse(QuoteDocument.Refused(cannot))
            : output.Answer(QuoteDocument.Of(quoted, output.Language), people => Show(quoted.Quote!, people, output));
    }

    static async Task<int> Compared(TaxQuestion question, string[] places, DateOnly today, QuoteTax quote, Output output, CancellationToken cancel)
    {
        List<(string, string?)> asked = question.Country is { Length: > 0 } own ? [(own, question.Regime)] : [];
        asked.AddRange(places.SelectMany(p => p.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(p => p.Split(':', 2))
            .Select(p => (p[0], p.Length > 1 ? p[1] : (string?)null)));
        var answers = await quote.Compare(question, asked, today, cancel);
        JsonArray list = [];
        foreach (var (country, regime, answer) in answers)
            list.Add(answer.Value is { } quoted ? QuoteDocument.Of(quoted, output.Language)
                : new JsonObject { ["country"] = country, ["error"] = new JsonObject { ["code"] = answer.Refusal!.Code, ["detail"] = output.Say(answer.Refusal.Detail) } });
        return output.Answer(list, people =>
        {
            Table table = Output.TableOf(output.Say("去往", "To"), output.Say("方式", "Treatment"), output.Say("税合计", "Tax"), output.Say("到手成本", "Landed"),
                output.Say("可信度", "Certainty"));
            foreach (var (country, regime, answer) in answers)
                table.AddRow(answer.Value switch
                {
                    { Quote: { } q } => [new Text(country + (regime is null ? "" : " " + regime)), new Text(q.Treatment), new Text(Amount(q.TotalTax, q.Currency)),
                        new Text(Amount(q.Landed, q.Currency)), new Text(output.Say(QuoteDocument.NameOf(q.Certainty)))],
                    { Answer: CannotCompute cannot } => [new Text(country), new Text(output.Say(cannot.Detail)), new Text("—"), new Text("—"), new Text("—")],
                    _ => [new Text(country), new Text($"{output.Say(answer.Refusal!.Detail)} {output.Say(answer.Refusal.Remedy)}"), new Text("—"), new Text("—"), new Text("—")],
                });
            people.Write(table);
            people.WriteLine(output.Say(TaxQuote.Notice));
        });
    }

    static void Show(TaxQuote quote, IAnsiConsole people, Output output)
    {
        people.WriteLine(string.Join("  ", quote.Treatment, output.Say("税合计", "tax"), Amount(quote.TotalTax, quote.Currency), output.Say("到手成本", "landed"),
            Amount(quote.Landed, quote.Currency), output.Say("缴纳人：", "payer: ") + output.Say(QuoteDocument.PayerOf(quote.Payer))));
        Table table = Output.TableOf(output.Say("税种", "Tax"), output.Say("行", "Line"), output.Say("计税", "Base × rate"), output.Say("金额", "Amount"),
            output.Say("舍入", "Rounding"), output.Say("依据", "Law"));
        foreach (TaxAmount tax in quote.Taxes)
            table.AddRow(new Text(output.Say(QuoteDocument.NameOf(tax.Kind)) + (tax.Layer is "" or "given" ? "" : $" ({tax.Layer})")), new Text(tax.LineId),
                new Text(FormulaText.In(tax.Formula, output.Language)),
                new Text(Amount(tax.Amount, quote.Currency)), new Text(tax.Rounding),
                new Text(tax.Law is { } law ? $"{law.Source} [{law.File} {law.Version}:{law.Line}]" : output.Say("由提问者给出", "given by who asks")));
        if (quote.WaivedTax is { } waived) people.WriteLine(output.Say($"免征 {Amount(waived, quote.Currency)}", $"not levied: {Amount(waived, quote.Currency)}"));
        people.Write(table);
        Lines(people, output.Say("假设", "Assumed"), quote.Assumptions.Select(output.Say).Distinct());
        Lines(people, output.Say("什么会改变结果", "What would change it"), quote.WouldChange.Select(output.Say).Distinct());
        Lines(people, output.Say("来源", "Sources"),
            quote.Sources.Select(s => $"{s.Source} ({s.File}:{s.Line}, {Iso(s.From)}–{Iso(s.To)}, {output.Say(QuoteDocument.NameOf(s.Certainty))})"));
        people.WriteLine($"{output.Say("税率表版本", "Rate book")} {quote.BookVersion} · {output.Say(QuoteDocument.NameOf(quote.Certainty))}");
        people.WriteLine(output.Say(TaxQuote.Notice));
    }

    static void Lines(IAnsiConsole people, string head, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0) return;
        people.WriteLine(head);
        foreach (string line in all) people.WriteLine("  " + line);
    }

    static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    static string Amount(decimal? amount, Currency currency) => amount is { } value
        ? $"{currency} {value.ToString("N" + (currency.Code == "NOK" ? 0 : currency.MinorUnits), CultureInfo.InvariantCulture)}" : "—";

    static async Task<Answered<TaxQuestion>> Asked(ParseResult parsed, CancellationToken cancel)
    {
        TaxQuestion question = new();
        if (parsed.GetValue(Question) is { } file)
        {
            (TaxQuestion? read, Refusal? refused) = await Text(file, cancel) is { } text ? TaxQuestion.Read(text)
                : new(null, new("file.unreadable", new($"读不了「{file}」。", $"“{file}” cannot be read."),
                    new("检查路径；要给一个 JSON 文件。", "Check the path; it must be a file of JSON."), "file", file));
            if (read is null) return new(null, refused);
            question = read;
        }

        (IReadOnlyDictionary<string, decimal>? exchange, Refusal? unread) = Rates(parsed.GetValue(Exchange) ?? [], question.Exchange);
        if (unread is not null) return new(null, unread);
        TaxItem item = question.Items.Count > 0 ? question.Items[0] : new();
        bool told = parsed.GetValue(Hs) is not null || parsed.GetValue(Value) is not null || parsed.GetValue(Quantity) is not null;
        item = item with
        {
            Name = parsed.GetValue(Name) ?? item.Name, Hs = parsed.GetValue(Hs) ?? item.Hs, Origin = parsed.GetValue(Origin) ?? item.Origin,
                Value = parsed.GetValue(Value) ?? item.Value,
            Quantity = parsed.GetValue(Quantity) ?? item.Quantity ?? 1m, Kg = parsed.GetValue(Kg) ?? item.Kg, Litres = parsed.GetValue(Litres) ?? item.Litres,
            Ml = parsed.GetValue(Ml) ?? item.Ml, DutyRate = parsed.GetValue(DutyRate) ?? item.DutyRate, VatClass = parsed.GetValue(VatClass) ?? item.VatClass,
            Category = parsed.GetValue(Category) ?? item.Category, Consumption = parsed.GetValue(Consumption) ?? item.Consumption,
        };
        return new(question with
        {
            Country = parsed.GetValue(Country) ?? question.Country, Regime = parsed.GetValue(Regime) ?? question.Regime,
            Date = parsed.GetValue(Day)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? question.Date, Currency = parsed.GetValue(Money) ?? question.Currency,
            Items = told || question.Items.Count > 0 ? [item, .. question.Items.Skip(1)] : [], Freight = parsed.GetValue(Freight) ?? question.Freight,
            Insurance = parsed.GetValue(Insurance) ?? question.Insurance, YearUsed = parsed.GetValue(YearUsed) ?? question.YearUsed, Kg = parsed.GetValue(Kg) ?? question.Kg,
            TaxRate = parsed.GetValue(TaxRate) ?? question.TaxRate, From = parsed.GetValue(From) ?? question.From, Channel = parsed.GetValue(Channel) ?? question.Channel,
            Province = parsed.GetValue(Province) ?? question.Province, Term = parsed.GetValue(Term) ?? question.Term,
            SellerRegistered = parsed.GetValue(Registered) || question.SellerRegistered, BusinessBuyer = parsed.GetValue(Business) || question.BusinessBuyer,
            Gift = parsed.GetValue(Gift) || question.Gift, Exchange = exchange,
        }, null);
    }

    static async Task<string?> Text(string file, CancellationToken cancel)
    {
        try
        {
            return await Here.Text(file, cancel);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static (IReadOnlyDictionary<string, decimal>? Rates, Refusal? Refusal) Rates(string[] told, IReadOnlyDictionary<string, decimal>? known)
    {
        if (told.Length == 0) return (known, null);
        Dictionary<string, decimal> rates = known is null ? [] : new(known);
        foreach (string text in told)
        {
            if (text.Split('=', 2) is not [var code, var number] || !Currency.TryParse(code, null, out Currency currency)
                || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal rate) || rate <= 0m)
                return (null, new("bad_input.fx", new($"「fx」读不懂：{text}", $"“fx” cannot be used: {text}"),
                    new("写成 USD=7.1：一单位外币等于多少该国货币，大于零，小数点用“.”。", "Write USD=7.1: units of the country's currency for one of another, above zero, with a point."), "fx", text));
            rates[currency.Code] = rate;
        }

        return (rates, null);
    }
}
