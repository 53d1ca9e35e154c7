using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Turns the records of one table into facts by a mapping that is bound to the table's headers. One translator reads one file
/// once.
/// </summary>
sealed class RowTranslator
{
    readonly FactTable table;
    readonly Mapping mapping;
    readonly Cell[] cells;
    readonly FactColumn[] required;
    readonly RowDraft draft;
    readonly RowKeys keys;
    readonly RowClasses? classes;
    readonly SaleIndex? sales;
    readonly (int Field, string Header, string Label, bool Minus)[] spread;
    readonly int spreadWords = -1;
    readonly OrderShares? shares;
    readonly int orderField = -1;
    string openOrder = "";
    readonly HeaderIndex index;
    readonly IReadOnlyList<string> headers;
    readonly (int Buyer, int Sku, int Order, int Class, int Quantity, int Gross, int RefersTo) link;
    readonly int currency;

    /// <summary>Binds a mapping to headers.</summary>
    /// <param name="mapping">A mapping with a kind.</param>
    /// <param name="headers">The headers, those of look-ups included.</param>
    /// <param name="target">Where the facts go.</param>
    public RowTranslator(Mapping mapping, IReadOnlyList<string> headers, ImportTarget target)
    {
        this.mapping = mapping;
        table = FactTables.Of(mapping.Kind ?? throw new ArgumentException("A mapping without a kind has no facts.", nameof(mapping)));
        draft = new(table);
        this.headers = headers;
        index = new(headers);
        cells = new CellBinder(table, mapping, index, target).Cells();
        spread = mapping.Spread is { } wide
            ? [.. wide.Columns.Select(column => (index.Find(column.Key.TrimStart('-')), column.Key.TrimStart('-'), column.Value, column.Key.StartsWith('-')))
                .Where(column => column.Item1 >= 0)]
            : [];
        if (mapping.Spread?.WordsOf is { } words) spreadWords = index.Find(words);
        int[] once = table.Kind == FactKind.OrderLine ? [.. mapping.Columns.Where(rule => rule.Once).Select(rule => table[rule.Target].Ordinal).Distinct()] : [];
        if (once.Length > 0)
        {
            // What a closed order gave back is what it was paid, so it is shared like that where the file has no column for it.
            int refunded = table["refunded"].Ordinal;
            if (once.Contains(table["paid"].Ordinal) && mapping.Columns.All(rule => rule.Target != "refunded")) once = [.. once, refunded];
            shares = new(table, once);
            orderField = mapping.Columns.Where(rule => rule.Target == "order_id" && rule.From.Count > 0).Select(rule => index.Find(rule.From[0])).FirstOrDefault(-1);
        }
        keys = new(table, mapping);
        required = [.. table.Columns.Where(column => column.Required && !keys.Makes(column) && column.Name != mapping.Spread?.Target)];
        if (table.Kind == FactKind.OrderLine)
            classes = new(mapping.Classes.Count > 0 ? mapping.Classes : KnownFormats.GeneralClasses, table);
        if (mapping.LinksCancellations && classes is not null)
        {
            sales = new();
            link = (Place("buyer_key"), Place("sku"), Place("order_id"), Place("row_class"), Place("quantity"), Place("gross"), Place("refers_to"));
        }
        currency = table.Find("currency")?.Ordinal ?? -1;
        DefaultCurrency = target.Currency.Code;
    }

    int Place(string column) => table[column].Ordinal;

    /// <summary>The most rows that one record becomes.</summary>
    public int RowsPerRecord => Math.Max(1, spread.Length);

    string DefaultCurrency { get; }

    /// <summary>The header as it stands in the file; a rule names several that it would take.</summary>
    string Header(string named) => index.Find(named) is >= 0 and var place && place < headers.Count ? headers[place] : named;

    /// <summary>Adds the rows of a record to a chunk that has room for them.</summary>
    /// <returns>Null, or why the record was refused; then nothing was added.</returns>
    public Fault? Translate(RecordReader record, FactChunk chunk)
    {
        draft.Clear();
        foreach (Cell cell in cells)
            if (cell.Fill(record, draft) is { } fault) return fault with { Field = Header(fault.Field) };
        if (currency >= 0) draft.Text(currency) ??= DefaultCurrency;
        keys.Fill(record, draft);
        foreach (FactColumn column in required)
            if (draft.IsEmpty(column)) return Missing(column, record);
        classes?.Classify(draft);
        if (sales is not null) Link(sales);
        shares?.Take(draft, chunk);
        if (spread.Length > 0) return SpreadOut(record, chunk);
        keys.Separate(draft);
        draft.AddTo(chunk, record.Line);
        shares?.Added(chunk);
        if (orderField >= 0) openOrder = record.Field(orderField).ToString();
        return null;
    }

