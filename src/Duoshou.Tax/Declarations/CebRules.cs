using System.Globalization;
using Duoshou.Kernel;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.Tax.Declarations;

/// <summary>Rules between the fields of one document: fixed values, sums, numbering, and what each customs mode needs.</summary>
static class CebRules
{
    static readonly Dictionary<string, string[]> Import = new(StringComparer.Ordinal)
    {
        ["appType"] = ["1", "2", "3"], ["appStatus"] = ["1", "2"], ["ieFlag"] = ["I"], ["currency"] = ["142"],
            ["buyerIdType"] = ["1"],
        ["packNo"] = ["1"], ["tradeMode"] = ["9610", "1210", "1239"], ["orderType"] = ["I"], ["payerIdType"] = ["1", "2"],
            ["logisticsStatus"] = ["S"],
    };

    static readonly Dictionary<string, string[]> Export = new(StringComparer.Ordinal)
    {
        ["appType"] = ["1", "2", "3"], ["appStatus"] = ["1", "2"], ["ieFlag"] = ["E"], ["orderType"] = ["E", "B", "W"],
        ["tradeMode"] = ["9610", "1210", "9710", "9810"], ["statisticsFlag"] = ["A", "B"],
        ["fFlag"] = ["1", "2", "3"], ["iFlag"] = ["1", "2", "3"],
    };

    public static IEnumerable<CebProblem> Problems(CebKind kind, CebDocument document, int at) =>
        [.. Fixed(kind, document, at), .. Lines(kind, document, at), .. Sums(kind, document, at), .. Modes(kind, document, at)];

    static IEnumerable<CebProblem> Fixed(CebKind kind, CebDocument document, int at)
    {
        Dictionary<string, string[]> allowed = kind.Import ? Import : Export;
        for (int line = 0; line <= document.Lines.Count; line++)
        {
            CebEntity entity = line == 0 ? document.Head : document.Lines[line - 1];
            foreach ((string element, string[] values) in allowed)
            {
                string value = entity[element];
                // An element that its kind does not have, or that is left out, is the field table's matter.
                if (value.Length > 0 && !values.Contains(value))
                    yield return new(at, line, element, value, "value",
                        new($"{element} 只能是 {string.Join("、", values)}。", $"{element} must be {string.Join(" or ", values)}."));
            }
        }
    }

    static IEnumerable<CebProblem> Lines(CebKind kind, CebDocument document, int at)
    {
        bool priced = kind.List is "OrderList" or "InventoryList";
        for (int i = 0; i < document.Lines.Count; i++)
        {
            CebEntity line = document.Lines[i];
            if (line["gnum"].Length > 0 && line["gnum"] != (i + 1).ToString(CultureInfo.InvariantCulture))
                yield return new(at, i + 1, "gnum", line["gnum"], "order",
                    new("序号从 1 连续编。", "Lines are numbered from 1 without gaps."));
            if (priced && line.Number("qty") is <= 0)
                yield return new(at, i + 1, "qty", line["qty"], "value", new("数量必须大于零。", "The quantity must be above zero."));
            if (priced && line.Number("qty") is { } qty && line.Number("price") is { } price
                && line.Number("totalPrice") is { } total && Math.Abs(qty * price - total) >= 0.01m)
                yield return new(at, i + 1, "totalPrice", line["totalPrice"], "sum",
                    new("总价不等于数量乘单价。", "The total is not quantity times price."));
        }
    }

    static IEnumerable<CebProblem> Sums(CebKind kind, CebDocument document, int at)
    {
        CebEntity head = document.Head;
        decimal lines = document.Lines.Sum(l => l.Number("totalPrice") ?? 0m);
        if (kind.List == "OrderList" && head.Number("goodsValue") is { } goods && goods != lines)
            yield return new(at, 0, "goodsValue", head["goodsValue"], "sum",
                new($"商品价格不等于各行之和 {Text(lines)}。", $"The goods value is not the sum of the lines, {Text(lines)}."));
        if (head.Number("acturalPaid") is { } paid)
        {
            decimal due = (head.Number("goodsValue") ?? 0m) + (head.Number("freight") ?? 0m)
                + (head.Number("taxTotal") ?? 0m) - (head.Number("discount") ?? 0m);
            if (paid != due)
                yield return new(at, 0, "acturalPaid", head["acturalPaid"], "sum",
                    new($"实际支付应为 {Text(due)}（货价＋运费＋税款－非现金抵扣）。",
                    $"The amount paid must be {Text(due)} (goods, freight and tax less non-cash)."));
        }

        if (head.Number("netWeight") is { } net && head.Number("grossWeight") is { } gross && net > gross)
            yield return new(at, 0, "netWeight", head["netWeight"], "sum",
                new("净重大于毛重。", "The net weight is above the gross weight."));
        foreach (string weight in new[] { "netWeight", "grossWeight", "weight" })
            if (head.Number(weight) is <= 0)
                yield return new(at, 0, weight, head[weight], "value", new($"{weight} 必须大于零。", $"{weight} must be above zero."));
    }

    /// <summary>Bonded goods name their account book and area; direct mail names the flight or ship and its bill.</summary>
    static IEnumerable<CebProblem> Modes(CebKind kind, CebDocument document, int at)
    {
        if (kind.Message != "CEB621") yield break;
        bool bonded = document.Head["tradeMode"] is "1210" or "1239";
        foreach (string element in bonded ? ["emsNo", "areaCode", "areaName"] : new[] { "trafNo", "voyageNo", "billNo" })
            if (document.Head[element].Length == 0)
                yield return new(at, 0, element, "", "missing", bonded
                    ? new($"保税模式必填 {element}。", $"Bonded mode needs {element}.")
                    : new($"直购模式必填 {element}。", $"Direct mode needs {element}."));
        if (bonded && document.Head["country"] is { Length: > 0 } country && country != "142")
            yield return new(at, 0, "country", country, "value",
                new("保税模式起运国为 142。", "In bonded mode the country of dispatch is 142."));
        for (int i = 0; bonded && i < document.Lines.Count; i++)
            if (document.Lines[i]["itemRecordNo"].Length == 0)
                yield return new(at, i + 1, "itemRecordNo", "", "missing",
                    new("保税模式每行必填账册备案料号。", "In bonded mode every line needs its record number."));
    }

    static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
