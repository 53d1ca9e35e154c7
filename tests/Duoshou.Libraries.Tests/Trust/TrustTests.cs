using Duoshou.Analytics.Experiments;
using Duoshou.Analytics.Trust;

namespace Duoshou.Libraries.Tests.Trust;

public class TrustTests
{
    [Fact]
    public void Small_samples_are_pulled_in_and_large_ones_are_left()
    {
        double[] x = [0, 50, 500, 1], n = [5, 1000, 10000, 2];
        ShrunkenRates rates = ShrunkenRates.Fit(x, n);
        Math.Abs(rates.Rates[2] - 0.05).ShouldBeLessThan(0.001);
        rates.Rates[0].ShouldBeGreaterThan(0);
        rates.Rates[3].ShouldBeLessThan(0.4);
        ShrunkenRates turned = ShrunkenRates.Fit([.. x.Reverse()], [.. n.Reverse()]);
        turned.Rates[3].ShouldBe(rates.Rates[0], 1e-6);
        ShrunkenRates.Fit([], []).Rates.ShouldBeEmpty();
        ShrunkenRates.Fit([0], [0]).Rates.Single().ShouldBe(0);
    }

    [Fact]
    public void An_interval_never_leaves_nought_to_one()
    {
        RateInterval.Wilson(0, 0).ShouldBe(new(0, 0, 1));
        RateInterval.Wilson(5, 5).High.ShouldBe(1);
        RateInterval.Wilson(0, 5).Low.ShouldBe(0);
    }

    [Fact]
    public void Doubling_numbers_obey_Benford_and_a_flat_list_does_not()
    {
        decimal power = 1;
        List<decimal> powers = [];
        for (int i = 0; i < 1000; i++, power = power > 1e20m ? power / 9.7e19m : power * 1.0471m) powers.Add(power);
        Benford.Of(powers).Deviation.ShouldBeLessThan(0.012);
        Benford flat = Benford.Of(Enumerable.Range(1, 999).Select(i => (decimal)i));
        flat.Fit.ShouldBe(BenfordFit.None);
        Benford.Of(Enumerable.Range(1, 999).Select(i => -i * 0.001m)).Deviation.ShouldBe(flat.Deviation, 1e-12);
        Benford.Of([0m]).Numbers.ShouldBe(0);
    }

    [Fact]
    public void Made_up_orders_raise_suspicion_and_ordinary_ones_do_not()
    {
        ObservedOrder[] made = [.. Enumerable.Range(0, 60).Select(i => new ObservedOrder($"b{i}", $"a{i % 5}", 2, 1, true))];
        ObservedOrder[] ordinary = [.. Enumerable.Range(0, 60).Select(i => new ObservedOrder($"b{i % 50}", $"a{i % 55}", i * 5 % 24, 3 + i % 6, i % 8 == 0))];
        string[] copied = [.. Enumerable.Range(0, 12).Select(i => "质量非常好,和描述一样,物流也很快,推荐购买" + (i % 2 == 0 ? "!" : ""))];
        BrushingSuspicion suspicion = BrushingSuspicion.Weigh(made, 0.25, 0.03, copied);
        suspicion.Chance.ShouldBeGreaterThan(0.9);
        suspicion.Signs.Count.ShouldBe(6);
        BrushingSuspicion.Weigh(ordinary, 0.03, 0.03, []).Chance.ShouldBeLessThan(0.2);
        BrushingSuspicion.Weigh([], 0, 0, []).Signs.ShouldBeEmpty();
    }

    [Fact]
    public void Near_copies_are_found_whatever_their_order()
    {
        string[] texts = ["收到货了,做工很精细,颜色也正,非常喜欢这件衣服", "收到货了,做工很精细,颜色也正,非常喜欢这件衣服!", "快递太慢,等了一个星期才到,包装也破了"];
        NearCopies.Share(texts).ShouldBe(2.0 / 3, 1e-12);
        NearCopies.Share([.. texts.Reverse()]).ShouldBe(2.0 / 3, 1e-12);
        NearCopies.Share([]).ShouldBe(0);
    }

    [Fact]
    public void One_bad_part_spoils_the_trust_score()
    {
        TrustScore good = TrustScore.Of(30, 30, 1, 1, [1000m, 1001m], 5000, true, 0);
        good.Score.ShouldBeGreaterThan(95);
        TrustScore.Of(30, 30, 1, 1, [1000m, 1200m], 5000, true, 0).Score.ShouldBeLessThan(50);
        TrustScore.Of(0, 0, 0, 0, [], 0, false, 0).Score.ShouldBeInRange(0, 30);
    }
}
