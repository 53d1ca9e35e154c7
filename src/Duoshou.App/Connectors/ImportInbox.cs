using Duoshou.App.Connectors.Files;
using Duoshou.App.Storage;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors;

/// <summary>Files that a person has handed in and not yet imported, in a folder of their own. They are dropped after two days.</summary>
public sealed class ImportInbox(Home home, TimeProvider clock)
{
    static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    /// <summary>A file as it arrives.</summary>
    public sealed record Arriving(string Name, Func<Stream> Open);

    /// <summary>Keeps the files; the id finds them again, for the same person only.</summary>
    public async Task<Guid> Keep(UserId person, IReadOnlyList<Arriving> files, CancellationToken cancel)
    {
        DropOld();
        Guid id = Guid.CreateVersion7(clock.GetUtcNow());
        string folder = Folder(person, id);
        Directory.CreateDirectory(folder);
        foreach ((Arriving file, int i) in files.Select((file, i) => (file, i)))
        {
            await using FileStream target = new(Path.Combine(folder, $"{i:000}-{Safe(file.Name)}"), FileMode.CreateNew);
            await using Stream source = file.Open();
            await source.CopyToAsync(target, cancel);
        }

        return id;
    }

    /// <summary>The files under their own names; none when there is no such import of the person.</summary>
    /// <exception cref="ImportProblem">A file is empty or no table.</exception>
    public IReadOnlyList<InputFile> Files(UserId person, Guid id)
    {
        string folder = Folder(person, id);
        if (!Directory.Exists(folder)) return [];
        return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).SelectMany(path =>
            InputFile.Of(Path.GetFileName(path)[4..], File.GetLastWriteTime(path), () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)))];
    }

    string Folder(UserId person, Guid id) => Path.Combine(home.Folder, "inbox", person.ToString(), id.ToString("n"));

    /// <summary>The bare name: no folders, nothing that a file system minds.</summary>
    static string Safe(string name)
    {
        string bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        char[] bad = Path.GetInvalidFileNameChars();
        string safe = string.Concat(bare.Select(c => bad.Contains(c) ? '_' : c));
        return safe.Length > 120 ? safe[^120..] : safe.Length == 0 ? "file" : safe;
    }

    void DropOld()
    {
        string inbox = Path.Combine(home.Folder, "inbox");
        if (!Directory.Exists(inbox)) return;
        DateTime limit = clock.GetUtcNow().UtcDateTime - KeptFor;
        foreach (string folder in Directory.EnumerateDirectories(inbox).SelectMany(Directory.EnumerateDirectories).Where(folder => Directory.GetCreationTimeUtc(folder) < limit))
            Directory.Delete(folder, recursive: true);
    }
}
