namespace Duoshou.App.Diagnosis;

/// <summary>Looks over shops without being asked, so that there is a history to hold a diagnosis against.</summary>
public interface IShopDiagnosis
{
    /// <summary>Looks at every shop that has facts, on the newest day of its facts, and keeps what it finds.</summary>
    /// <returns>How many shops were looked at.</returns>
    Task<int> Every(CancellationToken cancel);
}
