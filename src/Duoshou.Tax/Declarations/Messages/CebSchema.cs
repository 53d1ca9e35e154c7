using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using Duoshou.Tax.Rates;

namespace Duoshou.Tax.Declarations.Messages;

/// <summary>What an element may hold.</summary>
public enum CebContent
{
    /// <summary>Text of a length.</summary>
    Text,

    /// <summary>A decimal with a limit of digits before and after the point.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,
}

/// <summary>One element of an entity: its name as the standard spells it, whether it must stand, and what it may hold.</summary>
/// <param name="Name">The element.</param>
/// <param name="Required">Must stand.</param>
/// <param name="Content">The kind of content.</param>
/// <param name="Least">Fewest characters.</param>
/// <param name="Most">Most characters of a text, most digits of a number; 0 for no limit.</param>
/// <param name="Fraction">Most digits after the point.</param>
public sealed record CebField(string Name, bool Required, CebContent Content, int Least, int Most, int Fraction);

/// <summary>The shape of one message: its documents, their head and lines, and where the signature stands.</summary>
public sealed record CebKind
{
    /// <summary>The message, such as CEB311.</summary>
    public required string Message { get; init; }

    /// <summary>Whether it belongs to import.</summary>
    public required bool Import { get; init; }

    /// <summary>The element around head and lines; empty where the head stands alone.</summary>
    public required string Wrapper { get; init; }

    /// <summary>The head entity.</summary>
    public required string Head { get; init; }

    /// <summary>The line entity; empty where there are no lines.</summary>
    public required string List { get; init; }

    /// <summary>Most documents in a message; none for no limit.</summary>
    public int? MostDocuments { get; init; }

    /// <summary>Most lines in a document; none for no limit.</summary>
    public int? MostLines { get; init; }

    /// <summary>Whether the sending company (BaseTransfer) stands in it.</summary>
    public required bool HasTransfer { get; init; }

    /// <summary>none, optional or required.</summary>
    public required string Signature { get; init; }

    /// <summary>Whether the signature stands before the free extension (export) or last (import).</summary>
    public required bool SignatureBeforeExtension { get; init; }
}

/// <summary>
/// The elements of every message, in order, by the customs administration's unified message specification for companies, edition
/// of May 2022. The tables are data beside this file; another edition is another pair of tables.
/// </summary>
public static class CebSchema
{
    /// <summary>The namespace of every element of the messages.</summary>
    public const string Namespace = "http://www.chinaport.gov.cn/ceb";

    /// <summary>The edition of the tables.</summary>
    public const string Edition = "2022-05";

    static readonly FrozenDictionary<string,
        CebKind> Kinds = ReadKinds().ToFrozenDictionary(k => k.Message, StringComparer.Ordinal);
    static readonly FrozenDictionary<(string, string), CebField[]> Entities = ReadFields().ToFrozenDictionary();

    /// <summary>Every message of the edition.</summary>
    public static IEnumerable<CebKind> All => Kinds.Values.OrderBy(k => k.Message, StringComparer.Ordinal);

    /// <summary>The shape of a message.</summary>
    /// <exception cref="FormatException">The edition has no such message.</exception>
    public static CebKind Kind(string message) => Kinds.TryGetValue(message, out CebKind? kind)
        ? kind
        : throw new FormatException(
            $"The edition {Edition} has no message {message}; it has {string.Join(", ", Kinds.Keys.Order())}.");

    /// <summary>
    /// The elements of an entity in order. BaseTransfer, BaseSubscribe and ExtendMessage are the same in every message.
    /// </summary>
    public static IReadOnlyList<CebField> Fields(string message, string entity) =>
        Entities.TryGetValue((message, entity), out CebField[]? own) ? own
        : Entities.TryGetValue(("common", entity), out CebField[]? common) ? common
        : throw new FormatException($"{message} has no entity {entity}.");

    static IEnumerable<CebKind> ReadKinds() =>
        Table("messages.csv").Rows("message", "direction", "wrapper", "head", "list", "most_documents",
        "most_lines", "transfer", "signature", "signature_place").Select(r => new CebKind
        {
            Message = r.Needed("message"), Import = r.OneOf("direction", "I", "E") == "I", Wrapper = r.Text("wrapper"),
            Head = r.Needed("head"),
            List = r.Text("list"), MostDocuments = (int?)r.Number("most_documents"), MostLines = (int?)r.Number("most_lines"),
            HasTransfer = r.OneOf("transfer", "0", "1") == "1", Signature = r.OneOf("signature", "none", "optional", "required"),
            SignatureBeforeExtension = r.OneOf("signature_place", "last", "before_extend") == "before_extend",
        });

    static IEnumerable<KeyValuePair<(string, string), CebField[]>> ReadFields() =>
        Table("fields.csv").Rows("message", "entity", "fields")
        .Select(r =>
            KeyValuePair.Create((r.Needed("message"), r.Needed("entity")),
            r.Needed("fields").Split(' ').Select(Field).ToArray()));

    /// <summary>name=C1..60 text, name=N19.5 decimal, name=I9 whole number; a question mark after the name: optional.</summary>
    static CebField Field(string text)
    {
        string[] parts = text.Split('=');
        bool required = !parts[0].EndsWith('?');
        string name = parts[0].TrimEnd('?'), limits = parts[1][1..];
        int[] numbers = [.. limits.Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Select(n => n == "*" ? 0 : int.Parse(n, CultureInfo.InvariantCulture))];
        return parts[1][0] switch
        {
            'C' => new(name, required, CebContent.Text, numbers[0], numbers[1], 0),
            'N' => new(name, required, CebContent.Number, 1, numbers[0], numbers[1]),
            _ => new(name, required, CebContent.Whole, 1, numbers.FirstOrDefault(), 0),
        };
    }

    static RateFile Table(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("declarations/" + name)!,
            Encoding.UTF8);
        return new(name, reader.ReadToEnd());
    }
}
