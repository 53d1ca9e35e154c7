using System.CommandLine;
using System.Globalization;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Metrics;
using Duoshou.App.Metrics.Actions;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>experiment: judges a test by counts or by a file of arms, or a change of a shop before and after.</summary>
static class ExperimentVerb
{
    const int MostRows = 10_000_000;
    const long MostTrials = 1_000_000_000_000;

    /// <summary>Beyond this an outcome is no figure of a person but a slip, and its square is beyond reckoning.</summary>
    const double MostOutcome = 1e15;

    public static Command Command()
    {
        Option<string[]> arms = new("--arm") { AllowMultipleArgumentsPerToken = true,
            Description = "name=successes/trials, the control first: control=8502/44700 gate40=8279/45489" };
        Option<string[]> files = new("--file") { AllowMultipleArgumentsPerToken = true, Description = "One row per person; - for standard input" };
        Option<string> arm = new("--arm-column") { Description = "The file's column of arms" },
            outcome = new("--outcome-column") { Description = "The file's column of outcomes: numbers, or true and false" },
            before = new("--before-column") { Description = "What each did before the test (CUPED)" },
                control = new("--control") { Description = "The control's name (default: the first by name)" };
        Option<string[]> shop = new("--shop") { Description = "A shop that was changed" };
        Option<string[]> beside = new("--beside") { Description = "One other shop to compare with, before and after (default: all untouched shops together)" };
        Option<string> metric = new("--metric") { Description = "The metric that should have moved", DefaultValueFactory = _ => "conversion" };
        Option<DateOnly?> on = Verb.Day("--on", "The first day of the change"),
            from = Verb.Day("--from", "First day that is looked at (default: 56 days before)"),
            to = Verb.Day("--to", "Last day (default: 28 days after, or yesterday)");
        return Verb.OnFiles("experiment", "Judges a test, or a change before and after.", "experiment --arm control=8502/44700 gate40=8279/45489",
            [arms, files, arm, outcome, before, control, shop, beside, metric, on, from, to], async (parsed, output, cancel) =>
        {
            if (parsed.GetValue(arms) is { Length: > 0 } counts) return OfCounts(counts, output);
            if (parsed.GetValue(files) is { Length: > 0 } paths)
            {
                if (parsed.GetValue(arm) is not { } armColumn || parsed.GetValue(outcome) is not { } outcomeColumn)
                    return output.Refuse(new("columns.missing",
                        new("要说明哪列是分组、哪列是结果。", "It must be said which column is the arm and which the outcome."),
                        new("写 --arm-column 和 --outcome-column。", "Write --arm-column and --outcome-column.")), Output.WrongUsage, 400);
                return await Task.Run(() => OfFile(paths, armColumn, outcomeColumn, parsed.GetValue(before), parsed.GetValue(control), output), cancel);
            }

            if (parsed.GetValue(shop) is not { Length: 1 } name || parsed.GetValue(on) is not { } day)
                return output.Refuse(new("experiment.unsaid", new("没有说明要判断什么。", "It was not said what to judge."),
                    new("写 --arm、--file，或 --shop 和 --on。", "Write --arm, --file, or --shop and --on.")), Output.WrongUsage, 400);
            await using Session session = await Session.Open(parsed, cancel);
            Answered<IReadOnlyList<ShopId>> chosen = await Chosen.Shops(session, name, cancel);
            if (chosen.Value is not [var id]) return output.Refuse(chosen.Refusal!);
            ShopId? other = null;
            if (parsed.GetValue(beside) is { Length: > 0 } besides)
            {
                Answered<IReadOnlyList<ShopId>> found = await Chosen.Shops(session, besides, cancel);
                if (found.Value is not [var one]) return found.Refusal is { } absent ? output.Refuse(absent)
                    : output.Misuse(new("shop.several", new("--beside 只能指一家店。", "--beside names one shop only."), new("写全店名。", "Write the shop's whole name."), "beside"));
                other = one;
            }

            string key = parsed.GetValue(metric)!;
            if (MetricCatalogue.Find(key) is null)
                return output.Refuse(new("metric.unknown", new($"没有指标「{key}」。", $"There is no metric “{key}”."),
                    new("用 ask --help 看指标名。", "See the names with: ask --help"), "metric", key));
            DateOnly last = await Chosen.LastDay(session, cancel), first = parsed.GetValue(from) ?? day.AddDays(-56),
                end = parsed.GetValue(to) ?? (day.AddDays(27) < last ? day.AddDays(27) : last);
            if (first >= day || end < day)
                return output.Misuse(new("range.unreadable", new("改动那天要在范围中间。", "The day of the change must lie within the range."),
                    new("改 --from、--to。", "Change --from and --to."), "on", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            return output.Tell(await session.Get<JudgeChange>().Run(new(session.Actor, id, key, day, new(first, end), other), cancel));
        });
    }

    static int OfCounts(string[] texts, Output output)
    {
        List<(string Name, long Successes, long Trials)> arms = [];
        foreach (string text in texts)
        {
            string[] sides = text.Split('=', 2), numbers = sides.Length == 2 ? sides[1].Split('/', 2) : [];
            if (numbers.Length != 2 || !long.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out long successes)
                || !long.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out long trials)
                || sides[0].Length == 0 || successes > trials || trials is 0 or > MostTrials || arms.Any(arm => arm.Name == sides[0]))
                return output.Refuse(new("arm.unreadable", new($"「{text}」读不成一组。", $"“{text}” is no arm."),
                    new("写成 名字=成功数/人数：名字不重复，人数 1 到一万亿，成功数不超过人数。",
                        "Write name=successes/trials: a name of its own, 1 to a trillion trials, with no more successes than trials."), "arm", text),
                    Output.WrongUsage, 400);
            arms.Add((sides[0], successes, trials));
        }

        return arms.Count < 2
            ? output.Refuse(new("arm.alone", new("只有一组，没有可比的。", "There is one arm and nothing to compare it with."),
                new("至少写两组，对照在前。", "Write at least two, the control first."), "arm"), Output.WrongUsage, 400)
            : output.Tell(ExperimentReading.OfCounts(arms));
    }

