namespace Duoshou.App.Connectors.Files;

/// <summary>How a table lies in its file.</summary>
public sealed record Dialect
{
    /// <summary>The delimiter that stands for "any run of blanks".</summary>
    public const char BlankSeparated = ' ';

    /// <summary>The encoding of a text file.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What stands between fields.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>What ends a line: a line feed, or a carriage return in files of old machines.</summary>
    public char LineEnd { get; init; } = '\n';

    /// <summary>How many records stand before the header, or before the first row when there is no header.</summary>
    public int Skipped { get; init; }

    /// <summary>The first record after the skipped ones names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>
    /// How many records the header takes: two where groups of columns stand above their names, or where what a column means stands below.
    /// </summary>
    public int HeaderRecords { get; init; } = 1;

    /// <summary>The sheet of a workbook, from 0.</summary>
    public int Sheet { get; init; }

    /// <summary>The sheet is hidden from people, as spreadsheets do with what they only look up.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The text is an HTML table, which some platforms give out as .xls.</summary>
    public bool Html { get; init; }

    /// <summary>The text is a workbook in XML, as spreadsheets of 2003 wrote it.</summary>
    public bool Xml { get; init; }

    /// <summary>Goes to the first record behind the header.</summary>
    public void SkipTo(RecordReader records)
    {
        for (int skipped = Skipped + (HasHeader ? HeaderRecords : 0); skipped > 0 && records.Read(); skipped--) { }
    }
}
