using System.Buffers.Binary;

namespace Duoshou.Cli.Door;

/// <summary>What passes through the door.</summary>
enum FrameKind : byte
{
    /// <summary>In: the command, as a <see cref="Call"/>.</summary>
    Call = 1,

    /// <summary>In: some of standard input.</summary>
    Input,

    /// <summary>In: standard input has ended.</summary>
    InputEnd,

    /// <summary>In: the person breaks the command off.</summary>
    Cancel,

    /// <summary>Out: the command reads standard input.</summary>
    Wanted,

    /// <summary>Out: some of the answer.</summary>
    Out,

    /// <summary>Out: some of what goes to standard error.</summary>
    Error,

    /// <summary>Out: the command has ended; four bytes hold its exit code.</summary>
    Done,

    /// <summary>Out: the command is not carried out; a word says why.</summary>
    Turned,
}

/// <summary>One message: a byte for its kind, four for the length of its content, the content.</summary>
readonly record struct Frame(FrameKind Kind, ReadOnlyMemory<byte> Content)
{
    /// <summary>The most that one message holds; a command line of every system is shorter.</summary>
    public const int Limit = 4 << 20;

    /// <summary>What a stream is cut into.</summary>
    public const int Piece = 1 << 16;

    const int Head = 5;

    public async ValueTask Write(Stream to, CancellationToken cancel)
    {
        byte[] head = new byte[Head];
        head[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), Content.Length);
        await to.WriteAsync(head, cancel);
        await to.WriteAsync(Content, cancel);
    }

    /// <summary>The next message; nothing when the other side is gone.</summary>
    /// <exception cref="InvalidDataException">This is no message.</exception>
    public static async ValueTask<Frame?> Read(Stream from, CancellationToken cancel)
    {
        byte[] head = new byte[Head];
        if (await from.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancel) < Head) return null;
        int length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(1));
        if (length is < 0 or > Limit || !Enum.IsDefined((FrameKind)head[0])) throw new InvalidDataException("What came through the door is no message.");
        byte[] content = new byte[length];
        return await from.ReadAtLeastAsync(content, length, throwOnEndOfStream: false, cancel) < length ? null : new Frame((FrameKind)head[0], content);
    }
}
