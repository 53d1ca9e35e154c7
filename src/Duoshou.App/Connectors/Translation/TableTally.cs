using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Counts what becomes of the records of one table. The reader's side and the ledger's side each write their own counts.</summary>
sealed class TableTally(TablePlan plan)
{
    readonly SortedDictionary<string, long> ignored = new(StringComparer.Ordinal);
    readonly List<ImportRefusal> refusals = [];
    readonly List<int> left = [];
    string leftBy = "";
    readonly Dictionary<string, Int128> money = new(StringComparer.Ordinal);
    readonly FactColumn? quantity = Column(plan, "quantity"), sum = Sum(plan), currency = Column(plan, "currency"), moment = Moment(plan);
    Int128 pieces;
    long first = long.MaxValue, last = long.MinValue;

    public long Read { get; private set; }

    public long Refused { get; private set; }

    /// <summary>Records that were wider than the header and were put together again.</summary>
    public int Repaired { get; set; }

    public long Rows { get; private set; }

    public (long Loaded, long Unchanged, long Restated) Records { get; private set; }

    public IReadOnlyDictionary<string, long> Ignored => ignored;

    public void CountRead() => Read++;

    public void Ignore(string reason, long records = 1) => ignored[reason] = ignored.GetValueOrDefault(reason) + records;

    /// <summary>A person left the record out.</summary>
    public void LeaveOut(int line, string by)
    {
        Ignore(IgnoredReason.LeftOut);
        left.Add(line);
        leftBy = by;
    }

    public void Refuse(ImportRefusal refusal)
    {
        Refused++;
        if (refusals.Count < ImportReport.LimitRefusals) refusals.Add(refusal);
    }

    /// <summary>
    /// Counts an appended chunk. A record that became several rows counts once: restated if one of them was, else loaded if one
    /// was.
    /// </summary>
    public void Accept(FactChunk chunk)
    {
        (long loaded, long unchanged, long restated) = Records;
        ReadOnlySpan<RowOutcome> outcomes = chunk.Outcomes;
        ReadOnlySpan<int> lines = chunk.Lines;
        for (int row = 0; row < outcomes.Length;)
        {
            int line = lines[row];
            bool isNew = false, isOther = false;
            for (; row < outcomes.Length && lines[row] == line; row++)
            {
                isNew |= outcomes[row] == RowOutcome.Loaded;
                isOther |= outcomes[row] == RowOutcome.Restated;
            }
            if (isOther) restated++;
            else if (isNew) loaded++;
            else unchanged++;
        }
        Records = (loaded, unchanged, restated);
        Rows += chunk.Count;
        AddTotals(chunk);
    }

    void AddTotals(FactChunk chunk)
    {
        if (quantity is not null)
            foreach (long number in chunk.Numbers(quantity))
                if (number != FactChunk.Unknown) pieces += number;
        if (moment is not null)
            foreach (long ticks in chunk.Numbers(moment))
                if (ticks != FactChunk.Unknown) (first, last) = (Math.Min(first, ticks), Math.Max(last, ticks));
        if (sum is null) return;
        ReadOnlySpan<long> amounts = chunk.Numbers(sum);
        ReadOnlySpan<string?> codes = chunk.Texts(currency!);
        Int128 run = 0;
        for (int row = 0; row < amounts.Length; row++)
        {
            if (amounts[row] != FactChunk.Unknown) run += amounts[row];
            if (row + 1 < amounts.Length && ReferenceEquals(codes[row], codes[row + 1])) continue;
            string code = codes[row] ?? "XXX";
            if (run != 0 || amounts[row] != FactChunk.Unknown) money[code] = money.GetValueOrDefault(code) + run;
            run = 0;
        }
    }

    public ImportReport Report(ImportTarget target, BatchId? batch, double seconds) => new()
    {
        Batch = batch, File = plan.Name, Kind = plan.Mapping.Kind is { } kind ? FactTables.Of(kind).Name : null,
            Mapping = plan.Mapping.Name, Shop = target.Shop,
        RowsRead = Read, RowsLoaded = Records.Loaded, RowsUnchanged = Records.Unchanged, RowsRestated = Records.Restated,
            RowsRefused = Refused,
        Ignored = ignored, Refusals = refusals, Seconds = seconds,
        Notices = [.. plan.Notices, .. Repaired == 0 ? Array.Empty<Words>() : [new($"{Repaired} 行因单元格里有未加引号的分隔符而多出列，已并回原位。",
            $"{Repaired} records had a delimiter in a cell without quotes; their cells were put together again.")],
            .. left.Count == 0 ? Array.Empty<Words>() : [new($"{leftBy}留下 {left.Count} 行没有导入：第 {Lines} 行。账本里留着这些行。",
                $"Left out by {leftBy} and not imported: {left.Count} (line {Lines}). The ledger keeps what stood there.")]],
        Totals = new(Rows, (decimal)pieces / FactChunk.Scale, money.ToDictionary(pair => pair.Key, pair =>
            (decimal)pair.Value / FactChunk.Scale)),
        First = first == long.MaxValue ? null : DateOnly.FromDateTime(new DateTime(first)),
        Last = last == long.MinValue ? null : DateOnly.FromDateTime(new DateTime(last)),
    };

    string Lines => string.Join(", ", left.Take(20)) + (left.Count > 20 ? " …" : "");

    static FactColumn? Column(TablePlan plan, string name) => plan.Mapping.Kind is { } kind ? FactTables.Of(kind).Find(name) : null;

    static FactColumn? Moment(TablePlan plan) => Column(plan, plan.Mapping.Kind == FactKind.OrderLine ? "ordered_at" : "at");

    /// <summary>The amount that stands for the kind in control totals.</summary>
    static FactColumn? Sum(TablePlan plan) => plan.Mapping.Kind switch
    {
        FactKind.OrderLine => Column(plan, "gross"),
        FactKind.Ad => Column(plan, "cost"),
        FactKind.Fee => Column(plan, "amount"),
        FactKind.Affiliate => Column(plan, "sales"),
        _ => null,
    };
}
