using BenchmarkDotNet.Attributes;
using Duoshou.Promotions;
using Duoshou.Promotions.Model;

namespace Duoshou.Benchmarks.Promotions;

/// <summary>Time and memory of a price: ten lines, under the promotions of a shop.</summary>
[MemoryDiagnoser]
public class CartPricing
{
    readonly Cart[] carts = [.. Enumerable.Range(0, 256).Select(seed => PromotionLoads.Cart(seed, 10))];
    PromotionBook book = null!;
    PricingPolicy policy = null!;
    int next;

    /// <summary>Promotions in the book.</summary>
    [Params(20, 200, 1_000, 100_000)]
    public int Promotions { get; set; }

    /// <summary>Which promotions apply.</summary>
    [Params(SelectionMode.Best, SelectionMode.Priority)]
    public SelectionMode Selection { get; set; }

    [GlobalSetup]
    public void Prepare() =>
        (book, policy) = (new PromotionBook(PromotionLoads.Shop(Promotions)), new PricingPolicy { Selection = Selection });

    [Benchmark]
    public long Price() => PromotionEngine.Price(carts[next++ % carts.Length], book, policy).Total;

    [Benchmark]
    public int Explain() => PromotionEngine.Explain(carts[next++ % carts.Length], book, policy).TopUps.Count;
}
