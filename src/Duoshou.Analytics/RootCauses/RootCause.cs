using Duoshou.Analytics.Attribution;

namespace Duoshou.Analytics.RootCauses;

/// <summary>One attribute value, such as channel = live.</summary>
public readonly record struct AttributeValue(string Dimension, string Value);

/// <summary>One place in which a change happened.</summary>
/// <param name="Where">The values that name the place, in the table's order of dimensions; none means everywhere alike.</param>
/// <param name="Amount">Its part of the change. Leaves that a cause before it holds are not counted again.</param>
/// <param name="Alone">What its leaves changed with nothing taken away for earlier causes.</param>
/// <param name="Share">Amount over the whole change; 0 when nothing changed.</param>
/// <param name="Grade">How sure it is.</param>
/// <param name="Sigmas">How far it stands out of the noise.</param>
/// <param name="Leaves">How many leaves it holds that no cause before it does.</param>
public sealed record RootCause(
    IReadOnlyList<AttributeValue> Where, decimal Amount, decimal Alone, decimal Share, Grade Grade, double Sigmas, int Leaves);

/// <summary>Where a change happened. The causes' amounts and the unexplained rest sum to the change exactly.</summary>
/// <param name="Real">The measure seen: a sum, or the ratio of the whole.</param>
/// <param name="Expected">The measure expected.</param>
/// <param name="Change">Real less expected.</param>
/// <param name="Causes">The places, the surest first.</param>
/// <param name="Unexplained">What no place explains.</param>
/// <param name="IsNoisy">Whether single leaves say so little that at most three answers are given.</param>
public sealed record Localised(
    decimal Real, decimal Expected, decimal Change, IReadOnlyList<RootCause> Causes, decimal Unexplained, bool IsNoisy);
