using System.Collections.Concurrent;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Reports;

/// <summary>
/// Keeps what was worked out from the ledger until the ledger moves on, so that a page that is opened again answers at once. Two that
/// ask the same at once wait for one answer. What a person may see is part of the key.
/// </summary>
public sealed class Remembered(IFactRows facts)
{
    /// <summary>Kept at most; beyond it everything is forgotten and worked out anew.</summary>
    const int Most = 24;

    readonly ConcurrentDictionary<object, Lazy<Task<object>>> kept = new();
    int step = -1;

    /// <summary>The answer to a question, worked out at most once per step of the ledger. A failure is not kept.</summary>
    /// <param name="key">Everything that the answer depends on beside the ledger.</param>
    public async Task<T> Once<T>((string What, Scope Scope, Period Range, object? More) key, Func<Task<T>> work) where T : class
    {
        int now = facts.Step;
        if (Interlocked.Exchange(ref step, now) != now || kept.Count > Most) kept.Clear();
        string shops = string.Join(',', key.Scope.Shops.Select(shop => shop.ToString()).Order(StringComparer.Ordinal));
        object known = (key.What, shops, key.Scope.SeesCost, key.Scope.SeesProfit, key.Range, key.More, now, typeof(T));
        Lazy<Task<object>> answer = kept.GetOrAdd(known, _ => new(async () => await work()));
        try
        {
            return (T)await answer.Value;
        }
        catch
        {
            kept.TryRemove(known, out _);
            throw;
        }
    }
}
