using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Makes the cells that fill a row by the rules of a mapping. A rule whose columns are not in the file fills nothing.</summary>
sealed class CellBinder(FactTable table, Mapping mapping, HeaderIndex headers, ImportTarget target)
{
    /// <summary>The cells, in the order of the rules.</summary>
    public Cell[] Cells() => [.. mapping.Columns.SelectMany(Bound)];

    IEnumerable<Cell> Bound(ColumnRule rule)
    {
        if (rule.As == Reading.Address) return Address(rule);
        FactColumn column = table[rule.Target];
        List<Cell> cells = [];
        Term[] terms = [.. rule.From.Select(Found).Where(term => term.Field >= 0)];
        bool complete = terms.Length == rule.From.Count || rule.As != Reading.Product;
        if (terms.Length > 0 && complete) cells.Add(FromFile(column, rule, terms));
        if (rule.Constant is { } constant) cells.Add(Constant(column, constant));
        return cells;
    }

    Term Found(string from) => from.StartsWith('-') ? new(headers.Find(from[1..]), from[1..], true) : new(headers.Find(from), from, false);

    Cell FromFile(FactColumn column, ColumnRule rule, Term[] terms)
    {
        int[] fields = [.. terms.Select(term => term.Field)];
        if (column.Type == FactType.Time) return new MomentCell(column.Ordinal, fields, terms[0].Header,
            mapping.DateOrder ?? DateOrder.MonthFirst, target.Zone);
        if (column.Type == FactType.Number)
            return rule.As == Reading.Product
                ? new ProductCell(column.Ordinal, terms, mapping.DecimalSign)
                : new SumCell(column.Ordinal, terms, mapping.DecimalSign, rule.As == Reading.Magnitude)
                {
                    Outgoing = rule.Outgoing is { } by && headers.Find(by.Column) is >= 0 and var place
                        ? (place, new HashSet<string>(by.Words, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>()) : null,
                };
        TextPool pool = new(Made(rule));
        return fields.Length > 1
            ? new JoinedCell(column.Ordinal, fields, pool)
            : new TextCell(column.Ordinal, fields[0], terms[0].Header, pool,
                rule.As is Reading.Id or Reading.UpperId or Reading.Buyer || column.Name is "order_id" or "sku");
    }

    Func<string, string?>? Made(ColumnRule rule)
    {
        Func<string, string?>? read = rule.As switch
        {
            Reading.Buyer => BuyerKeys.Under(target.BuyerHashKey),
            Reading.UpperId => id => id.ToUpperInvariant(),
            Reading.Country => Places.Country,
            Reading.Region => Places.Region,
            Reading.CurrencyCode => text => CurrencySigns.Of(text)?.Code ?? text,
            _ => null,
        };
        if (rule.Words is null) return read;
        Dictionary<string, string> words = new(rule.Words, StringComparer.OrdinalIgnoreCase);
        return text => words.GetValueOrDefault(text) ?? (read is null ? text : read(text));
    }

    Cell Constant(FactColumn column, string constant) => column.Type switch
    {
        FactType.Text => new ConstantCell(column.Ordinal, constant),
        FactType.Number => new ConstantNumber(column.Ordinal, Numbers.TryRead(constant, '.', out long number) == CellOutcome.Value
            ? number : FactChunk.Unknown),
        _ => new ConstantNumber(column.Ordinal, Moments.TryRead(constant, DateOrder.MonthFirst, target.Zone,
            out long ticks) == CellOutcome.Value ? ticks : FactChunk.Unknown),
    };

    IEnumerable<Cell> Address(ColumnRule rule) => table.Find("country") is null
        ? []
        : rule.From.Select(Found).Where(term => term.Field >= 0).Select(term => new AddressCell(term.Field, table));
}
