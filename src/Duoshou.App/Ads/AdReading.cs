using System.Globalization;
using Duoshou.App.Connectors;
using Duoshou.App.Orders;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Ads;

/// <summary>Makes days of advertising, of the ledger or of a file.</summary>
public static class AdReading
{
    static readonly string[] Texts = ["campaign", "keyword", "currency"];

    internal static string[] By { get; } = ["day", .. Texts];

    internal static string[] Sums { get; } = ["impressions", "clicks", "cost", "credited_orders", "credited_sales"];

    /// <param name="account">The shop whose account it is, where several are looked at together; else empty.</param>
    internal static AdDay Of(FactSum sum, decimal rate, string account) => new(DateOnly.ParseExact(sum.Keys[0]!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        sum.Keys[1] ?? "—", sum.Keys[2],
        sum.Sums[0] ?? 0m, sum.Sums[1] ?? 0m, (sum.Sums[2] ?? 0m) * rate, sum.Sums[3] ?? 0m, (sum.Sums[4] ?? 0m) * rate) { Account = account };

    /// <summary>Sums of the ledger in one currency by the rate of each day; those without a rate are left out and said.</summary>
    /// <param name="accounts">Names of the accounts where several are looked at together.</param>
    internal static (AdDay[] Days, List<Words> Limits) Converted(IReadOnlyList<FactSum> sums, RateBook rates, Currency target,
        IReadOnlyDictionary<ShopId, string> accounts)
    {
        Dictionary<(string, string), decimal?> known = [];
        decimal? RateOf(FactSum sum)
        {
            if (sum.Keys[3] is not { } code || code == target.Code) return 1m;
            if (!known.TryGetValue((code, sum.Keys[0]!), out decimal? rate))
                known[(code, sum.Keys[0]!)] = rate = rates.Find(Currency.Of(code), target, DateOnly.ParseExact(sum.Keys[0]!, "yyyy-MM-dd",
                    CultureInfo.InvariantCulture))?.Rate;
            return rate;
        }

        List<Words> limits = [];
        int unrated = sums.Count(sum => RateOf(sum) is null);
        if (unrated > 0) limits.Add(new($"{unrated} 行没有汇率，没有算。", $"{unrated} rows have no exchange rate and were left out."));
        return ([.. sums.Where(sum => RateOf(sum) is not null).Select(sum => Of(sum, RateOf(sum)!.Value, accounts.GetValueOrDefault(sum.Shop, "")))], limits);
    }

    /// <summary>The share of sales left before advertising, over lines whose cost is known.</summary>
    internal static decimal? MarginOf(SoldLines? sold)
    {
        decimal amount = 0m, cost = 0m;
        foreach (SoldLine line in sold?.Lines ?? [])
            if (line.Cost is { } known) (amount, cost) = (amount + line.Amount, cost + known);
        return amount > 0m ? decimal.Round((amount - cost) / amount, 4) : null;
    }

    /// <summary>The days of a file that was read as advertising; rows of negative clicks or cost are left out and said.</summary>
    /// <param name="only">Where the file holds several currencies: the one to keep.</param>
    public static Answered<AdRows> Of(FileFacts file, Currency? only)
    {
        FactTable table = FactTables.Ad;
        FactColumn at = table["at"];
        FactColumn[] texts = [.. Texts.Select(name => table[name])], numbers = [.. Sums.Select(name => table[name])];
        List<AdDay> days = [];
        HashSet<string> currencies = [];
        long negative = 0, others = 0, beyond = 0;
        foreach (FactChunk chunk in file.Chunks)
            for (int row = 0; row < chunk.Count; row++)
            {
                string code = chunk.Text(texts[2], row) ?? "XXX";
                if (only is { } wanted && code != "XXX" && code != wanted.Code)
                {
                    others++;
                    continue;
                }

                currencies.Add(code);
                decimal N(int i) => chunk.Number(numbers[i], row) ?? 0m;
                if (N(1) < 0m || N(2) < 0m)
                {
                    negative++;
                    continue;
                }

                if (N(3) > N(1) || numbers[0] is { } seen && chunk.Number(seen, row) is { } shown && N(1) > shown) beyond++;
                days.Add(new(DateOnly.FromDateTime(chunk.Moment(at, row) ?? default), chunk.Text(texts[0], row) ?? "—", chunk.Text(texts[1], row),
                    N(0), N(1), N(2), N(3), N(4)));
            }

        if (currencies.Count > 1)
        {
            string all = string.Join(", ", currencies.Order(StringComparer.Ordinal));
            return new(null, new("currency.mixed", new($"含多种货币（{all}），不能直接相加。", $"There are several currencies ({all}), which cannot be added."),
                new("用 --currency 选一种。", "Choose one with --currency."), "currency", all));
        }

        List<Words> limits = [.. file.Limits];
        if (negative > 0) limits.Add(new($"{negative} 行点击或花费为负，没有算。", $"{negative} rows have negative clicks or cost and were left out."));
        if (beyond > 0) limits.Add(new($"{beyond} 行的订单多于点击，或点击多于展现，照样算了；请核对口径。",
            $"{beyond} rows tell more orders than clicks, or more clicks than impressions; they were counted as they are: look at how they were counted."));
        if (others > 0) limits.Add(new($"{others} 行是别的币种，没有算。", $"{others} rows are in another currency and were left out."));
        return new(new(days, currencies.Count == 1 && Currency.TryParse(currencies.First(), null, out Currency found) ? found : Currency.None, limits), null);
    }
}

/// <summary>Days of advertising with their currency.</summary>
public sealed record AdRows(IReadOnlyList<AdDay> Days, Currency Currency, IReadOnlyList<Words> Limits);
