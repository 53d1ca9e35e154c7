using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>Something customs would send back, found before it is sent.</summary>
/// <param name="Document">Which document of the message, from 1; 0 for the message itself.</param>
/// <param name="Line">Which line, from 1; 0 for the head.</param>
/// <param name="Element">The element as the standard spells it.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Code">Stable: missing, length, number, time, value, sum, order, unknown, count.</param>
/// <param name="Detail">What is wrong and what to do.</param>
public sealed record CebProblem(int Document, int Line, string Element, string Value, string Code, Words Detail);

/// <summary>Checks a message against the field tables of its edition and against the rules that the fields carry.</summary>
public static class CebCheck
{
    static readonly HashSet<string> Moments = new(["appTime", "payTime", "logisticsTime", "accountingDate", "tradingTime"],
        StringComparer.Ordinal);
    static readonly HashSet<string> Days = new(["declTime", "ieDate"], StringComparer.Ordinal);

    /// <summary>Everything wrong with a message; empty when it may be sent.</summary>
    public static IReadOnlyList<CebProblem> Problems(CebMessage message)
    {
        CebKind kind = CebSchema.Kind(message.Kind);
        List<CebProblem> problems = [];
        if (!IsGuid(message.Guid)) problems.Add(new(0, 0, "guid", message.Guid, "length", Guid));
        if (message.Version is not ("1.0" or "v1.0"))
            problems.Add(new(0, 0, "version", message.Version, "value", new("版本应为 1.0。", "The version is 1.0.")));
        Count(problems, 0, kind.Wrapper.Length > 0 ? kind.Wrapper : kind.Head, message.Documents.Count, kind.MostDocuments);
        if (kind.HasTransfer)
        {
            if (message.Transfer is null)
                problems.Add(new(0, 0, "BaseTransfer", "", "missing", new("缺少传输企业信息。", "The sending company is missing.")));
            else Entity(problems, 0, 0, CebSchema.Fields(kind.Message, "BaseTransfer"), message.Transfer);
        }

        if (message.Subscribers.Count > 5)
            problems.Add(new(0, 0, "BaseSubscribe", "", "count", new("订阅方最多 5 个。", "At most five subscribers.")));
        for (int d = 0; d < message.Documents.Count; d++)
        {
            CebDocument document = message.Documents[d];
            Entity(problems, d + 1, 0, CebSchema.Fields(kind.Message, kind.Head), document.Head);
            if (kind.List.Length > 0) Count(problems, d + 1, kind.List, document.Lines.Count, kind.MostLines);
            for (int l = 0; l < document.Lines.Count; l++)
                Entity(problems, d + 1, l + 1, CebSchema.Fields(kind.Message, kind.List), document.Lines[l]);
            problems.AddRange(CebRules.Problems(kind, document, d + 1));
        }

        return problems;
    }

    static readonly Words Guid = new("guid 为 36 位大写字符。", "A guid has 36 characters, upper case.");

    static bool IsGuid(string value) => value.Length == 36 && !value.Any(char.IsLower);

    static void Count(List<CebProblem> problems, int document, string element, int count, int? most)
    {
        if (count == 0)
            problems.Add(
                new(document, 0, element, "", "missing", new($"至少要有一个 {element}。", $"At least one {element} is needed.")));
        if (count > most)
            problems.Add(new(document, 0, element, count.ToString(CultureInfo.InvariantCulture), "count",
                new($"{element} 最多 {most} 个；请拆成几条报文。", $"At most {most} {element}; split the message.")));
    }

    static void Entity(List<CebProblem> problems, int document, int line, IReadOnlyList<CebField> fields, CebEntity entity)
    {
        foreach (CebField field in fields)
        {
            string value = entity[field.Name];
            if (Field(field, value) is var (code, detail)
                && detail is not null) problems.Add(new(document, line, field.Name, value, code, detail));
        }

        foreach (string name in entity.Values.Keys.Where(k => fields.All(f => f.Name != k)))
            problems.Add(new(document, line, name, entity[name], "unknown",
                new($"{CebSchema.Edition} 版没有元素 {name}。", $"Edition {CebSchema.Edition} has no element {name}.")));
    }

    static (string Code, Words? Detail) Field(CebField field, string value)
    {
        if (value.Length == 0)
            return field.Required && field.Least != 0
                ? ("missing", new($"必填项 {field.Name} 为空。", $"{field.Name} must be filled in.")) : ("", null);
        if (field.Name == "guid" && !IsGuid(value)) return ("length", Guid);
        if (Moments.Contains(field.Name) && !IsTime(value, "yyyyMMddHHmmss"))
            return ("time",
                new($"{field.Name} 写成 yyyyMMddHHmmss。", $"Write {field.Name} as yyyyMMddHHmmss."));
        if (field.Name == "returnTime" && !IsTime(value, "yyyyMMddHHmmssfff"))
            return ("time",
                new("returnTime 写成 17 位 yyyyMMddHHmmssSSS。", "Write returnTime as 17 digits yyyyMMddHHmmssSSS."));
        if (Days.Contains(field.Name) && !IsTime(value, "yyyyMMdd"))
            return ("time",
                new($"{field.Name} 写成 yyyyMMdd。", $"Write {field.Name} as yyyyMMdd."));
        return field.Content switch
        {
            CebContent.Text => Text(field, value),
            CebContent.Number => Number(field, value),
            _ => value.All(char.IsAsciiDigit) && (field.Most == 0 || value.Length <= field.Most)
                ? ("", null)
                : ("number",
                    new($"{field.Name} 是整数。",
                    $"{field.Name} is a whole number{(field.Most > 0 ? $" of at most {field.Most} digits" : "")}.")),
        };
    }

    static (string Code, Words? Detail) Text(CebField field, string value)
    {
        // The schema counts characters, and a character outside the basic plane is one.
        int length = value.EnumerateRunes().Count();
        if (length < field.Least || (field.Most > 0 && length > field.Most))
        {
            string limit = field.Least == field.Most ? $"{field.Most}" : $"{field.Least}–{field.Most}";
            return ("length",
                new($"{field.Name} 长度应为 {limit}，现为 {length}。", $"{field.Name} has {length} characters; {limit} are allowed."));
        }

        return value.EnumerateRunes()
            .All(r => r.Value > char.MaxValue || (System.Xml.XmlConvert.IsXmlChar((char)r.Value) && r.Value != 0xFFFD))
            ? ("", null)
            : ("value", new($"{field.Name} 含有 XML 不允许的字符。", $"{field.Name} holds a character that may not stand in XML."));
    }

    static (string Code, Words? Detail) Number(CebField field, string value)
    {
        string[] parts = value.TrimStart('-').Split('.');
        bool good = parts.Length <= 2 && parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit));
        if (!good)
            return ("number",
                new($"{field.Name} 不是数字；不要千分位，小数点用“.”。", $"{field.Name} is no number; no separators, the decimal point is '.'."));
        int fraction = parts.Length == 2 ? parts[1].Length : 0;
        return fraction <= field.Fraction && parts[0].TrimStart('0').Length + fraction <= field.Most
            ? ("", null)
            : ("number",
                new($"{field.Name} 超出 N{field.Most},{field.Fraction}。",
                $"{field.Name} does not fit N{field.Most},{field.Fraction}."));
    }

    static bool IsTime(string value, string form) =>
        DateTime.TryParseExact(value, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
