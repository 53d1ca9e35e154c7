using System.Globalization;
using Duoshou.App.Connectors;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Audience;

/// <summary>Makes the orders that an audience is read from, of the ledger or of a file.</summary>
public static class AudienceOrders
{
    static readonly string[] Names = ["row_class", "order_id", "currency", "buyer_kind", "country", "region", "device", "channel", "keyword"];

    internal static string[] By { get; } = [.. Names, "day"];

    internal static string[] Sums { get; } = ["quantity", "paid", "gross"];

    /// <summary>Sums of the ledger; money by a rate into one currency, 0 for a row whose rate is not known.</summary>
    internal static List<AudienceOrder> Of(IEnumerable<FactSum> sums, Func<string?, DateOnly, decimal> rate) =>
        [.. Joined(sums.Where(sum => sum.Keys[0] is null or RowClass.Sale).Select(sum => (sum.Keys, Day: Day(sum.Keys[^1]), sum.Sums)), rate)];

    /// <summary>The orders of a file that was read as order lines.</summary>
    /// <param name="only">Where the file holds several currencies: the one to keep.</param>
    /// <param name="without">Orders that were left out because nothing was paid for them, or no piece kept.</param>
    public static IReadOnlyList<AudienceOrder> Of(FileFacts file, Currency? only, out long without)
    {
        FactTable table = FactTables.OrderLine;
        FactColumn[] texts = [.. Names.Select(name => table[name])], numbers = [.. Sums.Select(name => table[name])];
        long left = 0;
        AudienceOrder[] orders = [.. Joined(Rows(), (_, _) => 1m, () => left++)];
        without = left;
        return orders;

        IEnumerable<(IReadOnlyList<string?> Keys, DateOnly Day, IReadOnlyList<decimal?> Sums)> Rows()
        {
            foreach (FactChunk chunk in file.Chunks)
                for (int row = 0; row < chunk.Count; row++)
                {
                    int at = row;
                    if (chunk.Text(texts[0], at) is { } kind && kind != RowClass.Sale) continue;
                    if (only is { } wanted && chunk.Text(texts[2], at) is { } code && code != wanted.Code && code != Currency.None.Code) continue;
                    yield return ([.. texts.Select(column => chunk.Text(column, at))],
                        DateOnly.FromDateTime(chunk.Moment(table["ordered_at"], at) ?? default),
                        [.. numbers.Select(column => chunk.Number(column, at))]);
                }
        }
    }

    static IEnumerable<AudienceOrder> Joined(IEnumerable<(IReadOnlyList<string?> Keys, DateOnly Day, IReadOnlyList<decimal?> Sums)> rows,
        Func<string?, DateOnly, decimal> rate, Action? leftOut = null)
    {
        foreach (var order in rows.GroupBy(row => row.Keys[1]))
        {
            var first = order.First();
            decimal pieces = order.Sum(row => row.Sums[0] ?? 1m), amount = order.Sum(row => row.Sums[1] ?? row.Sums[2] ?? 0m) * rate(first.Keys[2], first.Day);
            if (pieces <= 0m || amount <= 0m)
            {
                leftOut?.Invoke();
                continue;
            }

            yield return new(order.Key ?? "", first.Day, decimal.Round(amount / pieces, 4), amount,
                first.Keys[3] switch { "new" => true, "returning" => false, _ => null },
                first.Keys[4], first.Keys[5], first.Keys[6], first.Keys[7], first.Keys[8]);
        }
    }

    static DateOnly Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
        out DateOnly day) ? day : DateOnly.MinValue;
}
