using Duoshou.App.Shops;

namespace Duoshou.App.Diagnosis;

/// <summary>Looks over shops without being asked, so that there is a history to hold a diagnosis against.</summary>
public interface IShopDiagnosis
{
    /// <summary>Looks at the shops on one day and keeps what it finds.</summary>
    /// <returns>How many shops were looked at.</returns>
    Task<int> All(IReadOnlyList<ShopCard> cards, DateOnly on, CancellationToken cancel);
}
