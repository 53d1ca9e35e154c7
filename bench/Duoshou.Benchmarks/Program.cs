using BenchmarkDotNet.Running;
using Duoshou.Benchmarks.Analytics;
using Duoshou.Benchmarks.Promotions;
using Duoshou.Benchmarks.Tax;
using Duoshou.Benchmarks.Warehouse;

// A first word measures one library beside its peer or limit in one run; anything else is for BenchmarkDotNet.
switch (args)
{
    case ["explain"]: return ExplainSpeed.Run();
    case ["analytics", .. string[] rest]: return AnalyticsSpeed.Run(rest);
    case ["promotions", .. string[] rest]: return PromotionSpeed.Run(rest);
    case ["pricing", .. string[] rest]: return await PricingLoad.Run(rest);
    case ["service", .. string[] rest]: return await ServiceLoad.Run(rest);
    case ["tax", .. string[] rest]: return TaxSpeed.Run(rest);
    case ["diagnosis", .. string[] rest]: return await DiagnosisSpeed.Run(rest);
    case ["warehouse", .. string[] rest]: return await WarehouseSpeed.Run(rest);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(PromotionSpeed).Assembly).Run(args);
        return 0;
}
