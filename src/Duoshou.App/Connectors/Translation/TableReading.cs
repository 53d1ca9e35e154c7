using System.Text.Json;
using System.Threading.Channels;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Recognition;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Reads one table into a batch that is open: one side reads and translates, the other appends to the ledger, with a few chunks between
/// them, so that two cores work and memory stays flat however long the file is.
/// </summary>
sealed class TableReading(TablePlan plan, RelatedTables related, ImportTarget target, IBatchLoad load)
{
    const int ChunkRows = 4096;
    const int RoomForOrder = 1024;
    const int ChunksBetween = 4;
    const int TellEvery = 1 << 15;

    readonly RowRepair repair = new(plan);
    LeftOutRows leftOut = LeftOutRows.None;

    /// <summary>The counts.</summary>
    public TableTally Tally { get; } = new(plan);

    /// <summary>Reads the whole table.</summary>
    public async Task Run(IReadOnlyDictionary<int, IReadOnlyList<string>>? corrections, LeftOutRows? without, IProgress<ImportProgress>? progress,
        CancellationToken cancel)
    {
        leftOut = without ?? LeftOutRows.None;
        using RecordReader records = related.Open(plan, corrections);
        if (plan.Mapping.Kind is not { } kind)
        {
            await Task.Run(() => ReadReference(records, cancel), cancel);
            return;
        }
        RowTranslator translator = new(plan.Mapping, related.Headers(plan), target);
        int capacity = Math.Max(ChunkRows, translator.RowsPerRecord * 4);
        Channel<FactChunk> full = Channel.CreateBounded<FactChunk>(ChunksBetween), empty = Channel.CreateUnbounded<FactChunk>();
        for (int i = 0; i < ChunksBetween; i++) empty.Writer.TryWrite(new(FactTables.Of(kind), capacity));
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task reading = Task.Run(() => Fill(records, translator, empty.Reader, full.Writer, progress, stop.Token), stop.Token);
        try
        {
            await foreach (FactChunk chunk in full.Reader.ReadAllAsync(cancel))
            {
                await load.Append(chunk, cancel);
                Tally.Accept(chunk);
                chunk.Clear();
                empty.Writer.TryWrite(chunk);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        await reading;
    }

    async Task Fill(
        RecordReader records, RowTranslator translator, ChannelReader<FactChunk> empty, ChannelWriter<FactChunk> full,
            IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        try
        {
            FactChunk chunk = await empty.ReadAsync(cancel);
            while (records.Read())
            {
                Tally.CountRead();
                if (Tally.Read % TellEvery == 0)
                {
                    cancel.ThrowIfCancellationRequested();
                    progress?.Report(new(plan.Name, Tally.Read));
                }
                // An order whose rows share its money stays in one chunk, unless it is longer than the room that is kept for it.
                if (translator.Shares && chunk.Count > 0 && chunk.Capacity - chunk.Count <= RoomForOrder && !translator.Continues(records)) await HandOn();
                Take(records, translator, chunk);
                if (chunk.Capacity - chunk.Count < translator.RowsPerRecord) await HandOn();
            }
            translator.EndOrder();
            if (chunk.Count > 0) await full.WriteAsync(chunk, cancel);
            progress?.Report(new(plan.Name, Tally.Read));
            full.Complete();

            async Task HandOn()
            {
                translator.EndOrder();
                await full.WriteAsync(chunk, cancel);
                chunk = await empty.ReadAsync(cancel);
            }
        }
        catch (Exception broken)
        {
            full.Complete(broken);
        }
    }

    /// <summary>One record: left out by rule, refused with its reason, or rows of the chunk.</summary>
    void Take(RecordReader records, RowTranslator translator, FactChunk chunk)
    {
        if (related.ReasonToIgnore(plan, records) is { } reason)
        {
            Tally.Ignore(reason);
            return;
        }
        if (leftOut.Lines.Contains(records.Line))
        {
            Tally.LeaveOut(records.Line, leftOut.By);
            Words said = RefusalWords.Of(RefusalWords.LeftOut, "", leftOut.By);
            load.LeaveOut(new(records.Line, FactTables.Of(plan.Mapping.Kind!.Value).Name, "", leftOut.By, RefusalWords.LeftOut, $"{said.Zh} / {said.En}",
                JsonSerializer.Serialize(Cells(records))));
            return;
        }

        Fault? fault = Shifted(records);
        if (fault is null) fault = translator.Translate(records, chunk);
        else if (repair.Of(records) is { } mended && translator.Translate(mended, chunk) is null)
        {
            Tally.Repaired++;
            return;
        }

        if (fault is not { } found) return;
        if (RelatedTables.IsTotalRow(records, found))
        {
            Tally.Ignore(IgnoredReason.TotalRow);
            return;
        }
        ImportFault[] others = found.Code == "row.shifted" ? [] : [.. translator.Faults(records).Where(other => other.Field != found.Field)
            .Select(other => new ImportFault(other.Field, other.Value, other.Code)).Distinct()];
        IEnumerable<Words> all = [RefusalWords.Of(found.Code, found.Field, found.Value), .. others.Select(other => RefusalWords.Of(other.Code, other.Field, other.Value))];
        string detail = string.Join("", all.Select(words => words.Zh)) + " / " + string.Join(" ", all.Select(words => words.En));
        string[] cells = Cells(records);
        load.Refuse(new(records.Line, FactTables.Of(plan.Mapping.Kind!.Value).Name, found.Field, found.Value, found.Code, detail,
            JsonSerializer.Serialize(cells)));
        Tally.Refuse(new(records.Line, found.Field, found.Value, found.Code, detail) { Also = others.Length > 0 ? others : null });
    }

    /// <summary>The cells as a person mends them: what is too much stands behind the last, parted as in the file.</summary>
    string[] Cells(RecordReader records)
    {
        string[] all = records is JoinedRecords joined ? joined.OwnFields() : records.Fields();
        int width = plan.Headers.Count;
        return all.Length <= width ? all : [.. all[..(width - 1)], string.Join(plan.Dialect.Delimiter, all[(width - 1)..]).TrimEnd(plan.Dialect.Delimiter)];
    }

    /// <summary>A record wider than the header has lost its place; guessing which field is too many would write wrong numbers.</summary>
    Fault? Shifted(RecordReader records)
    {
        int own = records is JoinedRecords joined ? joined.OwnCount : records.Count;
        if (own <= plan.Headers.Count || records is JoinedRecords) return null;
        for (int i = plan.Headers.Count; i < own; i++)
            if (!records.Field(i).IsEmpty) return new("row.shifted", plan.Headers[^1], records.Field(i).ToString());
        return null;
    }

    void ReadReference(RecordReader records, CancellationToken cancel)
    {
        string used = related.IsUsed(plan) ? IgnoredReason.Joined : plan.Mapping.Name == RecogniseAs.NotFacts
            ? IgnoredReason.NotFacts : IgnoredReason.Reference;
        while (records.Read())
        {
            Tally.CountRead();
            Tally.Ignore(related.ReasonToIgnore(plan, records) ?? used);
            if (Tally.Read % TellEvery == 0) cancel.ThrowIfCancellationRequested();
        }
    }
}
