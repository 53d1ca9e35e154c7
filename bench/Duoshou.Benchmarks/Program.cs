using BenchmarkDotNet.Running;
using Duoshou.Benchmarks.Analytics;

// "analytics" measures the analyses on the reference data in one run; anything else is for BenchmarkDotNet.
if (args is ["analytics", .. string[] rest]) return AnalyticsSpeed.Run(rest);

BenchmarkSwitcher.FromAssembly(typeof(AnalyticsSpeed).Assembly).Run(args);
return 0;
