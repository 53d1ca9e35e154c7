using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Storage;

namespace Duoshou.App.Connectors;

/// <summary>Keeps input as it came, so that a better reader can read it again.</summary>
public interface IRawFiles
{
    /// <summary>Keeps the files of a batch.</summary>
    Task<KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel);
}

/// <summary>Where raw input is kept.</summary>
/// <param name="File">Relative to the home folder; the files of a batch are parted by |.</param>
/// <param name="Hash">SHA-256 of the input, in hexadecimal.</param>
public readonly record struct KeptRaw(string? File, string? Hash);

/// <summary>
/// Keeps raw input in the home folder under the hash of its bytes: the same file is kept once, however often it is imported.
/// </summary>
public sealed class RawFiles(Home home) : IRawFiles
{
    /// <inheritdoc />
    public Task<KeptRaw> Keep(IReadOnlyList<InputFile> files, CancellationToken cancel) => Task.Run(() =>
    {
        List<string> names = [], hashes = [];
        foreach (InputFile file in files)
        {
            cancel.ThrowIfCancellationRequested();
            (string name, string hash) = Keep(file);
            if (!names.Contains(name)) names.Add(name);
            hashes.Add(hash);
        }
        string all = hashes.Count == 1 ? hashes[0] : Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Concat(hashes))));
        return new KeptRaw(string.Join('|', names), all);
    }, cancel);

    (string Name, string Hash) Keep(InputFile file) => InputFile.Guarded(file.Name, () =>
    {
        string hash;
        using (Stream stream = file.Raw()) hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        string name = string.Create(CultureInfo.InvariantCulture, $"raw/{hash[..2]}/{hash}{(file.IsPacked ? "" : ".gz")}");
        string full = Path.Combine(home.Folder, name);
        if (File.Exists(full)) return (name, hash);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string partial = full + ".partial";
        using (Stream source = file.Raw())
        using (Stream target = file.IsPacked ? File.Create(partial) : new GZipStream(File.Create(partial),
            CompressionLevel.Fastest)) source.CopyTo(target);
        File.Move(partial, full, overwrite: true);
        return (name, hash);
    });
}
