using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis;

/// <summary>Looks for problems anew; called after facts came in or were taken back, and by the clock.</summary>
public interface IProblemSearch
{
    /// <summary>Looks at the shops, or at all of them, and keeps what it finds.</summary>
    /// <returns>How many problems there are.</returns>
    Task<int> Run(IReadOnlyCollection<ShopId>? only, CancellationToken cancel);
}
