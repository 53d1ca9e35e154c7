using Duoshou.App.Connectors.Files;
using Duoshou.App.Connectors.Formats;
using Duoshou.App.Connectors.Translation;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Recognition;

/// <summary>Reads the sample by the proposed mapping, to show first what would be refused.</summary>
static class PlanPreview
{
    const int Limit = 50;

    /// <summary>Records with problems, then the first ones without, in all at most a screenful.</summary>
    public static IReadOnlyList<PreviewRow> Of(TableSample sample, Mapping mapping, ImportTarget target)
    {
        RowTranslator translator = new(mapping, sample.Headers, target);
        FactChunk chunk = new(FactTables.Of(mapping.Kind!.Value), translator.RowsPerRecord);
        List<PreviewRow> bad = [], good = [];
        using RecordReader records = CarriedRecords.Over(new HeldRecords(sample.Records), mapping, sample.Headers);
        while (records.Read() && bad.Count < Limit)
        {
            chunk.Clear();
            if (translator.Translate(records, chunk) is { } fault)
                bad.Add(new(records.Line, records.Fields(), fault.Code, fault.Field, RefusalWords.Of(fault.Code, fault.Field,
                    fault.Value)));
            else if (good.Count < Limit) good.Add(new(records.Line, records.Fields(), null, null, null));
        }
        return [.. bad.Concat(good).Take(Limit)];
    }
}
