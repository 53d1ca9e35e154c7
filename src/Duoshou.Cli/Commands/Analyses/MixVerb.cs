using System.CommandLine;
using System.Globalization;
using Duoshou.App.Ads;
using Duoshou.App.Ads.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>ads mix: which channel brought which part of weekly sales, of a shop or of a table of days or weeks with a column of each channel.</summary>
static class MixVerb
{
    /// <summary>Ten years of days.</summary>
    const int MostRows = 3_700;

    const int MostChannels = 50;

    /// <summary>Beyond it an amount is a slip.</summary>
    const decimal MostMoney = 1e15m;

    public static Command Command()
    {
        Option<string[]> shop = new("--shop") { Description = "Name or id of one shop" };
        Option<string[]> files = new("--file") { AllowMultipleArgumentsPerToken = true,
            Description = "One row per day or week: sales, and spend in a column of each channel; - for standard input" };
        Option<string> date = new("--date-column") { Description = "The file's column of days, written 2026-01-31 (default: the first)" },
            sales = new("--sales-column") { Description = "The file's column of sales (default: sales)", DefaultValueFactory = _ => "sales" },
            currency = new("--currency") { Description = "Of a shop: convert into it" };
        Option<string[]> channels = new("--channel") { AllowMultipleArgumentsPerToken = true, Description = "The file's columns of spend (default: all others)" };
        Option<decimal?> margin = new("--margin") { Description = "The share of sales left before advertising (default: what costs say)" };
        Option<DateOnly?> to = Verb.Day("--to", "Last day");
        return Verb.OnFiles("mix", "Media mix: which channel brought which part of weekly sales, and what the next unit of money brings.",
            "ads mix --file weeks.csv --sales-column sales --channel search video", [shop, files, date, sales, channels, margin, currency, to], async (parsed, output, cancel) =>
        {
            decimal? share = parsed.GetValue(margin);
            if (share is <= 0m or > 1m)
                return output.Refuse(new("margin.unfit", new("毛利率要大于 0、不超过 1。", "The margin must be above 0 and at most 1."),
                    new("例如 --margin 0.35。", "Such as --margin 0.35."), "margin", App.WireFormat.Text(share.Value)), Output.WrongUsage, 400);
            if (parsed.GetValue(files) is { Length: > 0 } paths)
                return output.Tell(await Task.Run(() => MixReading.Of(OfFile(paths, parsed.GetValue(date), parsed.GetValue(sales)!, parsed.GetValue(channels) ?? [],
                    parsed.GetValue(to)), share), cancel));
            if (parsed.GetValue(shop) is not { Length: 1 } name)
                return output.Refuse(new("mix.unsaid", new("没有说明是哪家店或哪个文件。", "It was not said of which shop or file."),
                    new("写 --shop 或 --file。", "Write --shop or --file.")), Output.WrongUsage, 400);
            Currency? into = null;
            if (parsed.GetValue(currency) is { Length: > 0 } code)
            {
                if (!Currency.TryParse(code, null, out Currency found)) return output.Misuse(App.Refusals.Currency("currency", code));
                into = found;
            }

            await using Session session = await Session.Open(parsed, cancel);
            Answered<IReadOnlyList<ShopId>> chosen = await Chosen.Shops(session, name, cancel);
            if (chosen.Value is not { } ids) return output.RefuseChoice(chosen.Refusal!);
            DateOnly last = parsed.GetValue(to) ?? await Chosen.LastDay(session, cancel);
            return output.Tell(await session.Get<ReadMix>().Run(new(session.Actor, ids, Period.Ending(last, ReadMix.MostDays), into, share), cancel));
        });
    }

