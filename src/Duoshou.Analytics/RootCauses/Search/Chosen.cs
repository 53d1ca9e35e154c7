namespace Duoshou.Analytics.RootCauses.Search;

/// <summary>An element chosen as a cause.</summary>
/// <param name="Cuboid">Its dimensions.</param>
/// <param name="Element">Its number among the cuboid's elements.</param>
/// <param name="Leaves">The leaves it explains that no earlier cause did.</param>
/// <param name="Sigmas">How many sigmas it stands out of the noise.</param>
/// <param name="Certain">False when another answer would do almost as well.</param>
sealed record Chosen(Cuboid Cuboid, int Element, IReadOnlyList<int> Leaves, double Sigmas, bool Certain);
