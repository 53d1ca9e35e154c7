using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>Last step: for each metric, everything that a number must be able to say of itself.</summary>
static class Passports
{
    public static IReadOnlyDictionary<string, Passport> Of(CheckedQuestion question, RangeFigures now, RangeFigures? before, Availability there,
        IFactSession session, CancellationToken cancel)
    {
        string kinds = string.Join(", ", question.Metrics.SelectMany(metric => metric.Needs).Distinct().Order().Select(kind => (int)kind));
        Period range = question.Question.Range;
        string key = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"sources {kinds} {range.First.DayNumber} {range.Last.DayNumber} {question.Question.AsKnownOn?.UtcTicks} {string.Join(',', question.ShopNumbers)}");
        Dictionary<FactKind, List<PassportSource>> sources = there.Once(key, () => Sources(question, kinds, session, cancel));
        IReadOnlyList<CutAside> aside = Aside(question, there, session, cancel);
        Dictionary<string, Passport> passports = new(StringComparer.Ordinal);
        for (int i = 0; i < question.Metrics.Count; i++)
            passports[question.Metrics[i].Key] = Of(question, question.Metrics[i], i, now, before, sources, aside);
        return passports;
    }

    static Passport Of(CheckedQuestion question, Metric metric, int place, RangeFigures now, RangeFigures? before, Dictionary<FactKind, List<PassportSource>> sources,
        IReadOnlyList<CutAside> aside)
    {
        bool permitted = question.Permits(metric);
        PassportSource[] own = permitted ? [.. metric.Needs.SelectMany(kind => sources.GetValueOrDefault(kind) ?? []).DistinctBy(source => source.Batch)] : [];
        Worked worked = now.TotalWorked[place];
        return new Passport
        {
            Metric = metric.Key, Name = metric.Name, Meaning = metric.Meaning, Use = metric.Use, Traps = metric.Traps, Formula = metric.Formula,
            Range = now.Range, Zone = Zone(question), DateBasis = metric.DateBasis,
            Currency = metric.Unit == MetricUnit.Money ? Currency(question, now) : null,
            Rate = metric.Unit == MetricUnit.Money ? now.Exchange.Shown : null, RateDate = metric.Unit == MetricUnit.Money ? now.Exchange.Oldest : null,
            Filters = question.Question.Where, Sources = own, Rows = worked.Rows,
            Coverage = worked.Rows == 0 ? null : Math.Min(1m, (decimal)worked.Known / worked.Rows),
            Aside = permitted && metric.Needs.Contains(FactKind.Traffic) ? aside : [],
            NewestKnownAt = own.Length == 0 ? null : own.Max(source => source.KnownAt),
            Total = now.Total[place], TotalBefore = before?.Total[place], SumMethod = SumMethod(metric, question),
        };
    }

    static Currency? Currency(CheckedQuestion question, RangeFigures now) => question.Question.Currency
        ?? (now.Currencies.Count == 1 && Kernel.Currency.TryParse(now.Currencies.First(), null, out Currency only) ? only : null);

    static string Zone(CheckedQuestion question)
    {
        string[] zones = [.. question.Shops.Select(shop => shop.Facts.Zone).Distinct().Order(StringComparer.Ordinal)];
        return string.Join(", ", zones);
    }

    static Words SumMethod(Metric metric, CheckedQuestion question)
    {
        Measure[] measures = [.. metric.Computation.Measures()];
        if (measures.Any(measure => measure.PeopleOfADay))
            return new("按日去重的人数，不跨日相加；多店时为各店之和，同一人可能重复",
                "people counted within a day, not added over days; over several shops the shops' figures are added and one person may count twice");
        if (metric.Unit is MetricUnit.Ratio or MetricUnit.Score or MetricUnit.Days or MetricUnit.Seconds || metric.Computation is Formula.Ratio)
            return new("由合计后的分子与分母重新计算，不取各行平均", "computed again from the summed parts, never an average of rows");
        if (measures.All(measure => measure.Additive)) return new("各行相加", "rows are added");
        return new("在所问范围内重新去重，各行之和可大于合计", "counted anew over everything asked; rows may add up to more than the total");
    }

    /// <summary>What shops gave of their traffic beside what this question takes.</summary>
    static IReadOnlyList<CutAside> Aside(CheckedQuestion question, Availability there, IFactSession session, CancellationToken cancel)
    {
        if (!question.Metrics.Any(metric => metric.Needs.Contains(FactKind.Traffic)) || question.ShopNumbers.All(shop => there.Cuts(shop).Count < 2)) return [];
        int needed = question.By.Select(dimension => dimension.Key).Concat(question.Where.Select(condition => condition.Dimension))
            .Aggregate(0, (bits, key) => bits | TrafficCut.Needed(key));
        Period range = question.Question.Range;
        string key = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"aside {needed} {range.First.DayNumber} {range.Last.DayNumber} {question.Question.AsKnownOn?.UtcTicks} {string.Join(',', question.ShopNumbers)}");
        return there.Once(key, () => CutsAside.Read(session, ShopFilter.Sql(question.ShopNumbers), range, needed, question.Question.AsKnownOn,
            number => question.Shops.First(shop => shop.Number == number).Facts.Id, cancel));
    }

    /// <summary>The batches whose rows stand for these shops and days. Filters on other dimensions do not narrow them.</summary>
    static Dictionary<FactKind, List<PassportSource>> Sources(CheckedQuestion question, string kinds, IFactSession session, CancellationToken cancel)
    {
        Dictionary<FactKind, List<PassportSource>> found = [];
        List<object?> arguments = [question.Question.Range.First, question.Question.Range.Last];
        string known = "";
        if (question.Question.AsKnownOn is { } moment)
        {
            arguments.Add(moment);
            known = " and f.known_at <= $3";
        }

        using IFactReader rows = session.Query($"""
            select f.kind, b.id, any_value(b.source), f.n, any_value(b.known_at) from (
                select kind, origin, sum(n) as n from feed f where {ShopFilter.Sql(question.ShopNumbers)} and kind in ({kinds}) and day between $1 and $2{known}
                group by kind, origin having sum(n) > 0) f
            join batch b on b.number = f.origin group by f.kind, b.id, f.n, f.origin order by f.origin desc limit 200
            """, [.. arguments], cancel);
        while (rows.Next())
        {
            for (int i = 0; i < rows.Count; i++)
            {
                FactKind kind = (FactKind)(int)rows.Whole(0, i);
                if (!found.TryGetValue(kind, out List<PassportSource>? sources)) found[kind] = sources = [];
                sources.Add(new PassportSource(new BatchId(Guid.Parse(rows.Text(1, i))), rows.Text(2, i), (long)rows.Whole(3, i),
                    new DateTimeOffset(rows.Moment(4, i), TimeSpan.Zero)));
            }
        }

        return found;
    }
}
