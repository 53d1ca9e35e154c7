using System.Collections.Frozen;
using Duoshou.Kernel;

namespace Duoshou.Analytics.Simulation.Days;

/// <summary>Collects a shop's rows by kind and hands on full chunks; rows of feeds that are not wanted, or silent today, are
/// dropped.</summary>
sealed class FeedBuffers(FrozenSet<FactKind> wanted, int rowsPerChunk)
{
    readonly FactChunk?[] open = new FactChunk?[FactTables.All.Count];
    readonly Queue<FactChunk> full = new();
    readonly Stack<FactChunk> empty = new();

    /// <summary>Chunks come back through <see cref="Return"/> and are filled again.</summary>
    public bool Reuses { get; init; }

    /// <summary>The feed that sends nothing today.</summary>
    public FactKind? Silent { get; set; }

    /// <summary>How many rows may still come today, of all kinds together.</summary>
    public long Room { get; set; } = long.MaxValue;

    public bool Takes(FactKind kind) => wanted.Contains(kind) && Silent != kind && Room > 0;

    /// <summary>A new row of a kind; ask <see cref="Takes"/> first.</summary>
    public (FactChunk Chunk, int Row) Add(FactKind kind)
    {
        Room--;
        FactChunk? chunk = open[(int)kind];
        if (chunk is null || chunk.IsFull)
        {
            if (chunk is not null) full.Enqueue(chunk);
            chunk = open[(int)kind] = empty.TryPop(out FactChunk? used) ? used : new(FactTables.Of(kind), rowsPerChunk);
        }

        return (chunk, chunk.Add());
    }

    public bool TryTakeFull(out FactChunk chunk) => full.TryDequeue(out chunk!);

    /// <summary>Takes a chunk back whose reader is done with it. Only where all chunks are of one kind.</summary>
    public void Return(FactChunk chunk)
    {
        if (!Reuses) return;
        chunk.Clear();
        empty.Push(chunk);
    }

    /// <summary>What is left at the end.</summary>
    public IEnumerable<FactChunk> Rest() => open.Where(chunk => chunk is { Count: > 0 }).Select(chunk => chunk!);
}
