using Duoshou.Analytics.Experiments;
using Duoshou.App.Reports;
using Duoshou.Kernel;

namespace Duoshou.App.Metrics;

/// <summary>One arm of a test.</summary>
/// <param name="Value">A rate for counts of successes, a mean otherwise.</param>
public sealed record ArmCard(string Arm, long Size, decimal Value);

/// <summary>One arm held against the control.</summary>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="AlwaysValidP">A p that stays valid however often one looks (mSPRT); null for means.</param>
/// <param name="Adjusted">The difference after taking out what was known before the test (CUPED); null without that column.</param>
public sealed record ArmVerdict(
    string Arm, string Control, decimal Difference, decimal? Relative, decimal Low, decimal High, decimal P, decimal CorrectedP,
        decimal? AlwaysValidP, decimal? Adjusted, decimal? AdjustedP, decimal? VarianceCut,
    decimal? CappedDifference, string Verdict);

/// <summary>A test judged, or a change judged before and after (试验).</summary>
/// <param name="Kind">rates, means or before_after.</param>
/// <param name="SampleRatioP">Chance of arms this uneven when the assignment works; below 0.01 nothing else may be believed.</param>
public sealed record ExperimentReading(
    Footing Footing, string Kind, decimal? SampleRatioChiSquare, decimal? SampleRatioP, bool AssignmentBroken, IReadOnlyList<ArmCard> Arms,
        IReadOnlyList<ArmVerdict> Verdicts) : IAnalysed
{
    /// <summary>The spread of effects thought likely, in points of rate, by which the always-valid p looks.</summary>
    const double LikelyEffect = 0.01;

    /// <summary>What of an arm is known: outcomes by buyer, and what each did before where that is known.</summary>
    public sealed record Arm(string Name, double[] Outcomes, double[]? Before);

    /// <summary>Counts of successes and trials; the first arm is the control.</summary>
    public static ExperimentReading OfCounts(IReadOnlyList<(string Arm, long Successes, long Trials)> arms, IReadOnlyList<double>? planned = null)
    {
        SampleRatio ratio = SampleRatio.Check([.. arms.Select(arm => arm.Trials)], planned);
        (string control, long controlSuccesses, long controlTrials) = arms[0];
        RateComparison[] compared = [.. arms.Skip(1).Select(arm => SampleComparison.Rates(controlSuccesses, controlTrials, arm.Successes, arm.Trials))];
        double[] corrected = SampleComparison.Holm([.. compared.Select(one => one.P)]);
        ArmVerdict[] verdicts = [.. compared.Select((one, i) => new ArmVerdict(arms[i + 1].Arm, control, Written.OrZero(one.Difference, 8),
            one.ControlRate > 0 ? Written.Number(one.Difference / one.ControlRate, 6) : null,
            Written.OrZero(one.NewcombeLow, 8), Written.OrZero(one.NewcombeHigh, 8), Written.OrZero(one.P, 10), Written.OrZero(corrected[i], 10),
            Written.Number(SequentialTest.Look(controlSuccesses, controlTrials, arms[i + 1].Successes, arms[i + 1].Trials, LikelyEffect).P, 8), null, null, null, null,
            VerdictOf(ratio, corrected[i], one.Difference, Math.Min(controlSuccesses, arms[i + 1].Successes) < 10)))];
        long size = arms.Sum(arm => arm.Trials);
        double rate = controlTrials > 0 ? (double)controlSuccesses / controlTrials : 0;
        return Made("rates", ratio, [.. arms.Select(arm => new ArmCard(arm.Arm, arm.Trials, arm.Trials == 0 ? 0m
            : decimal.Round((decimal)arm.Successes / arm.Trials, 8)))], verdicts, size,
            verdicts.Length > 0 && rate > 0 && verdicts[0].Verdict == "unclear"
                ? SampleSize.PerArm(rate, Math.Max(Math.Abs((double)verdicts[0].Difference), rate * 0.05)) : null);
    }

    /// <summary>Outcomes by buyer; the first arm is the control. Outcomes that are all 0 or 1 are rates.</summary>
    public static ExperimentReading OfArms(IReadOnlyList<Arm> arms, IReadOnlyList<double>? planned = null)
    {
        if (arms.All(arm => arm.Before is null && arm.Outcomes.All(value => value is 0 or 1)))
            return OfCounts([.. arms.Select(arm => (arm.Name, (long)arm.Outcomes.Sum(), (long)arm.Outcomes.Length))], planned);
        SampleRatio ratio = SampleRatio.Check([.. arms.Select(arm => (long)arm.Outcomes.Length)], planned);
        Arm control = arms[0];
        MeanComparison[] compared = [.. arms.Skip(1).Select(arm => SampleComparison.Means(control.Outcomes, arm.Outcomes))];
        double[] corrected = SampleComparison.Holm([.. compared.Select(one => one.P)]);
        ArmVerdict[] verdicts = [.. compared.Select((one, i) => Verdict(control, arms[i + 1], one, corrected[i], ratio))];
        return Made("means", ratio, [.. arms.Select(arm => new ArmCard(arm.Name, arm.Outcomes.Length, arm.Outcomes.Length == 0 ? 0m
            : Written.OrZero(arm.Outcomes.Average(), 6)))], verdicts, arms.Sum(arm => (long)arm.Outcomes.Length), null);
    }

    /// <summary>Means and deviations as a report gives them; the first arm is the control.</summary>
    public static ExperimentReading OfSummaries(IReadOnlyList<(string Arm, SampleSummary Known)> arms, IReadOnlyList<double>? planned = null)
    {
        SampleRatio ratio = SampleRatio.Check([.. arms.Select(arm => arm.Known.Size)], planned);
        (string control, SampleSummary first) = arms[0];
        MeanComparison[] compared = [.. arms.Skip(1).Select(arm => SampleComparison.Means(first, arm.Known))];
        double[] corrected = SampleComparison.Holm([.. compared.Select(one => one.P)]);
        ArmVerdict[] verdicts = [.. compared.Select((one, i) => new ArmVerdict(arms[i + 1].Arm, control, Written.OrZero(one.Difference, 6),
            first.Mean != 0 ? Written.Number(one.Difference / first.Mean, 6) : null, Written.OrZero(one.Low, 6), Written.OrZero(one.High, 6),
            Written.OrZero(one.P, 10), Written.OrZero(corrected[i], 10), null, null, null, null, null,
            VerdictOf(ratio, corrected[i], one.Difference, Math.Min(first.Size, arms[i + 1].Known.Size) < 30)))];
        return Made("means", ratio, [.. arms.Select(arm => new ArmCard(arm.Arm, arm.Known.Size, Written.OrZero(arm.Known.Mean, 6)))], verdicts,
            arms.Sum(arm => arm.Known.Size), null);
    }

    static ArmVerdict Verdict(Arm control, Arm arm, MeanComparison one, double corrected, SampleRatio ratio)
    {
        double mean = control.Outcomes.Length == 0 ? 0 : control.Outcomes.Average();
        Cuped? cuped = control.Before is { } before && arm.Before is { } armBefore ? Cuped.Adjust(control.Outcomes, before, arm.Outcomes, armBefore) : null;
        return new(arm.Name, control.Name, Written.OrZero(one.Difference, 6), mean != 0 ? Written.Number(one.Difference / mean, 6) : null,
            Written.OrZero(one.Low, 6), Written.OrZero(one.High, 6), Written.OrZero(one.P, 10),
            Written.OrZero(corrected, 10), null, cuped is null ? null : Written.Number(cuped.Comparison.Difference, 6), cuped is null ? null
                : Written.Number(cuped.Comparison.P, 10),
            cuped is null ? null : Written.Number(cuped.VarianceCut, 6), Written.Number(SampleComparison.CappedMeans(control.Outcomes, arm.Outcomes).Difference, 6),
            VerdictOf(ratio, corrected, one.Difference, Math.Min(control.Outcomes.Length, arm.Outcomes.Length) < 30));
    }

    static string VerdictOf(SampleRatio ratio, double p, double difference, bool few) =>
        ratio.Broken ? "assignment_broken" : few ? "too_little" : p >= 0.05 ? "unclear" : difference > 0 ? "better" : "worse";

    static ExperimentReading Made(string kind, SampleRatio ratio, ArmCard[] arms, ArmVerdict[] verdicts, long size, double? needed)
    {
        string verdict = verdicts.Length == 0 ? "too_little" : verdicts[0].Verdict;
        Words sure = ratio.Broken
            ? new($"两组人数不对（p = {ratio.P:0.0000}）：分组本身有问题，下面的差别不能信。",
                $"The arms have the wrong sizes (p = {ratio.P:0.0000}): the assignment itself is broken, so no difference below can be believed.")
            : new($"{size:N0} 人；人数比例正常（p = {ratio.P:0.000}）。多组已按 Holm 修正；边跑边看要用「随时有效」的 p。",
                $"{size:N0} people; the arms have the sizes they should (p = {ratio.P:0.000}). Several arms are corrected by Holm; if you look while " +
                    $"it runs, use the always-valid p.");
        Words next = verdict switch
        {
            "assignment_broken" => new("先查分流：谁被漏掉、谁被重复、机器人。修好重跑。", "Find the leak in the assignment first: who is lost, doubled, or a robot. Then run it again."),
            "better" => new("可以上线；四周后再看一次，新鲜感会退。", "It can go live; look again in four weeks, novelty fades."),
            "worse" => new("撤回，写进教训。", "Take it back and write down the lesson."),
            "unclear" when needed is { } perArm => new($"分不出；要看出这么大的差别，每组要 {perArm:N0} 人。",
                $"It cannot be told; to see a difference of this size each arm needs {perArm:N0}."),
            _ => new("分不出；加长或放弃，不要挑日子停。", "It cannot be told; run longer or give it up, and do not choose the day to stop by the result."),
        };
        return new(new(size, verdict != "too_little" && !ratio.Broken, sure, next), kind, Written.Number(ratio.ChiSquare, 6),
            Written.Number(ratio.P, 8), ratio.Broken, arms, verdicts);
    }

    /// <inheritdoc />
    public IReadOnlyList<Sheet> Sheets(Language language)
    {
        bool zh = language == Language.Chinese;
        return
        [
            new(zh ? "结论" : "Verdicts", zh ? ["组", "对照", "差", "相对", "下限", "上限", "p", "修正 p", "随时有效 p", "CUPED 差", "CUPED p", "截尾后的差", "结论"]
                : ["Arm", "Control", "Difference", "Relative", "Low", "High", "p", "Corrected p", "Always-valid p", "CUPED difference", "CUPED p",
                    "Capped difference", "Verdict"],
                [.. Verdicts.Select(one => (IReadOnlyList<Cell>)[one.Arm, one.Control, Cell.Of(one.Difference), Cell.Of(one.Relative),
                    Cell.Of(one.Low), Cell.Of(one.High), Cell.Of(one.P), Cell.Of(one.CorrectedP), Cell.Of(one.AlwaysValidP),
                    Cell.Of(one.Adjusted), Cell.Of(one.AdjustedP), Cell.Of(one.CappedDifference), WordOf(one.Verdict).In(language)])]),
            new(zh ? "各组" : "Arms", zh ? ["组", "人数", "值"] : ["Arm", "Size", "Value"],
                [.. Arms.Select(arm => (IReadOnlyList<Cell>)[arm.Arm, Cell.Of(arm.Size), Cell.Of(arm.Value)])]),
        ];
    }

    /// <summary>A verdict in words.</summary>
    public static Words WordOf(string verdict) => verdict switch
    {
        "better" => new("更好", "better"), "worse" => new("更差", "worse"), "assignment_broken" => new("分组坏了", "assignment broken"),
            "drifting" => new("之前就在分开", "drifting apart before"),
            "too_little" => new("数据太少", "too little data"), _ => new("分不出", "cannot be told"),
    };
}
