using Duoshou.Promotions.Calculation;
using Duoshou.Promotions.Calculation.Steps;
using Duoshou.Promotions.Model;
using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Explanations;

/// <summary>Conditions and thresholds of a promotion with the figures they read.</summary>
static class Readings
{
    internal static IReadOnlyList<ConditionReading> Of(Contender one, Running running) =>
        [.. one.Requirements.SelectMany(r => Of(r, one.Basket, running)),
            .. one.Steps.SelectMany(s => Of(s, one.Basket, running))];

    /// <summary>
    /// The gauge whose gap, if closed by adding goods, would help: the first threshold missed, or the next step of one reached.
    /// </summary>
    internal static (Gauge Gauge, long Missing)? Next(Contender one, Running running)
    {
        foreach (Within within in one.Requirements.SelectMany(Flat).OfType<Within>())
        {
            long reading = within.Gauge.Read(one.Basket, running);
            if (reading < within.AtLeast) return (within.Gauge, within.AtLeast.Value - reading);
        }

        foreach (Step step in one.Steps)
        {
            Gauge? gauge = step switch { TierStep t => t.Gauge, EveryStep e => e.Gauge, _ => null };
            if (gauge is null || Above(step, gauge.Read(one.Basket, running)) is not { } next) continue;
            return (gauge, next - gauge.Read(one.Basket, running));
        }

        return null;
    }

    static IEnumerable<Requirement> Flat(Requirement requirement) =>
        requirement is Combined combined ? combined.Parts.SelectMany(Flat) : [requirement];

    /// <summary>The lowest threshold above a reading, if there is one.</summary>
    static long? Above(Step step, long reading)
    {
        if (step is TierStep tiers) return tiers.Thresholds.Cast<long?>().FirstOrDefault(t => t > reading);
        if (step is not EveryStep every) return null;
        long next = every.Times(reading) + 1;
        return every.Times(next * every.StepSize) == next ? next * every.StepSize : null;
    }

    static IEnumerable<ConditionReading> Of(Requirement requirement, Basket basket, Running running)
    {
        bool met = requirement.Check(basket, running) is null;
        return requirement switch
        {
            Within w => [OfGauge(Name(w.Gauge), w.Gauge, w.AtLeast ?? w.AtMost, met, w.AtLeast, basket, running)],
            Combined c => c.Parts.SelectMany(p => Of(p, basket, running)).Append(Plain("any", met)),
            Opposite o => Of(o.Part, basket, running).Append(Plain("not", met)),
            Has => [Plain("contains", met)],
            _ => [Plain("fact", met)],
        };
    }

    static IEnumerable<ConditionReading> Of(Step step, Basket basket, Running running)
    {
        Gauge? gauge = step switch { TierStep t => t.Gauge, EveryStep e => e.Gauge, _ => null };
        if (gauge is null) return [];
        long? lowest = step switch { TierStep t => t.Thresholds.Cast<long?>()
            .FirstOrDefault(), EveryStep e => e.StepSize, _ => null };
        bool met = gauge.Read(basket, running) >= lowest;
        return [OfGauge(step is TierStep ? "tier" : "every", gauge, lowest, met, lowest, basket, running)];
    }

    static ConditionReading OfGauge(string type, Gauge gauge, long? required, bool met, long? atLeast, Basket basket,
        Running running)
    {
        long actual = gauge.Read(basket, running);
        bool amount = gauge.Measure == Measure.Subtotal;
        string[] lines = [.. basket.Now(gauge.Of, running).Select(i => basket.Lines[i].Id)];
        long? before = amount ? basket.Now(gauge.Of, running).Sum(i => basket.ListTotals[i]) : null;
        return new ConditionReading(type, required, actual, met, Math.Max(0, (atLeast ?? 0) - actual), amount ? gauge.Basis
            : null, before, lines);
    }

    static string Name(Gauge gauge) => gauge.Measure == Measure.Subtotal ? "subtotal" : "quantity";

    static ConditionReading Plain(string type, bool met) => new(type, null, null, met, 0, null, null, []);
}
