using Duoshou.Analytics.Stock;

namespace Duoshou.Libraries.Tests.Stock;

public class StockTests
{
    [Fact]
    public void The_newsvendor_orders_the_published_quantity()
    {
        OrderQuantity.Newsvendor(100, 60, 30, 500, 120).ShouldBe(521.601, 0.001);
        OrderQuantity.Newsvendor(50, 60, 30, 500, 120).ShouldBe(0);
        OrderQuantity.Newsvendor(100, 60, 30, 500, 0).ShouldBe(500);
        OrderQuantity.Newsvendor(100, 60, 30, []).ShouldBe(0);
    }

    [Fact]
    public void More_service_needs_more_stock_and_certainty_needs_none()
    {
        ReorderPoint.For(42, 11, 14, 3, 0.98).SafetyStock.ShouldBeGreaterThan(ReorderPoint.For(42, 11, 14, 3, 0.95).SafetyStock);
        ReorderPoint.For(42, 0, 14, 0, 0.95).ShouldBe(new(0, 588));
        ReorderPoint.For(0, 0, 0, 0, 0.95).Level.ShouldBe(0);
        ReorderPoint.For(42, 11, 14, 3, 1).SafetyStock.ShouldBeLessThan(1000);
    }

    [Fact]
    public void Replaying_lumpy_demand_is_repeatable_and_ignores_the_order_of_days()
    {
        double[] demand = [0, 0, 12, 0, 0, 0, 7, 0, 0, 30];
        ReorderPoint point = ReorderPoint.Simulated(demand, [5, 9, 7], 0.95);
        ReorderPoint.Simulated([.. demand.Reverse()], [9, 7, 5], 0.95).ShouldBe(point);
        point.Level.ShouldBeInRange(49 / 10.0 * 7, 150);
        ReorderPoint.Simulated([], [], 0.95).Level.ShouldBe(0);
    }

    [Fact]
    public void The_economic_quantity_is_Harriss() => OrderQuantity.Economic(1200, 100, 6).ShouldBe(200, 1e-9);
}
