using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Duoshou.Kernel;

namespace Duoshou.Tax.Rates;

/// <summary>
/// Every rate, limit, category and rule, each with the days on which it holds, its source and its certainty. A book never
/// changes:
/// <see cref="With"/> gives another book, or throws and leaves this one as it was, so that a broken table cannot replace a good
/// one.
/// </summary>
public sealed class LegalRates
{
    static readonly Lazy<LegalRates> BuiltIn = new(() => new(Embedded()));

    readonly FrozenDictionary<string, RateFile> files;
    readonly FrozenDictionary<string, FrozenDictionary<string, Figure[]>> figures;
    readonly FrozenDictionary<string, FrozenDictionary<string, VatRate[]>> vat;
    readonly FrozenDictionary<string, ParcelRate[]> parcel;
    readonly FrozenDictionary<string, SlidingScheme[]> sliding;
    readonly FrozenDictionary<string, FrozenDictionary<string, TariffLine[]>> lines;
    readonly FrozenDictionary<string, FrozenDictionary<string, DutyRate[]>> duties;
    readonly FrozenDictionary<string, int> codeLengths;
    readonly FrozenDictionary<string, Band[]> bands;
    readonly FrozenDictionary<string, Place> places;
    readonly FrozenDictionary<string, FrozenSet<string>> groups;
    readonly FrozenDictionary<string, DateOnly[]> changes;

