using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

/// <summary>Four days of March in two shops, small enough to be added up by hand.</summary>
static class MarchFacts
{
    public static Period Range { get; } = new(new(2026, 3, 1), new(2026, 3, 4));

    const string Sale = "row_class=sale currency=CNY ";

    public static readonly string[] NorthOrders =
    [
        Sale + "order_id=A line_id=1 ordered_at=2026-03-01T10:00 paid_at=2026-03-01T11:00 sku=S1 product=P1 category=C1 city=Wuhan buyer_key=b1 quantity=2 gross=100 " +
            "discount_seller=10 discount_platform=5 paid=85 refunded=0 cost=40 fee_estimate=5",
        Sale + "order_id=A line_id=2 ordered_at=2026-03-01T10:00 paid_at=2026-03-01T11:00 sku=S2 product=P2 category=C1 city=Wuhan buyer_key=b1 quantity=1 gross=50 paid=50 refunded=20 cost=20 fee_estimate=2",
        Sale + "order_id=B line_id=1 ordered_at=2026-03-01T23:59 sku=S2 product=P2 category=C1 city=Lhasa buyer_key=b2 quantity=1 gross=30 paid=0 cost=15 fee_estimate=0",
        Sale + "order_id=C line_id=1 ordered_at=2026-03-02T09:00 paid_at=2026-03-03T09:00 sku=S1 product=P1 category=C1 city=Wuhan buyer_key=b1 quantity=3 gross=60 paid=60 cost=30 fee_estimate=3",
        "row_class=cancellation currency=CNY order_id=D line_id=1 refers_to=C ordered_at=2026-03-04T12:00 sku=S1 refunded=15 refunded_quantity=1",
        "row_class=write_off currency=CNY order_id=E line_id=1 ordered_at=2026-03-02 sku=S1 quantity=-5 gross=999 paid=999 paid_at=2026-03-02 cost=999",
        "row_class=test currency=CNY order_id=F line_id=1 ordered_at=2026-03-02 sku=S1 quantity=5 gross=500 buyer_key=b9 paid=500 paid_at=2026-03-02",
        "row_class=postage currency=CNY order_id=A line_id=3 ordered_at=2026-03-01 gross=8 paid=8 paid_at=2026-03-01",
    ];

    public static readonly string[] SouthOrders =
        [Sale + "order_id=A line_id=1 ordered_at=2026-03-01T10:00 paid_at=2026-03-01T10:00 sku=S1 product=P1 category=C1 city=Wuhan buyer_key=b1 quantity=4 gross=200 paid=200 refunded=0 cost=100 fee_estimate=7"];

    static readonly string[] Traffic =
    [
        "at=2026-03-01 visitors=100 page_views=300 impressions=1000 add_to_cart=20 favourites=10",
        "at=2026-03-02 visitors=50 page_views=100 impressions=500 add_to_cart=5 favourites=5",
        "at=2026-03-03 visitors=0 page_views=0 impressions=0 add_to_cart=0 favourites=0",
        "at=2026-03-04 visitors=0 page_views=0 impressions=0 add_to_cart=0 favourites=0",
    ];

    public static async Task<Store> Filled(IEnumerable<ExchangeRate>? rates = null)
    {
        Store store = new(rates: rates);
        await store.Load(Store.North, FactTables.OrderLine, NorthOrders);
        await store.Load(Store.South, FactTables.OrderLine, SouthOrders);
        await store.Load(Store.North, FactTables.Traffic, Traffic);
        await store.Load(Store.North, FactTables.Ad, "at=2026-03-01 campaign=K1 currency=CNY impressions=2000 clicks=40 cost=20 credited_orders=2 credited_sales=60");
        await store.Load(Store.North, FactTables.Review,
            "review_id=1 at=2026-03-01 stars=5 dsr_product=5 dsr_service=4 dsr_logistics=3", "review_id=2 at=2026-03-02 stars=4 dsr_product=4",
            "review_id=3 at=2026-03-03 stars=1", "review_id=4 at=2026-03-03");
        await store.Load(Store.North, FactTables.Service, "at=2026-03-01 agent=x conversations=10 first_response_seconds=300", "at=2026-03-02 agent=x conversations=5 first_response_seconds=60");
        await store.Load(Store.North, FactTables.Stock, "at=2026-03-01 sku=S1 on_hand=30", "at=2026-03-04 sku=S1 on_hand=20", "at=2026-03-01 sku=S2 on_hand=10",
            "at=2026-03-01 sku=S3 on_hand=5", "at=2026-03-02 sku=S3 warehouse=W on_hand=0");
        return store;
    }

    public static async Task<MetricAnswer> Ask(this Store store, MetricQuestion question, Scope? scope = null)
    {
        Answered<MetricAnswer> answered = await store.Facts.Ask(question, scope ?? Store.Sees(Store.North), default);
        answered.Refusal.ShouldBeNull();
        return answered.Value!;
    }

    public static MetricQuestion Of(string metrics, params string[] by) => new() { Metrics = metrics.Split(' '), By = by, Range = Range };

    public static string Shown(this Figure figure) =>
        figure.Value is { } value ? decimal.Round(value, 6).ToString("0.######", System.Globalization.CultureInfo.InvariantCulture) : figure.Empty.ToString();
}

/// <summary>One store of the March facts for all tests that only ask.</summary>
public sealed class MarchStore : IAsyncLifetime
{
    internal Store Store { get; private set; } = null!;

    public async Task InitializeAsync() => Store = await MarchFacts.Filled();

    public Task DisposeAsync()
    {
        Store.Dispose();
        return Task.CompletedTask;
    }
}