    /// <summary>All that is wrong with a refused record: each cell that cannot be read and each that is missing.</summary>
    public IReadOnlyList<Fault> Faults(RecordReader record)
    {
        List<Fault> found = [];
        draft.Clear();
        foreach (Cell cell in cells)
            if (cell.Fill(record, draft) is { } fault) found.Add(fault with { Field = Header(fault.Field) });
        if (currency >= 0) draft.Text(currency) ??= DefaultCurrency;
        foreach (FactColumn column in required)
            if (draft.IsEmpty(column) && Missing(column, record) is var missing && found.All(fault => fault.Field != Header(missing.Field)))
                found.Add(missing with { Field = Header(missing.Field) });
        return found;
    }

    /// <summary>Rows of an order share amounts that the file gives for the whole of it.</summary>
    public bool Shares => shares is not null;

    /// <summary>No more rows go into the chunk of the rows so far: the order that is open shares its money among those that it has.</summary>
    public void EndOrder() => shares?.Close();

    /// <summary>The record goes on with an order whose rows share amounts, so that it should go into the same chunk.</summary>
    public bool Continues(RecordReader record) => orderField >= 0 && record.Field(orderField).SequenceEqual(openOrder);

    Fault Missing(FactColumn column, RecordReader record)
    {
        foreach (ColumnRule rule in mapping.Columns)
            if (rule.Target == column.Name && rule.From.Count > 0)
            {
                if (IsJoined(rule)) return new("lookup.missing", rule.From[0], "");
                string value = index.Find(rule.From[0]) is >= 0 and var field ? record.Field(field).ToString() : "";
                return new(Blank.IsSheetError(value) ? "value.spreadsheet_error" : "value.missing", rule.From[0], value);
            }
        return new("value.missing", column.Name, "");
    }

    bool IsJoined(ColumnRule rule) => mapping.LookUps.Any(lookUp => rule.From[0].StartsWith(lookUp.Name + ".", StringComparison.Ordinal));

    void Link(SaleIndex known)
    {
        string? buyer = draft.Text(link.Buyer), sku = draft.Text(link.Sku), order = draft.Text(link.Order), rowClass = draft.Text(link.Class);
        long quantity = draft.Number(link.Quantity), gross = draft.Number(link.Gross);
        if (buyer is null || sku is null || order is null || !SaleIndex.Known(quantity, gross)) return;
        if (rowClass == RowClass.Sale) known.Add(buyer, sku, order, quantity, gross);
        else if (rowClass == RowClass.Cancellation) draft.Text(link.RefersTo) ??= known.Find(buyer, sku, -quantity, -gross);
    }

    /// <summary>A row for each column that holds a value; the record counts once, however many rows it becomes.</summary>
    Fault? SpreadOut(RecordReader record, FactChunk chunk)
    {
        int value = table[mapping.Spread!.Target].Ordinal, label = table[mapping.Spread.Label].Ordinal, line = table.Find("line_id")?.Ordinal ?? -1, added = 0;
        string? own = line >= 0 ? draft.Text(line) : null;
        string? word = spreadWords >= 0 ? mapping.Spread.Words.GetValueOrDefault(record.Field(spreadWords).ToString()) : null;
        Span<long> values = stackalloc long[Math.Min(spread.Length, 256)];
        for (int i = 0; i < values.Length; i++)
        {
            CellOutcome outcome = Numbers.TryRead(record.Field(spread[i].Field), mapping.DecimalSign, out values[i]);
            if (outcome is CellOutcome.Unreadable or CellOutcome.TooLarge)
                return SumCell.Bad(outcome, new(0, spread[i].Header, false), record.Field(spread[i].Field));
            if (outcome == CellOutcome.Blank || values[i] == 0 && mapping.Spread.SkipsZeros) values[i] = FactChunk.Unknown;
            else if (spread[i].Minus) values[i] = -values[i];
        }
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == FactChunk.Unknown && (added > 0 || i + 1 < values.Length)) continue;
            (draft.Number(value), draft.Text(label)) = (values[i] == FactChunk.Unknown && mapping.Spread.SkipsZeros ? 0 : values[i], word ?? spread[i].Label);
            if (line >= 0) draft.Text(line) = own is null ? spread[i].Label : $"{own} / {spread[i].Label}";
            keys.Separate(draft);
            if (draft.IsEmpty(table[mapping.Spread.Target]) && table[mapping.Spread.Target].Required) return new("value.missing", spread[0].Header, "");
            draft.AddTo(chunk, record.Line);
            added++;
        }
        return null;
    }
}
