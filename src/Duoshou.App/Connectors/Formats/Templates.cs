using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Formats;

/// <summary>
/// Generic tables that people fill in: one for each kind of facts, with the columns' own names as headers, in either language.
/// </summary>
public static class Templates
{
    /// <summary>The columns of a template: those of the facts, without what the import itself fills.</summary>
    public static IReadOnlyList<FactColumn> Columns(FactTable table) =>
        [.. table.Columns.Where(column => column.Name is not ("row_class" or "image_version" or "price_band"))];

    /// <summary>
    /// The mapping of a table whose headers are all names of one kind's columns, by their titles or by their stable names; else
    /// null.
    /// </summary>
    public static Mapping? Match(IReadOnlyList<string> headers)
    {
        foreach (FactTable table in FactTables.All)
        {
            Dictionary<string, FactColumn> names = [];
            foreach (FactColumn column in table.Columns)
                foreach (string name in (string[])[column.Name, column.Title.Zh, column.Title.En])
                    names.TryAdd(HeaderIndex.Plain(name), column);
            (string Header, FactColumn? Column)[] found = [.. headers.Select(header =>
                (header, names.GetValueOrDefault(HeaderIndex.Plain(header))))];
            bool all = found.All(pair => pair.Column is not null) && Columns(table).Where(column => column.Required
                && column.Name is not ("line_id" or "currency"))
                .All(column => found.Any(pair => pair.Column == column));
            if (all && found.Length >= Math.Min(4, Columns(table).Count))
                return new() { Name = "template." + table.Name, Title = table.Title, Kind = table.Kind, Columns = [.. found
                    .Select(pair => Rule(pair.Column!, pair.Header))] };
        }
        return null;
    }

    static ColumnRule Rule(FactColumn column, string header) => new()
    {
        Target = column.Name, From = [header],
        As = column.Name switch
        {
            "buyer_key" or "visitor_key" => Reading.Buyer,
            "country" => Reading.Country,
            "region" => Reading.Region,
            "currency" => Reading.CurrencyCode,
            "order_id" or "sku" => Reading.Id,
            _ => null,
        },
    };
}
