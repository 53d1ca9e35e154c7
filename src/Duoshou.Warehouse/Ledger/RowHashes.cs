using System.Numerics;
using System.Runtime.InteropServices;
using System.IO.Hashing;
using Duoshou.Kernel;

namespace Duoshou.Warehouse.Ledger;

/// <summary>
/// The two hashes of each row of a chunk: of its natural key, and of everything that it says. Worked column by column, so that a text
/// repeated from row to row is hashed once. 64 bits: two of ten million keys of one shop meet with a chance of one in 370,000.
/// </summary>
sealed class RowHashes
{
    const ulong Seed = 0x9E3779B97F4A7C15, First = 0xC2B2AE3D27D4EB4F, Second = 0x165667B19E3779F9, Nothing = 0x27D4EB2F165667C5;

    ulong[] keys = [];
    ulong[] contents = [];

    public ReadOnlySpan<long> Keys => MemoryMarshal.Cast<ulong, long>(keys);

    public ReadOnlySpan<long> Contents => MemoryMarshal.Cast<ulong, long>(contents);

    /// <summary>Hashes the rows of a chunk; the spans hold them until the next call.</summary>
    public void Compute(FactChunk chunk)
    {
        if (keys.Length < chunk.Count) (keys, contents) = (new ulong[chunk.Capacity], new ulong[chunk.Capacity]);
        keys.AsSpan(0, chunk.Count).Fill(Seed);
        contents.AsSpan(0, chunk.Count).Fill(Seed);
        foreach (FactColumn column in chunk.Table.Columns)
        {
            if (column.IsDerived) continue;
            Span<ulong> target = (column.Role == FactRole.Key ? keys : contents).AsSpan(0, chunk.Count);
            if (column.Type == FactType.Text) Mix(target, chunk.Texts(column));
            else Mix(target, chunk.Numbers(column));
        }

        Finish(keys.AsSpan(0, chunk.Count));
        Finish(contents.AsSpan(0, chunk.Count));
    }

    static void Mix(Span<ulong> hashes, ReadOnlySpan<string?> texts)
    {
        string? before = null;
        ulong value = Nothing;
        for (int i = 0; i < hashes.Length; i++)
        {
            if (!ReferenceEquals(texts[i], before))
            {
                before = texts[i];
                value = before is null ? Nothing : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(before.AsSpan()));
            }

            hashes[i] = Mixed(hashes[i], value);
        }
    }

    static void Mix(Span<ulong> hashes, ReadOnlySpan<long> numbers)
    {
        for (int i = 0; i < hashes.Length; i++) hashes[i] = Mixed(hashes[i], (ulong)numbers[i]);
    }

    static ulong Mixed(ulong hash, ulong value) =>
        BitOperations.RotateLeft(hash ^ (BitOperations.RotateLeft(value * First, 31) * Seed), 27) * Seed + Second;

    /// <summary>Spreads every bit over all (the last step of XXH64), and keeps 0 free for "no key".</summary>
    static void Finish(Span<ulong> hashes)
    {
        for (int i = 0; i < hashes.Length; i++)
        {
            ulong hash = hashes[i];
            hash = (hash ^ (hash >> 33)) * First;
            hash = (hash ^ (hash >> 29)) * Second;
            hash ^= hash >> 32;
            hashes[i] = hash == 0 ? Seed : hash;
        }
    }
}
