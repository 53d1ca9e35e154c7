using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.RollUps;

namespace Duoshou.Warehouse.Questions;

/// <summary>A statement, its arguments, and which of its columns is what.</summary>
/// <param name="Keys">How many columns from the left are the values of the dimensions.</param>
/// <param name="CurrencyAt">The column of the currency, or -1.</param>
/// <param name="DayAt">The column of the day at whose rate money is turned, or -1.</param>
/// <param name="ValuesAt">The first column of the measures: for each its value and, if rows are counted, how many know it and how many there are.</param>
/// <param name="Counts">Rows are counted for each measure.</param>
sealed record MeasureStatement(string Sql, IReadOnlyList<object?> Arguments, int Keys, int CurrencyAt, int DayAt, int ValuesAt, bool Counts);

/// <summary>
/// Third step: one group of measures becomes one statement. Only aggregates that old and new engines share: no window functions, and
/// nothing of the caller's enters the text except as an argument.
/// </summary>
sealed class MeasureSql(CheckedQuestion question, MeasureGroup group, Availability there, Period range, IReadOnlyList<Dimension> by, bool perCurrency, bool perDay)
{
    readonly List<object?> arguments = [];
    readonly Dictionary<string, string> inRange = new(StringComparer.Ordinal);
    bool? allKnown;

    FactTable Table => FactTables.Of(group.Kind);

    /// <summary>The source holds days, not moments.</summary>
    bool InDays => group.RollUp is not null || group.ByOrderDays;

    string Moment => InDays ? "f.day" : $"f.{Table[group.Moment].Sql()}";

    public MeasureStatement Build()
    {
        List<string> keys = [.. by.Select((dimension, i) => $"{dimension.Sql(Table, Moment)} as k{i}")];
        int currencyAt = perCurrency ? keys.Count : -1;
        if (perCurrency) keys.Add("f.currency as money");
        int dayAt = perDay ? keys.Count : -1;
        if (perDay) keys.Add($"cast({Moment} as date) as rated");
        string sql = group.Uses[0].Measure.Aggregate is Aggregate.Sum or Aggregate.Rows
            ? Sums(keys)
            : group.ByOrderDays ? Orders(keys) : new CountSql(this, group.Uses[0].Measure, keys).Build();
        return new MeasureStatement(sql, arguments, by.Count, currencyAt, dayAt, keys.Count, !AllKnown);
    }

    string Sums(List<string> keys)
    {
        RowFilter[] shared = [.. group.Uses[0].Measure.Filters.Where(filter => group.Uses.All(use => use.Measure.Filters.Contains(filter)))];
        IEnumerable<string> values = group.Uses.Select(use => Values(use.Measure, shared));
        string grouping = keys.Count == 0 ? "" : $" group by {string.Join(", ", keys.Select(Alias))}";
        return $"select {string.Join(", ", keys.Concat(values))} from {Source(Table)}{BestCut()} where {Condition(Table, Moment, shared)}{grouping}";
    }

    string Orders(List<string> keys)
    {
        string from = $"from {Source(Table)} where {Condition(Table, Moment, [])}";
        if (keys.Count == 0) return $"select coalesce(sum(f.n), 0), coalesce(sum(f.n), 0), coalesce(sum(f.n), 0) {from}";
        return $"select {string.Join(", ", keys)}, sum(f.n), sum(f.n), sum(f.n) {from} group by {string.Join(", ", keys.Select(Alias))} having sum(f.n) <> 0";
    }

    /// <summary>
    /// No row takes another back and every row knows every value that is summed: a sum then is there exactly where rows are, and how many
    /// they are need not be counted for each group; it is asked once for the whole, mostly from sums of days.
    /// </summary>
    bool AllKnown => allKnown ??= by.Count > 0 && group is { FromFacts: true, Sums: true, Kind: FactKind.OrderLine } && !TakesBack(group.Kind)
        && !question.Metrics.Any(metric => metric.Computation.NeedsCounts())
        && group.Uses.All(use => use.Measure.Column is null || Throughout(use.Measure.Column));

    /// <summary>What a measure comes to, how many rows know its value, and how many there are; conditions of its own choose among the rows that are read.</summary>
    string Values(Measure measure, RowFilter[] shared)
    {
        string[] dated = group.Window is null ? [] : [InRange($"f.{Table[measure.Moment].Sql()}")];
        string[] chosen = [.. dated, .. measure.Filters.Except(shared).Select(each => each.For(Table))];
        string? column = measure.Column is null ? null : $"f.{Table[measure.Column].Sql()}";
        if (group.RollUp is not null)
        {
            string counted = $"sum({When(chosen, "f.n")})";
            return column is null ? $"{counted}, sum(f.n), sum(f.n)" : $"sum({When(chosen, column)}), sum({When(chosen, $"f.n_{measure.Column}")}), {counted}";
        }

        if (AllKnown) return column is null ? $"nullif({Counted(chosen, signed: false)}, 0)" : $"sum({When(chosen, column)})";
        bool signed = TakesBack(group.Kind);
        string all = Counted(dated, signed), rows = Counted(chosen, signed);
        if (column is null) return $"{(signed ? rows : $"nullif({rows}, 0)")}, {all}, {all}";
        // The same expression twice is worked out once, and a column without gaps counts the rows too.
        string value = When(chosen, signed ? $"case when f.sign > 0 then {column} else -{column} end" : column);
        string known = signed ? $"sum({When(chosen, $"case when {column} is null then 0 else f.sign end")})" : $"count({value})";
        if (!Throughout(measure.Column!)) return $"sum({value}), {known}, {rows}";
        string both = signed || chosen.Length == 0 ? rows : known;
        return $"sum({value}), {both}, {both}";
    }

