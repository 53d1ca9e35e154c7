using System.Collections.Concurrent;
using Duoshou.App.Storage;

namespace Duoshou.App.Agency;

/// <summary>
/// For whom a token stands, who a person is and what they may see: asked by every request, read again only after something was committed. A
/// token that is revoked and a right that is taken away end with the commit, by whatever process.
/// </summary>
sealed class KnownRights(OperationsVersion version)
{
    const int Most = 4_096;
    readonly ConcurrentDictionary<object, (long Version, object Value)> kept = new();

    /// <summary>What is not there is not kept: nobody fills the memory with tokens that do not exist.</summary>
    public async ValueTask<T?> Once<T>(object key, Func<Task<T?>> read) where T : class
    {
        // The number is taken before the reading: a commit in between makes what was read look older than it is, never newer.
        long now = version.Now();
        if (kept.TryGetValue(key, out (long Version, object Value) known) && known.Version == now) return (T)known.Value;
        if (await read() is not { } value) return null;
        if (kept.Count >= Most) kept.Clear();
        kept[key] = (now, value);
        return value;
    }
}
