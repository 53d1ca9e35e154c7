using System.IO.Compression;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Files;

/// <summary>How the bytes of a table are written.</summary>
public enum FileForm
{
    /// <summary>Text with delimiters or blanks.</summary>
    Text,

    /// <summary>xlsx, or the older xls.</summary>
    Workbook,
}

/// <summary>One table file that can be opened any number of times: a file of its own, or a member of an archive.</summary>
/// <param name="Name">The name that a person knows it by; a member of a zip is written archive.zip/member.csv.</param>
/// <param name="Form">How its bytes are written.</param>
/// <param name="Written">When it was last written, in the clock of the machine that wrote it; it dates tables that carry no date.</param>
/// <param name="Open">Opens the unpacked bytes from the beginning.</param>
public sealed record InputFile(string Name, FileForm Form, DateTime? Written, Func<Stream> Open)
{
    /// <summary>The most bytes a file may unpack to.</summary>
    public const long LimitBytes = 16L << 30;

    /// <summary>The most members of one archive that are looked at.</summary>
    public const int LimitMembers = 200;

    /// <summary>The bytes as they came, still packed when they came so.</summary>
    public required Func<Stream> Raw { get; init; }

    /// <summary>The bytes as they came are compressed already: gz, zip or a workbook in xlsx.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The name without folders and archive.</summary>
    public string ShortName => Name[(Name.LastIndexOfAny(['/', '\\']) + 1)..];

    /// <summary>The table files at a path: one, or each member of a zip. Packing and form are told by the bytes, not by the name.</summary>
    /// <exception cref="ImportProblem">The path cannot be opened, or holds nothing that is a table.</exception>
    public static IReadOnlyList<InputFile> At(string path)
    {
        DateTime? written = Guarded(path, () => (DateTime?)File.GetLastWriteTime(path));
        return Of(Path.GetFileName(path), written, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite,
            1 << 16));
    }

    /// <summary>The table files in an upload or any other source that can be opened again.</summary>
    public static IReadOnlyList<InputFile> Of(string name, DateTime? written, Func<Stream> open) => Of(name, written, open, open, false);

    static IReadOnlyList<InputFile> Of(string name, DateTime? written, Func<Stream> open, Func<Stream> raw, bool packed)
    {
        byte[] head = Guarded(name, () => Head(open));
        return head switch
        {
            [] => throw ImportProblem.Empty(name),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => throw ImportProblem.Unsupported(name, new(" 7z 压缩包", "a 7z archive")),
            [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => throw ImportProblem.Unsupported(name, new(" rar 压缩包", "a rar archive")),
            _ when Foreign(head) is { } form => throw ImportProblem.Unsupported(name, form),
            [0x1F, 0x8B, ..] => Of(WithoutEnding(name, ".gz"), written, () => Unpacked(name, open), raw, true),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => [new(name, FileForm.Workbook, written, open) { Raw = raw, IsPacked = packed }],
            [(byte)'P', (byte)'K', 3, 4, ..] => Guarded(name, () => Members(name, written, open, raw)),
            _ => [new(name, FileForm.Text, written, open) { Raw = raw, IsPacked = packed }],
        };
    }

    /// <summary>What else people send by mistake, whatever its name says.</summary>
    static Words? Foreign(byte[] head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => new("图片（PNG）", "a picture (PNG)"),
        [0xFF, 0xD8, 0xFF, ..] => new("图片（JPEG）", "a picture (JPEG)"),
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => new("图片（GIF）", "a picture (GIF)"),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P'] => new("图片（WebP）", "a picture (WebP)"),
        [(byte)'I', (byte)'I', 0x2A, 0, ..] or [(byte)'M', (byte)'M', 0, 0x2A, ..] => new("图片（TIFF）", "a picture (TIFF)"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => new("图片或视频（HEIC、MP4 之类）", "a picture or film (such as HEIC or MP4)"),
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, ..] => new("图片（BMP）", "a picture (BMP)"),
        _ => null,
    };

    /// <summary>Gives files of one name (of two folders) names of their own, the same way every time.</summary>
    public static IReadOnlyList<InputFile> Distinct(IReadOnlyList<InputFile> files)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<InputFile> named = [];
        foreach (InputFile file in files)
        {
            string name = file.Name;
            for (int n = 2; !taken.Add(name); n++) name = $"{file.Name} ({n})";
            named.Add(name == file.Name ? file : file with { Name = name });
        }
        return named;
    }

    internal static T Guarded<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw ImportProblem.Damaged(name, broken);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ImportProblem.Missing(name, missing);
        }
    }

    static byte[] Head(Func<Stream> open)
    {
        using Stream stream = open();
        byte[] head = new byte[12];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    static LimitedStream Unpacked(string name, Func<Stream> open) =>
        new(new GZipStream(open(), CompressionMode.Decompress), name, LimitBytes);

    static List<InputFile> Members(string name, DateTime? written, Func<Stream> open, Func<Stream> raw)
    {
        using ZipArchive archive = new(Seekable(name, open));
        if (archive.GetEntry("xl/workbook.xml") is not null || archive.GetEntry("xl/workbook.bin") is not null)
            return archive.Entries.Sum(entry => entry.Length) > LimitBytes / 8
                ? throw ImportProblem.TooBig(name, LimitBytes / 8)
                : [new(name, FileForm.Workbook, written, open) { Raw = raw, IsPacked = true }];
        if (archive.GetEntry("mimetype") is not null && archive.GetEntry("content.xml") is not null)
            throw ImportProblem.Unsupported(name, new(" OpenDocument（ods）", "an OpenDocument file (ods)"));
        if (archive.Entries.FirstOrDefault(entry => entry.IsEncrypted) is { } locked)
            throw ImportProblem.Encrypted(name, new InvalidDataException(locked.FullName));
        List<InputFile> found = [];
        foreach (ZipArchiveEntry entry in archive.Entries.Where(IsTable).Take(LimitMembers))
            found.AddRange(Of($"{name}/{entry.FullName}", entry.LastWriteTime.DateTime, () =>
                Member(name, open, entry.FullName), raw, true));
        return found.Count > 0 ? found : throw ImportProblem.Empty(name);
    }

    static bool IsTable(ZipArchiveEntry entry) =>
        entry.Length > 0 && !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal) && !entry.Name.StartsWith('.')
        && Path.GetExtension(entry.Name).ToUpperInvariant() is ".CSV" or ".TSV" or ".TXT" or ".XLSX" or ".XLSM" or ".XLS" or ".GZ" or ".ZIP" or ".DAT" or ".TAB" or "";

    static LimitedStream Member(string name, Func<Stream> open, string member)
    {
        ZipArchive archive = new(Seekable(name, open));
        ZipArchiveEntry entry = archive.GetEntry(member) ?? throw ImportProblem.Damaged(name, new InvalidDataException(member));
        return new(entry.Open(), $"{name}/{member}", LimitBytes, archive);
    }

    /// <summary>Archives and workbooks are read from their end; a stream that cannot do that is held in memory, within limits.</summary>
    internal static Stream Seekable(string name, Func<Stream> open)
    {
        Stream stream = open();
        if (stream.CanSeek) return stream;
        using LimitedStream limited = new(stream, name, 512L << 20);
        MemoryStream held = new();
        limited.CopyTo(held);
        held.Position = 0;
        return held;
    }

    static string WithoutEnding(string name, string ending) =>
        name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
}
