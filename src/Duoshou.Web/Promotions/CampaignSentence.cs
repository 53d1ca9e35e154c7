using Duoshou.App.Promotions;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Promotions;

/// <summary>What a sheet says at its top: before launch what it is about to do, after judgement what came of it.</summary>
static class CampaignSentence
{
    public static string Of(CampaignSheet sheet, Desk desk, IStringLocalizer texts)
    {
        Period days = sheet.Days;
        if (sheet.Result is not { } result)
            return texts["sentence.plan", desk.Moments.RangeWithWeekdays(days), sheet.Plan.Days, string.Join(desk.IsChinese ? "、" : ", ", sheet.Plan.Offers.Select(o => o.Name))];
        JudgedFigure sales = result.Figures.First(f => f.Key == "sales");
        JudgedFigure? profit = result.Figures.FirstOrDefault(f => f.Key == "profit");
        List<string> parts = [texts["sentence.sales." + sales.Verdict, Money(result.Sales), Money(result.Lift)]];
        if (profit is { Actual: { } made })
            parts.Add(profit.Verdict switch
            {
                Verdict.Below => texts["sentence.profit.Below", Money(made), Money(profit.Low!.Value)],
                Verdict.Above => texts["sentence.profit.Above", Money(made), Money(profit.High!.Value)],
                Verdict.Inside => texts["sentence.profit.Inside", Money(made)],
                _ => texts["sentence.profit.Unknown", Money(made)],
            });
        if (result.Figures.FirstOrDefault(f => f.Key == "subsidy" && f.Verdict == Verdict.Broken) is { } broken)
            parts.Add(texts["sentence.subsidy", Money(broken.Actual!.Value - broken.High!.Value)]);
        return string.Join(desk.IsChinese ? "" : " ", parts);

        string Money(decimal amount) => desk.Shown.Table(amount, MetricUnit.Money, sheet.Shop.Currency);
    }
}
