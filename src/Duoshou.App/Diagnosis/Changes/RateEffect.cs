using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Diagnosis.Changes;

/// <summary>What exchange rates alone did to a converted amount: the amount at the rates of the window less the same at the rates of the comparison.</summary>
/// <param name="From">The currency in which the money came.</param>
/// <param name="Before">The mean rate of the comparison, weighted by money.</param>
/// <param name="After">The mean rate of the window.</param>
/// <param name="Amount">The effect, in the currency asked for.</param>
sealed record RateEffect(Currency From, decimal Before, decimal After, decimal Amount)
{
    /// <summary>One for each currency that was converted; none where nothing was, or where a rate is missing.</summary>
    public static async Task<IReadOnlyList<RateEffect>> Ask(
        IMetricQuestions questions, RateBook rates, Metric metric, MetricQuestion frame, Period against, Scope scope, CancellationToken cancel)
    {
        if (metric.Unit != MetricUnit.Money || frame.Currency is not { } target || !metric.AddsOver.Contains("day") || !metric.Dimensions.Contains("currency")) return [];
        Dictionary<Currency, (decimal Native, decimal Converted)> now = await Sums(frame.Range), before = await Sums(against);
        return [.. now.Where(found => found.Key != target && found.Value.Native != 0 && before.GetValueOrDefault(found.Key).Native != 0).Select(found =>
        {
            decimal was = before[found.Key].Converted / before[found.Key].Native, rate = found.Value.Converted / found.Value.Native;
            return new RateEffect(found.Key, was, rate, Math.Round(found.Value.Converted - (found.Value.Native * was), target.MinorUnits, MidpointRounding.AwayFromZero));
        })];

        async Task<Dictionary<Currency, (decimal, decimal)>> Sums(Period range)
        {
            MetricAnswer? answer = (await questions.Ask(
                frame with { Metrics = [metric.Key], By = ["currency", "day"], Range = range, Against = null, Currency = null }, scope, cancel)).Value;
            Dictionary<Currency, (decimal Native, decimal Converted)> sums = [];
            foreach (AnswerRow row in answer?.Rows ?? [])
            {
                if (row.Now[0].Value is not { } amount || !Currency.TryParse(row.Keys[0], null, out Currency from)
                    || !DateOnly.TryParseExact(row.Keys[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)) continue;
                if (rates.Find(from, target, day, frame.Rate) is not { } rate) return [];
                (decimal native, decimal converted) = sums.GetValueOrDefault(from);
                sums[from] = (native + amount, converted + (amount * rate.Rate));
            }

            return sums;
        }
    }
}
