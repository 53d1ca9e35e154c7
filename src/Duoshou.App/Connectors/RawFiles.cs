using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Storage;

namespace Duoshou.App.Connectors;

/// <summary>Keeps input as it came, so that a better reader can read it again.</summary>
public interface IRawFiles
{
    /// <summary>Keeps the files of a batch: answers where as soon as that is known, and goes on writing.</summary>
    Task<KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel);
}

/// <summary>Where raw input is kept.</summary>
/// <param name="File">Relative to the home folder; the files of a batch are parted by |.</param>
/// <param name="Hash">SHA-256 of the input, in hexadecimal.</param>
/// <param name="Written">Ends when the input is on the disk; null when it is there already or is not kept.</param>
public readonly record struct KeptRaw(string? File, string? Hash, Task? Written = null);

/// <summary>Keeps raw input in the home folder under the hash of its bytes: the same file is kept once, however often it is imported.</summary>
public sealed class RawFiles(Home home, TimeProvider clock) : IRawFiles
{
    /// <inheritdoc />
    public Task<KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel) => Task.Run(() =>
    {
        Dictionary<string, InputFile> kept = new(StringComparer.Ordinal);
        List<string> hashes = [];
        foreach (InputFile file in files)
        {
            cancel.ThrowIfCancellationRequested();
            string hash = HashOf(file);
            kept.TryAdd(string.Create(CultureInfo.InvariantCulture, $"raw/{hash[..2]}/{hash}{(file.IsPacked ? "" : ".gz")}"), file);
            hashes.Add(hash);
        }

        string all = hashes.Count == 1 ? hashes[0] : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(hashes))));
        return new KeptRaw(string.Join('|', kept.Keys), all, Task.Run(() => Write(kept, cancel), cancel));
    }, cancel);

    static string HashOf(InputFile file) => InputFile.Guarded(file.Name, () =>
    {
        using Stream stream = file.Raw();
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    });

    void Write(Dictionary<string, InputFile> kept, CancellationToken cancel)
    {
        foreach ((string name, InputFile file) in kept)
        {
            cancel.ThrowIfCancellationRequested();
            string full = Path.Combine(home.Folder, name), partial = $"{full}.{Path.GetRandomFileName()}.partial";
            if (File.Exists(full)) continue;
            string folder = Directory.CreateDirectory(Path.GetDirectoryName(full)!).FullName;
            foreach (string old in Directory.EnumerateFiles(folder, "*.partial").Where(IsLeft)) File.Delete(old);
            Write(file, partial);
            File.Move(partial, full, overwrite: true);
        }
    }

    /// <summary>It is on the disk before the batch that names it is.</summary>
    static void Write(InputFile file, string path)
    {
        using FileStream target = File.Create(path);
        using (Stream source = file.Raw())
        {
            if (file.IsPacked) source.CopyTo(target);
            else
                using (GZipStream packed = new(target, CompressionLevel.Fastest, leaveOpen: true)) source.CopyTo(packed);
        }

        target.Flush(flushToDisk: true);
    }

    /// <summary>No import takes a day over keeping its input: this one was broken off.</summary>
    bool IsLeft(string partial) => clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(partial) > TimeSpan.FromDays(1);
}
