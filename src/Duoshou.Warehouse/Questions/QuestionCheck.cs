using Duoshou.Kernel;
using Duoshou.Warehouse.Ledger;

namespace Duoshou.Warehouse.Questions;

/// <summary>First step: the question is held against the catalogue, and the caller's shops become the only ones there are.</summary>
static class QuestionCheck
{
    /// <param name="added">False where only rows are read and nothing is added over days.</param>
    public static Answered<CheckedQuestion> Run(MetricQuestion question, Scope scope, ShopRegister shops, bool added = true)
    {
        Refusal? refusal = question.Metrics.Select(UnknownMetric).Concat(question.By.Select(key => UnknownDimension(key, "by")))
            .Concat(question.Where.Select(condition => UnknownDimension(condition.Dimension, "where")))
            .FirstOrDefault(found => found is not null) ?? Empty(question);
        if (refusal is not null) return new(null, refusal);

        Metric[] metrics = [.. question.Metrics.Select(key => MetricCatalogue.Find(key)!)];
        Dimension[] by = [.. question.By.Distinct().Select(key => DimensionCatalogue.Find(key)!)];
        refusal = metrics.Select(metric => NotSplittable(metric, question) ?? (added ? PeopleOverDays(metric, question) : null)).FirstOrDefault(found => found is not null)
            ?? Order(question);
        if (refusal is not null) return new(null, refusal);
        if (!Compared(question, out Period? before))
            return new(null, new Refusal("comparison.unknown", new("找不到可比的日期", "There are no days to compare with."),
                new("给出节日或自定义日期", "Name a festival that is in the calendar, or the days."), "against", question.Against?.Festival));
        return new(new CheckedQuestion
        {
            Question = question, Scope = scope, Metrics = metrics, By = by, Before = before,
            Shops = ShopFilter.Visible(scope, question.Where, shops),
            Where = [.. question.Where.Where(condition => !DimensionCatalogue.Find(condition.Dimension)!.IsOfShop)],
        }, null);
    }

    static Refusal? Empty(MetricQuestion question)
    {
        if (question.Metrics.Count == 0)
            return new Refusal("metric.missing", new("没有指定指标", "No metric was named."), new("至少给出一个指标", "Name at least one metric."), "metrics");
        return question.Limit > 0
            ? null : new Refusal("limit.not_positive", new("行数上限必须大于零", "The limit must be above zero."), new("给出正数", "Give a positive number."),
            "limit");
    }

    static Refusal? UnknownMetric(string key) => MetricCatalogue.Find(key) is not null ? null
        : Unknown("metric.unknown", "指标", "metric", "metrics", key, MetricCatalogue.All.Select(metric => metric.Key));

    static Refusal? UnknownDimension(string key, string field) => DimensionCatalogue.Find(key) is not null ? null
        : Unknown("dimension.unknown", "维度", "dimension", field, key, DimensionCatalogue.All.Select(dimension => dimension.Key));

    static Refusal Unknown(string code, string zh, string en, string field, string key, IEnumerable<string> known)
    {
        string nearest = Nearest.Of(key, known);
        return new Refusal(code, new($"没有名为 {key} 的{zh}", $"There is no {en} called {key}."), new($"是否指 {nearest}？", $"Did you mean {nearest}?"), field, key);
    }

    static Refusal? NotSplittable(Metric metric, MetricQuestion question)
    {
        string? wrong = question.By.Concat(question.Where.Select(condition => condition.Dimension)).FirstOrDefault(key => !metric.Dimensions.Contains(key));
        if (wrong is null) return null;
        string can = string.Join(", ", metric.Dimensions);
        return new Refusal("metric.not_by_dimension", new($"{metric.Name.Zh} 的事实没有维度 {wrong}，不能按它拆分或筛选",
            $"The facts of {metric.Key} have no {wrong}; it cannot be split or filtered by it."),
            new($"可用：{can}", $"Possible: {can}."), question.By.Contains(wrong) ? "by" : "where", wrong);
    }

    /// <summary>People counted by a platform within a day cannot be made into people of a week.</summary>
    static Refusal? PeopleOverDays(Metric metric, MetricQuestion question)
    {
        bool people = metric.Computation.Measures().Any(measure => measure.PeopleOfADay);
        if (!people || question.Range.Days == 1 || question.By.Contains("day")) return null;
        return new Refusal("metric.not_over_days", new($"{metric.Name.Zh} 按日去重，跨日相加会把同一人算多次",
            $"{metric.Key} are people counted within a day; added over days the same person counts again."),
            new("按日拆分，或改问 visitor_days（访客人日）", "Split by day, or ask visitor_days."), "metrics", metric.Key);
    }

    static Refusal? Order(MetricQuestion question) =>
        question.OrderBy is null || question.Metrics.Contains(question.OrderBy) || question.By.Contains(question.OrderBy) ? null
            : new Refusal("order.not_asked", new($"排序字段 {question.OrderBy} 不在所问之列", $"Cannot sort by {question.OrderBy}, which was not asked for."),
                new("按所问的指标或维度排序", "Sort by a metric or dimension of the question."), "orderBy", question.OrderBy);

    static bool Compared(MetricQuestion question, out Period? before)
    {
        before = null;
        try
        {
            before = question.Against?.Against(question.Range);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>The caller's shops. There is no other way to a fact than through these.</summary>
static class ShopFilter
{
    public static IReadOnlyList<NumberedShop> Visible(Scope scope, IReadOnlyList<Condition> where, ShopRegister shops)
    {
        IEnumerable<NumberedShop> visible = scope.Shops.Where(shops.ById.ContainsKey).Select(shop => shops.ById[shop]);
        foreach (Condition condition in where)
        {
            HashSet<string> values = new(condition.Values, StringComparer.OrdinalIgnoreCase);
            visible = condition.Dimension switch
            {
                "shop" => visible.Where(shop => (values.Contains(shop.Facts.Id.ToString()) || values.Contains(shop.Facts.Name)) != condition.Not),
                "client" => visible.Where(shop => (values.Contains(shop.Facts.Client.ToString()) || values.Contains(shop.Facts.ClientName)) != condition.Not),
                "platform" => visible.Where(shop => values.Contains(shop.Facts.Platform) != condition.Not),
                _ => visible,
            };
        }

        return [.. visible.OrderBy(shop => shop.Number)];
    }

    /// <summary>The condition on the shop column; a run of numbers is written as a run, which the engine can skip by.</summary>
    public static string Sql(IReadOnlyList<int> shops) => shops switch
    {
        [] => "false",
        [var only] => $"f.shop = {only}",
        _ when shops[^1] - shops[0] == shops.Count - 1 => $"f.shop between {shops[0]} and {shops[^1]}",
        _ => $"f.shop in ({string.Join(", ", shops)})",
    };
}

/// <summary>The known word nearest to one that was mistyped.</summary>
static class Nearest
{
    public static string Of(string word, IEnumerable<string> known) => known.MinBy(candidate => Distance(word.ToLowerInvariant(), candidate))!;

    /// <summary>Levenshtein's distance.</summary>
    static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= other.Length; j++)
            {
                int here = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], here);
            }
        }

        return row[^1];
    }
}
