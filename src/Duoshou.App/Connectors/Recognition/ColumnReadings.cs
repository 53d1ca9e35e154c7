using System.Globalization;
using System.Text.RegularExpressions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>
/// Decides what a mapping leaves open, each for the whole column: whether day or month comes first, the sign of decimals, the currency,
/// and the date of a table that carries none. What cannot be decided becomes a question.
/// </summary>
sealed partial class ColumnReadings(
    TableSample sample, ImportTarget target, DateTime today, ImportChoices choices, List<ImportQuestion> questions, List<Words> notices)
{
    readonly HeaderIndex index = new(sample.Headers);

    /// <summary>The mapping with every reading decided.</summary>
    public Mapping Complete(Mapping mapping, FactTable table)
    {
        if (choices.Answer("kind") is not null) questions.RemoveAll(question => question.Key == "kind");
        mapping = mapping with { DecimalSign = DecimalSign(mapping, table) };
        mapping = mapping with { DateOrder = Order(mapping, table) ?? mapping.DateOrder };
        mapping = Dated(mapping, table);
        return Priced(mapping, table);
    }

    IEnumerable<int> Places(Mapping mapping, FactTable table, FactType type) => mapping.Columns
        .Where(rule => table.Find(rule.Target)?.Type == type && rule.As != Reading.Address)
        .SelectMany(rule => rule.From).Concat(type == FactType.Number && mapping.Spread is { } spread ? spread.Columns.Keys : [])
        .Select(from => index.Find(from.TrimStart('-'))).Where(place => place >= 0).Distinct();

    char DecimalSign(Mapping mapping, FactTable table)
    {
        int point = 0, comma = 0, thousands = 0;
        foreach (int place in Places(mapping, table, FactType.Number))
        {
            ColumnProfile column = sample.Columns[place];
            (point, comma, thousands) = (point + column.Decimals.Point, comma + column.Decimals.Comma, thousands + column.Thousands);
        }
        // 25.000 is twenty-five thousand where prices have no cents, as long as nothing in the table says otherwise.
        if (point == 0 && thousands > 0 && CurrencySigns.HasNoCents(target.Currency)) return ',';
        return comma > point || comma == point && sample.Dialect.Delimiter == ';' ? ',' : '.';
    }

    DateOrder? Order(Mapping mapping, FactTable table)
    {
        int[] places = [.. Places(mapping, table, FactType.Time)];
        if (choices.Answer("date_order") is { } answer) return Answered(answer);
        IReadOnlyList<ColumnProfile> columns = sample.Columns;
        if (!places.Any(place => columns[place].AmbiguousDates > 0)) return places.Length > 0 ? Better(columns, places) : null;
        if (Better(columns, places) is { } evident) return evident;
        if (!sample.IsWhole)
        {
            columns = WholeColumns(places);
            if (Better(columns, places) is { } seen) return seen;
        }
        string[] examples = [.. places.SelectMany(place => columns[place].Samples).Distinct().Take(5)];
        if (NotInFuture(examples) is { } past) return past;
        questions.Add(WhichOrder(examples));
        return DateOrder.DayFirst;
    }

    /// <summary>The answer's own words, or the letters that people know from formats.</summary>
    DateOrder Answered(string answer) => answer.Trim().ToUpperInvariant() switch
    {
        "DAY_FIRST" or "DMY" or "DD/MM/YYYY" => DateOrder.DayFirst,
        "MONTH_FIRST" or "MDY" or "MM/DD/YYYY" => DateOrder.MonthFirst,
        _ => throw new ImportProblem("answer.unreadable", sample.File.Name, new($"date_order 没有「{answer}」这个答案。", $"“{answer}” is no answer to date_order."),
            new("写 day_first（先日后月）或 month_first（先月后日）。", "Write day_first or month_first.")) { Field = "date_order", Value = answer },
    };

    static DateOrder? Better(IReadOnlyList<ColumnProfile> columns, int[] places)
    {
        int day = places.Sum(place => columns[place].Dates.DayFirst), month = places.Sum(place => columns[place].Dates.MonthFirst);
        return day == month ? null : day > month ? DateOrder.DayFirst : DateOrder.MonthFirst;
    }

    /// <summary>Reads on through the whole file: one 13/05 settles a column of a million rows.</summary>
    ColumnProfile[] WholeColumns(int[] places)
    {
        ColumnProfile[] columns = [.. sample.Headers.Select(_ => new ColumnProfile())];
        using RecordReader reader = DialectFinder.Open(sample.File, sample.Dialect);
        sample.Dialect.SkipTo(reader);
        while (reader.Read())
        {
            foreach (int place in places) columns[place].Add(reader.Field(place));
            if (Better(columns, places) is not null) break;
        }
        return columns;
    }

    DateOrder? NotInFuture(string[] examples)
    {
        bool[] late = [.. new[] { DateOrder.DayFirst, DateOrder.MonthFirst }.Select(order => examples.Any(example =>
            Moments.TryRead(example, order, target.Zone, out long ticks) == CellOutcome.Value && ticks > today.AddDays(2).Ticks))];
        return late[0] == late[1] ? null : late[0] ? DateOrder.MonthFirst : DateOrder.DayFirst;
    }

    ImportQuestion WhichOrder(string[] examples) => new()
    {
        Key = "date_order", Examples = examples,
        Text = new($"「{examples.FirstOrDefault()}」是先日后月，还是先月后日？",
            $"Does '{examples.FirstOrDefault()}' begin with the day or with the month?"),
        Detail = new($"{sample.Name} 的日期两种读法都通。", $"Every date of {sample.Name} can be read both ways."),
        Options = [new("day_first", new("先日后月", "Day first")), new("month_first", new("先月后日", "Month first"))],
        Suggested = target.Zone.Name.StartsWith("America/", StringComparison.Ordinal) ? "month_first" : "day_first",
    };

    /// <summary>A table without a date is true at one moment: the one in its name or head, else the one at which it was written.</summary>
    Mapping Dated(Mapping mapping, FactTable table)
    {
        FactColumn? needed = table.Columns.FirstOrDefault(column => column.Type == FactType.Time && column.Required);
        if (needed is null || mapping.Columns.Any(rule => rule.Target == needed.Name && (rule.Constant is not null || rule.From
            .Any(from => index.Find(from) >= 0 || from.Contains('.')))))
            return mapping;
        DateOnly? stated = sample.Preamble.Append(sample.File.ShortName).Select(DateIn).FirstOrDefault(date => date is not null);
        DateOnly? written = sample.File.Written is { } at ? DateOnly.FromDateTime(at) : null;
        string? answer = choices.Answer("date") ?? (stated ?? written)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (choices.Answer("date") is null) questions.Add(WhichDate(answer, stated is not null, written is not null, table));
        if (answer is null) return mapping;
        notices.Add(new($"表里没有日期，按 {answer} 读。", $"The table has no date; it is read as of {answer}."));
        return mapping with { Columns = [.. mapping.Columns.Where(rule => rule.Target != needed.Name), new() { Target = needed.Name,
            Constant = answer }] };
    }

    /// <summary>A list of stock or prices is true on the day it was written; orders and other events happened on days of their own.</summary>
    ImportQuestion WhichDate(string? suggested, bool stated, bool written, FactTable table) => new()
    {
        Key = "date", Suggested = suggested,
        IsCertain = suggested is not null && table.Kind != FactKind.OrderLine && (stated || table.Kind is FactKind.Stock or FactKind.Review),
        Text = new("这张表是哪一天的？", "Which day does this table stand for?"),
        Detail = stated ? new($"{sample.Name} 没有日期列；名称里写着日期。", $"{sample.Name} has no column of dates; its name or head has one.")
            : written ? new($"{sample.Name} 没有日期列；这是文件写成的日子。", $"{sample.Name} has no column of dates; the file was written on this day.")
            : new($"{sample.Name} 没有日期列。", $"{sample.Name} has no column of dates."),
    };

    static DateOnly? DateIn(string text)
    {
        Match day = Day().Match(text);
        if (day.Success && IsDate(Whole(day.Groups[1]), Whole(day.Groups[2]), Whole(day.Groups[3])))
            return new(Whole(day.Groups[1]), Whole(day.Groups[2]), Whole(day.Groups[3]));
        Match month = Month().Match(text);
        if (!month.Success) return null;
        int number = MonthNames.Of(month.Groups[1].Value);
        return number > 0 ? new DateOnly(Whole(month.Groups[2]), number, 1) : null;

        static int Whole(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

        static bool IsDate(int year, int month, int day) => month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month);
    }

    [GeneratedRegex("(?<!\\d)(20\\d\\d)[-_./年]?(\\d{1,2})[-_./月]?(\\d{1,2})(?!\\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex("(?<!\\p{L})(\\p{L}{3,9})[-_ ]?(20\\d\\d)(?!\\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Month();

    /// <summary>The currency that headers or cells name, where it is not the shop's.</summary>
    Mapping Priced(Mapping mapping, FactTable table)
    {
        if (table.Find("currency") is null || mapping.Columns.Any(rule => rule.Target == "currency" && (rule.Constant is not null
            || rule.From.Any(from => index.Find(from) >= 0)))) return mapping;
        if (choices.Answer("currency") is { } answer) return Constant(answer);
        Currency[][] named = [.. mapping.Columns.Where(rule => table.Find(rule.Target)?.IsMoney == true).SelectMany(rule => rule.From)
            .Select(from => index.Find(from.TrimStart('-'))).Where(place => place >= 0).Distinct()
            .SelectMany(place => sample.Columns[place].Samples.Take(20).Append(sample.Headers[place]))
            .Select(text => CurrencySigns.In(text).ToArray()).Where(codes => codes.Length > 0)];
        Currency[] other = named.FirstOrDefault(codes => !codes.Contains(target.Currency)) ?? [];
        if (other.Length == 1)
        {
            notices.Add(new($"金额写明是 {other[0]}。", $"The amounts say that they are in {other[0]}."));
            return Constant(other[0].Code);
        }
        if (other.Length > 1) questions.Add(WhichCurrency(other));
        else if (named.Length == 0 && KnownFormats.Named(mapping.Name)?.UsualCurrency is { } usual && usual != target.Currency.Code)
            notices.Add(new($"文件没有写币种，按店铺的 {target.Currency} 读；这种文件通常是 {usual}。",
                $"The file names no currency and is read in the shop's, {target.Currency}; such files are usually in {usual}."));
        return mapping;

        Mapping Constant(string code) => mapping with { Columns = [.. mapping.Columns, new() { Target = "currency", Constant = code }] };
    }

    ImportQuestion WhichCurrency(Currency[] likely) => new()
    {
        Key = "currency", Suggested = likely[0].Code,
        Text = new("金额是什么币种？", "Which currency are the amounts in?"),
        Detail = new($"{sample.Name} 的货币符号不是店铺的 {target.Currency}。",
            $"The sign before the amounts of {sample.Name} is not that of the shop's {target.Currency}."),
        Options = [.. likely.Append(target.Currency).Select(currency => new ImportAnswer(currency.Code, new(currency.Code,
            currency.Code)))],
    };
}
