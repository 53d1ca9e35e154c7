using BenchmarkDotNet.Running;
using Duoshou.Benchmarks.Promotions;

// "promotions" measures the promotion engine beside its peer in one run; anything else is for BenchmarkDotNet.
if (args is ["promotions", .. string[] rest])
    return PromotionSpeed.Run(rest);

BenchmarkSwitcher.FromAssembly(typeof(PromotionSpeed).Assembly).Run(args);
return 0;
