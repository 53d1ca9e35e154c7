using Duoshou.Kernel;

namespace Duoshou.Warehouse.Ledger;

/// <summary>
/// Platforms give one day's traffic several times: as a total, by source, by item, by device, by hour. Those are cuts of one whole and
/// never add up with one another. Each traffic row carries the cut it belongs to as four bits, and a question picks one cut for each
/// shop and day.
/// </summary>
static class TrafficCut
{
    public const int BySource = 1, ByItem = 2, ByPlace = 4, ByHour = 8, All = 16;

    /// <summary>Which bit each dimension of the traffic table belongs to.</summary>
    static readonly (string Column, int Bit)[] Bits =
    [
        ("channel", BySource), ("source", BySource), ("keyword", BySource), ("campaign", BySource),
        ("sku", ByItem), ("page", ByItem), ("image_version", ByItem), ("device", ByPlace), ("country", ByPlace),
    ];

    /// <summary>The bit that a dimension key of a question needs; 0 for those that every row has.</summary>
    public static int Needed(string dimension) => dimension switch
    {
        "product" or "category" or "brand" => ByItem,
        "hour" => ByHour,
        _ => Bits.FirstOrDefault(bit => bit.Column == dimension).Bit,
    };

    /// <summary>The cut of each row of a traffic chunk.</summary>
    public static void Fill(FactChunk chunk, ReadOnlySpan<int> rows, Span<sbyte> cuts)
    {
        cuts[..rows.Length].Clear();
        foreach ((string name, int bit) in Bits)
        {
            ReadOnlySpan<string?> texts = chunk.Texts(chunk.Table[name]);
            for (int i = 0; i < rows.Length; i++) if (texts[rows[i]] is not null) cuts[i] |= (sbyte)bit;
        }

        ReadOnlySpan<long> moments = chunk.Numbers(chunk.Table["at"]);
        for (int i = 0; i < rows.Length; i++) if (moments[rows[i]] % TimeSpan.TicksPerDay != 0) cuts[i] |= ByHour;
    }

    /// <summary>The cut in words.</summary>
    public static Words Name(int cut)
    {
        (int Bit, Words Name)[] splits = [(BySource, new("来源", "source")), (ByItem, new("商品或页面", "item or page")), (ByPlace, new("设备或国家", "device or country")),
            (ByHour, new("小时", "hour"))];
        (int, Words Name)[] own = [.. splits.Where(split => (cut & split.Bit) != 0)];
        return own.Length == 0 ? new("全店合计", "the shop's total")
            : new($"按{string.Join("、", own.Select(split => split.Name.Zh))}", $"figures by {string.Join(" and ", own.Select(split => split.Name.En))}");
    }

    /// <summary>The rank of a column's cut in SQL; null where the cut lacks what is needed.</summary>
    public static string Ranks(string column, int needed)
    {
        IEnumerable<string> fitting = Enumerable.Range(0, All).Where(cut => Rank(cut, needed) is not null).Select(cut => $"when {cut} then {Rank(cut, needed)}");
        return $"case {column} {string.Join(" ", fitting)} end";
    }

    /// <summary>
    /// A number by which the fitting cuts of a day are ranked, the lowest is taken: first the one along the fewest dimensions, since the
    /// fewer splits the fewer people counted twice. Null when the cut lacks a dimension that is asked for.
    /// </summary>
    public static int? Rank(int cut, int needed) =>
        (cut & needed) == needed ? System.Numerics.BitOperations.PopCount((uint)cut) * All + cut : null;
}
