namespace Duoshou.Promotions.Calculation;

/// <summary>Units of a line that an action has chosen: neighbours from a unit index on, each costing the same now.</summary>
readonly record struct Chosen(int Line, int First, int Count, long Amount)
{
    internal long Total => Amount * Count;
}

/// <summary>What neighbouring units of a line get off, each the same.</summary>
readonly record struct Cut(int Line, int First, int Count, long Each)
{
    internal long Total => Each * Count;
}

/// <summary>What a promotion took off: neighbouring units of a line, or one way of shipping.</summary>
readonly record struct Entry(int Contender, int Line, int First, int Count, long Each, bool Shipping);
