using System.IO.Compression;
using System.Security.Cryptography;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.App.Storage.Checks;

/// <summary>Laws of the input as it came: what a batch was read from is still there, and is what it was.</summary>
sealed class RawLaws(Home home, IReadOnlyList<BatchRecord> batches)
{
    readonly string[] named = [.. batches.SelectMany(batch => batch.RawFile?.Split('|') ?? []).Distinct()];

    public CheckedLaw Present() => CheckedLaw.Of("raw.present", new("每个批次的原始文件都在", "The input of every batch is kept"),
        [.. named.Where(name => !File.Exists(Path.Combine(home.Folder, name)))]);

    /// <summary>A raw file is named by the SHA-256 of what came; it is packed when it had not come so.</summary>
    public CheckedLaw Whole(CancellationToken cancel)
    {
        List<string> faults = [];
        foreach (string name in named.Where(name => File.Exists(Path.Combine(home.Folder, name))))
        {
            cancel.ThrowIfCancellationRequested();
            if (Hash(Path.Combine(home.Folder, name), name.EndsWith(".gz", StringComparison.Ordinal)) is var hash && hash != Path.GetFileNameWithoutExtension(name))
                faults.Add($"{name}: {hash ?? "?"}");
        }

        return CheckedLaw.Of("raw.whole", new("原始文件和入库时一字不差", "The kept input is what came, byte for byte"), faults);
    }

    /// <summary>An import that was broken off may leave its input behind. It does no harm: the same file is kept once, whoever imports it.</summary>
    public IEnumerable<Words> Leftovers()
    {
        if (!Directory.Exists(home.RawFolder)) yield break;
        string[] files = [.. Directory.EnumerateFiles(home.RawFolder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(home.Folder, file).Replace('\\', '/'))];
        int partial = files.Count(file => file.EndsWith(".partial", StringComparison.Ordinal)), unused = files.Except(named).Count() - partial;
        if (unused > 0) yield return new($"{unused} 个原始文件没有批次（导入中断或已被拒）；无害。", $"{unused} kept inputs belong to no batch (an import was broken off or refused); harmless.");
        if (partial > 0) yield return new($"{partial} 个没写完的原始文件；下次导入会清掉。", $"{partial} kept inputs were not written to their end; a later import clears them away.");
    }

    static string? Hash(string file, bool packed)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            if (!packed) return Convert.ToHexStringLower(SHA256.HashData(stream));
            using GZipStream plain = new(stream, CompressionMode.Decompress);
            return Convert.ToHexStringLower(SHA256.HashData(plain));
        }
        catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
