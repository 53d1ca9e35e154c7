using Duoshou.Promotions.Results;

namespace Duoshou.Promotions.Calculation.Steps;

/// <summary>One action of a promotion, made ready for one basket.</summary>
abstract class Step
{
    /// <summary>The most the action gives; null: no limit of its own.</summary>
    internal long? MaxAmount { get; init; }

    /// <summary>The lines whose amounts it changes, or whose units it orders by price.</summary>
    internal abstract int[] Touches { get; }

    /// <summary>Lines whose amounts decide what it does, without being changed by it.</summary>
    internal virtual int[] Reads => [];

    /// <summary>True if it changes shipping fees.</summary>
    internal virtual bool TouchesShipping => false;

    /// <summary>The most gift units it can give.</summary>
    internal virtual int MostGifts => 0;

    /// <summary>Acts. Null if it gave something, else why not.</summary>
    internal abstract Refusal? Run(Turn turn);

    /// <summary>The most it can take off, from amounts as they stand or lower.</summary>
    internal abstract long Most(Bounds bounds);

    /// <summary>The same for one line, where several promotions share lines by a group.</summary>
    internal virtual long MostOn(Bounds bounds, int line) =>
        Array.IndexOf(Touches, line) < 0 ? 0 : Math.Min(Capped(Most(bounds)), bounds.Room(line));

    /// <summary>Enters what it may take into a bound over several promotions.</summary>
    internal virtual void Relax(Bounds bounds) => bounds.Deficit += Capped(Most(bounds));

    internal long Capped(long amount) => MaxAmount is { } most ? Math.Min(most, amount) : amount;
}
