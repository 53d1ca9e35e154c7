using System.Globalization;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Completes natural keys where a source has none, so that the same file always gives the same keys: a line of an order is its item and
/// how often that item came in the order; a row without any id is its whole content and how often that came; rows of a table by day that
/// share all their dimensions are numbered in the one that takes it best.
/// </summary>
sealed class RowKeys
{
    readonly FactTable table;
    readonly Mapping mapping;
    readonly Occurrences occurrences = new();
    readonly FactColumn[] keyColumns;
    readonly Dictionary<FactColumn, bool> given = [];
    readonly FactColumn? overflow, line;
    readonly FactColumn[] made;
    readonly bool makesOrders;
    readonly int sku;

    public RowKeys(FactTable table, Mapping mapping)
    {
        (this.table, this.mapping) = (table, mapping);
        keyColumns = [.. table.Columns.Where(column => column.Role == FactRole.Key)];
        foreach (FactColumn column in keyColumns)
            given[column] = mapping.Columns.Any(rule => rule.Target == column.Name && (rule.From.Count > 0 || rule.Constant is not null));
        overflow = Overflow(table.Kind) is { } name ? table[name] : null;
        line = table.Find("line_id");
        sku = table.Find("sku")?.Ordinal ?? -1;
        makesOrders = table.Kind == FactKind.OrderLine && !given[table["order_id"]];
        made = overflow is null ? [.. keyColumns.Where(column => !given[column] && column != line)] : [];
    }

    /// <summary>A text key that this completes by itself, so that its absence is no fault.</summary>
    public bool Makes(FactColumn column) => column.Role == FactRole.Key && column.Type == FactType.Text && (!given[column]
        || column.Name == "line_id")
        && !(table.Kind == FactKind.Stock && column.Name == "sku");

    /// <summary>Fills the keys that the source has not.</summary>
    public void Fill(RecordReader record, RowDraft draft)
    {
        if (makesOrders) Order(record, draft);
        else
            foreach (FactColumn column in made) draft.Text(column.Ordinal) ??= Content(record);
    }

    /// <summary>Numbers rows that would otherwise share a key.</summary>
    public void Separate(RowDraft draft)
    {
        if (overflow is not null) Number(draft, overflow);
        else if (line is not null) Line(draft, line);
        else Number(draft, keyColumns[0]);
    }

    void Line(RowDraft draft, FactColumn column)
    {
        ref string? id = ref draft.Text(column.Ordinal);
        string item = Unnumbered(id ?? (sku >= 0 ? draft.Text(sku) : null) ?? "1");
        ulong key = Occurrences.Hash(item, Occurrences.Hash(draft.Text(keyColumns[0].Ordinal)));
        int count = occurrences.Next(key);
        id = count == 1 ? item : Numbered(item, count);
    }

    /// <summary>An item that already ends as the second of its kind would, A#2, must not be taken for it.</summary>
    static string Unnumbered(string item) =>
        item.LastIndexOf('#') is > 0 and var sign && sign + 1 < item.Length && !item.AsSpan(sign + 1).ContainsAnyExceptInRange('0', '9') ? item + "#1" : item;

    void Number(RowDraft draft, FactColumn column)
    {
        ulong key = 0;
        foreach (FactColumn part in keyColumns)
            key = part.Type == FactType.Text ? Occurrences.Hash(draft.Text(part.Ordinal), key + 1)
                : Occurrences.Hash(draft.Number(part.Ordinal), key + 1);
        int count = occurrences.Next(key);
        if (count > 1) draft.Text(column.Ordinal) = Numbered(draft.Text(column.Ordinal) ?? "", count);
    }

    static string Numbered(string item, int count) =>
        item.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"{item}#{count}") : count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A source without order numbers: what one buyer bought at one moment, and each row of it a deal of its own.</summary>
    void Order(RecordReader record, RowDraft draft)
    {
        string? buyer = draft.Text(table["buyer_key"].Ordinal);
        long moment = draft.Number(table["ordered_at"].Ordinal);
        if (moment == FactChunk.Unknown) return;
        string at = new DateTime(moment).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        string name = $"{buyer ?? Content(record)}-{at}";
        int count = occurrences.Next(Occurrences.Hash(name, 7));
        draft.Text(table["order_id"].Ordinal) = $"{name}-{count.ToString(CultureInfo.InvariantCulture)}";
    }

    static string Content(RecordReader record)
    {
        ulong first = 1, second = 2;
        for (int i = 0; i < record.Count; i++)
        {
            first = Occurrences.Hash(record.Field(i), first);
            second = Occurrences.Hash(record.Field(i), second);
        }
        return first.ToString("x16", CultureInfo.InvariantCulture) + second.ToString("x16", CultureInfo.InvariantCulture)[..8];
    }

    static string? Overflow(FactKind kind) => kind switch
    {
        FactKind.Traffic => "page",
        FactKind.Ad => "placement",
        FactKind.Stock => "warehouse",
        FactKind.Service => "reason",
        FactKind.Affiliate => "plan",
        FactKind.Market => "rival",
        _ => null,
    };
}
