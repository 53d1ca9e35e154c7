using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>What customs assessed for one inventory (CEB816), line by line.</summary>
public sealed record TaxBill(string InventoryNo, string BillNo, string Status, IReadOnlyList<TaxBillLine> Lines)
{
    /// <summary>The bills of a message.</summary>
    /// <exception cref="FormatException">The text is not a tax bill message, or an amount is no number.</exception>
    public static IReadOnlyList<TaxBill> Read(string xml)
    {
        CebMessage message = CebXml.Read(xml);
        if (message.Kind != "CEB816") throw new FormatException($"{message.Kind} is not a tax bill; CEB816 is.");
        return [.. message.Documents.Select(d =>
            new TaxBill(d.Head["invtNo"], d.Head["taxNo"], d.Head["status"], [.. d.Lines.Select(Line)]))];
    }

    /// <summary>
    /// Expected against assessed, per line; only the lines that differ. The difference is kept, never booked away.
    /// </summary>
    public IReadOnlyList<TaxBillDifference> Against(TaxQuote quote)
    {
        List<TaxBillDifference> differences = [];
        for (int i = 0; i < Math.Max(Lines.Count, quote.Lines.Count); i++)
        {
            TaxBillLine? assessed = i < Lines.Count ? Lines[i] : null;
            LineTax? expected = i < quote.Lines.Count ? quote.Lines[i] : null;
            TaxBillDifference difference = new(i + 1, (assessed?.Duty ?? 0m) - (expected?.Duty ?? 0m),
                (assessed?.Vat ?? 0m) - (expected?.Vat ?? 0m),
                    (assessed?.ConsumptionTax ?? 0m) - (expected?.ConsumptionTax ?? 0m));
            if (difference.Duty != 0 || difference.Vat != 0 || difference.ConsumptionTax != 0) differences.Add(difference);
        }

        return differences;
    }

    static TaxBillLine Line(CebEntity line) =>
        new(line["gnum"], line["gcode"], Amount(line, "taxPrice"), Amount(line, "customsTax"),
        Amount(line, "valueAddedTax"), Amount(line, "consumptionTax"));

    static decimal Amount(CebEntity line, string element) =>
        line.Number(element) ?? throw new FormatException($"TaxListRd/{element} '{line[element]}' is no number.");
}

/// <summary>One line of a tax bill, in CNY.</summary>
public sealed record TaxBillLine(string Number, string Code, decimal TaxablePrice, decimal Duty, decimal Vat,
    decimal ConsumptionTax);

/// <summary>Assessed less expected.</summary>
public sealed record TaxBillDifference(int Line, decimal Duty, decimal Vat, decimal ConsumptionTax);
