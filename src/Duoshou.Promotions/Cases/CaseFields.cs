using System.Globalization;
using System.Text.Json;
using Duoshou.Kernel;
using Duoshou.Promotions.Model;

namespace Duoshou.Promotions.Cases;

/// <summary>Reads members of a case by name; what is wrong is said with the name and the value.</summary>
static class CaseFields
{
    extension(JsonElement from)
    {
        internal JsonElement? Member(string name) =>
            from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out JsonElement value)
                && value.ValueKind != JsonValueKind.Null ? value : null;

        internal string? Text(string name) => from.Member(name) is { } value ? AsText(value, name) : null;

        internal string Needed(string name) => from.Text(name) ?? throw Fault(name, from, "is missing");

        internal long? Number(string name) => from.Member(name) is { } value ? AsNumber(value, name) : null;

        internal int? Count(string name)
        {
            long? number = from.Number(name);
            return number is null or (>= int.MinValue and <= int.MaxValue) ? (int?)number
                : throw Fault(name, from, "is too large");
        }

        internal bool Flag(string name, bool otherwise) => from.Member(name) switch
        {
            null => otherwise,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { } value => throw Fault(name, value, "must be true or false"),
        };

        internal DateTimeOffset? Instant(string name)
        {
            if (from.Text(name) is not { } text) return null;
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                out DateTimeOffset instant)
                ? instant
                : throw Fault(name, from, "is not an instant such as 2026-11-22T00:00:00Z");
        }

        internal IEnumerable<JsonElement> Items(string name) => from.Member(name) switch
        {
            null => [],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            { } one => [one],
        };

        internal IReadOnlyList<string>? Texts(string name) =>
            from.Member(name) is null ? null : [.. from.Items(name).Select(item => AsText(item, name))];

        internal PromotionAmount? Amount(string name)
        {
            if (from.Member(name) is not { } value) return null;
            if (value.ValueKind != JsonValueKind.Object) return PromotionAmount.Of(AsNumber(value, name));
            return PromotionAmount.Per(value.EnumerateObject()
                .ToDictionary(p => CurrencyOf(p.Name), p => AsNumber(p.Value, name)));
        }

        internal PromotionAmount NeededAmount(string name) => from.Amount(name) ?? throw Fault(name, from, "is missing");

        internal int NeededCount(string name) => from.Count(name) ?? throw Fault(name, from, "is missing");

        /// <summary>One of a few words, each standing for a value.</summary>
        internal T Word<T>(string name, T otherwise, params ReadOnlySpan<(string Word, T Value)> words)
        {
            if (from.Text(name) is not { } text) return otherwise;
            foreach ((string word, T value) in words)
                if (word == text) return value;
            throw Fault(name, from, $"'{text}' is not known");
        }
    }

    internal static Currency CurrencyOf(string code) =>
        Currency.TryParse(code, null, out Currency currency) ? currency
            : throw new PromotionException("currency", $"'{code}' is not a currency code of ISO 4217.");

    internal static PromotionException Fault(string name, JsonElement where, string what)
    {
        string shown = where.GetRawText();
        return new PromotionException("bad_field", $"{name} {what}: {(shown.Length > 120 ? shown[..120] + "…" : shown)}");
    }

    static long AsNumber(JsonElement value, string name)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number)) return number;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal exact)
            && exact == decimal.Truncate(exact)) return (long)exact;
        throw Fault(name, value, "must be a whole number of minor units or basis points");
    }

    static string AsText(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw Fault(name, value, "must be a text"),
    };
}
