using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

public sealed class KnownAnswersTests
{
    static readonly MetricQuestion Buyers = MarchFacts.Of("orders buyers gmv", "category", "day");

    [Fact]
    public async Task Rows_alone_leave_out_the_total_of_what_does_not_add_up_and_nothing_else()
    {
        using Store store = await MarchFacts.Filled();
        MetricAnswer whole = await store.Ask(Buyers), rows = await store.Ask(Buyers with { CountsTotal = false });
        rows.Rows.Select(Text).ShouldBe(whole.Rows.Select(Text));
        whole.Total.Now.Select(figure => figure.Shown()).ShouldBe(["3", "2", "240"]);
        rows.Total.Now.Select(figure => figure.Shown()).ShouldBe(["NotAsked", "NotAsked", "240"]);
        rows.Passports["orders"].Total.Empty.ShouldBe(EmptyReason.NotAsked);
    }

    [Fact]
    public async Task By_shop_orders_add_up_so_their_total_costs_nothing_and_is_there()
    {
        using Store store = await MarchFacts.Filled();
        MetricAnswer answer = await store.Ask(MarchFacts.Of("orders buyers", "shop") with { CountsTotal = false }, Store.Sees(Store.North, Store.South));
        answer.Total.Now.Select(figure => figure.Shown()).ShouldBe(["4", "NotAsked"]);
    }

    [Fact]
    public async Task An_answer_is_given_again_until_the_ledger_moves_on()
    {
        using Store store = await MarchFacts.Filled();
        MetricAnswer first = await store.Ask(Buyers), again = await store.Ask(Buyers with { Metrics = [.. Buyers.Metrics] });
        again.Rows.ShouldBeSameAs(first.Rows);
        BatchRecord batch = await store.Load(Store.North, FactTables.OrderLine,
            "row_class=sale currency=CNY order_id=Z line_id=1 ordered_at=2026-03-02T10:00 sku=S9 category=C9 buyer_key=b9 quantity=1 gross=7");
        (await store.Ask(Buyers)).Total.Now.Select(figure => figure.Shown()).ShouldBe(["4", "3", "247"]);
        await store.Facts.Undo(batch.Id, Store.All, Store.Noon, default);
        (await store.Ask(Buyers)).Total.Now.Select(figure => figure.Shown()).ShouldBe(["3", "2", "240"]);
    }

    [Fact]
    public async Task An_answer_is_never_given_to_who_sees_other_shops_or_may_not_see_the_figure()
    {
        using Store store = await MarchFacts.Filled();
        MetricQuestion question = MarchFacts.Of("orders contribution", "day");
        Scope north = Store.Sees(Store.North);
        MetricAnswer own = await store.Ask(question, north);
        (await store.Ask(question, Store.Sees(Store.North, Store.South))).Rows.ShouldNotBeSameAs(own.Rows);
        MetricAnswer blind = await store.Ask(question, north with { SeesProfit = false });
        blind.Total.Now.Select(figure => figure.Shown()).ShouldBe(["3", "NotPermitted"]);
        (await store.Ask(question with { Where = [new("sku", ["S1"])] }, north)).Rows.ShouldNotBeSameAs(own.Rows);
        (await store.Ask(question with { Range = Period.Of(new(2026, 3, 1)) }, north)).Total.Now[0].Shown().ShouldBe("2");
    }

    static string Text(AnswerRow row) => string.Join("|", row.Keys.Concat(row.Now.Select(figure => figure.Shown())));
}
