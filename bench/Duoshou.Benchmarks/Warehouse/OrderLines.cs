using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.Benchmarks.Warehouse;

/// <summary>Order lines of a shop, drawn from a seed, in order of time: the same for the ledger and for the peer.</summary>
sealed class OrderLines(int seed, int rows, int days)
{
    public static readonly string[] Columns =
        ["order_id", "line_id", "row_class", "ordered_at", "paid_at", "status", "sku", "product", "category", "buyer_key", "channel", "source", "country", "city", "currency",
            "quantity", "gross", "paid", "refunded", "cost"];

    static readonly string[] Cities = [.. Enumerable.Range(0, 300).Select(i => $"City number {i}")];
    static readonly string[] Skus = [.. Enumerable.Range(0, 2000).Select(i => $"SKU-{i:00000}")];
    static readonly string[] Products = [.. Enumerable.Range(0, 500).Select(i => $"Product with a longer name {i}")];
    static readonly string[] Categories = [.. Enumerable.Range(0, 30).Select(i => $"Category {i}")];
    static readonly string[] Lines = ["1", "2", "3"];
    static readonly string[] Channels = ["mall", "live", "search"];
    static readonly string[] Sources = ["search", "recommend", "cart", "ads", "live room"];
    static readonly string[] Statuses = ["done", "shipped"];
    static readonly DateTime Begin = new(2024, 1, 1);

    readonly Random random = new(seed);
    readonly string[] buyers = [.. Enumerable.Range(0, Math.Max(1, rows / 5)).Select(i => $"b{seed:x4}{i:x12}")];
    int order;
    string orderId = "";
    DateTime ordered;
    int line = 3;

    /// <summary>The next line, as the values of the columns; numbers in hundredths.</summary>
    public (string Order, string Line, DateTime Ordered, DateTime? Paid, int Sku, string Buyer, int Pieces, long Gross, long Refunded) Next()
    {
        if (line >= 2 || random.Next(2) == 0)
        {
            order++;
            orderId = $"{seed:x4}{order:00000000000}";
            ordered = Begin.AddSeconds((long)((double)order * 2 / 3 / rows * days * 86400 * 1.49));
            line = 0;
        }

        long gross = random.Next(500, 50_000);
        return (orderId, Lines[line++], ordered, random.Next(12) == 0 ? null : ordered.AddMinutes(5), random.Next(Skus.Length), buyers[random.Next(buyers.Length)],
            1 + random.Next(3), gross, random.Next(15) == 0 ? gross : 0);
    }

    public void Fill(FactChunk chunk, int count)
    {
        FactTable table = chunk.Table;
        for (int i = 0; i < count; i++)
        {
            var next = Next();
            int row = chunk.Add(i);
            chunk.Set(table["order_id"], row, next.Order);
            chunk.Set(table["line_id"], row, next.Line);
            chunk.Set(table["row_class"], row, RowClass.Sale);
            chunk.Set(table["ordered_at"], row, next.Ordered);
            chunk.Set(table["paid_at"], row, next.Paid);
            chunk.Set(table["status"], row, Statuses[next.Sku % 2]);
            chunk.Set(table["sku"], row, Skus[next.Sku]);
            chunk.Set(table["product"], row, Products[next.Sku % 500]);
            chunk.Set(table["category"], row, Categories[next.Sku % 30]);
            chunk.Set(table["buyer_key"], row, next.Buyer);
            chunk.Set(table["channel"], row, Channels[next.Sku % 3]);
            chunk.Set(table["source"], row, Sources[(int)(next.Gross % 5)]);
            chunk.Set(table["country"], row, "CN");
            chunk.Set(table["city"], row, Cities[(int)(next.Gross % 300)]);
            chunk.Set(table["currency"], row, "CNY");
            chunk.SetMillionths(table["quantity"], row, next.Pieces * FactChunk.Scale);
            chunk.SetMillionths(table["gross"], row, next.Gross * 10_000);
            chunk.SetMillionths(table["paid"], row, next.Paid is null ? 0 : next.Gross * 10_000);
            chunk.SetMillionths(table["refunded"], row, next.Refunded * 10_000);
            chunk.SetMillionths(table["cost"], row, next.Gross * 4_000);
        }
    }

    public void Write(string path, int count)
    {
        using StreamWriter file = new(path);
        file.WriteLine(string.Join(',', Columns));
        for (int i = 0; i < count; i++)
        {
            var n = Next();
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{n.Order},{n.Line},sale,{n.Ordered:yyyy-MM-dd HH:mm:ss},{n.Paid:yyyy-MM-dd HH:mm:ss},{Statuses[n.Sku % 2]},{Skus[n.Sku]},{Products[n.Sku % 500]},{Categories[n.Sku % 30]},{n.Buyer}," +
                $"{Channels[n.Sku % 3]},{Sources[(int)(n.Gross % 5)]},CN,{Cities[(int)(n.Gross % 300)]},CNY,{n.Pieces},{n.Gross / 100m},{(n.Paid is null ? 0 : n.Gross / 100m)},{n.Refunded / 100m},{n.Gross * 0.004m}"));
        }
    }
}
