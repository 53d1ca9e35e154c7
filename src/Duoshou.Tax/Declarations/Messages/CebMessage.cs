using System.Globalization;

namespace Duoshou.Tax.Declarations.Messages;

/// <summary>
/// A head, a line, or another group of elements: values by the element names of the standard. Empty values are left out of the
/// XML.
/// </summary>
public sealed record CebEntity(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The value of an element; empty when it does not stand.</summary>
    public string this[string element] => Values.GetValueOrDefault(element, "");

    /// <summary>The value as a number; none when it is no number.</summary>
    public decimal? Number(string element) =>
        decimal.TryParse(this[element], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out decimal value) ? value : null;

    /// <summary>The same with one element replaced.</summary>
    public CebEntity With(string element, string value) =>
        new(new Dictionary<string, string>(Values, StringComparer.Ordinal) { [element] = value });

    /// <summary>An entity of pairs; numbers are written without a culture.</summary>
    public static CebEntity Of(params IEnumerable<(string Element, object? Value)> pairs)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach ((string element, object? value) in pairs)
            if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text) values[element] = text;
        return new(values);
    }
}

/// <summary>One document of a message: a head and, for most kinds, lines.</summary>
public sealed record CebDocument(CebEntity Head, IReadOnlyList<CebEntity> Lines);

/// <summary>A message: documents of one kind, who sends them and who else gets the receipts.</summary>
public sealed record CebMessage
{
    /// <summary>The message, such as CEB311.</summary>
    public required string Kind { get; init; }

    /// <summary>36 characters, upper case; kept when the same bytes are sent again.</summary>
    public required string Guid { get; init; }

    /// <summary>"1.0"; a real sample carries "v1.0", which is read too.</summary>
    public string Version { get; init; } = "1.0";

    /// <summary>1 to 100 documents.</summary>
    public required IReadOnlyList<CebDocument> Documents { get; init; }

    /// <summary>The sending company (BaseTransfer); none in receipts.</summary>
    public CebEntity? Transfer { get; init; }

    /// <summary>Who else gets the receipts (BaseSubscribe), at most five.</summary>
    public IReadOnlyList<CebEntity> Subscribers { get; init; } = [];

    /// <summary>The free extension.</summary>
    public CebEntity? Extension { get; init; }
}
