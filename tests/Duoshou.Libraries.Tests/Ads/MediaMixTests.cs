using Duoshou.Analytics.Ads;

namespace Duoshou.Libraries.Tests.Ads;

public class MediaMixTests
{
    [Fact]
    public void Spend_lingers_and_saturates_as_reckoned_by_hand()
    {
        MixCurve.Adstock([100, 0, 50], 0.5).ShouldBe([100, 50, 75]);
        MixCurve curve = new(0.5, 100, 2);
        curve.Saturated(100).ShouldBe(0.5, 1e-12);
        curve.Saturated(200).ShouldBe(0.8, 1e-12);
        curve.Saturated(0).ShouldBe(0);
        curve.Steady(100).ShouldBe(0.8, 1e-12);
        curve.SteadySlope(100).ShouldBe((curve.Steady(100.001) - curve.Steady(99.999)) / 0.002, 1e-8);
        new MixCurve(0.5, 100, 1).SteadySlope(0).ShouldBe(0.02, 1e-12);
    }

    [Fact]
    public void A_made_up_truth_is_found_again()
    {
        Made made = Make(156, 11, 0.02);
        MediaMix mix = MediaMix.Tell(made.Sales, made.Channels, made.Controls).Mix!;
        MixChannel tv = mix.Channels.Single(one => one.Name == "search"), idle = mix.Channels.Single(one => one.Name == "idle");
        tv.Curve.Rate.ShouldBe(0.5, 0.11);
        double[] truth = made.Truth;
        mix.Channels.Single(one => one.Name == "search").Contribution.ShouldBe(truth[0], truth[0] * 0.2);
        mix.Channels.Single(one => one.Name == "video").Contribution.ShouldBe(truth[1], truth[1] * 0.2);
        idle.Contribution.ShouldBeLessThan(0.02 * made.Sales.Sum());
        mix.Skill.ShouldBeGreaterThan(0.5);
        foreach (MixChannel one in mix.Channels) one.Low.ShouldBeLessThanOrEqualTo(one.Contribution);
        tv.MarginalLow.ShouldBeLessThan(made.Marginal);
        tv.MarginalHigh.ShouldBeGreaterThan(made.Marginal);
    }

    [Fact]
    public void Parts_add_up_to_the_fit_and_the_fit_to_all_sales()
    {
        Made made = Make(80, 3, 0.1);
        MediaMix mix = MediaMix.Tell(made.Sales, made.Channels, made.Controls).Mix!;
        for (int t = 0; t < made.Sales.Length; t++)
            (mix.Base[t] + mix.Controls.Sum(one => one.Weeks[t]) + mix.Channels.Sum(one => one.ByWeek[t])).ShouldBe(mix.Fitted[t], 1e-9 * mix.Fitted[t]);
        mix.Fitted.Sum().ShouldBe(made.Sales.Sum(), 1e-6 * made.Sales.Sum());
    }

    [Fact]
    public void Neither_the_order_of_channels_nor_the_unit_of_money_changes_anything()
    {
        Made made = Make(80, 5, 0.1);
        MediaMix mix = MediaMix.Tell(made.Sales, made.Channels, made.Controls).Mix!;
        MediaMix turned = MediaMix.Tell(made.Sales, [.. made.Channels.Reverse()], made.Controls).Mix!;
        MediaMix cents = MediaMix.Tell([.. made.Sales.Select(value => value * 100)],
            [.. made.Channels.Select(one => one with { Weeks = [.. one.Weeks.Select(value => value * 7.3)] })], made.Controls).Mix!;
        foreach ((MixChannel one, MixChannel same, MixChannel scaled) in mix.Channels.Zip(turned.Channels, cents.Channels))
        {
            (same.Contribution, same.Low, same.High, same.Curve).ShouldBe((one.Contribution, one.Low, one.High, one.Curve));
            scaled.Contribution.ShouldBe(one.Contribution * 100, 1e-6 * (1 + one.Contribution * 100));
            (scaled.Curve.Rate, scaled.Curve.Shape).ShouldBe((one.Curve.Rate, one.Curve.Shape));
            scaled.Curve.HalfSaturation.ShouldBe(one.Curve.HalfSaturation * 7.3, 1e-6 * scaled.Curve.HalfSaturation);
            scaled.Marginal.ShouldBe(one.Marginal * 100 / 7.3, 1e-6 * (1 + scaled.Marginal));
        }
    }

