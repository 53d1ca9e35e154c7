using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>
/// Settlements that write what came in and what went out in two columns: the amount is the one less the other. Whether the expense has its
/// minus already is told by its cells; where they say both, or a third column gives another amount, a person is asked.
/// </summary>
sealed class IncomeAndExpense(
    TableSample sample, KindMatch match, ImportChoices choices, List<ImportQuestion> questions, List<Words> notices)
{
    const string Both = "income_expense";

    /// <summary>The target is one of the two, and no column of the facts.</summary>
    public static bool Are(string target) => target is "income" or "expense";

    /// <summary>The mapping with the amount made of both columns.</summary>
    public Mapping Settled(Mapping mapping)
    {
        int income = Place("income"), expense = Place("expense"), amount = Place("amount");
        if (income < 0 && expense < 0) return amount < 0 ? mapping : Directed(mapping, amount);
        if (amount >= 0 && match.Found["amount"].Fit > KindMatch.Named)
        {
            if (income < 0 || expense < 0 || Agree(amount, income, expense)) return mapping;
            string? answer = choices.Answer("amount");
            if (answer is null) questions.Add(WhichAmount(amount, income, expense));
            else if (answer == sample.Headers[amount]) return mapping;
            else if (answer != Both) throw Unreadable("amount", answer, [Both, sample.Headers[amount]]);
        }

        List<string> from = [];
        if (income >= 0) from.Add(sample.Headers[income]);
        if (expense >= 0) from.Add(HasMinus(expense) ? sample.Headers[expense] : "-" + sample.Headers[expense]);
        if (from.Count == 2)
            notices.Add(new($"金额＝「{sample.Headers[income]}」减「{sample.Headers[expense]}」。",
                $"The amount is '{sample.Headers[income]}' less '{sample.Headers[expense]}'."));
        return mapping with { Columns = [.. mapping.Columns.Where(rule => rule.Target != "amount"), new() { Target = "amount", From = from }] };
    }

    int Place(string target) => match.Found.TryGetValue(target, out (int Column, double Fit) found) ? found.Column : -1;

    /// <summary>The third column says the same in every record, with the one sign of the expense or with the other.</summary>
    bool Agree(int amount, int income, int expense)
    {
        bool less = true, plus = true;
        foreach (HeldRecord record in sample.Records)
        {
            if (Number(record, amount) is not { } given) continue;
            long one = Number(record, income) ?? 0, other = Number(record, expense) ?? 0;
            (less, plus) = (less && given == one - other, plus && given == one + other);
        }

        return less || plus;
    }

    static long? Number(HeldRecord record, int place) => place < record.Fields.Length ? Number(record.Fields[place]) : null;

    static long? Number(ReadOnlySpan<char> cell) => Numbers.TryRead(cell, '.', out long point) == CellOutcome.Value ? point
        : Numbers.TryRead(cell, ',', out long comma) == CellOutcome.Value ? comma : null;

    /// <summary>One amount without a sign, and a column that says in or out: what goes out takes away.</summary>
    Mapping Directed(Mapping mapping, int amount)
    {
        int direction = Enumerable.Range(0, sample.Headers.Count).FirstOrDefault(place => place != amount && IsDirection(sample.Columns[place]), -1);
        if (direction < 0 || mapping.Kind != FactKind.Fee || Count(amount).Below > 0) return mapping;
        notices.Add(new($"金额没有正负号：「{sample.Headers[direction]}」为支出的记为负数，其余照写的数。",
            $"The amounts have no sign: those that '{sample.Headers[direction]}' calls outgoing are taken as negative, the others as written."));
        return mapping with
        {
            Columns = [.. mapping.Columns.Select(rule => rule.Target == "amount" ? rule with { Outgoing = new(sample.Headers[direction], Out) } : rule)],
        };
    }

    static bool IsDirection(ColumnProfile column) => column.Filled > 0 && column.Samples.Any(Has(Out))
        && column.Samples.All(word => Has(Out)(word) || Has(In)(word) || Has(Neither)(word));

    static Func<string, bool> Has(string[] words) => word => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    static readonly string[] Out =
    [
        "支出", "出", "付", "付款", "转出", "出账", "借", "借方", "expense", "debit", "out", "outgoing", "money out", "dr", "soll", "ausgabe", "débit", "débito", "cargo", "egreso", "saída",
        "出金", "расход", "списание",
    ];

    static readonly string[] In =
    [
        "收入", "入", "收", "收款", "转入", "入账", "贷", "贷方", "income", "credit", "in", "incoming", "money in", "cr", "haben", "einnahme", "crédit", "crédito", "abono", "ingreso",
        "entrada", "入金", "приход", "поступление",
    ];

    static readonly string[] Neither = ["不计收支", "/", "其他", "其它", "中性交易", "other", "neutral", "-"];

    /// <summary>Cells of the whole file below and above zero.</summary>
    (long Below, long Above) Count(int place)
    {
        long below = 0, above = 0;
        using RecordReader reader = DialectFinder.Open(sample.File, sample.Dialect);
        sample.Dialect.SkipTo(reader);
        while (reader.Read())
            if (!RelatedTables.IsTotal(reader) && Number(reader.Field(place)) is { } cell)
                (below, above) = (below + (cell < 0 ? 1 : 0), above + (cell > 0 ? 1 : 0));
        return (below, above);
    }

    /// <summary>The expense is written with a minus, by every cell of the file.</summary>
    bool HasMinus(int expense)
    {
        (long below, long above) = Count(expense);
        if (below == 0 || above == 0) return below > 0;
        switch (choices.Answer("expense_sign"))
        {
            case "minus": return true;
            case "plus": return false;
            case { } answer: throw Unreadable("expense_sign", answer, ["minus", "plus"]);
        }

        questions.Add(WhichSign(expense, below, above));
        return below >= above;
    }

    ImportQuestion WhichSign(int expense, long below, long above) => new()
    {
        Key = "expense_sign", Suggested = below >= above ? "minus" : "plus", Examples = [.. sample.Columns[expense].Samples.Take(5)],
        Text = new($"「{sample.Headers[expense]}」里的支出写成负数还是正数？", $"Does '{sample.Headers[expense]}' write an expense with a minus or without?"),
        Detail = new($"{sample.Name} 的这一列有 {below} 个负数、{above} 个正数。", $"This column of {sample.Name} has {below} cells below zero and {above} above."),
        Options =
        [
            new("minus", new("支出是负数，正数是退回", "An expense has a minus; what has none came back")),
            new("plus", new("支出是正数，负数是退回", "An expense has no minus; what has one came back")),
        ],
    };

    ImportQuestion WhichAmount(int amount, int income, int expense) => new()
    {
        Key = "amount", Suggested = Both,
        Text = new("金额按哪一列？", "Which column is the amount?"),
        Detail = new($"{sample.Name} 有「{sample.Headers[income]}」「{sample.Headers[expense]}」，还有「{sample.Headers[amount]}」，数目不一致。",
            $"{sample.Name} has '{sample.Headers[income]}' and '{sample.Headers[expense]}', and '{sample.Headers[amount]}' that is something else."),
        Options =
        [
            new(Both, new($"{sample.Headers[income]} 减 {sample.Headers[expense]}", $"{sample.Headers[income]} less {sample.Headers[expense]}")),
            new(sample.Headers[amount], new(sample.Headers[amount], sample.Headers[amount])),
        ],
    };

    ImportProblem Unreadable(string key, string answer, string[] known) => new("answer.unreadable", sample.File.Name,
        new($"{key} 没有「{answer}」这个答案。", $"“{answer}” is no answer to {key}."),
        new($"可以写：{string.Join("、", known)}。", $"Write one of: {string.Join(", ", known)}.")) { Field = key, Value = answer };
}
