using System.Text;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Tests.Warehouse;

/// <summary>The data dictionary in docs/ is written from the catalogue. With DUOSHOU_WRITE_DOCS=1 it is written, otherwise it is held against it.</summary>
public sealed class DataDictionaryTests
{
    [Theory]
    [InlineData(Language.English, "data-dictionary.md")]
    [InlineData(Language.Chinese, "data-dictionary.zh.md")]
    public void The_dictionary_says_what_the_catalogue_says(Language language, string file)
    {
        string path = Path.Combine(ReferenceFiles.Repository, "docs", file), written = Written(language);
        if (Environment.GetEnvironmentVariable("DUOSHOU_WRITE_DOCS") == "1") File.WriteAllText(path, written);
        File.ReadAllText(path).ShouldBe(written, $"docs/{file} is older than the catalogue; run these tests once with DUOSHOU_WRITE_DOCS=1");
    }

    static string Written(Language language)
    {
        string Say(string zh, string en) => language == Language.Chinese ? zh : en;
        StringBuilder page = new();
        void Line(string text = "") => page.Append(text).Append('\n');
        Line(Say("# 数据字典", "# Data dictionary"));
        Line();
        Line(Say("由目录自动写出（DUOSHOU_WRITE_DOCS=1），请勿手改。比率总是由合计后的分子分母计算；未知不是零。",
            "Written from the catalogue (DUOSHOU_WRITE_DOCS=1); not edited by hand. Ratios are always computed from summed parts; unknown is not zero."));
        Line();
        Line(Say("## 指标", "## Metrics"));
        foreach (Metric metric in MetricCatalogue.All) Describe(metric, language, Line);
        Line();
        Line(Say("## 维度", "## Dimensions"));
        Line();
        Line(Say("| 键 | 名称 | 含义 |", "| key | name | meaning |"));
        Line("|---|---|---|");
        foreach (Dimension dimension in DimensionCatalogue.All) Line($"| `{dimension.Key}` | {dimension.Name.In(language)} | {dimension.Meaning.In(language)} |");
        Line();
        Line(Say("## 事实表", "## Fact tables"));
        foreach (FactTable table in FactTables.All)
        {
            Line();
            Line($"### `{table.Name}` {table.Title.In(language)}");
            Line();
            Line(Say("粒度：", "Grain: ") + table.Grain.In(language));
            Line();
            Line(string.Join(Say("、", ", "), table.Columns.Select(column => $"`{column.Name}` {column.Title.In(language)}")));
        }

        return page.ToString();
    }

    static void Describe(Metric metric, Language language, Action<string> line)
    {
        bool zh = language == Language.Chinese;
        string direction = (metric.Direction, zh) switch
        {
            (MetricDirection.UpIsGood, true) => "升为好", (MetricDirection.UpIsGood, false) => "up is good",
            (MetricDirection.UpIsBad, true) => "升为坏", (MetricDirection.UpIsBad, false) => "up is bad",
            (_, true) => "无好坏", _ => "neither good nor bad",
        };
        string unit = (metric.Unit, zh) switch
        {
            (MetricUnit.Money, true) => "金额", (MetricUnit.Count, true) => "计数", (MetricUnit.Ratio, true) => "比率", (MetricUnit.Seconds, true) => "秒",
            (MetricUnit.Days, true) => "天", (MetricUnit.Score, true) => "分", _ => metric.Unit.ToString().ToLowerInvariant(),
        };
        line("");
        line($"### `{metric.Key}` {metric.Name.In(language)}");
        line("");
        line($"{(zh ? "含义" : "Meaning")}: {metric.Meaning.In(language)}  ");
        line($"{(zh ? "用途" : "Use")}: {metric.Use.In(language)}  ");
        line($"{(zh ? "陷阱" : "Traps")}: {metric.Traps.In(language)}  ");
        line($"{(zh ? "公式" : "Formula")}: `{metric.Formula}`; {unit}; {direction}  ");
        line($"{(zh ? "日期" : "Dated")}: {metric.DateBasis.In(language)}  ");
        line($"{(zh ? "可拆分" : "Split by")}: {string.Join(", ", metric.Dimensions)}  ");
        line($"{(zh ? "可相加" : "Adds over")}: {(metric.AddsOver.Count == 0 ? (zh ? "无" : "nothing") : string.Join(", ", metric.AddsOver))}");
        if (metric.SmallestBase > 0) line($"{(zh ? "  \n最小基数" : "  \nSmallest base")}: {metric.SmallestBase}");
        foreach (PlatformTwin twin in metric.Twins) line($"- {twin.Platform}: {twin.Name.In(language)}{(zh ? "，" : ", ")}{twin.Difference.In(language)}");
    }
}
