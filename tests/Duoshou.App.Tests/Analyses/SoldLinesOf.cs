using System.Text;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Orders;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Tests.Analyses;

/// <summary>Files that are analysed without being imported.</summary>
static class SoldLinesOf
{
    public static InputFile File(string text, string name = "orders.csv") => InputFile.Of(name, null, () => new MemoryStream(Encoding.UTF8.GetBytes(text)))[0];

    public static Task<FileFacts> Facts(string text, FactKind kind = FactKind.OrderLine, bool days = true, params (string Column, string Header)[] named) =>
        FileFacts.Of([File(text)], new(kind) { NeedsDays = days, Columns = named.ToDictionary(pair => pair.Column, pair => pair.Header) },
            TimeProvider.System, CancellationToken.None);

    public static async Task<Answered<SoldLines>> Csv(string text, Currency? only = null, params (string Column, string Header)[] named) =>
        Sales.OfFile(await Facts(text, FactKind.OrderLine, true, named), only);

    /// <summary>Lines that stand for themselves: buyer u, order A, item S.</summary>
    public static SoldLines Made(IEnumerable<(string Buyer, int Day, string Item, decimal Amount)> lines, DateOnly? end = null)
    {
        DateOnly first = new(2026, 1, 1);
        SoldLine[] made = [.. lines.Select((line, i) => new SoldLine($"A{i}", line.Buyer, first.AddDays(line.Day), line.Item, null, null, 1m, line.Amount, null))];
        return new() { Lines = made, Currency = Currency.Of("CNY"), End = end ?? (made.Length == 0 ? first : made.Max(line => line.Day)) };
    }
}
