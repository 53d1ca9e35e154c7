using Duoshou.App.Shops;
using Duoshou.Kernel;
using Duoshou.Warehouse;
using Duoshou.Web.Shell.Frame;
using Microsoft.Extensions.Localization;

namespace Duoshou.Web.Metrics;

/// <summary>
/// In which order people read facts: the shop, which row it is, when, what the figure is made of, then whatever else the rows say. Columns in
/// which nothing stands are left out until they are asked for; files and the API keep them all.
/// </summary>
static class FactView
{
    /// <summary>The ledger's own columns, which close every row.</summary>
    static readonly string[] Last = ["batch", "line", "known_at"];

    /// <param name="everything">Also the columns that are empty on this page.</param>
    public static string[] Columns(FactPage page, Metric metric, bool everything)
    {
        FactTable table = FactTables.Of(page.Kind);
        IEnumerable<string> keys = table.Columns.Where(column => column.Role == FactRole.Key).Select(column => column.Name);
        IEnumerable<string> first = ["shop", .. keys, .. metric.ColumnsOf(page.Kind), "currency"];
        IEnumerable<string> rest = table.Columns.Select(column => column.Name).Where(name => everything || Stands(page, name));
        return [.. first.Concat(rest).Except(Last).Distinct().Where(page.Columns.Contains), .. Last];
    }

    /// <summary>The columns that the figure sums.</summary>
    public static IEnumerable<string> Figures(FactPage page, Metric metric) =>
        metric.ColumnsOf(page.Kind).Where(name => FactTables.Of(page.Kind).Find(name)?.Type == FactType.Number);

    /// <summary>What a column is called, on the page and in the file.</summary>
    public static string Title(FactKind kind, string column, Desk desk, IStringLocalizer texts) =>
        FactTables.Of(kind).Find(column)?.Title.In(desk.Language) ?? texts["ledger." + column];

    /// <summary>A value in words where it is a key: shops, channels and classes of rows.</summary>
    public static string Value(string column, string value, Desk desk) => column switch
    {
        "shop" => desk.Shops.FirstOrDefault(shop => shop.Id.ToString() == value) is { } shop ? $"{shop.ClientName} · {shop.Name}" : value,
        "row_class" => RowClass.All.FirstOrDefault(known => known.Key == value).Name is { } name ? name.In(desk.Language) : value,
        "channel" => ChannelNames.Of(value).In(desk.Language),
        _ => value,
    };

    static bool Stands(FactPage page, string name)
    {
        int at = page.Columns.ToList().IndexOf(name);
        return page.Rows.Any(row => row[at] is { Length: > 0 });
    }
}
