using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Records of exports that write an order's own cells only in its first row: blank ones are filled from the row above of the same
/// order.
/// </summary>
sealed class CarriedRecords : RecordReader
{
    readonly RecordReader records;
    readonly int key;
    readonly Dictionary<int, string> carried = [];
    readonly int[] columns, items;
    string? order;

    CarriedRecords(RecordReader records, int key, int[] columns, int[] items) =>
        (this.records, this.key, this.columns, this.items) = (records, key, columns, items);

    /// <summary>The records, completed when the mapping says so.</summary>
    public static RecordReader Over(RecordReader records, Mapping mapping, IReadOnlyList<string> headers)
    {
        if (mapping.CarriesDown is not { } carry) return records;
        HeaderIndex index = new(headers);
        int key = index.Find(carry.Key);
        return key < 0 ? records : new CarriedRecords(records, key, Places(carry.Columns), Places(carry.Items));

        int[] Places(IReadOnlyList<string> names) => [.. names.Select(index.Find).Where(place => place >= 0)];
    }

    public override bool Read()
    {
        if (!records.Read()) return false;
        (Line, Count) = (records.Line, records.Count);
        ReadOnlySpan<char> name = records.Field(key);
        bool same = order is not null && (name.SequenceEqual(order) || name.IsEmpty && order.Length > 0 && HasItem() && !RelatedTables.IsTotal(records));
        if (!same)
        {
            order = name.ToString();
            carried.Clear();
        }
        foreach (int column in columns)
            if (!records.Field(column).IsEmpty) carried[column] = records.Field(column).ToString();
        return true;
    }

    bool HasItem()
    {
        foreach (int item in items)
            if (!records.Field(item).IsEmpty) return true;
        return false;
    }

    public override ReadOnlySpan<char> Field(int index)
    {
        ReadOnlySpan<char> own = records.Field(index);
        return own.IsEmpty && carried.TryGetValue(index, out string? above) ? above : own;
    }

    protected override void Close() => records.Dispose();
}
