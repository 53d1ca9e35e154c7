using System.Text;
using System.Threading.Channels;

namespace Duoshou.Cli.Door;

/// <summary>Standard output or standard error of a command that is carried out for another process. It never waits for that process to read.</summary>
sealed class FrameWriter(FrameKind kind, ChannelWriter<Frame> frames) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    readonly Encoder encoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetEncoder();
    readonly Lock one = new();

    public override Encoding Encoding { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void WriteLine(string? value)
    {
        Write(value.AsSpan());
        Write(CoreNewLine);
    }

    public override void Write(ReadOnlySpan<char> text)
    {
        lock (one)
        {
            while (text.Length > 0)
            {
                ReadOnlySpan<char> piece = text[..Math.Min(text.Length, Frame.Piece)];
                byte[] bytes = new byte[encoder.GetByteCount(piece, flush: false)];
                encoder.GetBytes(piece, bytes, flush: false);
                if (bytes.Length > 0) frames.TryWrite(new(kind, bytes));
                text = text[piece.Length..];
            }
        }
    }
}
