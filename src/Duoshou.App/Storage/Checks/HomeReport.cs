using Duoshou.Kernel;

namespace Duoshou.App.Storage.Checks;

/// <summary>What a check of a home folder found.</summary>
/// <param name="Home">The folder.</param>
/// <param name="Sound">Every law holds.</param>
/// <param name="Checks">The laws in the order in which they were tried.</param>
/// <param name="Notes">What is harmless and worth knowing.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record HomeReport(string Home, bool Sound, IReadOnlyList<CheckedLaw> Checks, IReadOnlyList<Words> Notes, double Seconds);

/// <summary>One law and where it is broken.</summary>
/// <param name="Check">The stable code, such as sums.roll_ups.</param>
/// <param name="Holds">What must hold.</param>
/// <param name="Faults">In how many places it does not.</param>
/// <param name="Examples">Some of these places.</param>
public sealed record CheckedLaw(string Check, Words Holds, long Faults, IReadOnlyList<string> Examples)
{
    /// <summary>The most examples of one law.</summary>
    const int LimitExamples = 5;

    internal static CheckedLaw Of(string check, Words holds, IReadOnlyCollection<string> faults) => new(check, holds, faults.Count, [.. faults.Take(LimitExamples)]);
}
