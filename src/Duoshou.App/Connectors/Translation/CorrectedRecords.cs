using Duoshou.App.Connectors.Files;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Records as a person has mended them: where a line was corrected, its cells stand for those of the file.</summary>
sealed class CorrectedRecords(RecordReader records, IReadOnlyDictionary<int, IReadOnlyList<string>> corrections) : RecordReader
{
    IReadOnlyList<string>? mended;

    public override bool Read()
    {
        if (!records.Read()) return false;
        mended = corrections.GetValueOrDefault(records.Line);
        (Line, Count) = (records.Line, mended?.Count ?? records.Count);
        return true;
    }

    public override ReadOnlySpan<char> Field(int index) =>
        mended is null ? records.Field(index) : index < mended.Count ? mended[index].AsSpan().Trim() : default;

    protected override void Close() => records.Dispose();
}
