using System.Runtime.InteropServices;
using System.Text;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>Encoded text in blocks that do not move, kept until the chunk was handed over.</summary>
sealed unsafe class TextBlocks : IDisposable
{
    const int BlockBytes = 1 << 20;

    readonly List<(nint Start, int Length)> blocks = [];
    int current;
    int used;

    /// <summary>The slot of a text; what does not fit in it stands in a block.</summary>
    public StringSlot Slot(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte* target = Room(most);
        int length;
        fixed (char* chars = text) length = Encoding.UTF8.GetBytes(chars, text.Length, target, most);
        StringSlot slot = default;
        slot.Length = (uint)length;
        if (length <= StringSlot.Inlined)
        {
            new ReadOnlySpan<byte>(target, length).CopyTo(new Span<byte>(slot.Inline, StringSlot.Inlined));
            return slot;
        }

        new ReadOnlySpan<byte>(target, 4).CopyTo(new Span<byte>(slot.Inline, 4));
        slot.Pointer = (nint)target;
        used += length;
        return slot;
    }

    public void Clear() => (current, used) = (0, 0);

    public void Dispose()
    {
        foreach (var block in blocks) NativeMemory.Free((void*)block.Start);
        blocks.Clear();
    }

    byte* Room(int bytes)
    {
        while (current < blocks.Count && used + bytes > blocks[current].Length) (current, used) = (current + 1, 0);
        if (current == blocks.Count)
        {
            int length = Math.Max(BlockBytes, bytes);
            blocks.Add(((nint)NativeMemory.Alloc((nuint)length), length));
        }

        return (byte*)blocks[current].Start + used;
    }
}
