using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Duoshou.App;
using Duoshou.App.Reports;
using Duoshou.App.Tax;
using Duoshou.App.Tax.Papers;
using Duoshou.App.Tax.Quotations;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands;

/// <summary>tax quote --quotation: the same question as an offer to a buyer, on paper.</summary>
static class Offers
{
    static readonly Option<string> File = new("--quotation") { Description = "Write an offer to the buyer into this file, .pdf or .html" };
    static readonly Option<string> Seller = new("--seller") { Description = "Who offers" }, Buyer = new("--buyer") { Description = "To whom" };
    static readonly Option<string> SaleTermOf = new("--incoterm") { Description = "Term of the offer, Incoterms 2020: EXW FCA FAS FOB CFR CIF CPT CIP DAP DPU DDP" };
    static readonly Option<string> Place = new("--place") { Description = "Named place of the term, such as Hamburg" };
    static readonly Option<string> Number = new("--number") { Description = "Number of the offer (default: made of its content)" };
    static readonly Option<string> Until = new("--valid-until") { Description = "Last day of the offer (default: thirty days)" };
    static readonly Option<string> Note = new("--note") { Description = "Remarks for the buyer" };
    static readonly Option<string> Paper = new("--paper-language") { Description = "zh or en (default: the language of the command line)" };
    static readonly Option<decimal?> Cost = new("--cost") { Description = "Cost of one piece, for the margin; never on the paper" };

    public static IReadOnlyList<Option> Options { get; } = [File, Seller, Buyer, SaleTermOf, Place, Number, Until, Note, Paper, Cost];

    /// <summary>Whether an offer is asked for.</summary>
    public static bool Wanted(ParseResult parsed) => parsed.GetValue(File) is not null;

    public static async Task<int> Write(TaxQuestion question, ParseResult parsed, DateOnly today, Session session, Output output, CancellationToken cancel)
    {
        string path = parsed.GetValue(File)!;
        bool pdf = path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);
        if (!pdf && !path.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
            return output.Refuse(new("bad_input.quotation", new($"报价单的文件名「{path}」不能用。", $"The file of the offer cannot be used: {path}"),
                new("文件名以 .pdf 或 .html 结尾。", "End its name in .pdf or .html."), "quotation", path));
        if (parsed.GetValue(Paper) is not (null or "zh" or "en") and var paper)
            return output.Refuse(new("bad_input.paper-language", new($"「paper-language」读不懂：{paper}", $"“paper-language” cannot be used: {paper}"),
                new("写 zh 或 en。", "Write zh or en."),
                "paper-language", paper));
        (Quotation? made, Refusal? refusal) = await session.Get<WriteQuotation>().Run(new()
        {
            Question = question, Seller = parsed.GetValue(Seller), Buyer = parsed.GetValue(Buyer), Incoterm = parsed.GetValue(SaleTermOf), Place = parsed.GetValue(Place),
            Number = parsed.GetValue(Number), ValidUntil = parsed.GetValue(Until), Note = parsed.GetValue(Note),
        }, today, cancel);
        if (made is null) return output.Refuse(refusal!);
        string html = QuotationPaper.Html(made, parsed.GetValue(Paper) switch { "zh" => Language.Chinese, "en" => Language.English, _ => output.Language });
        if (await Save(path, pdf, html, cancel) is { } failed) return output.Refuse(failed);
        JsonObject told = QuotationDocument.Of(made, output.Language);
        told["file"] = path;
        QuotationMargin? margin = parsed.GetValue(Cost) is { } cost ? QuotationMargin.Of(made, [.. made.Lines.Select(_ => (decimal?)cost)], []) : null;
        if (margin is { Kept: { } kept, Share: { } share }) told["margin"] = new JsonObject { ["kept"] = WireFormat.Text(kept), ["share"] = WireFormat.Text(share) };
        return output.Answer(told, people =>
        {
            people.WriteLine($"{path}  {made.Number}  {made.Term.Code} {made.Place}  {Amount(made.Total, made.Currency)}");
            if (made.Arrived is { } arrived && arrived != made.Total) people.WriteLine(output.Say($"买方到手成本估计 {Amount(arrived, made.Currency)}",
                $"to the buyer on arrival: {Amount(arrived, made.Currency)}"));
            if (made.CannotCompute is { } why) people.WriteLine(output.Say(why));
            if (margin is { Kept: { } left, Share: { } of })
                people.WriteLine(output.Say($"毛利（不在纸上）{Amount(left, made.Currency)}，{Written.Plain(of * 100m, 1)}%",
                    $"margin (not on the paper): {Amount(left, made.Currency)}, {Written.Plain(of * 100m, 1)}%"));
        });
    }

    static async Task<Refusal?> Save(string path, bool pdf, string html, CancellationToken cancel)
    {
        try
        {
            if (!pdf)
            {
                await System.IO.File.WriteAllTextAsync(Here.Full(path), html, new UTF8Encoding(false), cancel);
                return null;
            }

            if (await PdfPrinter.Print(html, cancel) is not { } bytes)
                return new("pdf.no_browser", new("没有生成 PDF：本机没有可用的 Chromium、Chrome 或 Edge。", "No PDF was made: there is no Chromium, Chrome or Edge here that can be used."),
                    new("把文件名写成 .html，在任何浏览器里打印；或安装 Chromium。", "Write an .html file and print it in any browser; or install Chromium."), "quotation", path);
            await System.IO.File.WriteAllBytesAsync(Here.Full(path), bytes, cancel);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new("file.unwritable", new($"写不了 {path}：{failed.Message}", $"{path} cannot be written: {failed.Message}"),
                new("换一个可写的文件夹。", "Choose a folder that can be written."), "quotation", path);
        }
    }

    static string Amount(decimal value, Currency currency) =>
        $"{currency} {value.ToString("N" + currency.MinorUnits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";
}
