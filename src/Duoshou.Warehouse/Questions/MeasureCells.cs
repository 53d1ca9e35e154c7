using Duoshou.Kernel;
using Duoshou.Warehouse.Engine;

namespace Duoshou.Warehouse.Questions;

/// <summary>What one measure comes to for one combination of dimension values.</summary>
sealed class Cell
{
    public decimal Value { get; set; }

    /// <summary>Rows whose value is known.</summary>
    public long Known { get; set; }

    /// <summary>Rows in all.</summary>
    public long Rows { get; set; }

    /// <summary>Money of a day for which no rate is known was left out, so the value says nothing.</summary>
    public bool LacksRate { get; set; }

    public void Add(Cell other)
    {
        Value += other.Value;
        Known += other.Known;
        Rows += other.Rows;
        LacksRate |= other.LacksRate;
    }
}

/// <summary>The cells of one run of a question: by row, by place of the measure.</summary>
sealed class MeasureCells(int measures)
{
    readonly Dictionary<string, (string?[] Keys, Cell?[] Cells)> rows = new(StringComparer.Ordinal);

    /// <summary>The rows in no order, each with its name.</summary>
    public IEnumerable<(string Name, string?[] Keys, Cell?[] Cells)> Rows => rows.Select(row => (row.Key, row.Value.Keys, row.Value.Cells));

    /// <summary>The currencies in which money was found.</summary>
    public HashSet<string> Currencies { get; } = new(StringComparer.Ordinal);

    /// <summary>The cells of a question without dimensions.</summary>
    public Cell?[] Only => rows.Count == 0 ? new Cell?[measures] : rows.Values.First().Cells;

    /// <summary>The cells of a row, made when it is new.</summary>
    public Cell?[] At(string?[] keys)
    {
        string name = Name(keys);
        if (!rows.TryGetValue(name, out var row)) rows[name] = row = (keys, new Cell?[measures]);
        return row.Cells;
    }

    /// <summary>The cell of a measure over all rows; right only for measures that add up.</summary>
    public Cell? Sum(int place)
    {
        Cell? sum = null;
        foreach (var row in rows.Values)
            if (row.Cells[place] is { } cell) (sum ??= new Cell()).Add(cell);
        return sum;
    }

    /// <summary>One text for a combination of values. Names sort like the values one after the other, the unknown last.</summary>
    public static string Name(string?[] keys) => keys is [var only] ? only ?? "\uffff" : string.Join('\u001f', keys.Select(key => key ?? "\uffff"));
}

/// <summary>Turns money of a day into the currency of the question, and keeps account of the rates it used.</summary>
sealed class Exchange(RateBook rates, Currency? target, RateKind kind)
{
    readonly Dictionary<(string From, DateOnly Day), decimal?> known = [];
    readonly SortedDictionary<string, (decimal Rate, DateOnly On, string Source)> used = new(StringComparer.Ordinal);

    public Currency? Target => target;

    /// <summary>The oldest date of a rate that was used, or null when none was needed.</summary>
    public DateOnly? Oldest { get; private set; }

    /// <summary>The rates in words, or null when none was needed: each pair with its last factor and source.</summary>
    public string? Shown => used.Count == 0 ? null : string.Join("; ", used.Select(rate =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{rate.Key}→{target} {rate.Value.Rate} ({kind}, {rate.Value.On:yyyy-MM-dd}, {rate.Value.Source})")));

    /// <summary>The factor for a currency on a day, or null when no rate is known.</summary>
    public decimal? Factor(string from, DateOnly day)
    {
        if (target is null || from == target.Value.Code) return 1m;
        if (known.TryGetValue((from, day), out decimal? factor)) return factor;
        var found = Currency.TryParse(from, null, out Currency currency) ? rates.Find(currency, target.Value, day, kind) : null;
        if (found is { } rate)
        {
            used[from] = rate;
            if (Oldest is null || rate.On < Oldest) Oldest = rate.On;
        }

        return known[(from, day)] = found?.Rate;
    }
}

/// <summary>Fourth step: the statements are run and their rows become cells, money in one currency.</summary>
sealed class CellReader(IFactSession session, CheckedQuestion question, Availability availability, Period range, Exchange exchange, int measures,
    CancellationToken cancel)
{
    /// <summary>The cells by some of the question's dimensions.</summary>
    public MeasureCells Read(IReadOnlyList<MeasureGroup> groups, IReadOnlyList<Dimension> by)
    {
        MeasureCells cells = new(measures);
        foreach (MeasureGroup group in groups) Read(group, by, cells);
        return cells;
    }

    void Read(MeasureGroup group, IReadOnlyList<Dimension> by, MeasureCells cells)
    {
        string[] currencies = group.Uses.Any(use => use.Measure.IsMoney) ? Currencies(group) : [];
        bool perDay = exchange.Target is { } target && currencies.Any(currency => currency != target.Code);
        MeasureStatement statement = new MeasureSql(question, group, availability, range, by, perCurrency: currencies.Length > 1, perDay).Build();
        using IFactReader rows = session.Query(statement.Sql, [.. statement.Arguments], cancel);
        while (rows.Next())
            for (int i = 0; i < rows.Count; i++)
                Row(rows, i, statement, group, by, currencies, cells);
    }

    void Row(IFactReader rows, int i, MeasureStatement statement, MeasureGroup group, IReadOnlyList<Dimension> by, string[] currencies, MeasureCells cells)
    {
        string?[] keys = new string?[statement.Keys];
        for (int k = 0; k < keys.Length; k++) keys[k] = rows.IsNull(k, i) ? null : Key(rows, k, i, by[k]);
        string currency = statement.CurrencyAt < 0 ? currencies.FirstOrDefault("XXX") : rows.IsNull(statement.CurrencyAt, i) ? "XXX" : rows.Text(statement.CurrencyAt, i);
        DateOnly day = statement.DayAt < 0 ? range.First : rows.Day(statement.DayAt, i);
        Cell?[] row = cells.At(keys);
        for (int u = 0; u < group.Uses.Count; u++)
        {
            Measure measure = group.Uses[u].Measure;
            int at = statement.ValuesAt + 3 * u;
            long all = rows.IsNull(at + 2, i) ? 0 : (long)rows.Whole(at + 2, i);
            if (all == 0 && rows.IsNull(at, i)) continue;
            Cell cell = new() { Known = rows.IsNull(at + 1, i) ? 0 : (long)rows.Whole(at + 1, i), Rows = all };
            decimal value = rows.IsNull(at, i) ? 0 : (decimal)rows.Whole(at, i) / (measure.Aggregate is Aggregate.Sum or Aggregate.Level ? FactChunk.Scale : 1);
            if (measure.IsMoney && cell.Known != 0)
            {
                cells.Currencies.Add(currency);
                decimal? factor = exchange.Factor(currency, day);
                (cell.Value, cell.LacksRate) = (value * (factor ?? 0m), factor is null);
            }
            else cell.Value = value;
            int place = group.Uses[u].Place;
            if (row[place] is { } there) there.Add(cell);
            else row[place] = cell;
        }
    }

    /// <summary>The currencies that may stand in the rows; more than there are does no harm.</summary>
    string[] Currencies(MeasureGroup group) =>
        [.. group.Shops.SelectMany(shop => availability.Feed(shop, group.Kind)?.Currencies ?? []).Distinct().Order(StringComparer.Ordinal)];

    static string Key(IFactReader rows, int column, int row, Dimension dimension) => dimension.Key switch
    {
        "day" or "week" or "month" => rows.Day(column, row).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        "hour" => ((int)rows.Whole(column, row)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => rows.Text(column, row),
    };
}
