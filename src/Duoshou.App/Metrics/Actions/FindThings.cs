using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Metrics.Actions;

/// <summary>Somebody types the name of a product, an item number, a campaign or a search word, and is led to its days.</summary>
public sealed class FindThings(IMetricQuestions questions)
{
    const int Shortest = 2, MostOfEach = 4, Looked = 5_000;

    static readonly string[] Kinds = ["product", "sku", "campaign", "keyword"];

    /// <param name="Dimension">The key of the dimension.</param>
    /// <param name="Value">Its value as the facts have it.</param>
    public sealed record Found(string Dimension, string Value);

    /// <summary>The values that hold the text, those with most rows first; none for a text too short to mean something.</summary>
    public async Task<IReadOnlyList<Found>> Run(string text, Period range, Scope scope, CancellationToken cancel)
    {
        string wanted = text.Trim();
        if (wanted.Length < Shortest) return [];
        List<Found> found = [];
        foreach (string kind in Kinds)
            found.AddRange((await questions.Values(kind, range, scope, Looked, cancel))
                .Where(value => value.Contains(wanted, StringComparison.OrdinalIgnoreCase)).Take(MostOfEach).Select(value => new Found(kind, value)));
        return found;
    }
}
