using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>
/// Shops whose facts moved since problems were last looked for in them. An import does not wait for the search: the web application makes
/// it right after, and whoever asks for problems earlier than that, or after a command that ran alone, has it made first.
/// </summary>
public interface IDueSearches
{
    /// <summary>The facts of a shop are about to move; remembered before they do, so that a process that ends meanwhile leaves no shop out.</summary>
    Task Expect(ShopId shop, CancellationToken cancel);

    /// <summary>The facts of a shop have moved; wakes whoever waits for <see cref="Moved"/>.</summary>
    Task Came(ShopId shop, CancellationToken cancel);

    /// <summary>Looks for problems in the shops that are due, or in those of them that are named. A search that breaks is logged and left to the clock.</summary>
    Task Settle(IReadOnlyCollection<ShopId>? only, CancellationToken cancel);

    /// <summary>Ends when facts of any shop have moved.</summary>
    Task Moved(CancellationToken cancel);
}
