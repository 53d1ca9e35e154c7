using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Recognition;

namespace Duoshou.App.Connectors.Translation;

/// <summary>The tables of one batch, and how they complete one another.</summary>
sealed class RelatedTables(IReadOnlyList<TablePlan> plans, IReadOnlyDictionary<string, InputFile> files)
{
    readonly Dictionary<(string Table, string Key), HeldTable> held = [];
    readonly Dictionary<(IReadOnlyList<string> Headers, string Column), int> places = [];
    readonly Dictionary<TablePlan, HeaderIndex> indices = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// Groups tables that complete one another; each group is a batch, so that what belongs together is taken back together.
    /// </summary>
    public static IEnumerable<IReadOnlyList<TablePlan>> Groups(IReadOnlyList<TablePlan> plans)
    {
        List<List<TablePlan>> groups = [];
        foreach (TablePlan plan in plans)
        {
            List<List<TablePlan>> near = [.. groups.Where(group => group.Any(other => other.File == plan.File
                || Names(other).Intersect(Names(plan)).Any()))];
            groups.RemoveAll(near.Contains);
            groups.Add([.. near.SelectMany(group => group), plan]);
        }
        return groups;
    }

    /// <summary>
    /// The names by which a table is known to those of its batch; a table that only completes others belongs to its whole family
    /// (olist).
    /// </summary>
    static IEnumerable<string> Names(TablePlan plan)
    {
        Mapping mapping = plan.Mapping;
        foreach (LookUp lookUp in mapping.LookUps) yield return lookUp.Table;
        if (mapping.UnlessIn is { } unless) yield return unless.Table;
        bool isRelated = mapping.Kind is null || mapping.LookUps.Count > 0;
        yield return isRelated ? mapping.Name : plan.Name;
        if (isRelated && mapping.Name.IndexOf('.') is > 0 and var family) yield return mapping.Name[..family] + ".*";
    }

    /// <summary>Another table of the batch is completed by this one.</summary>
    public bool IsUsed(TablePlan plan) => plans.Any(other => other.Mapping.LookUps.Any(lookUp => lookUp.Table == plan.Mapping.Name));

    /// <summary>The headers of a table, those of its look-ups behind them.</summary>
    public IReadOnlyList<string> Headers(TablePlan plan)
    {
        List<string> headers = [.. plan.Headers];
        foreach ((LookUp lookUp, HeldTable table, _) in LookUps(plan)) headers.AddRange(table.Headers.Select(header =>
            $"{lookUp.Name}.{header}"));
        return headers;
    }

    /// <summary>The records of a table behind its header, completed and corrected.</summary>
    public RecordReader Open(TablePlan plan, IReadOnlyDictionary<int, IReadOnlyList<string>>? corrections)
    {
        RecordReader records = Plain(plan);
        if (corrections is { Count: > 0 }) records = new CorrectedRecords(records, corrections);
        records = CarriedRecords.Over(records, plan.Mapping, plan.Headers);
        var lookUps = LookUps(plan);
        return lookUps.Count == 0 ? records : new JoinedRecords(records, plan.Headers.Count, [.. lookUps.Select(lookUp =>
            (lookUp.Table, lookUp.On))]);
    }

    /// <summary>Why a record is left out by rule, or null.</summary>
    public string? ReasonToIgnore(TablePlan plan, RecordReader records)
    {
        if (IsBlank(plan, records)) return IgnoredReason.Blank;
        if (IsHeader(plan, records)) return IgnoredReason.RepeatedHeader;
        if (plan.Mapping.TotalWithout is { } column && Index(plan).Find(column) is >= 0 and var place
            && records.Field(place).IsEmpty) return IgnoredReason.TotalRow;
        if (plan.Mapping.UnlessIn is not { } unless || Holding(unless.Table, unless.Key, new(unless.Table, "", unless.On,
            unless.Key)) is not { } table) return null;
        int on = Index(plan).Find(unless.On);
        return on >= 0 && table.Find(records.Field(on)) is not null ? IgnoredReason.Joined : null;
    }

    /// <summary>A line such as "合计" or "Total", told by its word and by lacking what every record has.</summary>
    public static bool IsTotalRow(RecordReader records, Fault fault) =>
        fault.Code is "date.unreadable" or "value.missing" && IsTotal(records);