    [Fact]
    public void The_intervals_hold_the_truth_about_as_often_as_they_say()
    {
        int held = 0, all = 0;
        for (ulong seed = 1; seed <= 8; seed++)
        {
            Made made = Make(104, seed, 0.06);
            MediaMix mix = MediaMix.Tell(made.Sales, made.Channels, made.Controls).Mix!;
            foreach ((MixChannel one, double truth) in mix.Channels.Where(one => one.Name != "idle").OrderBy(one => one.Name, StringComparer.Ordinal).Zip(made.Truth))
            {
                all++;
                if (truth >= one.Low && truth <= one.High) held++;
            }
        }

        held.ShouldBeGreaterThanOrEqualTo((int)(all * 0.75));
    }

    [Fact]
    public void Too_little_is_refused_with_what_is_missing()
    {
        Made made = Make(60, 2, 0.05);
        MixOutcome few = MediaMix.Tell(made.Sales[..51], [.. made.Channels.Select(one => one with { Weeks = [.. one.Weeks.Take(51)] })]);
        (few.Mix, few.Lack, few.Weeks, few.WeeksNeeded).ShouldBe((null, MixLack.Weeks, 51, 52));
        MixOutcome many = MediaMix.Tell(made.Sales, [.. Enumerable.Range(0, 5).Select(i => new MixSeries($"c{i}", made.Channels[i % 2].Weeks))]);
        (many.Mix, many.Lack, many.WeeksNeeded).ShouldBe((null, MixLack.Observations, 70));
        MixOutcome still = MediaMix.Tell(made.Sales, [new("flat", [.. Enumerable.Repeat(50.0, 60)])]);
        (still.Mix, still.Lack, still.Unmoved.Single()).ShouldBe((null, MixLack.Spend, "flat"));
        MediaMix.Tell([.. Enumerable.Repeat(9.0, 60)], made.Channels).Lack.ShouldBe(MixLack.Sales);
        MediaMix.Tell([], []).Lack.ShouldBe(MixLack.Weeks);
        Should.Throw<FormatException>(() => MediaMix.Tell([.. made.Sales[..59], double.NaN], made.Channels)).Message.ShouldContain("every week");
        Should.Throw<FormatException>(() => MediaMix.Tell(made.Sales[..59], made.Channels)).Message.ShouldContain("idle");
    }

    sealed record Made(double[] Sales, MixSeries[] Channels, MixSeries[] Controls, double[] Truth, double Marginal);

    /// <summary>Weeks with a trend, an event, two channels that work, one that does nothing, and noise; all of a known truth.</summary>
    static Made Make(int weeks, ulong seed, double noise)
    {
        ulong state = seed * 7919;
        double Even()
        {
            state = state * 6364136223846793005UL + 1442695040888963407UL;
            return (state >> 11) * (1.0 / (1UL << 53));
        }

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - Even())) * Math.Cos(2 * Math.PI * Even());
        double[] Spend(double level) => [.. Enumerable.Range(0, weeks).Select(_ => Even() < 0.25 ? 0 : level * (0.3 + 1.4 * Even()))];
        double[] search = Spend(1000), video = Spend(2000), idle = Spend(500);
        double[] festival = [.. Enumerable.Range(0, weeks).Select(t => t % 13 == 5 ? 1.0 : 0)];
        MixCurve first = new(0.5, 1600, 1), second = new(0.2, 2400, 2);
        double[] one = [.. MixCurve.Adstock(search, 0.5).Select(first.Saturated).Select(share => share * 30000)];
        double[] two = [.. MixCurve.Adstock(video, 0.2).Select(second.Saturated).Select(share => share * 15000)];
        double[] sales = [.. Enumerable.Range(0, weeks).Select(t => 40000 + 60.0 * t + 12000 * festival[t] + one[t] + two[t] + noise * 50000 * Normal())];
        double now = search[^4..].Average();
        return new(sales, [new("search", search), new("video", video), new("idle", idle)], [new("festival", festival)], [one.Sum(), two.Sum()],
            30000 * first.SteadySlope(now));
    }
}
