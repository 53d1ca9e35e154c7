using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Tests.Warehouse;

/// <summary>Laws that hold for any history of imports, restatements and undos; histories are drawn from a seed.</summary>
public sealed class LedgerProperties
{
    static readonly string[] Metrics = ["gmv", "units", "paid_sales", "refunds", "orders", "buyers", "cogs", "discount", "aov"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Roll_ups_equal_the_facts_after_any_history(int seed)
    {
        using Store store = new();
        Random random = new(seed);
        List<BatchRecord> batches = [];
        for (int step = 0; step < 12; step++)
        {
            if (batches.Count > 2 && random.Next(4) == 0)
                await store.Facts.Undo(batches[random.Next(batches.Count)].Id, Store.All, Store.Noon.AddMinutes(step), default);
            else
                batches.Add(await store.Load(random.Next(2) == 0 ? Store.North : Store.South, FactTables.OrderLine, Lines(random, 40)));
        }

        foreach (RollUp rollUp in RollUp.All.Where(rollUp => rollUp.Table.Facts.Kind == FactKind.OrderLine)) ShouldEqualFacts(store, rollUp);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task The_same_rows_in_batches_of_any_order_and_size_give_the_same_answers(int seed)
    {
        Random random = new(seed);
        string[] rows = [.. Lines(random, 120).DistinctBy(row => string.Join(' ', row.Split(' ').Take(2)))];
        string[] shuffled = [.. rows];
        random.Shuffle(shuffled);
        using Store whole = new(), parts = new();
        await whole.Load(Store.North, FactTables.OrderLine, rows);
        foreach (string[] part in shuffled.Chunk(17)) await parts.Load(Store.North, FactTables.OrderLine, part);

        foreach (string[] by in new string[][] { [], ["day"], ["city", "sku"], ["week", "status"] })
        {
            MetricQuestion question = new() { Metrics = Metrics, By = by, Range = new Period(new(2026, 3, 1), new(2026, 3, 20)) };
            Shown(await parts.Ask(question)).ShouldBe(Shown(await whole.Ask(question)));
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task Undoing_everything_leaves_a_sum_of_nothing_and_the_last_word_wins_otherwise(int seed)
    {
        using Store store = new();
        Random random = new(seed);
        Dictionary<string, decimal> last = [];
        List<BatchRecord> batches = [];
        for (int step = 0; step < 5; step++)
        {
            string[] rows = Lines(random, 30);
            foreach (string row in rows) last[string.Join(' ', row.Split(' ').Take(2))] = Cell(row, "gross");
            batches.Add(await store.Load(Store.North, FactTables.OrderLine, rows));
        }

        (await store.Gross()).ShouldBe(last.Values.Sum());
        foreach (BatchRecord batch in batches.OrderBy(_ => random.Next())) await store.Facts.Undo(batch.Id, Store.All, Store.Noon, default);
        (await store.Gross()).ShouldBe(0m);
        (await store.Text("select count(*) from (select row_key from order_line group by row_key, content having sum(sign) <> 0)")).ShouldBe("0");
    }

    [Fact]
    public async Task Readers_see_whole_batches_only_while_one_is_loaded()
    {
        using Store store = new();
        await using IBatchLoad load = await store.Facts.Begin(store.Start(Store.North), default);
        await load.Append(Store.Chunk(FactTables.OrderLine, MarchFacts.NorthOrders), default);
        (await store.Ask(MarchFacts.Of("gmv"))).Total.Now[0].Value.ShouldBeNull();
        await load.Commit(default);
        (await store.Ask(MarchFacts.Of("gmv"))).Total.Now[0].Value.ShouldBe(240m);
    }

    static string[] Lines(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        int order = random.Next(25), day = 1 + random.Next(20), cents = random.Next(1, 99_999);
        string paid = random.Next(4) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" paid_at=2026-03-{day:00}T13:00 paid={cents / 100m}");
        return string.Create(CultureInfo.InvariantCulture,
            $"order_id=O{order} line_id={random.Next(3)} row_class={(random.Next(9) == 0 ? "cancellation" : "sale")} ordered_at=2026-03-{day:00}T12:00 currency=CNY " +
            $"quantity={random.Next(1, 5)} gross={cents / 100m} city=c{random.Next(4)} sku=s{random.Next(5)} status={(random.Next(2) == 0 ? "" : "done")} " +
            $"buyer_key=b{order % 7} refunded={(random.Next(3) == 0 ? "1.5" : "")} cost={(random.Next(5) == 0 ? "" : "2.25")}{paid}");
    })];

    static decimal Cell(string row, string name) =>
        decimal.Parse(row.Split(' ').Single(cell => cell.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..], CultureInfo.InvariantCulture);

    static string Shown(MetricAnswer answer) =>
        string.Join('\n', answer.Rows.Append(answer.Total).Select(row => $"{string.Join('|', row.Keys)}: {string.Join(' ', row.Now.Select(figure => figure.Shown()))}"));

    static void ShouldEqualFacts(Store store, RollUp rollUp)
    {
        string keys = "shop, day, " + string.Join(", ", rollUp.Dimensions);
        string kept = $"select {keys}, sum(n) as n, {string.Join(", ", rollUp.Numbers.Select(column => $"coalesce(sum({column.Name}), 0), sum(n_{column.Name})"))} from {rollUp.Name} group by {keys} having sum(n) <> 0";
        string counted = $"select {keys.Replace("day", $"cast({rollUp.Moment.Name} as date) as day", StringComparison.Ordinal)}, sum(sign) as n, " +
            string.Join(", ", rollUp.Numbers.Select(column => $"coalesce(sum(sign * {column.Name}), 0), coalesce(sum(sign) filter (where {column.Name} is not null), 0)")) +
            $" from {rollUp.Table.Name} where {rollUp.Moment.Name} is not null group by {keys} having sum(sign) <> 0";
        using IFactSession session = store.Facts.Connect();
        using IFactReader rows = session.Query($"select (select count(*) from ({kept})), (select count(*) from (({kept}) except all ({counted}))), (select count(*) from (({counted}) except all ({kept})))");
        rows.Next().ShouldBeTrue();
        rows.Whole(0, 0).ShouldBeGreaterThan(0);
        (rows.Whole(1, 0), rows.Whole(2, 0)).ShouldBe(((Int128)0, (Int128)0));
    }
}
