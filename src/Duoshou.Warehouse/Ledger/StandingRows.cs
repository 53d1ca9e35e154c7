using Duoshou.Kernel;

namespace Duoshou.Warehouse.Ledger;

/// <summary>
/// Which version of each fact of a shop and kind stands: hash of the key to hash of the content. Open addressing over two plain arrays,
/// 16 bytes a slot, because a first import of millions of rows asks it once for each.
/// </summary>
sealed class StandingRows
{
    long[] keys = new long[1 << 12];
    long[] contents = new long[1 << 12];
    bool[] own = new bool[1 << 12];

    public int Count { get; private set; }

    /// <summary>What a row is, seen against what stands; it stands itself afterwards.</summary>
    /// <param name="key">Hash of the natural key, never 0.</param>
    /// <param name="content">Hash of the content.</param>
    /// <param name="byBatch">True when the batch being loaded says it, false when it stood before.</param>
    /// <param name="replaced">For <see cref="RowOutcome.Restated"/>: the version that it replaces.</param>
    public RowOutcome Put(long key, long content, bool byBatch, out (long Content, bool Own) replaced)
    {
        int mask = keys.Length - 1;
        int slot = (int)key & mask;
        while (keys[slot] != 0 && keys[slot] != key) slot = (slot + 1) & mask;
        replaced = (contents[slot], own[slot]);
        if (keys[slot] == key && contents[slot] == content) return RowOutcome.Unchanged;
        RowOutcome news = keys[slot] == key ? RowOutcome.Restated : RowOutcome.Loaded;
        (keys[slot], contents[slot], own[slot]) = (key, content, byBatch);
        if (news == RowOutcome.Loaded && ++Count > keys.Length / 8 * 5) Grow();
        return news;
    }

    void Grow()
    {
        (long[] oldKeys, long[] oldContents, bool[] oldOwn) = (keys, contents, own);
        (keys, contents, own) = (new long[oldKeys.Length * 2], new long[oldKeys.Length * 2], new bool[oldKeys.Length * 2]);
        int mask = keys.Length - 1;
        for (int i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] == 0) continue;
            int slot = (int)oldKeys[i] & mask;
            while (keys[slot] != 0) slot = (slot + 1) & mask;
            (keys[slot], contents[slot], own[slot]) = (oldKeys[i], oldContents[i], oldOwn[i]);
        }
    }
}
