namespace Duoshou.Tax;

/// <summary>
/// A computation in words, put together when it is first read: most quotes of a program are never read out. Two are alike when their texts are.
/// </summary>
public abstract class Spelling : IEquatable<Spelling>
{
    string? text;

    /// <summary>The text.</summary>
    public override string ToString() => text ??= Write();

    /// <inheritdoc />
    public bool Equals(Spelling? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Spelling);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>A text that is ready.</summary>
    public static implicit operator Spelling(string text) => new Ready(text);

    internal static Spelling Product(decimal left, decimal right) => new OfTwo(left, right);

    internal static Spelling Product(decimal one, decimal two, decimal three) => new OfThree(one, two, three);

    internal static Spelling Specific(decimal quantity, string per, decimal amount) => new Counted(quantity, per, amount);

    internal static Spelling Inside(decimal value, decimal rate) => new InItsBase(value, rate);

    internal static Spelling Times(Spelling inner, decimal share) => new Share(inner, share);

    internal static Spelling OneHeading(decimal amount) => new Heading(amount);

    private protected abstract string Write();

    static string N(decimal number) => Inquiry.Show(number);

    // The numbers are kept, not the text: a class for each shape is smaller than a closure.
    sealed class Ready(string ready) : Spelling
    {
        private protected override string Write() => ready;
    }

    sealed class Heading(decimal amount) : Spelling
    {
        private protected override string Write() => $"1 heading x {N(amount)}";
    }

    sealed class OfTwo(decimal left, decimal right) : Spelling
    {
        private protected override string Write() => $"{N(left)} x {N(right)}";
    }

    sealed class OfThree(decimal one, decimal two, decimal three) : Spelling
    {
        private protected override string Write() => $"{N(one)} x {N(two)} x {N(three)}";
    }

    sealed class Counted(decimal quantity, string per, decimal amount) : Spelling
    {
        private protected override string Write() => $"{N(quantity)} {per} x {N(amount)}";
    }

    sealed class InItsBase(decimal value, decimal rate) : Spelling
    {
        private protected override string Write() => $"{N(value)} / (1 - {N(rate)}) x {N(rate)}";
    }

    sealed class Share(Spelling inner, decimal share) : Spelling
    {
        private protected override string Write() => $"({inner}) x {N(share)}";
    }
}
