using System.Collections.Frozen;
using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>
/// Every number of the product, defined once. Pages, exports, passports, the data dictionary, the interface for programs and the assistant all read
/// this; nothing else computes a number from facts.
/// </summary>
public static partial class MetricCatalogue
{
    /// <summary>The metrics in the order in which people read them.</summary>
    public static IReadOnlyList<Metric> All { get; } = [.. Traffic(), .. Sales(), .. Buyers(), .. Goods(), .. Advertising(), .. Profit(), .. Reputation()];

    static readonly FrozenDictionary<string, Metric> ByKey = All.ToFrozenDictionary(metric => metric.Key, StringComparer.Ordinal);

    /// <summary>The metric of a key, or null.</summary>
    public static Metric? Find(string key) => ByKey.GetValueOrDefault(key);

    /// <summary>Fills in what follows from the formula: the facts it needs, the dimensions it splits and adds over, and its date basis.</summary>
    static Metric Define(string key, Words name, MetricUnit unit, MetricDirection direction, string written, Formula computed,
        Words meaning, Words use, Words traps, int smallestBase = 0, string[]? parts = null, PlatformTwin[]? twins = null, FigureRight right = FigureRight.Everyone)
    {
        Measure[] measures = [.. computed.Measures()], deciding = [.. computed.Deciding()];
        string[] dimensions = [.. DimensionCatalogue.All.Where(dimension => computed.Splitting().All(measure => Splits(dimension, measure))).Select(dimension => dimension.Key)];
        return new Metric
        {
            Key = key, Name = name, Unit = unit, Direction = direction, Formula = written, Computation = computed, Meaning = meaning, Use = use, Traps = traps,
            Needs = [.. deciding.Select(measure => measure.Kind).Distinct().Order()],
            Dimensions = dimensions,
            AddsOver = AddsOver(unit, computed, measures, dimensions),
            DateBasis = DateBasis(deciding),
            CountsPeopleOfADay = measures.Any(measure => measure.PeopleOfADay), SmallestBase = smallestBase, Parts = parts ?? [], Twins = twins ?? [],
                Right = right, NeedsCostRight = right != FigureRight.Everyone,
        };
    }

    static bool Splits(Dimension dimension, Measure measure) => measure.Aggregate switch
    {
        Aggregate.Level => dimension.IsOfShop || dimension.Key is "sku" or "product" or "category" or "brand",
        Aggregate.SoldItems or Aggregate.ListedItems => dimension.IsOfShop || dimension.Key is "sku" or "product" or "category" or "brand",
        _ => dimension.IsOf(measure.Kind),
    };

    static string[] AddsOver(MetricUnit unit, Formula computed, Measure[] measures, string[] dimensions)
    {
        bool ratio = unit is MetricUnit.Ratio or MetricUnit.Score or MetricUnit.Days or MetricUnit.Seconds || computed is Formula.Ratio or Formula.Mean;
        if (ratio) return [];
        if (measures.All(measure => measure.Additive)) return [.. dimensions.Where(key => unit != MetricUnit.Money || key != "currency")];
        return measures.All(measure => measure.WithinShop) ? ["shop", "client", "platform"] : [];
    }

    static Words DateBasis(Measure[] measures)
    {
        bool ordered = measures.Any(measure => measure.Moment == "ordered_at"), paid = measures.Any(measure => measure.Moment == "paid_at");
        bool own = measures.Any(measure => measure.Kind != FactKind.OrderLine);
        string zh = string.Join("；", new[] { ordered ? "订单行按下单时间" : null, paid ? "付款金额按付款时间" : null, own ? "其余按来源日期" : null }.OfType<string>());
        string en = string.Join("; ", new[] { ordered ? "order lines by the moment of order" : null, paid ? "money paid by the moment of payment" : null,
            own ? "others by the source's date" : null }.OfType<string>());
        return new Words(zh + "，均为店铺时区", en + ", in the shop's zone");
    }

    static Formula Sum(FactKind kind, string column, params RowFilter[] filters) => new Formula.Of(new Measure(kind, Aggregate.Sum, column) { Filters = filters });

    static Formula Ordered(string column) => Sum(FactKind.OrderLine, column, RowFilter.Sales);

    static Formula Paid(string column) =>
        new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.Sum, column) { Filters = [RowFilter.Sales], Moment = "paid_at" });

    static Formula Sparse(string column, RowFilter filter) =>
        new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.Sum, column) { Filters = [filter], Sparse = true });

    static Formula Count(FactKind kind, params RowFilter[] filters) => new Formula.Of(new Measure(kind, Aggregate.Rows) { Filters = filters });

    static Formula Distinct(string thing, bool withinShop, params RowFilter[] filters) =>
        new Formula.Of(new Measure(FactKind.OrderLine, Aggregate.Distinct) { Thing = thing, WithinShop = withinShop, Filters = filters });

    static PlatformTwin Twin(string platform, string zh, string en, string differsZh, string differsEn) => new(platform, new(zh, en), new(differsZh, differsEn));
}
