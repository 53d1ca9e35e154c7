using System.Globalization;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>A table that completes others, held in memory by its key: the first row of a key, and sums over all its rows.</summary>
sealed class HeldTable
{
    /// <summary>The most rows held; a table that completes others is small beside those it completes.</summary>
    public const int Limit = 5_000_000;

    readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> rows =
        new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    readonly int keyLength;

    /// <summary>An empty table.</summary>
    public HeldTable(IReadOnlyList<string> headers, int keyLength) => (Headers, this.keyLength) = (headers, keyLength);

    /// <summary>The headers of its columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The row of a key, or null.</summary>
    public string[]? Find(ReadOnlySpan<char> key) => key.IsEmpty ? null : rows.TryGetValue(Padded(key), out string[]? row) ? row : null;

    /// <summary>Reads a file of the table whole.</summary>
    /// <param name="file">Its name, for problems.</param>
    /// <param name="records">Its records, behind the header.</param>
    /// <param name="lookUp">By which key, and what is summed.</param>
    public void Add(string file, RecordReader records, LookUp lookUp)
    {
        HeaderIndex index = new(Headers);
        int key = index.Find(lookUp.Key);
        int[] sums = [.. lookUp.Sums.Select(index.Find).Where(place => place >= 0)];
        TextPool pool = new();
        while (key >= 0 && records.Read())
        {
            ReadOnlySpan<char> value = Padded(records.Field(key));
            if (value.IsEmpty) continue;
            if (rows.TryGetValue(value, out string[]? row)) Sum(row, records, sums);
            else
            {
                if (rows.Dictionary.Count == Limit) throw TooMany(file);
                row = new string[Headers.Count];
                for (int i = 0; i < row.Length; i++) row[i] = pool[records.Field(i)] ?? "";
                rows[value] = row;
            }
        }
    }

    ReadOnlySpan<char> Padded(ReadOnlySpan<char> key) => key.Length >= keyLength ? key : key.ToString().PadLeft(keyLength, '0');

    static void Sum(string[] row, RecordReader records, int[] sums)
    {
        foreach (int place in sums)
            if (Numbers.TryRead(records.Field(place), '.', out long more) == CellOutcome.Value
                && Numbers.TryRead(row[place], '.', out long sum) == CellOutcome.Value)
                row[place] = ((sum + more) / (decimal)FactChunk.Scale).ToString(CultureInfo.InvariantCulture);
    }

    static ImportProblem TooMany(string file) => new("table.too_long", file,
        new($"作为对照表超过 {Limit} 行。", $"It has more than {Limit} rows, too many for a table that completes others."),
        new("请拆分后分批导入。", "Split it and import the parts one after another."));
}
