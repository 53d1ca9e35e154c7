using System.Globalization;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Stock;

namespace Duoshou.Analytics.Cases;

static class StockCases
{
    public static JsonObject Reorder(CaseInput input)
    {
        JsonObject answer = [];
        if (input.NumbersOf("service", "service_level").Any(s => s is <= 0 or >= 1))
            throw new FormatException("params.service must lie between 0 and 1, such as 0.95.");
        foreach (double service in input.NumbersOf("service", "service_level") is { Length: > 0 } asked ? asked : [0.95])
        {
            ReorderPoint point = ReorderPoint.For(input.Needed("mean_daily", "mean", "d"), input.AnyOf(0, "sd_daily", "sd"),
                input.Needed("lead_days", "lead", "L"),
                input.AnyOf(0, "sd_lead", "sL"), service, input.Number("review_days", 0));
            string percent = (service * 100).ToString("0.####", CultureInfo.InvariantCulture);
            answer["safety_stock_" + percent] = CaseJson.Node(point.SafetyStock);
            answer["reorder_point_" + percent] = CaseJson.Node(point.Level);
        }

        return answer;
    }

    public static JsonObject Newsvendor(CaseInput input)
    {
        double price = input.Needed("price", "p"), cost = input.Needed("cost", "c", "unit_cost"), salvage = input.AnyOf(0, "salvage", "s");
        double mean = input.Needed("mean", "mean_demand", "mu"), sd = input.Needed("sd", "sd_demand", "sigma");
        double quantity = OrderQuantity.Newsvendor(price, cost, salvage, mean, sd);
        return CaseJson.Named([new("quantity", quantity), new("q", quantity),
            new("critical_ratio", OrderQuantity.CriticalRatio(price, cost, salvage))]);
    }

    public static JsonObject Economic(CaseInput input) => CaseJson.Named([new("eoq",
        OrderQuantity.Economic(input.Needed("demand", "annual_demand", "yearly_demand", "D"), input.Needed("order_cost", "K", "setup_cost"),
            input.Needed("holding_cost", "h")))]);
}
