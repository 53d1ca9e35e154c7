using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Duoshou.Kernel;

/// <summary>An id that says what it identifies. Version 7, so that ids sort by the time at which they were made.</summary>
/// <typeparam name="TSelf">The id itself.</typeparam>
public interface ITypedId<TSelf> : IParsable<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The bare value, for storage.</summary>
    Guid Value { get; }

    /// <summary>The id of a stored value.</summary>
    static abstract TSelf From(Guid value);

    /// <summary>A new id; the clock makes it sort by time.</summary>
    static virtual TSelf New(TimeProvider clock) => TSelf.From(Guid.CreateVersion7(clock.GetUtcNow()));

    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TSelf.From(Guid.Parse(s));

    static bool IParsable<TSelf>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TSelf result)
    {
        bool parsed = Guid.TryParse(s, out Guid value);
        result = TSelf.From(value);
        return parsed;
    }
}

/// <summary>A shop: one storefront on one platform in one market.</summary>
[JsonConverter(typeof(TypedIdJson<ShopId>))]
public readonly record struct ShopId(Guid Value) : ITypedId<ShopId>
{
    /// <inheritdoc />
    public static ShopId From(Guid value) => new(value);

    /// <summary>A new id; the clock makes it sort by time.</summary>
    public static ShopId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads an id from an address or a file.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ShopId result) => TypedIds.Read(s, out result);

    /// <summary>The value as 32 hexadecimal digits with dashes.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A client of the agency: the one who owns shops.</summary>
[JsonConverter(typeof(TypedIdJson<ClientId>))]
public readonly record struct ClientId(Guid Value) : ITypedId<ClientId>
{
    /// <inheritdoc />
    public static ClientId From(Guid value) => new(value);

    /// <summary>A new id; the clock makes it sort by time.</summary>
    public static ClientId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads an id from an address or a file.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ClientId result) => TypedIds.Read(s, out result);

    /// <summary>The value as 32 hexadecimal digits with dashes.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>A person who signs in.</summary>
[JsonConverter(typeof(TypedIdJson<UserId>))]
public readonly record struct UserId(Guid Value) : ITypedId<UserId>
{
    /// <inheritdoc />
    public static UserId From(Guid value) => new(value);

    /// <summary>A new id; the clock makes it sort by time.</summary>
    public static UserId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads an id from an address or a file.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId result) => TypedIds.Read(s, out result);

    /// <summary>The value as 32 hexadecimal digits with dashes.</summary>
    public override string ToString() => Value.ToString();
}

/// <summary>One import: facts that came in together and can be taken back together.</summary>
[JsonConverter(typeof(TypedIdJson<BatchId>))]
public readonly record struct BatchId(Guid Value) : ITypedId<BatchId>
{
    /// <inheritdoc />
    public static BatchId From(Guid value) => new(value);

    /// <summary>A new id; the clock makes it sort by time.</summary>
    public static BatchId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads an id from an address or a file.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BatchId result) => TypedIds.Read(s, out result);

    /// <summary>The value as 32 hexadecimal digits with dashes.</summary>
    public override string ToString() => Value.ToString();
}

static class TypedIds
{
    public static bool Read<TId>(string? text, out TId id) where TId : struct, ITypedId<TId>
    {
        bool parsed = Guid.TryParse(text, out Guid value);
        id = TId.From(value);
        return parsed;
    }
}

/// <summary>Writes a typed id as its bare value.</summary>
public sealed class TypedIdJson<TId> : JsonConverter<TId> where TId : struct, ITypedId<TId>
{
    /// <inheritdoc />
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
