using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>
/// Finds amounts of whole orders that a file repeats in each row of the order, or writes in its first row only. Added up as they stand the
/// former would count an order of three rows three times, the latter give the first product what all were sold for.
/// </summary>
sealed class OrderTotals
{
    static readonly string[] Amounts = ["gross", "list_amount", "paid", "freight", "tax", "discount_seller", "discount_platform", "refunded", "fee_estimate"];

    /// <summary>Amounts that a row of its own may have alike by chance; they need more evidence.</summary>
    static readonly string[] Small = ["freight", "tax", "discount_seller", "discount_platform", "fee_estimate"];

    readonly Mapping mapping;
    readonly HeaderIndex index;
    readonly int quantity, price;
    readonly HeldRecord[][] orders;

    OrderTotals(TableSample sample, Mapping mapping)
    {
        (this.mapping, index) = (mapping, new(sample.Headers));
        int order = Place("order_id");
        quantity = Place("quantity");
        Synonyms names = Synonyms.All.First(synonyms => synonyms.Kind == FactKind.OrderLine);
        price = Enumerable.Range(0, sample.Headers.Count).Where(place => sample.Columns[place].LooksLikeNumbers)
            .Select(place => (Place: place, Fit: names.Fit(sample.Headers[place], "unit_price"))).Where(pair => pair.Fit > 0.9)
            .OrderByDescending(pair => pair.Fit).Select(pair => pair.Place).FirstOrDefault(-1);
        orders = order < 0 ? [] : [.. Named(sample.Records, order, carried: mapping.CarriesDown is not null).GroupBy(pair => pair.Order, pair => pair.Record)
            .Select(rows => rows.ToArray()).Where(rows => rows.Length > 1)];
    }

    /// <summary>Each record with its order; where cells are merged, that of the row above.</summary>
    static IEnumerable<(string Order, HeldRecord Record)> Named(IEnumerable<HeldRecord> records, int place, bool carried)
    {
        string last = "";
        foreach (HeldRecord record in records)
        {
            string own = Cell(record, place);
            if (own.Length > 0) last = own;
            else if (!carried) continue;
            if (last.Length > 0) yield return (last, record);
        }
    }

    /// <summary>The mapping, with what is repeated marked to count once.</summary>
    public static Mapping Mark(TableSample sample, Mapping mapping)
    {
        if (mapping.Kind != FactKind.OrderLine) return mapping;
        OrderTotals totals = new(sample, mapping);
        if (totals.orders.Length == 0) return mapping;
        bool isPaidRepeated = mapping.Columns.Any(rule => rule.Target == "paid" && totals.IsRepeated(rule, false));
        return mapping with { Columns = [.. mapping.Columns.Select(rule => totals.IsRepeated(rule, isPaidRepeated) ? totals.Once(rule, sample) : rule)] };
    }

    /// <summary>Where pieces and price tell the row's own money, that is its gross amount.</summary>
    ColumnRule Once(ColumnRule rule, TableSample sample) => rule.Target == "gross" && quantity >= 0 && price >= 0
        ? new() { Target = "gross", From = [sample.Headers[quantity], sample.Headers[price]], As = Reading.Product }
        : rule with { Once = true };

    bool IsRepeated(ColumnRule rule, bool isPaidRepeated)
    {
        if (rule.Once || rule.From.Count == 0 || rule.As == Reading.Product || !Amounts.Contains(rule.Target)) return rule.Once;
        int[] places = [.. rule.From.Select(from => index.Find(from.TrimStart('-'))).Where(place => place >= 0)];
        if (places.Length == 0) return false;
        int telling = 0, firstOnly = 0;
        foreach (HeldRecord[] rows in orders)
        {
            long[][] amounts = [.. rows.Select(row => places.Select(place => Number(row, place)).ToArray())];
            if (amounts[0].All(amount => amount != FactChunk.Unknown) && amounts.Skip(1).All(row => row.All(amount => amount == FactChunk.Unknown)))
            {
                firstOnly++;
                continue;
            }

            if (amounts.Any(row => row.All(amount => amount is FactChunk.Unknown or 0))) continue;
            if (amounts.Any(row => !row.SequenceEqual(amounts[0]))) return false;
            if (Differ(rows, places)) telling++;
        }

        bool isNamed = rule.From.Any(from => from.Contains("order", StringComparison.OrdinalIgnoreCase) || from.Contains("订单", StringComparison.Ordinal)
            || from.Contains("訂單", StringComparison.Ordinal) || from.Contains("整单", StringComparison.Ordinal));
        // Two orders and more of several rows, and only the first row of each has the amount: it is the order's, as Shopify writes it.
        if (firstOnly >= 2) return true;
        return telling >= (Small.Contains(rule.Target) && !isNamed && !isPaidRepeated ? 3 : 1);
    }

    /// <summary>The rows are of different money, so that one amount for all of them is not each row's own.</summary>
    bool Differ(HeldRecord[] rows, int[] but)
    {
        if (quantity >= 0 && price >= 0) return rows.Select(row => (Int128)Number(row, quantity) * Number(row, price)).Distinct().Count() > 1;
        int witness = price >= 0 ? price : mapping.Columns.Where(rule => rule.Target is "gross" or "list_amount" or "quantity" && rule.From.Count == 1)
            .Select(rule => index.Find(rule.From[0])).FirstOrDefault(place => place >= 0 && !but.Contains(place), -1);
        return witness >= 0 && rows.Select(row => Number(row, witness)).Distinct().Count() > 1;
    }

    int Place(string target) => mapping.Columns.Where(rule => rule.Target == target && rule.From.Count == 1)
        .Select(rule => index.Find(rule.From[0])).FirstOrDefault(place => place >= 0, -1);

    static string Cell(HeldRecord record, int place) => place < record.Fields.Length ? record.Fields[place] : "";

    static long Number(HeldRecord record, int place) =>
        Numbers.TryRead(Cell(record, place), '.', out long number) == CellOutcome.Value ? number : FactChunk.Unknown;
}
