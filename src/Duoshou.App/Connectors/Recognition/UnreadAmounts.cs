using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>
/// Columns of orders and settlements that look like money or pieces and are read as nothing: they are told, and an order file without any
/// amount is asked about, so that no money stays outside unseen.
/// </summary>
sealed class UnreadAmounts(TableSample sample, KindMatch match, ImportChoices choices, List<ImportQuestion> questions, List<Words> notices)
{
    const int LimitNamed = 12;
    const string None = "none";

    /// <summary>Any of these gives an order line its money.</summary>
    static readonly string[] Money = ["gross", "paid", "list_amount"];

    static readonly string[] Signs =
    [
        "amount", "price", "total", "cost", "fee", "tax", "vat", "qty", "quantity", "units", "revenue", "sales", "income", "expense", "debit", "credit", "discount",
        "refund", "commission", "payout", "shipping", "freight", "金额", "金額", "价", "價", "费", "費", "款", "额", "額", "数量", "數量", "件数", "优惠", "優惠", "补贴", "佣金", "税", "稅",
        "收入", "支出", "betrag", "preis", "summe", "menge", "anzahl", "gebühr", "steuer", "rabatt", "importe", "precio", "costo", "cantidad", "unidades", "ingreso", "cargo",
        "impuesto", "montant", "prix", "frais", "quantité", "remise", "valor", "preço", "quantidade", "receita", "tarifa", "prezzo", "importo", "quantità", "сумма", "цена",
        "стоимость", "количество", "комиссия", "kwota", "cena", "wartość", "ilość", "prowizja", "料", "価格", "個数", "금액", "가격", "수량", "수수료", "harga", "jumlah",
    ];

    /// <summary>Numbers that are neither money nor pieces.</summary>
    static readonly string[] Others =
    [
        "rate", "ratio", "percent", "%", "weight", "zip", "postal", "phone", "number", "code", "index", "latitude", "longitude", "length", "width", "height", "时长", "率", "比例",
        "重量", "邮编", "电话", "手机", "编号", "单号", "号码", "编码", "序号", "重さ", "plz", "gewicht", "postcode", "rowid", "exchange", "汇率", "tracking", "age", "余额", "balance", "saldo", "solde",
    ];

    /// <summary>Tells the columns that look like an amount and fill nothing; a format that ships leaves out on purpose what it leaves out.</summary>
    public static void Tell(TableSample sample, Mapping mapping, KindMatch? match, List<Words> notices)
    {
        if (mapping.Kind is not (FactKind.OrderLine or FactKind.Fee) || KnownFormats.Named(mapping.Name) is not null) return;
        int[] unread = [.. Unread(sample, mapping, match)];
        if (unread.Length == 0) return;
        string zh = string.Join("、", unread.Take(LimitNamed).Select(place => $"「{sample.Headers[place]}」")),
            en = string.Join(", ", unread.Take(LimitNamed).Select(place => $"'{sample.Headers[place]}'"));
        int more = Math.Max(0, unread.Length - LimitNamed);
        notices.Add(new($"这些列像金额或数量，但没有读入：{zh}{(more > 0 ? $"等 {unread.Length} 列" : "")}。要用的话，请在列对应里指定。",
            $"These columns look like amounts or pieces and are not read: {en}{(more > 0 ? $" and {more} more" : "")}. Map them if they are wanted."));
    }

    /// <summary>An order file of which no amount is known: which column has it is asked, or said loudly that none does.</summary>
    public Mapping Asked(Mapping mapping)
    {
        if (mapping.Kind != FactKind.OrderLine || mapping.Columns.Any(rule => Money.Contains(rule.Target))) return mapping;
        string[] likely = [.. Unread(sample, mapping, match).Select(place => sample.Headers[place])];
        string? answer = choices.Answer("gross");
        if (answer is not null && answer != None)
        {
            if (new HeaderIndex(sample.Headers).Find(answer) is not (>= 0 and var place)) throw Unreadable(answer, likely);
            return mapping with { Columns = [.. mapping.Columns.Where(rule => !rule.Reads(answer)), new() { Target = "gross", From = [sample.Headers[place]] }] };
        }

        if (answer is null && likely.Length > 0) questions.Add(WhichAmount(likely));
        notices.Add(new("没有认出任何金额列：这些订单只有件数，没有销售额。若文件里有金额，请在列对应里把它指定为商品金额或实付金额。",
            "No column of amounts was found: these orders count pieces and no sales. If the file has amounts, map their column to the goods amount or the amount paid."));
        return mapping;
    }

    ImportQuestion WhichAmount(string[] likely) => new()
    {
        Key = "gross", Text = new("哪一列是商品金额？", "Which column is the amount of the goods?"),
        Detail = new($"{sample.Name} 像订单，但没有认出金额列。", $"{sample.Name} looks like orders, but none of its columns was found to be the amount."),
        Options = [.. likely.Select(header => new ImportAnswer(header, new(header, header))), new(None, new("都不是，只导入件数", "None; import pieces only"))],
    };

    ImportProblem Unreadable(string answer, string[] likely) => new("answer.unreadable", sample.File.Name,
        new($"gross 没有「{answer}」这个答案。", $"“{answer}” is no answer to gross."),
        new($"可以写：{string.Join("、", likely.Append(None))}。", $"Write one of: {string.Join(", ", likely.Append(None))}.")) { Field = "gross", Value = answer };

    /// <summary>The places of columns that look like an amount and that no rule reads.</summary>
    static IEnumerable<int> Unread(TableSample sample, Mapping mapping, KindMatch? match)
    {
        HeaderIndex index = new(sample.Headers);
        HashSet<int> read = [.. mapping.Columns.SelectMany(rule => rule.From).Concat(mapping.Spread?.Columns.Keys ?? []).Concat(mapping.LookUps.Select(lookUp => lookUp.On))
            .Concat(mapping.UnlessIn is { } unless ? [unless.On] : []).Select(from => index.Find(from.TrimStart('-')))];
        foreach ((string target, (int column, _)) in match?.Found ?? new Dictionary<string, (int Column, double Fit)>())
            // What is found and left out is told by what is read instead: the price by the amount, income and expense by their sum.
            if (target == "unit_price" && mapping.Columns.Any(rule => rule.Target == "gross") || IncomeAndExpense.Are(target) && match!.Found.ContainsKey("income")
                && match.Found.ContainsKey("expense")) read.Add(column);
        return Enumerable.Range(0, sample.Headers.Count).Where(place => !read.Contains(place) && IsAmount(sample.Headers[place], sample.Columns[place]));
    }

    static bool IsAmount(string header, ColumnProfile column)
    {
        if (!column.LooksLikeNumbers || column.LooksLikeDates || column.Samples.All(IsNothing)) return false;
        string plain = HeaderIndex.Plain(header);
        if (Others.Any(word => plain.Contains(word, StringComparison.Ordinal)) || plain.EndsWith("id", StringComparison.Ordinal)) return false;
        return Signs.Any(word => plain.Contains(word, StringComparison.Ordinal)) || column.Samples.Count(HasCents) * 2 >= column.Samples.Count;
    }

    static bool IsNothing(string cell) => Numbers.TryRead(cell, '.', out long number) == CellOutcome.Value && number == 0;

    static bool HasCents(string cell) => Numbers.TryRead(cell, cell.LastIndexOf(',') > cell.LastIndexOf('.') ? ',' : '.', out long number) == CellOutcome.Value
        && number % FactChunk.Scale != 0;
}
