using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

/// <summary>Metrics dated by different moments give together what each gives alone, however late people pay.</summary>
public sealed class OneReadingTests
{
    static readonly Period Week = new(new(2026, 3, 8), new(2026, 3, 14));
    static readonly string[] Metrics = ["paid_sales", "refunds", "gmv", "units", "cogs"];

    [Theory]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, true)]
    [InlineData(3, 9, true)]
    [InlineData(4, 60, true)]
    [InlineData(5, 2, false)]
    [InlineData(6, 9, false)]
    public async Task Together_and_alone_they_say_the_same(int seed, int latestPayment, bool takesBack)
    {
        using Store store = new();
        Random random = new(seed);
        for (int step = 0; step < 4; step++)
        {
            BatchRecord batch = await store.Load(random.Next(2) == 0 ? Store.North : Store.South, FactTables.OrderLine, Lines(random, takesBack ? 40 : 1_000_000_000, latestPayment));
            if (takesBack && step == 2) await store.Facts.Undo(batch.Id, Store.All, Store.Noon, default);
        }

        foreach (string[] by in new string[][] { [], ["city"], ["sku", "city"], ["shop", "city"] })
            foreach (Condition[] where in new Condition[][] { [], [new("sku", ["s1", "s2"])] })
            {
                MetricQuestion question = new() { Metrics = Metrics, By = by, Where = where, Range = Week, Against = Comparison.Previous };
                MetricAnswer together = await store.Ask(question, Store.All);
                for (int metric = 0; metric < Metrics.Length; metric++)
                {
                    MetricAnswer alone = await store.Ask(question with { Metrics = [Metrics[metric]] }, Store.All);
                    Shown(together, metric).ShouldBe(Shown(alone, 0), $"{Metrics[metric]} by {string.Join(", ", by)}");
                }
            }
    }

    [Fact]
    public async Task Rows_that_none_of_the_moments_dates_into_the_range_make_no_row_of_the_answer()
    {
        using Store store = new();
        await store.Load(Store.North, FactTables.OrderLine,
            "order_id=A line_id=1 row_class=sale ordered_at=2026-03-05T12:00 paid_at=2026-03-09T12:00 currency=CNY quantity=1 gross=5 paid=5 city=early refunded=0",
            "order_id=B line_id=1 row_class=sale ordered_at=2026-03-06T12:00 paid_at=2026-03-07T12:00 currency=CNY quantity=1 gross=7 paid=7 city=never refunded=0",
            "order_id=C line_id=1 row_class=sale ordered_at=2026-03-10T12:00 paid_at=2026-03-16T12:00 currency=CNY quantity=1 gross=9 paid=9 city=late refunded=2");
        MetricAnswer answer = await store.Ask(new() { Metrics = ["paid_sales", "gmv", "refunds"], By = ["city"], Range = Week });
        answer.Rows.Select(row => $"{row.Keys[0]} {string.Join(' ', row.Now.Select(figure => figure.Shown()))}").ShouldBe(["early 5 NoData NoData", "late NoData 9 2"]);
    }

    /// <summary>Rows in which the metric has nothing to say may stand in the one and not in the other.</summary>
    static string Shown(MetricAnswer answer, int metric) => string.Join('\n', answer.Rows.Append(answer.Total)
        .Where(row => row.Now[metric].Value is not null || row.Before![metric].Value is not null)
        .Select(row => $"{string.Join('|', row.Keys)}: {row.Now[metric].Shown()} {row.Now[metric].State} {row.Before![metric].Shown()}"));

    static string[] Lines(Random random, int orders, int latestPayment) => [.. Enumerable.Range(0, 60).Select(_ =>
    {
        DateTime ordered = new DateTime(2026, 3, 1, 12, 0, 0).AddDays(random.Next(20)), paid = ordered.AddDays(random.Next(latestPayment));
        int cents = random.Next(1, 99_999);
        string payment = random.Next(4) == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" paid_at={paid:s} paid={cents / 100m}");
        return string.Create(CultureInfo.InvariantCulture,
            $"order_id=O{random.Next(orders)} line_id={random.Next(3)} row_class={(random.Next(9) == 0 ? "cancellation" : "sale")} ordered_at={ordered:s} currency=CNY " +
            $"quantity={random.Next(1, 5)} gross={cents / 100m} city=c{random.Next(4)} sku=s{random.Next(5)} refunded={(random.Next(3) == 0 ? "1.5" : "")} " +
            $"cost={(random.Next(5) == 0 ? "" : "2.25")}{payment}");
    })];
}