    /// <summary>One of the first cells is a word for the sum of the others.</summary>
    public static bool IsTotal(RecordReader records)
    {
        for (int i = 0; i < Math.Min(8, records.Count); i++)
            if (IsTotal(records.Field(i))) return true;
        return false;
    }

    /// <summary>The same for cells held as texts.</summary>
    public static bool IsTotal(string[] cells) => cells.Take(8).Any(cell => IsTotal(cell.AsSpan()));

    static bool IsTotal(ReadOnlySpan<char> text) => text.TrimEnd(":： ") is { Length: > 1 and < 24 } word
        && (word is "合计" or "总计" or "小计" or "汇总" or "总和" or "合計" or "總計" or "小計" or "合计行" or "総計" or "합계" or "총계" or "Sum" or "Jumlah"
            || word.StartsWith("Total", StringComparison.OrdinalIgnoreCase) || word.StartsWith("Gesamt", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("合计", StringComparison.Ordinal) || word.StartsWith("总计", StringComparison.Ordinal)
            || word.Equals("Grand total", StringComparison.OrdinalIgnoreCase) || word.Equals("Subtotal", StringComparison.OrdinalIgnoreCase)
            || word is "Summe" or "Somme" or "Suma" or "Totale" or "Итого");

    RecordReader Plain(TablePlan plan)
    {
        RecordReader records = DialectFinder.Open(files[plan.File], plan.Dialect);
        plan.Dialect.SkipTo(records);
        return records;
    }

    List<(LookUp LookUp, HeldTable Table, int On)> LookUps(TablePlan plan)
    {
        List<(LookUp, HeldTable, int)> found = [];
        List<string> headers = [.. plan.Headers];
        foreach (LookUp lookUp in plan.Mapping.LookUps)
        {
            int on = new HeaderIndex(headers).Find(lookUp.On);
            if (on < 0 || Holding(lookUp.Table, lookUp.Key, lookUp) is not { } table) continue;
            found.Add((lookUp, table, on));
            headers.AddRange(table.Headers.Select(header => $"{lookUp.Name}.{header}"));
        }
        return found;
    }

    HeldTable? Holding(string name, string key, LookUp lookUp)
    {
        if (held.TryGetValue((name, key), out HeldTable? table)) return table;
        TablePlan[] parts = [.. plans.Where(plan => plan.Mapping.Name == name)];
        if (parts.Length == 0) return null;
        table = new(parts[0].Headers, lookUp.KeyLength);
        foreach (TablePlan part in parts.Where(part => part.Headers.SequenceEqual(parts[0].Headers)))
        {
            using RecordReader records = Plain(part);
            table.Add(part.Name, records, lookUp);
        }
        return held[(name, key)] = table;
    }

    HeaderIndex Index(TablePlan plan) => indices.TryGetValue(plan, out HeaderIndex? index) ? index : indices[plan] = new(plan.Headers);

    /// <summary>The place of a column, which is asked at every record.</summary>
    int Place(TablePlan plan, string column)
    {
        if (!places.TryGetValue((plan.Headers, column), out int place)) places[(plan.Headers, column)] = place = new HeaderIndex(plan.Headers).Find(column);
        return place;
    }

    static bool IsBlank(TablePlan plan, RecordReader records)
    {
        for (int i = 0; i < plan.Headers.Count; i++)
            if (!records.Field(i).IsEmpty && !(i == 0 && IsCounter(plan.Headers[0]))) return false;
        return true;
    }

    /// <summary>A column that only numbers the rows says nothing by itself.</summary>
    static bool IsCounter(string header) => header is "#1" or "index" or "Index" or "序号" or "No." or "Unnamed: 0" or "#";

    static bool IsHeader(TablePlan plan, RecordReader records)
    {
        if (!plan.Dialect.HasHeader || !records.Field(0).Equals(plan.Headers[0], StringComparison.Ordinal)) return false;
        for (int i = 1; i < plan.Headers.Count; i++)
            if (!records.Field(i).IsEmpty && !plan.Headers[i].StartsWith(records.Field(i), StringComparison.Ordinal)) return false;
        return true;
    }
}

/// <summary>Names of mappings that are none.</summary>
static class RecogniseAs
{
    /// <summary>A sheet of a workbook, or a member of an archive, that holds nothing the ledger keeps.</summary>
    public const string NotFacts = "not_facts";
}
