using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>What a mapping gains from the table itself: columns that its format does not name, and how rows of one order hang together.</summary>
static class Completion
{
    /// <summary>Columns of an order that merged cells leave blank in the rows below.</summary>
    static readonly string[] OfOrders = ["order_id", "ordered_at", "paid_at", "dispatched_at", "completed_at", "status", "buyer_key", "buyer_kind", "channel",
        "source", "campaign", "affiliate", "device", "country", "region", "city", "currency"];

    /// <summary>
    /// A format that ships knows the columns it was written for. A shop may have added others to its report: those whose header is a name of
    /// a dimension that the format leaves open are read as well.
    /// </summary>
    public static Mapping Enriched(TableSample sample, Mapping mapping)
    {
        if (mapping.Kind is not { } kind || mapping.LookUps.Count > 0 || Synonyms.All.FirstOrDefault(names => names.Kind == kind) is not { } synonyms) return mapping;
        FactTable table = FactTables.Of(kind);
        HeaderIndex index = new(sample.Headers);
        HashSet<int> taken = [.. mapping.Columns.SelectMany(rule => rule.From).Concat(mapping.Spread?.Columns.Keys ?? [])
            .Concat(mapping.UnlessIn is { } unless ? [unless.On] : []).Select(from => index.Find(from.TrimStart('-')))];
        List<ColumnRule> more = [];
        foreach (FactColumn column in table.Columns.Where(column => IsOpen(column, mapping, index)))
        {
            int place = Enumerable.Range(0, sample.Headers.Count).Where(place => !taken.Contains(place) && sample.Columns[place].Filled > 0)
                .Select(place => (Place: place, Fit: synonyms.Names.ContainsKey(column.Name) ? synonyms.Fit(sample.Headers[place], column.Name) : 0))
                .Where(pair => pair.Fit > 0.9).OrderByDescending(pair => pair.Fit).Select(pair => pair.Place).FirstOrDefault(-1);
            if (place < 0) continue;
            taken.Add(place);
            more.Add(new() { Target = column.Name, From = [sample.Headers[place]], As = As(column.Name) });
        }

        return more.Count == 0 ? mapping : mapping with { Columns = [.. mapping.Columns, .. more] };
    }

    /// <summary>Nothing in the file fills the column yet.</summary>
    static bool IsOpen(FactColumn column, Mapping mapping, HeaderIndex index) =>
        column is { Type: FactType.Text, Role: FactRole.Dimension or FactRole.Key } && column.Name is not ("row_class" or "refers_to" or "image_version"
            or "price_band" or "line_id" or "visitor_key" or "buyer_key")
        && !mapping.Columns.Any(rule => rule.Target == column.Name && (rule.Constant is not null || rule.From.Any(from => index.Find(from) >= 0)
            || rule.From.Any(from => from.Contains('.'))));

    static Reading? As(string target) => target switch
    {
        "country" => Reading.Country,
        "region" => Reading.Region,
        "currency" => Reading.CurrencyCode,
        "sku" or "order_id" => Reading.Id,
        _ => null,
    };

    /// <summary>Orders whose number stands only in their first row, as merged cells leave it: the rows below belong to it.</summary>
    public static Mapping Merged(TableSample sample, Mapping mapping)
    {
        if (mapping.Kind != FactKind.OrderLine || mapping.CarriesDown is not null) return mapping;
        HeaderIndex index = new(sample.Headers);
        string[] items = Named("sku", "product");
        if (Named("order_id").FirstOrDefault() is not { } order || items.Length == 0) return mapping;
        int key = index.Find(order), moment = Named("ordered_at").Select(index.Find).FirstOrDefault(-1);
        int[] places = [.. items.Select(index.Find)];
        if (sample.Records.Count == 0 || Cell(0, key).Length == 0) return mapping;
        bool isMerged = Enumerable.Range(1, sample.Records.Count - 1).Any(i => Cell(i, key).Length == 0 && (moment < 0 || Cell(i, moment).Length == 0)
            && places.Any(place => Cell(i, place).Length > 0) && !RelatedTables.IsTotal(sample.Records[i].Fields));
        return isMerged ? mapping with { CarriesDown = new(order, Named(OfOrders)) { Items = items } } : mapping;

        string Cell(int record, int place) => place < sample.Records[record].Fields.Length ? sample.Records[record].Fields[place] : "";

        string[] Named(params string[] targets) => [.. mapping.Columns.Where(rule => targets.Contains(rule.Target)).SelectMany(rule => rule.From)
            .Where(from => index.Find(from) >= 0)];
    }

    /// <summary>Advertising reports may begin or end with a row that has no campaign and sums up the others.</summary>
    public static Mapping Summed(TableSample sample, Mapping mapping)
    {
        if (mapping.Kind != FactKind.Ad || mapping.TotalWithout is not null || sample.Records.Count < 2) return mapping;
        HeaderIndex index = new(sample.Headers);
        if (mapping.Columns.FirstOrDefault(rule => rule.Target == "campaign") is not { From: [{ } header] } || index.Find(header) is not (>= 0 and var place)) return mapping;
        int[] without = [.. Enumerable.Range(0, sample.Records.Count).Where(i => place >= sample.Records[i].Fields.Length || sample.Records[i].Fields[place].Length == 0)];
        bool isSum = without.Length == 1 && (without[0] == 0 || sample.IsWhole && without[0] == sample.Records.Count - 1);
        return isSum ? mapping with { TotalWithout = header } : mapping;
    }
}