    LegalRates(IEnumerable<RateFile> all)
    {
        files = all.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
        figures = Grouped(RateTables.Figures(File("figures.csv")), f => f.Country, f => f.Code);
        vat = Grouped(RateTables.Vat(File("vat.csv")), r => r.Country, r => r.Class);
        parcel = Grouped(RateTables.Parcel(File("parcel.csv")), r => r.Category);
        sliding = Grouped(RateTables.Sliding(File("sliding.csv")), s => s.Name);
        lines = Grouped(RateTables.Lines(File("lines.csv")), l => l.Country, l => l.Hs);
        duties = RateTables.Duties(File("duties.csv")).GroupBy(d => d.Country).ToFrozenDictionary(of => of.Key,
            of => of.GroupBy(d => d.Hs, StringComparer.Ordinal).ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal));
        codeLengths = duties.ToFrozenDictionary(of => of.Key, of => of.Value.Keys.Aggregate(0, (all, code) => all | 1 << code.Length));
        foreach (DutyRate[] rows in duties.Values.SelectMany(codes => codes.Values)) Periods.Check(rows, d => (d.Layer, d.Origins, d.Above, d.UpTo));
        Consumption = [.. RateTables.Consumption(File("consumption.csv"))];
        Periods.Check(Consumption, c => (c.Code, c.Test));
        Positive = [.. RateTables.Positive(File("positive.csv"))];
        Periods.Check(Positive, p => p.Hs);
        Filings = [.. RateTables.Filings(File("filings.csv"))];
        Refunds = [.. RateTables.Refunds(File("refunds.csv"))];
        bands = RateTables.Bands(File("bands.csv")).GroupBy(b => b.Place).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        AllPlaces = [.. RateTables.Places(File("places.csv"))];
        places = AllPlaces.ToFrozenDictionary(p => p.Country);
        changes = places.Values.ToFrozenDictionary(p => p.Country, ChangeDays);
        groups = RateTables.Groups(File("groups.csv")).ToFrozenDictionary(g => g.Key, g => g.Value.ToFrozenSet());
        Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
            files.Values.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + f.Version)))))[..12];
    }

    /// <summary>The tables that come with this version of the product.</summary>
    public static LegalRates Current => BuiltIn.Value;

    /// <summary>A digest of all tables: two books with the same version answer the same.</summary>
    public string Version { get; }

    /// <summary>The tables, for showing and for keeping beside old quotes.</summary>
    public IEnumerable<RateFile> Files => files.Values.OrderBy(f => f.Name, StringComparer.Ordinal);

    /// <summary>The same book with one table replaced.</summary>
    /// <exception cref="RateFileException">The table cannot be used; this book stays as it was.</exception>
    public LegalRates With(RateFile table) => files.ContainsKey(table.Name)
        ? new(files.Values.Where(f => f.Name != table.Name).Append(table))
        : throw new RateFileException(table.Name, 1, "", table.Name, new(
            $"没有叫这个名字的表；有：{string.Join("、", files.Keys.Order())}。",
                $"No table has this name; the tables are {string.Join(", ", files.Keys.Order())}."));

    /// <summary>The book of given tables; all of them must be there.</summary>
    /// <exception cref="RateFileException">A table is missing or cannot be used.</exception>
    public static LegalRates Of(IEnumerable<RateFile> tables) => new(tables);

    internal IEnumerable<TariffLine> AllLines => lines.Values.SelectMany(codes => codes.Values).SelectMany(rows => rows);

    internal IReadOnlyList<Place> AllPlaces { get; }

    /// <summary>When taxes that a seller collects are to be filed.</summary>
    public IReadOnlyList<Filing> Filings { get; }

    /// <summary>In which return a refund gives back the tax of a sale.</summary>
    public IReadOnlyList<RefundRule> Refunds { get; }

    internal ConsumptionRate[] Consumption { get; }

    /// <summary>Goods that may enter by retail import; empty until the list is imported.</summary>
    internal PositiveGoods[] Positive { get; }

    internal Figure? Figure(string country, string code, DateOnly day) => On(figures, country, code, day);

    /// <summary>The last day that the book answers for, and the day to which it was compared with its sources; none before it begins.</summary>
    internal (DateOnly Last, DateOnly Compared)? Horizon(DateOnly day)
    {
        // Questions come by the thousand for one day.
        if (lately is { } known && known.Day == day) return known.Answer;
        (DateOnly, DateOnly)? answer = Figure("*", "horizon", day) is { } last && Figure("*", "checked_to", day) is { } compared ? (Date(last), Date(compared)) : null;
        lately = new(day, answer);
        return answer;

        // A day is written as the number 20261231.
        static DateOnly Date(Figure figure) => new((int)figure.Value / 10_000, (int)figure.Value / 100 % 100, (int)figure.Value % 100);
    }

    sealed record Lately(DateOnly Day, (DateOnly, DateOnly)? Answer);

    volatile Lately? lately;

    internal VatRate? Vat(string country, string of, DateOnly day) => On(vat, country, of, day);

    internal ParcelRate? Parcel(string category, DateOnly day) => On(parcel, category, day);

    internal SlidingScheme? Sliding(string name, DateOnly day) => On(sliding, name, day);

    /// <summary>The most exact tariff line for a code: ten digits, then eight, then six.</summary>
    internal TariffLine? Line(string country, string hs, DateOnly day) =>
        Prefixes(hs).Select(prefix => On(lines, country, prefix, day)).FirstOrDefault(line => line is not null);

    /// <summary>Every layer of duty that may lie on a code on a day; those of all goods included. The most exact code comes first.</summary>
    internal List<DutyRate> Duties(string country, string hs, DateOnly day)
    {
        List<DutyRate> found = [];
        if (!duties.TryGetValue(country, out FrozenDictionary<string, DutyRate[]>? codes)) return found;
        int lengths = codeLengths[country];
        FrozenDictionary<string, DutyRate[]>.AlternateLookup<ReadOnlySpan<char>> lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> code = hs;
        for (int digits = hs.Length; digits >= 0; digits--)
        {
            // Only lengths that the country's tariff has are looked for.
            if ((lengths >> digits & 1) == 0 || !lookup.TryGetValue(code[..digits], out DutyRate[]? rows)) continue;
            foreach (DutyRate row in rows)
                if (row.Cited.Holds(day)) found.Add(row);
        }

        return found;
    }

    /// <summary>One layer of duty on a code, a day and an origin; that of the most exact code.</summary>
    internal DutyRate? Duty(string country, string hs, DateOnly day, string layer, string origin)
    {
        if (!duties.TryGetValue(country, out FrozenDictionary<string, DutyRate[]>? codes)) return null;
        int lengths = codeLengths[country];
        FrozenDictionary<string, DutyRate[]>.AlternateLookup<ReadOnlySpan<char>> lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int digits = hs.Length; digits >= 0; digits--)
        {
            if ((lengths >> digits & 1) == 0 || !lookup.TryGetValue(hs.AsSpan(0, digits), out DutyRate[]? rows)) continue;
            foreach (DutyRate row in rows)
                if (row.Layer == layer && row.Cited.Holds(day) && Covers(row, origin)) return row;
        }

        return null;
    }

    /// <summary>Whether a rate is for goods of an origin.</summary>
    internal bool Covers(DutyRate rate, string origin)
    {
        if (rate.Among.Length == 0) return true;
        foreach (string one in rate.Among)
            if (one == origin || InGroup(origin, one)) return true;
        return false;
    }

    /// <summary>A layer that lies on all goods of a country on a day.</summary>
    internal DutyRate? OfAllGoods(string country, string layer, DateOnly day)
    {
        if (duties.TryGetValue(country, out FrozenDictionary<string, DutyRate[]>? codes) && codes.TryGetValue("", out DutyRate[]? rows))
            foreach (DutyRate row in rows)
                if (row.Layer == layer && row.Cited.Holds(day)) return row;
        return null;
    }

    /// <summary>The last day before a given one for which the tariff of a country has a rate or a line for a code; none without.</summary>
    internal DateOnly? TariffEnd(string country, string hs, DateOnly day) => Prefixes(hs)
        .SelectMany(prefix => (duties.GetValueOrDefault(country)?.GetValueOrDefault(prefix) ?? []).Select(d => d.Cited)
            .Concat((lines.GetValueOrDefault(country)?.GetValueOrDefault(prefix) ?? []).Select(l => l.Cited)))
        .Select(c => c.To).Where(to => to is { } end && end < day).Max();

    /// <summary>The bands of a place, of any day, in the order of the table.</summary>
    internal Band[] Bands(Place place) => bands.GetValueOrDefault(place.Group.Length > 0 ? place.Group : place.Country, []);

    internal Place? Place(string country) => places.GetValueOrDefault(country);

    internal bool InGroup(string country, string group) =>
        groups.TryGetValue(group, out FrozenSet<string>? members) && members.Contains(country);

    /// <summary>The first day after a given one on which some row of a place changes.</summary>
    internal DateOnly? NextChange(Place place, DateOnly day)
    {
        DateOnly[] days = changes.GetValueOrDefault(place.Country, []);
        int at = Array.BinarySearch(days, day.AddDays(1));
        if (at < 0) at = ~at;
        return at < days.Length ? days[at] : null;
    }

    /// <summary>Every day on which a band or a VAT rate of a place begins or no longer holds.</summary>
    DateOnly[] ChangeDays(Place place) =>
    [
        .. bands.GetValueOrDefault(place.Group.Length > 0 ? place.Group : place.Country, []).Select(b => b.Cited)
            .Concat((vat.GetValueOrDefault(place.Country)?.Values ?? []).SelectMany(r => r).Select(r => r.Cited))
            .SelectMany(c => c.To is { } to ? new[] { c.From, to.AddDays(1) } : [c.From]).Distinct().Order(),
    ];

    RateFile File(string name) => files.TryGetValue(name, out RateFile? file)
        ? file
        : throw new RateFileException(name, 1, "", "", new("缺少这张表。", "The table is missing."));

    static IEnumerable<string> Prefixes(string hs)
    {
        for (int digits = hs.Length; digits >= 2; digits--) yield return hs[..digits];
    }

    static T? On<T>(FrozenDictionary<string, FrozenDictionary<string, T[]>> rows, string country, string code, DateOnly day) where T : DatedRow =>
        rows.TryGetValue(country, out FrozenDictionary<string, T[]>? codes) ? On(codes, code, day) : null;

    static T? On<TKey, T>(FrozenDictionary<TKey, T[]> rows, TKey key, DateOnly day) where TKey : notnull where T : DatedRow
    {
        if (rows.TryGetValue(key, out T[]? found))
            foreach (T row in found)
                if (row.Cited.Holds(day)) return row;
        return null;
    }

    static FrozenDictionary<TKey, T[]> Grouped<TKey, T>(IEnumerable<T> rows, Func<T, TKey> key) where TKey : notnull where T
        : DatedRow
    {
        T[] all = [.. rows];
        Periods.Check(all, key);
        return all.GroupBy(key).ToFrozenDictionary(g => g.Key, g => g.ToArray());
    }

    static FrozenDictionary<string, FrozenDictionary<string, T[]>> Grouped<T>(IEnumerable<T> rows, Func<T, string> country, Func<T, string> code)
        where T : DatedRow => rows.GroupBy(country).ToFrozenDictionary(of => of.Key, of => Grouped(of, code));

    static IEnumerable<RateFile> Embedded()
    {
        Assembly here = typeof(LegalRates).Assembly;
        foreach (string name in here.GetManifestResourceNames().Where(n => n.StartsWith("rates/", StringComparison.Ordinal)))
        {
            using StreamReader reader = new(here.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return new(name["rates/".Length..], reader.ReadToEnd());
        }
    }
}

/// <summary>Two rows for the same thing on the same day would make the answer a matter of chance.</summary>
static class Periods
{
    public static void Check<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key) where T : DatedRow
    {
        foreach (IGrouping<TKey, T> group in rows.GroupBy(key))
        {
            Cited? before = null;
            foreach (Cited row in group.Select(r => r.Cited).OrderBy(c => c.From))
            {
                if (before is not null && (before.To is not { } to || to >= row.From))
                    throw new RateFileException(row.File, row.Line, "from",
                        row.From.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new(
                        $"与第 {before.Line} 行的有效期重叠；先给那一行写失效日。",
                            $"The period overlaps line {before.Line}; give that row its last day first."));
                before = row;
            }
        }
    }
}
