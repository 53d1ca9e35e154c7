using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Stock;

namespace Duoshou.Analytics.Cases;

static class StockCases
{
    public static JsonObject Reorder(CaseInput input)
    {
        JsonObject answer = [];
        foreach (double service in input.Numbers("service"))
        {
            ReorderPoint point = ReorderPoint.For(input.Number("mean_daily"), input.Number("sd_daily", 0),
                input.Number("lead_days"),
                input.Number("sd_lead", 0), service, input.Number("review_days", 0));
            string percent = (service * 100).ToString("0.####", CultureInfo.InvariantCulture);
            answer["safety_stock_" + percent] = CaseJson.Node(point.SafetyStock);
            answer["reorder_point_" + percent] = CaseJson.Node(point.Level);
        }

        return answer;
    }

    public static JsonObject Newsvendor(CaseInput input)
    {
        double price = input.Number("price"), cost = input.Number("cost"), salvage = input.Number("salvage", 0);
        double mean = input.Number("mean", input.Number("mean_demand")), sd = input.Number("sd", input.Number("sd_demand"));
        double quantity = OrderQuantity.Newsvendor(price, cost, salvage, mean, sd);
        return CaseJson.Named([new("quantity", quantity), new("q", quantity),
            new("critical_ratio", OrderQuantity.CriticalRatio(price, cost, salvage))]);
    }

    public static JsonObject Economic(CaseInput input) => CaseJson.Named([new("eoq",
        OrderQuantity.Economic(input.Number("demand"), input.Number("order_cost"), input.Number("holding_cost")))]);
}
