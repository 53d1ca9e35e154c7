using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Duoshou.Web.Connectors;

/// <summary>What a person has said of an import so far: the shop, answers, and columns mapped by hand. It stands in the address or the form.</summary>
sealed record ImportWish(ShopId? Shop, IReadOnlyDictionary<string, string> Answers, IReadOnlyDictionary<(int Table, int Column), string> Columns,
    FactKind? Kind = null)
{
    const string Answer = "answer.", Column = "column.";

    public ImportChoices Choices => new(Kind, Answers: Answers);

    public static ImportWish From(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        ShopId? shop = null;
        FactKind? kind = null;
        Dictionary<string, string> answers = [];
        Dictionary<(int, int), string> columns = [];
        foreach ((string key, StringValues values) in pairs)
        {
            string value = values.ToString();
            if (key == "shop" && ShopId.TryParse(value, null, out ShopId id)) shop = id;
            else if (value.Length == 0) continue;
            else if (key == "kind") kind = FactTables.Find(value)?.Kind;
            else if (key.StartsWith(Answer, StringComparison.Ordinal)) answers[key[Answer.Length..]] = value;
            else if (key.StartsWith(Column, StringComparison.Ordinal) && key[Column.Length..].Split('.') is [var table, var place]
                && int.TryParse(table, out int t) && int.TryParse(place, out int c)) columns[(t, c)] = value;
        }

        return new(shop, answers, columns, kind);
    }

    /// <summary>The same as fields of a form or pairs of an address.</summary>
    public IEnumerable<(string Key, string Value)> Pairs =>
    [
        .. Shop is { } shop ? [("shop", shop.ToString())] : Array.Empty<(string, string)>(),
        .. Kind is { } kind ? [("kind", FactTables.Of(kind).Name)] : Array.Empty<(string, string)>(),
        .. Answers.Select(answer => (Answer + answer.Key, answer.Value)),
        .. Columns.Select(column => ($"{Column}{column.Key.Table}.{column.Key.Column}", column.Value)),
    ];

    public string Address(string path) => path + QueryString.Create(Pairs.Select(pair => KeyValuePair.Create<string, string?>(pair.Key, pair.Value)));

    public ImportWish Answered(string key, string value) => this with { Answers = new Dictionary<string, string>(Answers) { [key] = value } };

    /// <summary>The plan with the columns that the person mapped otherwise. A dash stands for "not imported".</summary>
    public ImportPlan Apply(ImportPlan plan) => plan with { Tables = [.. plan.Tables.Select((table, i) => Apply(table, i))] };

    TablePlan Apply(TablePlan table, int number)
    {
        if (table.Mapping.Kind is not { } kind) return table;
        IReadOnlyList<ColumnRule> rules = table.Mapping.Columns;
        foreach (((int t, int c), string target) in Columns.Where(column => column.Key.Table == number && column.Key.Column < table.Headers.Count))
        {
            string header = table.Headers[c];
            rules = [.. rules.Where(rule => rule.Target != target && !rule.Reads(header))];
            if (target != "-" && FactTables.Of(kind).Find(target) is not null) rules = [.. rules, new ColumnRule { Target = target, From = [header], As = ReadingOf(target) }];
        }

        return ReferenceEquals(rules, table.Mapping.Columns) ? table : table with { Mapping = table.Mapping with { Columns = rules } };
    }

    /// <summary>The way of reading that a target always asks for, as recognition does.</summary>
    static Reading? ReadingOf(string target) => target switch
    {
        "buyer_key" or "visitor_key" => Reading.Buyer,
        "country" => Reading.Country,
        "region" => Reading.Region,
        "currency" => Reading.CurrencyCode,
        "discount_seller" or "discount_platform" or "refunded" or "refunded_quantity" => Reading.Magnitude,
        "order_id" or "sku" or "campaign" or "ad_group" or "ad" or "refers_to" => Reading.Id,
        _ => null,
    };
}
