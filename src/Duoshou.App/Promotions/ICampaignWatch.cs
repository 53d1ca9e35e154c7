namespace Duoshou.App.Promotions;

/// <summary>Holds running campaigns against their guard-rails.</summary>
public interface ICampaignWatch
{
    /// <summary>Stops every running campaign of which a line is crossed.</summary>
    /// <param name="known">The last day of which facts can be expected.</param>
    /// <returns>How many were stopped.</returns>
    Task<int> Run(DateOnly known, CancellationToken cancel);
}
