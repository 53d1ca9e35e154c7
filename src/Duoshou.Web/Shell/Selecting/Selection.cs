using System.Globalization;
using System.Text;
using Duoshou.App.Metrics;
using Duoshou.Kernel;
using Microsoft.AspNetCore.Http;

namespace Duoshou.Web.Shell.Selecting;

/// <summary>
/// What a page is about: clients, shops, platform, market, days, what they are held against, and the currency. It stands in the address
/// with exact dates, so that a link opens the same view for whoever may see it.
/// </summary>
public sealed record Selection
{
    public ClientId? Client { get; init; }
    public IReadOnlyList<ShopId> Shops { get; init; } = [];
    public string? Platform { get; init; }

    /// <summary>The market as ISO 3166, two letters.</summary>
    public string? Market { get; init; }
    public required Period Range { get; init; }

    /// <summary>What the range is held against; null for nothing.</summary>
    public Comparison? Against { get; init; }
    public required Currency Currency { get; init; }

    /// <summary>What the address said and nobody could read, such as shops=abc; the page says so rather than show something else in silence.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The days that stand against the range, or null. A festival that is not known near the range finds none.</summary>
    public Period? Before
    {
        get
        {
            try
            {
                return Against?.Against(Range);
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }

    /// <summary>Reads the address. What is missing or unreadable takes the default: the last seven days held against the seven before.</summary>
    public static Selection From(IQueryCollection query, DateOnly lastDay, Currency currency) => new()
    {
        Client = ClientId.TryParse(query["client"], null, out ClientId client) ? client : null,
        Shops = [.. Split(query["shops"]).Select(text => ShopId.TryParse(text, null, out ShopId shop) ? shop : (ShopId?)null).OfType<ShopId>()],
        Platform = Word(query["platform"]),
        Market = Word(query["market"])?.ToUpperInvariant(),
        Range = ReadRange(query["range"]) ?? Period.Ending(lastDay, 7),
        Against = ReadAgainst(query["against"]),
        Currency = Currency.TryParse(query["currency"], null, out Currency wanted) ? wanted : currency,
        Unread =
        [
            .. Wrong(query, "client", text => ClientId.TryParse(text, null, out _)),
            .. Wrong(query, "shops", text => Split(text).All(each => ShopId.TryParse(each, null, out _))),
            .. Wrong(query, "range", text => ReadRange(text) is not null),
            .. Wrong(query, "against", text => text == "none" || QuestionText.Comparing(text) is not null),
            .. Wrong(query, "currency", text => Currency.TryParse(text, null, out _)),
        ],
    };

    static IEnumerable<string> Wrong(IQueryCollection query, string key, Func<string, bool> reads) =>
        query[key].ToString() is { Length: > 0 } text && !reads(text) ? [$"{key}={(text.Length <= 60 ? text : text[..60] + "…")}"] : [];

    /// <summary>The selection as the end of an address, with the question mark; further pairs of the page's own may follow.</summary>
    public string Query(params ReadOnlySpan<(string Key, string? Value)> further)
    {
        StringBuilder text = new("?");
        Add(text, "client", Client?.ToString());
        Add(text, "shops", Shops.Count == 0 ? null : string.Join(',', Shops));
        Add(text, "platform", Platform);
        Add(text, "market", Market);
        Add(text, "range", Written(Range));
        Add(text, "against", Written(Against));
        Add(text, "currency", Currency.Code);
        foreach ((string key, string? value) in further) Add(text, key, value);
        return text.ToString();
    }

    /// <summary>The same selection moved by its own length, for the keys [ and ].</summary>
    public Selection Stepped(int steps) => this with { Range = Range.Moved(Range.Days * steps) };

    static void Add(StringBuilder text, string key, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        if (text.Length > 1) text.Append('&');
        text.Append(key).Append('=').Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
    }

    static Period? ReadRange(string? text)
    {
        string[] ends = text?.Split("..", 2) ?? [];
        return ends.Length == 2 && QuestionText.Range(ends[0], ends[1], DateOnly.MaxValue) is { Days: <= 1100 } range ? range : null;
    }

    static Comparison? ReadAgainst(string? text) =>
        text == "none" ? null : string.IsNullOrEmpty(text) ? Comparison.Previous : QuestionText.Comparing(text) ?? Comparison.Previous;

    /// <summary>The word that stands for a comparison in the address.</summary>
    public static string Written(Comparison? against) => against is null ? "none" : QuestionText.Written(against);

    static string Written(Period range) => string.Create(CultureInfo.InvariantCulture, $"{range.First:yyyy-MM-dd}..{range.Last:yyyy-MM-dd}");

    static string[] Split(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];

    static string? Word(string? text) => text is { Length: > 0 and <= 32 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? text : null;
}
