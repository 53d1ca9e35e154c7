using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Orders;

/// <summary>Makes lines of sales from facts of the ledger or of a file, by the same rules.</summary>
static class SoldLineReading
{
    public static readonly string[] By = ["row_class", "order_id", "buyer_key", "day", "sku", "product", "category", "currency"];

    public static readonly string[] Sums = ["quantity", "gross", "discount_seller", "paid", "refunded_quantity", "refunded", "cost"];

    /// <summary>Sums of the ledger as raw lines.</summary>
    public static RawLine Of(FactSum sum) => new(
        sum.Keys[0], sum.Keys[1], sum.Keys[2], Day(sum.Keys[3]), sum.Keys[4], sum.Keys[5], sum.Keys[6], sum.Keys[7],
        sum.Sums[0], sum.Sums[1], sum.Sums[2], sum.Sums[3], sum.Sums[4], sum.Sums[5], sum.Sums[6]);

    /// <summary>The rows of a file as raw lines.</summary>
    public static IEnumerable<RawLine> Of(FactChunk chunk)
    {
        FactTable table = FactTables.OrderLine;
        FactColumn[] texts = [.. By.Where(name => name != "day").Select(name => table[name])], numbers = [.. Sums.Select(name => table[name])];
        FactColumn ordered = table["ordered_at"], paid = table["paid_at"];
        for (int row = 0; row < chunk.Count; row++)
        {
            int at = row;
            DateTime moment = chunk.Moment(ordered, at) ?? chunk.Moment(paid, at) ?? DateTime.MinValue;
            string? T(int i) => chunk.Text(texts[i], at);
            decimal? N(int i) => chunk.Number(numbers[i], at);
            yield return new(T(0), T(1), T(2), DateOnly.FromDateTime(moment), T(3), T(4), T(5), T(6), N(0), N(1), N(2), N(3), N(4), N(5), N(6));
        }
    }

    /// <summary>
    /// Keeps what was sold, paid and not given back. A source that tells what was paid is believed: lines without a payment are left out.
    /// One that does not is read by its amounts.
    /// </summary>
    public static (List<SoldLine> Lines, List<Words> Limits) Kept(IReadOnlyCollection<RawLine> raw, Func<RawLine, decimal> rate)
    {
        bool tellsPaid = raw.Any(line => line.Paid is > 0m), tellsAmount = tellsPaid || raw.Any(line => line.Gross is not null || line.Paid is < 0m);
        bool tellsQuantity = raw.Any(line => line.Quantity is not null);
        List<SoldLine> lines = new(raw.Count);
        long others = 0, unpaid = 0, nothingKept = 0;
        foreach (RawLine line in raw)
        {
            if (line.RowClass is { } kind && kind != RowClass.Sale)
            {
                others++;
                continue;
            }

            if (tellsPaid && line.Paid is null or 0m && (line.Gross ?? 1m) != 0m)
            {
                unpaid++;
                continue;
            }

            decimal quantity = (line.Quantity ?? (tellsQuantity ? 0m : 1m)) - (line.RefundedQuantity ?? 0m);
            decimal amount = (tellsPaid ? line.Paid ?? 0m : (line.Gross ?? 0m) - (line.Discount ?? 0m)) - (line.Refunded ?? 0m);
            if (quantity <= 0m || tellsAmount && amount <= 0m)
            {
                nothingKept++;
                continue;
            }

            decimal factor = rate(line);
            lines.Add(new(line.Order ?? "", line.Buyer, line.Day, line.Sku ?? line.Product, line.Product, line.Category, quantity, amount * factor, line.Cost * factor));
        }

        List<Words> limits = [];
        if (others > 0) limits.Add(new($"{others} 行不是销售（取消、运费、调账等），没有算。", $"{others} rows are not sales (cancellations, postage, adjustments) and were left out."));
        if (unpaid > 0) limits.Add(new($"{unpaid} 行没有付款，没有算。", $"{unpaid} rows were never paid and were left out."));
        if (nothingKept > 0) limits.Add(new($"{nothingKept} 行退完或金额、件数不大于零，没有算。",
            $"{nothingKept} rows were wholly refunded or have no amount or pieces above zero, and were left out."));
        if (!tellsQuantity && lines.Count > 0) limits.Add(new("没有件数，每行按 1 件算。", "There is no quantity; each row counts as one piece."));
        if (!tellsAmount && lines.Count > 0) limits.Add(new("没有金额，与钱有关的结果为 0。", "There is no amount; whatever is about money is 0."));
        return (lines, limits);
    }

    public static DateOnly Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : DateOnly.MinValue;
}

/// <summary>One line as it stands in its source.</summary>
readonly record struct RawLine(
    string? RowClass, string? Order, string? Buyer, DateOnly Day, string? Sku, string? Product, string? Category, string? Currency,
    decimal? Quantity, decimal? Gross, decimal? Discount, decimal? Paid, decimal? RefundedQuantity, decimal? Refunded, decimal? Cost);
