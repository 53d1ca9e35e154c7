using System.Globalization;
using Duoshou.App.Reports;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Spectre.Console;

namespace Duoshou.Cli.Commands.Analyses;

/// <summary>Tells an analysis: the document for programs; its tables, how sure it is and what to do next for people.</summary>
static class Telling
{
    /// <summary>The most rows of a table that people see; programs get all.</summary>
    const int MostRows = 20;

    public static int Tell<T>(this Output output, Answered<T> answered) where T : class, IAnalysed => answered.Value is { } analysed
        ? output.Answer(analysed, people => Show(analysed, people, output))
        : output.Refuse(answered.Refusal!);

    public static int Tell<T>(this Output output, T analysed) where T : class, IAnalysed => output.Tell(new Answered<T>(analysed, null));

    static void Show(IAnalysed analysed, IAnsiConsole people, Output output)
    {
        foreach (Sheet sheet in analysed.Sheets(output.Language).Where(sheet => sheet.Rows.Count > 0))
        {
            people.WriteLine(sheet.Name);
            Table table = Output.TableOf([.. sheet.Head]);
            foreach (IReadOnlyList<Cell> row in sheet.Rows.Take(MostRows)) table.AddRow(row.Select(Shown));
            people.Write(table);
            if (sheet.Rows.Count > MostRows) people.WriteLine(output.Say($"…… 共 {sheet.Rows.Count} 行，--json 看全部。",
                $"… {sheet.Rows.Count} rows in all; see them with --json."));
        }

        Footing footing = analysed.Footing;
        string span = footing.Span is { } days ? $"{days.First:yyyy-MM-dd} – {days.Last:yyyy-MM-dd}  " : "";
        string currency = footing.Currency is { } code && code != Currency.None ? $"  {code}" : "";
        people.WriteLine($"{span}{output.Say($"{footing.Rows} 行", $"{footing.Rows} rows")}{currency}");
        people.WriteLine($"{(footing.Enough ? output.Say("把握", "How sure") : output.Say("数据太少", "Too little data"))}: {output.Say(footing.Sure)}");
        foreach (Words limit in footing.Limits) people.WriteLine($"{output.Say("注意", "Note")}: {output.Say(limit)}");
        people.WriteLine($"{output.Say("下一步", "Next")}: {output.Say(footing.Next)}");
    }

    static Text Shown(Cell cell) => new(cell switch
    {
        { Number: { } number } => decimal.Round(number, 4).ToString("#,0.####", CultureInfo.InvariantCulture),
        { Day: { } day } => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Text: { Length: > 0 } text } => text,
        _ => "—",
    });
}
