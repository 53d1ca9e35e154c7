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
        await File.WriteAllTextAsync(Path.Combine(folder, $"{message.Kind}-{message.Guid}.xml"), xml, cancel);
        return [];
    }
}
