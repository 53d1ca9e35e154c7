using System.Numerics;
using System.Runtime.InteropServices;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Counts how often a key has come in one file, so that equal rows of a file stay apart and the same file read again gives the same keys.
/// It holds 64-bit hashes: two keys that share one only count each other, the same way at every reading.
/// </summary>
sealed class Occurrences
{
    Slot[] slots = new Slot[1 << 12];
    int held;

    /// <summary>How many times the key has come, this one included. Open addressing over a plain array: a long file asks it once for each row.</summary>
    public int Next(ulong key)
    {
        ref Slot slot = ref Of(key);
        if (slot.Count > 0) return ++slot.Count;
        slot = new() { Key = key, Count = 1 };
        if (++held > slots.Length / 8 * 5) Grow();
        return 1;
    }

    ref Slot Of(ulong key)
    {
        int mask = slots.Length - 1, place = (int)key & mask;
        while (slots[place].Count > 0 && slots[place].Key != key) place = (place + 1) & mask;
        return ref slots[place];
    }

    void Grow()
    {
        Slot[] old = slots;
        slots = new Slot[old.Length * 2];
        foreach (Slot slot in old)
            if (slot.Count > 0) Of(slot.Key) = slot;
    }

    struct Slot
    {
        public ulong Key;
        public int Count;
    }

    /// <summary>The hash of a text, going on from the hash of what stands before it.</summary>
    public static ulong Hash(ReadOnlySpan<char> text, ulong seed = 0x9E3779B97F4A7C15)
    {
        ulong hash = seed ^ (ulong)text.Length * 0xC2B2AE3D27D4EB4F;
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        while (bytes.Length >= 8)
        {
            hash = Mixed(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[8..];
        }
        ulong rest = 0;
        for (int i = 0; i < bytes.Length; i++) rest |= (ulong)bytes[i] << (8 * i);
        return Mixed(hash ^ rest);
    }

    /// <summary>The hash of a number or moment, going on from a hash.</summary>
    public static ulong Hash(long number, ulong seed) => Mixed(seed ^ (ulong)number);

    static ulong Mixed(ulong x)
    {
        x *= 0xBF58476D1CE4E5B9;
        return BitOperations.RotateLeft(x, 31) * 0x94D049BB133111EB ^ x >> 29;
    }
}