    /// <summary>A value where all conditions hold, and otherwise nothing. Engines work this out faster than an aggregate with a filter of its own.</summary>
    static string When(string[] conditions, string value) => conditions.Length == 0 ? value : $"case when {string.Join(" and ", conditions)} then {value} end";

    /// <summary>The rows that stand. Where no row takes another back, they need only be counted.</summary>
    static string Counted(string[] conditions, bool signed)
    {
        if (signed) return $"sum({When(conditions, "f.sign")})";
        return conditions.Length == 0 ? "count(*)" : $"count({When(conditions, "1")})";
    }

    string InRange(string moment)
    {
        if (!inRange.TryGetValue(moment, out string? known))
            inRange[moment] = known = $"{moment} >= {Argument(range.First.ToDateTime(default))} and {moment} < {Argument(range.Last.AddDays(1).ToDateTime(default))}";
        return known;
    }

    /// <summary>Rows of the kind may take others back, so that signs have to be looked at.</summary>
    internal bool TakesBack(FactKind kind) => group.Shops.Any(shop => there.TakesBack(shop, kind));

    /// <summary>No row lacks the column, neither now nor, where the rows of today are asked, then.</summary>
    bool Throughout(string column) => question.Question.AsKnownOn is null && group.Shops.All(shop => there.HasThroughout(shop, group.Kind, column));

    internal string Source(FactTable table) => Joined(group.ByOrderDays ? OrderDays.Name : group.RollUp?.Name ?? table.Name);

    /// <summary>The shop's row joins only where its client or platform is asked for.</summary>
    string Joined(string name) => by.Any(dimension => dimension.NeedsShop) ? $"{name} f join shop s on s.number = f.shop" : $"{name} f";

    /// <summary>The caller's shops first, then days, then what is known, then the filters.</summary>
    internal string Condition(FactTable table, string moment, IEnumerable<RowFilter> filters, bool untilOnly = false, bool filtered = true)
    {
        List<string> all = [ShopFilter.Sql(group.Shops)];
        if (group.Window is { } window)
            all.Add($"{moment} >= {Argument(window.From)} and {moment} < {Argument(window.Until)}");
        else if (!InDays)
        {
            if (!untilOnly) all.Add($"{moment} >= {Argument(range.First.ToDateTime(default))}");
            all.Add($"{moment} < {Argument(range.Last.AddDays(1).ToDateTime(default))}");
        }
        else all.Add($"f.day between {Argument(range.First)} and {Argument(range.Last)}");
        if (question.Question.AsKnownOn is { } moment2) all.Add($"f.known_at <= {Argument(moment2)}");
        all.AddRange(filters.Select(filter => filter.For(table)));
        if (filtered) all.AddRange(question.Where.Select(condition => Where(condition, table, moment)));
        return string.Join(" and ", all);
    }

    string Where(Condition condition, FactTable table, string moment)
    {
        Dimension dimension = DimensionCatalogue.Find(condition.Dimension)!;
        string column = dimension.IsTime ? $"cast({dimension.Sql(table, moment)} as varchar)" : dimension.Sql(table, moment);
        string[] given = [.. condition.Values.Where(value => value.Length > 0).Distinct()];
        string among = given.Length == 0 ? "false" : $"{column} in ({string.Join(", ", given.Select(value => Argument(value)))})";
        bool blank = condition.Values.Contains("");
        return (condition.Not, blank) switch
        {
            (false, false) => $"({among})",
            (false, true) => $"({column} is null or {among})",
            (true, false) => $"({column} is null or not {among})",
            (true, true) => $"({column} is not null and not {among})",
        };
    }

    /// <summary>For traffic that a shop gave in several cuts: for each day the one cut that fits what is asked.</summary>
    string BestCut()
    {
        if (group.Kind != FactKind.Traffic) return "";
        int needed = question.By.Select(dimension => dimension.Key).Concat(question.Where.Select(condition => condition.Dimension)).Aggregate(0,
            (bits, key) => bits | TrafficCut.Needed(key));
        if (group.Shops.All(shop => there.Cuts(shop) is { Count: 1 } cuts && TrafficCut.Rank(cuts.First(), needed) is not null)) return "";
        string known = question.Question.AsKnownOn is { } moment ? $" and f.known_at <= {Argument(moment)}" : "";
        return $"""
             join (select shop, day, min({TrafficCut.Ranks("cut", needed)}) as best from (select f.shop, f.day, f.cut from traffic_by_at f where {ShopFilter.Sql(group.Shops)}
                and f.day between {Argument(range.First)} and {Argument(range.Last)}{known} group by f.shop, f.day, f.cut having sum(f.n) > 0) c group by shop, day) b
                on b.shop = f.shop and b.day = cast({Moment} as date) and b.best = {TrafficCut.Ranks("f.cut", needed)}
            """;
    }

    /// <summary>The arguments so far.</summary>
    internal IReadOnlyList<object?> Taken => arguments;

    internal IReadOnlyList<Dimension> By => by;

    internal Period Range => range;

    /// <summary>A value in the statement: texts as arguments; moments, which cannot be anything else, as they are, since a statement with arguments is planned twice.</summary>
    internal string Argument(object value)
    {
        switch (value)
        {
            case DateTime moment: return string.Create(CultureInfo.InvariantCulture, $"timestamp '{moment:yyyy-MM-dd HH:mm:ss.ffffff}'");
            case DateTimeOffset moment: return Argument(moment.UtcDateTime);
            case DateOnly day: return string.Create(CultureInfo.InvariantCulture, $"date '{day:yyyy-MM-dd}'");
        }

        arguments.Add(value);
        return $"${arguments.Count}";
    }

    internal static string Alias(string key) => key[(key.LastIndexOf(" as ", StringComparison.Ordinal) + 4)..];
}
