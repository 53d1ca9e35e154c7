using Duoshou.App.Connectors.Files;

namespace Duoshou.App.Connectors.Translation;

/// <summary>
/// Records completed by other tables: behind the record's own fields stand those of each look-up, empty where there is no
/// partner.
/// </summary>
sealed class JoinedRecords(RecordReader records, int ownFields, IReadOnlyList<(HeldTable Table, int On)> lookUps) : RecordReader
{
    readonly int[] starts = Starts(ownFields, lookUps);
    readonly string[]?[] partners = new string[lookUps.Count][];

    public override bool Read()
    {
        if (!records.Read()) return false;
        (Line, Count) = (records.Line, Math.Max(records.Count, starts[^1]));
        for (int i = 0; i < lookUps.Count; i++) partners[i] = lookUps[i].Table.Find(Field(lookUps[i].On));
        return true;
    }

    /// <summary>How many fields the record has in its own file.</summary>
    public int OwnCount => records.Count;

    /// <summary>The record as its own file has it.</summary>
    public string[] OwnFields() => records.Fields();

    public override ReadOnlySpan<char> Field(int index)
    {
        if (index < ownFields) return records.Field(index);
        for (int i = lookUps.Count - 1; i >= 0; i--)
            if (index >= starts[i]) return partners[i] is { } partner && index - starts[i] < partner.Length
                ? partner[index - starts[i]] : default;
        return default;
    }

    static int[] Starts(int ownFields, IReadOnlyList<(HeldTable Table, int On)> lookUps)
    {
        int[] starts = new int[lookUps.Count + 1];
        starts[0] = ownFields;
        for (int i = 0; i < lookUps.Count; i++) starts[i + 1] = starts[i] + lookUps[i].Table.Headers.Count;
        return starts;
    }

    protected override void Close() => records.Dispose();
}
