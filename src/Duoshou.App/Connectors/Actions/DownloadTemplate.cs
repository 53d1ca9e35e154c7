using System.Text;
using Duoshou.App.Connectors.Formats;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Actions;

/// <summary>
/// The operator downloads an empty table for a kind of facts, with headers in her language; filled in, it imports without a
/// question.
/// </summary>
public sealed class DownloadTemplate
{
    /// <summary>A file to give out.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Content">Its bytes: UTF-8 with a byte-order mark, which spreadsheets need to see that it is UTF-8.</param>
    public sealed record Template(string Name, byte[] Content);

    /// <summary>The template of a kind.</summary>
    public Template Run(FactKind kind, Language language)
    {
        FactTable table = FactTables.Of(kind);
        string header = string.Join(',', Templates.Columns(table).Select(column => Quoted(column.Title.In(language))));
        byte[] content = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(header + "\r\n")];
        return new($"{table.Name}-{(language == Language.Chinese ? "zh" : "en")}.csv", content);
    }

    static string Quoted(string title) => title.Contains(',', StringComparison.Ordinal) ? $"\"{title}\"" : title;
}
