using Duoshou.App.Storage;
using Duoshou.Tax.Declarations.Messages;

namespace Duoshou.App.Tax.Port;

/// <summary>Writes signed messages into a folder, from where a person or the port's own client takes them. Receipts come back as files.</summary>
public sealed class Outbox(string folder) : ICustomsPort
{
    /// <summary>The outbox of a home folder.</summary>
    public static Outbox Of(Home home) => new(Path.Combine(home.Folder, "customs-outbox"));

    /// <summary>Where the messages are written.</summary>
    public string Folder => folder;

    /// <inheritdoc />
    public bool IsSimulated => false;

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> Send(string xml, CancellationToken cancel)
    {
        CebMessage message = CebXml.Read(xml);
        Directory.CreateDirectory(folder);
        // Whole or absent, and once: the same message sent again is the same file.
        string path = Path.Combine(folder, $"{message.Kind}-{message.Guid}.xml");
        await File.WriteAllTextAsync(path + ".part", xml, cancel);
        File.Move(path + ".part", path, overwrite: true);
        return [];
    }
}