    /// <summary>Days are added up to weeks that end with the last one; a first week that is not whole is left out.</summary>
    static MixWeeks OfFile(string[] paths, string? dateColumn, string salesColumn, string[] wanted, DateOnly? until)
    {
        using Handed handed = new();
        List<InputFile> inputs = handed.Files(paths);
        if (inputs.Count > 1)
            throw new ImportProblem("file.several", inputs[1].Name, new("一次只看一个文件。", "One file is looked at a time."),
                new("合成一个文件。", "Put everything into one file.")) { Field = "--file" };
        InputFile file = inputs[0];
        (string _, Dialect dialect) = DialectFinder.In(file)[0];
        using RecordReader records = DialectFinder.Open(file, dialect);
        string[] heads = [];
        int dayAt = 0, salesAt = -1;
        int[] spendAt = [];
        List<(DateOnly Day, decimal Sales, decimal[] Spend)> rows = [];
        while (records.Read())
        {
            if (salesAt < 0)
            {
                heads = records.Fields();
                int At(string column) => Array.IndexOf(heads, column) is >= 0 and var at ? at
                    : throw new ImportProblem("column.unknown", file.Name, new($"没有「{column}」这一列。", $"There is no column “{column}”."),
                        new($"可用的列：{string.Join("、", heads)}", $"The columns are: {string.Join(", ", heads)}")) { Line = records.Line, Field = column };
                (dayAt, salesAt) = (dateColumn is null ? 0 : At(dateColumn), At(salesColumn));
                spendAt = wanted.Length > 0 ? [.. wanted.Distinct().Select(At)] : [.. Enumerable.Range(0, heads.Length).Where(i => i != dayAt && i != salesAt)];
                if (spendAt.Length is 0 or > MostChannels || spendAt.Any(at => at == dayAt || at == salesAt))
                    throw new ImportProblem("channels.unfit", file.Name, new($"花费列要 1 到 {MostChannels} 个，且不是日期列和销售列；现在 {spendAt.Length} 个。",
                        $"Columns of spend must be 1 to {MostChannels}, neither the days nor the sales; there are {spendAt.Length}."),
                        new("用 --channel 写出花费列。", "Name them with --channel.")) { Line = records.Line, Field = "--channel" };
                continue;
            }

            if (rows.Count == MostRows)
                throw new ImportProblem("analysis.too_many_rows", file.Name, new($"超过 {MostRows} 行。", $"There are more than {MostRows} rows."),
                    new("每天或每周一行，先汇总。", "Sum it up to one row per day or week.")) { Line = records.Line };
            string written = records.Field(dayAt).ToString().Trim();
            if (!DateOnly.TryParseExact(written, ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
                throw new ImportProblem("date.unreadable", file.Name, new($"「{written}」读不成日期。", $"“{written}” is no day."),
                    new("写成 2026-01-31。", "Write it 2026-01-31.")) { Line = records.Line, Field = heads[dayAt], Value = written };
            if (day > until) continue;
            rows.Add((day, Money(records, file, heads, salesAt), [.. spendAt.Select(at => Money(records, file, heads, at))]));
        }

        if (rows.Count == 0) return new(until ?? default, [], [], Currency.None, []);
        return WeeksOf(file, [.. rows.OrderBy(row => row.Day)], [.. spendAt.Select(at => heads[at])]);
    }

    static MixWeeks WeeksOf(InputFile file, (DateOnly Day, decimal Sales, decimal[] Spend)[] rows, string[] names)
    {
        DateOnly last = rows[^1].Day, first = rows[0].Day;
        DateOnly[] days = [.. rows.Select(row => row.Day).Distinct()];
        int gap = days.Length < 2 ? 7 : days.Skip(1).Zip(days, (next, day) => next.DayNumber - day.DayNumber).Min();
        // A row of a week tells of the seven days that begin with its day; rows of days are cut into weeks from the last one back.
        bool weekly = gap >= 7;
        int weeks = weekly ? (last.DayNumber - first.DayNumber) / 7 + 1 : (last.DayNumber - first.DayNumber + 1) / 7;
        decimal[] sales = new decimal[weeks];
        decimal[][] spends = [.. names.Select(_ => new decimal[weeks])];
        HashSet<int> seen = [];
        foreach ((DateOnly day, decimal sold, decimal[] spend) in rows)
        {
            int week = weeks - 1 - (last.DayNumber - day.DayNumber) / 7;
            if (week < 0) continue;
            seen.Add(week);
            sales[week] += sold;
            for (int i = 0; i < names.Length; i++) spends[i][week] += spend[i];
        }

        if (Enumerable.Range(0, weeks).FirstOrDefault(week => !seen.Contains(week), -1) is >= 0 and var missing)
        {
            DateOnly begins = last.AddDays(weekly ? -7 * (weeks - 1 - missing) : 1 - 7 * (weeks - missing));
            throw new ImportProblem("week.missing", file.Name, new($"从 {begins:O} 起的一周没有行。", $"There is no row for the week from {begins:O}."),
                new("补上这周；没有花费写 0。", "Add the week; write 0 where nothing was spent.")) { Field = "date", Value = begins.ToString("O", CultureInfo.InvariantCulture) };
        }

        List<Words> limits = [];
        if (rows.Length > days.Length) limits.Add(new($"{rows.Length - days.Length} 行与别的行同一天，加在一起。",
            $"{rows.Length - days.Length} rows are of a day that another row tells too, and were added up."));
        int left = weekly ? 0 : (last.DayNumber - first.DayNumber + 1) % 7;
        if (left > 0) limits.Add(new($"最前面 {left} 天不满一周，没有用。", $"The first {left} days make no whole week and were left out."));
        return new(weekly ? last.AddDays(6) : last, sales, [.. names.Select((name, i) => new MixSpend(name, spends[i]))], Currency.None, limits);
    }

    static decimal Money(RecordReader records, InputFile file, string[] heads, int at)
    {
        string written = records.Field(at).ToString().Trim();
        if (decimal.TryParse(written, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value) && Math.Abs(value) <= MostMoney) return value;
        throw new ImportProblem("amount.unreadable", file.Name, new($"「{written}」读不成金额。", $"“{written}” is no amount."),
            new("写数字，没有就写 0；不是花费的列用 --channel 排除。", "Write a number, 0 for none; name the columns of spend with --channel where others stand beside them."))
            { Line = records.Line, Field = heads[at], Value = written };
    }
}
