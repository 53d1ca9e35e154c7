using System.Collections.Frozen;
using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

/// <summary>A store in memory with two shops in China and one in Germany, and short ways to fill it.</summary>
sealed class Store : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);

    int learned;

    public Store(string? path = null, IEnumerable<ExchangeRate>? rates = null)
    {
        RateBook book = new(rates ?? [], Currency.Of("CNY"));
        Facts = FactStore.Open(new FactStoreOptions { Path = path, MemoryLimit = "500MB", Threads = 2, Rates = () => book, Clock = new FixedClock(Noon) });
        Facts.SaveShops([.. Shops], default).GetAwaiter().GetResult();
    }

    public static ShopFacts North { get; } = Shop(1, "North", 1, "tmall", "CN", "CNY", "Asia/Shanghai");

    public static ShopFacts South { get; } = Shop(2, "South", 1, "jd", "CN", "CNY", "Asia/Shanghai");

    public static ShopFacts Berlin { get; } = Shop(3, "Berlin", 2, "shopify", "DE", "EUR", "Europe/Berlin");

    public static IReadOnlyList<ShopFacts> Shops { get; } = [North, South, Berlin];

    public FactStore Facts { get; }

    public static Scope All { get; } = Sees(North, South, Berlin);

    public static Scope Sees(params ShopFacts[] shops) =>
        new() { User = new UserId(Guid.Empty), Shops = shops.Select(shop => shop.Id).ToFrozenSet(), SeesCost = true, SeesProfit = true };

    public void Dispose() => Facts.Dispose();

    public BatchStart Start(ShopFacts shop, string source = "test.csv") =>
        new(new BatchId(Guid.CreateVersion7()), shop.Id, source, null, new UserId(Guid.Empty), Noon.AddDays(-10).AddHours(++learned));

    /// <summary>Loads rows, each a list of name=value; a blank value is unknown.</summary>
    public async Task<BatchRecord> Load(ShopFacts shop, FactTable table, params string[] rows)
    {
        await using IBatchLoad load = await Facts.Begin(Start(shop), default);
        await load.Append(Chunk(table, rows), default);
        return await load.Commit(default);
    }

    public static FactChunk Chunk(FactTable table, params string[] rows)
    {
        FactChunk chunk = new(table, Math.Max(1, rows.Length));
        for (int line = 0; line < rows.Length; line++)
        {
            int row = chunk.Add(line + 2);
            foreach (string cell in rows[line].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                (string name, string value) = cell.Split('=') is [var left, var right] ? (left, right) : throw new FormatException(cell);
                FactColumn column = table[name];
                if (value.Length == 0) continue;
                if (column.Type == FactType.Text) chunk.Set(column, row, value);
                else if (column.Type == FactType.Number) chunk.Set(column, row, decimal.Parse(value, CultureInfo.InvariantCulture));
                else chunk.Set(column, row, DateTime.Parse(value, CultureInfo.InvariantCulture));
            }
        }

        return chunk;
    }

    static ShopFacts Shop(byte number, string name, byte client, string platform, string country, string currency, string zone) =>
        new(new ShopId(new Guid(number, 0, 0, new byte[8])), name, new ClientId(new Guid(client, 0, 1, new byte[8])), "Client " + client, platform, country,
            Currency.Of(currency), zone);

    sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
