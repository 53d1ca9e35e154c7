namespace Duoshou.Tax;

/// <summary>
/// A computation in words, put together when it is first read: most quotes of a program are never read out. Two are alike when their texts are.
/// </summary>
public sealed class Spelling : IEquatable<Spelling>
{
    readonly Func<string>? write;
    string? text;

    Spelling(Func<string> write) => this.write = write;

    Spelling(string text) => this.text = text;

    /// <summary>The text.</summary>
    public override string ToString() => text ??= write!();

    /// <inheritdoc />
    public bool Equals(Spelling? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Spelling);

    /// <inheritdoc />
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>A text that is ready.</summary>
    public static implicit operator Spelling(string text) => new(text);

    // Each is a method of its own, so that only the numbers of the formula in use are kept.
    internal static Spelling Product(decimal left, decimal right) => new(() => $"{N(left)} x {N(right)}");

    internal static Spelling Product(decimal one, decimal two, decimal three) => new(() => $"{N(one)} x {N(two)} x {N(three)}");

    internal static Spelling Specific(decimal quantity, string per, decimal amount) => new(() => $"{N(quantity)} {per} x {N(amount)}");

    internal static Spelling Inside(decimal value, decimal rate) => new(() => $"{N(value)} / (1 - {N(rate)}) x {N(rate)}");

    internal static Spelling Times(Spelling inner, decimal share) => new(() => $"({inner}) x {N(share)}");

    internal static Spelling Of(Func<string> write) => new(write);

    static string N(decimal number) => Inquiry.Show(number);
}
