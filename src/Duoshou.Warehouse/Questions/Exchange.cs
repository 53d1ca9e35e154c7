using Duoshou.Kernel;

namespace Duoshou.Warehouse.Questions;

/// <summary>Turns money of a day into the currency of the question, and keeps account of the rates it used.</summary>
sealed class Exchange(RateBook rates, Currency? target, RateKind kind)
{
    readonly Dictionary<(string From, DateOnly Day), decimal?> known = [];
    readonly SortedDictionary<string, (decimal Rate, DateOnly On, string Source)> used = new(StringComparer.Ordinal);

    public Currency? Target => target;

    /// <summary>The oldest date of a rate that was used, or null when none was needed.</summary>
    public DateOnly? Oldest { get; private set; }

    /// <summary>The rates in words, or null when none was needed: each pair with its last factor and source.</summary>
    public string? Shown => used.Count == 0 ? null : string.Join("; ", used.Select(rate =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{rate.Key}→{target} {rate.Value.Rate} ({kind}, {rate.Value.On:yyyy-MM-dd}, {rate.Value.Source})")));

    /// <summary>The factor for a currency on a day, or null when no rate is known.</summary>
    public decimal? Factor(string from, DateOnly day)
    {
        if (target is null || from == target.Value.Code) return 1m;
        if (known.TryGetValue((from, day), out decimal? factor)) return factor;
        var found = Currency.TryParse(from, null, out Currency currency) ? rates.Find(currency, target.Value, day, kind) : null;
        if (found is { } rate)
        {
            used[from] = rate;
            if (Oldest is null || rate.On < Oldest) Oldest = rate.On;
        }

        return known[(from, day)] = found?.Rate;
    }
}
