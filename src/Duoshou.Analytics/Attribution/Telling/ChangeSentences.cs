using Duoshou.Kernel;

namespace Duoshou.Analytics.Attribution.Telling;

/// <summary>The first sentence: how much, and which driver carries most of it.</summary>
static class ChangeSentences
{
    public static IEnumerable<Finding> Of(Decomposition split, Figures figures)
    {
        if (split.Change is not { } change)
        {
            yield return new("change.unknown", Grade.CannotTell, new($"{split.Name.Zh}缺少数据，算不出变化",
                $"{split.Name.En}: data is missing, the change cannot be worked out"));
            yield break;
        }

        if (change == 0)
        {
            yield return new("change.none", Grade.Shown, new($"{split.Name.Zh}没有变", $"{split.Name.En} did not change"));
            yield break;
        }

        Driver? main = split.Drivers.Where(d => d.Amount != 0 && d.Amount < 0 == change < 0).MaxBy(d => Math.Abs(d.Amount));
        yield return main is null || split.Drivers.Count == 1
            ? Plain(split, change, figures)
            : WithDriver(split, change, main, figures);
    }

    static Finding Plain(Decomposition split, decimal change, Figures figures) => new("change.amount", Grade.Shown, new(
        $"{split.Name.Zh}{ZhVerb(change)} {figures.Amount(Math.Abs(change), Language.Chinese)}",
        $"{split.Name.En} {EnVerb(change)} {figures.Amount(Math.Abs(change), Language.English)}"));

    static Finding WithDriver(Decomposition split, decimal change, Driver main, Figures figures)
    {
        Words fact = Plain(split, change, figures).Text;
        decimal share = main.Amount / change;
        if (share <= 1)
            return new("change.main_driver", Grade.Shown, new(
                $"{fact.Zh}，其中 {figures.Share(share, Language.Chinese)} 来自{main.Name.Zh}",
                $"{fact.En}; {figures.Share(share, Language.English)} of it is {Lower(main.Name.En)}"));
        return new("change.main_driver_exceeds", Grade.Shown, new(
            $"{fact.Zh}；单是{main.Name.Zh}就{ZhVerb(main.Amount)} "
                + $"{figures.Amount(Math.Abs(main.Amount), Language.Chinese)}，别的抵回一部分",
            $"{fact.En}; {Lower(main.Name.En)} alone {(main.Amount < 0 ? "took off" : "added")} "
            + $"{figures.Amount(Math.Abs(main.Amount), Language.English)}, the rest offset part of it"));
    }

    static string ZhVerb(decimal amount) => amount < 0 ? "少了" : "多了";

    static string EnVerb(decimal amount) => amount < 0 ? "down" : "up";

    static string Lower(string name) =>
        name.Length > 1 && char.IsUpper(name[1]) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
