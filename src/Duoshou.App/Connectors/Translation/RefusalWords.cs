using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>The sentences of refusals: what is wrong with a record and what to do.</summary>
public static class RefusalWords
{
    /// <summary>The code of a record that a person left out; its value is who.</summary>
    public const string LeftOut = "row.left_out";

    /// <summary>The sentence of a code, about a column and what stands there.</summary>
    public static Words Of(string code, string field, string value)
    {
        string shown = value.Length > 80 ? value[..80] + "…" : value;
        return code switch
        {
            "number.unreadable" => new($"「{field}」的「{shown}」不是数字。请改成数字或留空。",
                $"'{shown}' in {field} is not a number. Write a number, or leave it empty."),
            "number.too_large" => new($"「{field}」的「{shown}」大得不可能。请检查位数。",
                $"'{shown}' in {field} is too large to be true. Look at its digits."),
            "date.unreadable" => new($"「{field}」的「{shown}」不是日期。请写成 2026-01-31 或 2026-01-31 08:00:00。",
                $"'{shown}' in {field} is not a date. Write it as 2026-01-31 or 2026-01-31 08:00:00."),
            "date.range" => new($"「{field}」的「{shown}」是好几天的合计，事实要按天入库。请选「按天」重新导出。",
                $"'{shown}' in {field} stands for several days together, and facts are kept by day. Export it again day by day."),
            "id.rounded" => new($"「{field}」的「{shown}」被表格软件四舍五入了，尾数已丢。请把该列设为文本后重新导出。",
                $"'{shown}' in {field} was rounded by a spreadsheet and its last digits are gone. Export it again with the column as text."),
            "value.spreadsheet_error" => new($"「{field}」是表格错误「{shown}」。请填上真实的值。",
                $"{field} holds the spreadsheet error {shown}. Put in the real value."),
            "value.missing" => new($"缺少「{field}」。请补上。", $"{field} is missing. Fill it in."),
            "row.shifted" => new($"这一行的列数比表头多，多出「{shown}」，可能错位了。请检查引号和分隔符。",
                $"The row has more fields than the header ('{shown}' is left over), so it may be shifted. Look at its quotes and delimiters."),
            "currency.unknown" => new($"「{field}」的「{shown}」不是币种代码。请写 CNY、USD 这样的三个字母。",
                $"'{shown}' in {field} is not a currency. Write three letters such as CNY or USD."),
            LeftOut => new($"{shown}把这一行留下，没有导入。", $"{shown} left this record out; it was not imported."),
            "lookup.missing" => new($"「{field}」的「{shown}」在关联表里找不到。请把关联表一起导入。",
                $"'{shown}' in {field} is not in the related table. Import the related table together with this one."),
            _ => new($"「{field}」的「{shown}」无法读取。", $"'{shown}' in {field} cannot be read."),
        };
    }
}