    static int OfFile(string[] paths, string armColumn, string outcomeColumn, string? beforeColumn, string? control, Output output)
    {
        using Handed handed = new();
        List<InputFile> inputs = handed.Files(paths);
        if (inputs.Count > 1)
            throw new ImportProblem("file.several", inputs[1].Name, new("一次只判断一个文件。", "One file is judged at a time."),
                new("把各组放进同一个文件。", "Put all arms into one file.")) { Field = "--file" };
        InputFile file = inputs[0];
        (string _, Dialect dialect) = DialectFinder.In(file)[0];
        using RecordReader records = DialectFinder.Open(file, dialect);
        Dictionary<string, (List<double> Outcomes, List<double> Before)> arms = [];
        int armAt = -1, outcomeAt = -1, beforeAt = -1;
        long rows = 0, unread = 0;
        (int Line, string Field, string Value)? first = null;
        while (records.Read())
        {
            if (armAt < 0)
            {
                string[] heads = records.Fields();
                (armAt, outcomeAt, beforeAt) = (Array.IndexOf(heads, armColumn), Array.IndexOf(heads, outcomeColumn), beforeColumn is null ? -1
                    : Array.IndexOf(heads, beforeColumn));
                string? lacking = armAt < 0 ? armColumn : outcomeAt < 0 ? outcomeColumn : beforeColumn is not null && beforeAt < 0 ? beforeColumn : null;
                if (lacking is not null)
                    throw new ImportProblem("column.unknown", file.Name, new($"没有「{lacking}」这一列。", $"There is no column “{lacking}”."),
                        new($"可用的列：{string.Join("、", heads)}", $"The columns are: {string.Join(", ", heads)}")) { Line = records.Line,
                        Field = lacking };
                continue;
            }

            string name = records.Field(armAt).ToString();
            double was = 0;
            if (name.Length == 0 || !Number(records.Field(outcomeAt), out double value) || beforeAt >= 0 && !Number(records.Field(beforeAt), out was))
            {
                unread++;
                first ??= name.Length == 0 ? (records.Line, armColumn, "") : !Number(records.Field(outcomeAt), out _)
                    ? (records.Line, outcomeColumn, records.Field(outcomeAt).ToString()) : (records.Line, beforeColumn!, records.Field(beforeAt).ToString());
                continue;
            }

            if (++rows > MostRows)
                throw new ImportProblem("analysis.too_many_rows", file.Name, new($"超过 {MostRows} 行。", $"There are more than {MostRows} rows."),
                    new("先按组汇总成计数，用 --arm。", "Sum it up by arm and use --arm.")) { Line = records.Line };
            if (!arms.TryGetValue(name, out var arm)) arms[name] = arm = ([], []);
            if (arms.Count > 20)
                throw new ImportProblem("arm.too_many", file.Name,
                    new($"「{armColumn}」有超过 20 个值，不像分组。", $"“{armColumn}” has more than 20 values and is no column of arms."),
                    new("换一列。", "Name another column.")) { Field = armColumn };
            arm.Outcomes.Add(value);
            arm.Before.Add(was);
        }

        Words? left = first is not { } odd ? null : new($"{unread} 行读不了，没有算；第一行在第 {odd.Line} 行：「{odd.Field}」的「{odd.Value}」。",
            $"{unread} rows could not be read and were left out; the first is line {odd.Line}: '{odd.Value}' in {odd.Field}.");
        if (arms.Count < 2)
            throw new ImportProblem("arm.alone", file.Name, new($"文件里不到两组能读的行（{arms.Count} 组）。{left?.Zh}",
                $"The file holds fewer than two arms that can be read ({arms.Count}). {left?.En}".TrimEnd()),
                new("检查分组列和结果列；结果写数字，或 true、false。", "Look at the columns of arms and outcomes; write outcomes as numbers, or true and false."))
                { Field = first?.Field ?? armColumn, Line = first?.Line, Value = first?.Value };
        if (control is not null && !arms.ContainsKey(control))
            return output.Refuse(new("control.unknown", new($"没有「{control}」这一组。", $"There is no arm “{control}”."),
                new($"有：{string.Join("、", arms.Keys)}", $"There are: {string.Join(", ", arms.Keys)}"), "control", control));
        string against = control ?? arms.Keys.Order(StringComparer.Ordinal).First();
        ExperimentReading reading = ExperimentReading.OfArms([.. arms.Keys.OrderBy(name => name != against).ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => new ExperimentReading.Arm(name, [.. arms[name].Outcomes], beforeAt < 0 ? null : [.. arms[name].Before]))]);
        if (left is not null) reading = reading with { Footing = reading.Footing with { Limits = [left] } };
        return output.Tell(reading);
    }

    static bool Number(ReadOnlySpan<char> text, out double value)
    {
        if (bool.TryParse(text, out bool yes))
        {
            value = yes ? 1 : 0;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= MostOutcome;
    }
}
