using Duoshou.App.Connectors;
using Duoshou.App.Reports;
using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Orders;

/// <summary>What was sold, for analyses: of shops within a scope, or of a file that is not imported.</summary>
public sealed class Sales(IFactRows facts, IShops shops, Remembered remembered)
{
    /// <summary>The lines of the scope's shops in a range, in one currency.</summary>
    /// <param name="into">The currency; null for the shops' own, which must then be one.</param>
    public Task<Answered<SoldLines>> OfShops(Scope scope, Period range, Currency? into, CancellationToken cancel) =>
        remembered.Once(("sold", scope, range, into), () => Read(scope, range, into, cancel));

    async Task<Answered<SoldLines>> Read(Scope scope, Period range, Currency? into, CancellationToken cancel)
    {
        IReadOnlyList<ShopCard> cards = await shops.All(scope, cancel);
        IReadOnlyList<FactSum> sums = await facts.Sums(FactKind.OrderLine, SoldLineReading.By, SoldLineReading.Sums, range, scope, cancel);
        if (sums.Count > SoldLines.Most) return new(null, TooMany(sums.Count));
        List<RawLine> raw = [.. sums.Select(SoldLineReading.Of)];
        Currency[] named = [.. raw.Select(line => line.Currency).Distinct().OfType<string>().Select(Currency.Of)];
        Currency target = into ?? (named.Length == 1 ? named[0] : cards.Count > 0 ? cards[0].Currency : Currency.None);
        if (into is null && named.Length > 1) return new(null, Mixed(named, file: false));
        RateBook rates = await shops.Rates(cancel);
        Dictionary<(string, DateOnly), decimal?> known = [];
        decimal? RateOf(RawLine line)
        {
            if (line.Currency is null || line.Currency == target.Code) return 1m;
            if (!known.TryGetValue((line.Currency, line.Day), out decimal? rate))
                known[(line.Currency, line.Day)] = rate = rates.Find(Currency.Of(line.Currency), target, line.Day)?.Rate;
            return rate;
        }

        if (raw.FirstOrDefault(line => RateOf(line) is null) is { Currency: { } lacking } without)
            return new(null, new("rate.missing", new($"没有 {without.Day:yyyy-MM-dd} 的 {lacking} 到 {target} 汇率。",
                $"There is no rate from {lacking} to {target} near {without.Day:yyyy-MM-dd}."),
                new("先录入汇率，或按店铺自己的币种看。", "Record the rate, or look at the shop in its own currency."), "currency", lacking));
        (List<SoldLine> lines, List<Words> limits) = SoldLineReading.Kept(raw, line => RateOf(line)!.Value);
        if (!scope.SeesCost) lines = [.. lines.Select(line => line with { Cost = null })];
        return new(new SoldLines { Lines = lines, Currency = target, End = range.Last, Limits = limits }, null);
    }

    /// <summary>The lines of a file that was read as order lines.</summary>
    /// <param name="only">Where the file holds several currencies: the one to keep.</param>
    public static Answered<SoldLines> OfFile(FileFacts file, Currency? only)
    {
        List<RawLine> raw = [];
        foreach (FactChunk chunk in file.Chunks)
        {
            raw.AddRange(SoldLineReading.Of(chunk));
            if (raw.Count > SoldLines.Most) return new(null, TooMany(raw.Count));
        }

        List<Words> limits = [.. file.Limits];
        Currency[] named = [.. raw.Select(line => line.Currency).Distinct().OfType<string>().Where(code => code != "XXX")
            .Select(code => Currency.TryParse(code, null, out Currency found) ? found : Currency.None).Distinct()];
        if (raw.FirstOrDefault(line => line.Currency is { } code && code != "XXX" && !Currency.TryParse(code, null, out _)) is { Currency: { } odd } && only is null)
            return new(null, NoCurrency(odd));
        if (named.Length > 1 && only is null) return new(null, Mixed(named, file: true));
        if (only is { } wanted && named.Length > 0)
        {
            int others = raw.RemoveAll(line => line.Currency != wanted.Code);
            if (others > 0) limits.Add(new($"{others} 行是别的币种，没有算。", $"{others} rows are in another currency and were left out."));
        }

        if (Repeated(raw) is { } repeated) limits.Add(repeated);
        (List<SoldLine> lines, List<Words> more) = SoldLineReading.Kept(raw, _ => 1m);
        DateOnly end = lines.Count == 0 ? DateOnly.MinValue : lines.Max(line => line.Day);
        return new(new SoldLines { Lines = lines, Currency = only ?? (named.Length == 1 ? named[0] : Currency.None), End = end, Limits = [.. limits, .. more] }, null);
    }

    /// <summary>Beyond so many rows they are not held against each other; it would cost more memory than it tells.</summary>
    const int MostHeldAgainstEachOther = 2_000_000;

    /// <summary>Rows that say the same of the same order once more: a file that was put together twice counts everything twice.</summary>
    static Words? Repeated(List<RawLine> raw)
    {
        if (raw.Count > MostHeldAgainstEachOther) return null;
        HashSet<RawLine> seen = [];
        long again = raw.Count(line => line.Order is not null && !seen.Add(line));
        return again == 0 ? null : new($"{again} 行与前面的行完全相同（同一订单、商品、日期、金额），也算进去了；文件若重复导出过，先去重。",
            $"{again} rows are the same as an earlier one (order, item, day, amount) and were counted; if the file holds an export twice, take one out.");
    }

    static Refusal NoCurrency(string code) => new("currency.unknown", new($"文件里的「{code}」不是 ISO 4217 币种。", $"“{code}” in the file is not a currency of ISO 4217."),
        new("改正币种列，或用 --currency 只算一种币种的行。", "Correct the column of currencies, or use the rows of one currency only with --currency."), "currency", code);

    static Refusal TooMany(long rows) => new("analysis.too_many_rows",
        new($"有 {rows} 行，超过一次分析的上限 {SoldLines.Most} 行。", $"There are more than {SoldLines.Most} rows, the most that one analysis takes."),
        new("缩短日期范围，或少选几家店。", "Take a shorter range or fewer shops."), "rows", rows.ToString(System.Globalization.CultureInfo.InvariantCulture));

    static Refusal Mixed(Currency[] found, bool file)
    {
        string all = string.Join(", ", found.Select(currency => currency.Code).Order(StringComparer.Ordinal));
        return new("currency.mixed", new($"含多种货币（{all}），不能直接相加。", $"There are several currencies ({all}), which cannot be added."),
            file ? new("用 --currency 选一种，只算那种货币的行。", "Choose one with --currency; only its rows are used.")
                : new("用 --currency 指定换算成哪种货币。", "Name the currency to convert into with --currency."), "currency", all);
    }
}
