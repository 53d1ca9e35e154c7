using System.Numerics;
using System.Runtime.InteropServices;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Counts how often a key has come in one file, so that equal rows of a file stay apart and the same file read again gives the same keys.
/// It holds 64-bit hashes: two keys that share one only count each other, the same way at every reading.
/// </summary>
sealed class Occurrences
{
    readonly Dictionary<ulong, int> counts = [];

    /// <summary>How many times the key has come, this one included.</summary>
    public int Next(ulong key) => ++CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);

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
