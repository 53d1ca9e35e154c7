using BenchmarkDotNet.Running;
using Duoshou.Benchmarks.Tax;

// "tax" measures quotes, the code finder and signed declarations in one run; anything else is for BenchmarkDotNet.
if (args is ["tax", .. string[] rest]) return TaxSpeed.Run(rest);

BenchmarkSwitcher.FromAssembly(typeof(TaxSpeed).Assembly).Run(args);
return 0;
