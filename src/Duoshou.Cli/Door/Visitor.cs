using System.Buffers.Binary;
using System.CommandLine;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Duoshou.Cli.Terminal;

namespace Duoshou.Cli.Door;

/// <summary>One command that came through the door: hears it, carries it out where the person is who typed it, sends what it says.</summary>
sealed class Visitor(NetworkStream stream, Serving serving, Func<IReadOnlyList<string>, ParseResult> parse)
{
    /// <summary>The command comes at once, on a machine that is not overrun.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Answers are made whole before they are written, so they are kept until the other side has read them: a command never waits for a reader.</summary>
    readonly Channel<Frame> said = Channel.CreateUnbounded<Frame>(new() { SingleReader = true });

    readonly Pipe input = new();

    /// <summary>Sends the visitor away.</summary>
    public async Task Turn(string why, CancellationToken cancel) => await new Frame(FrameKind.Turned, Encoding.UTF8.GetBytes(why)).Write(stream, cancel);

    public async Task Served(CancellationToken closing)
    {
        if (await Called(closing) is not { } call) return;
        if (call.Build != Call.OwnBuild)
        {
            await Turn("build", closing);
            return;
        }

        using CancellationTokenSource broken = CancellationTokenSource.CreateLinkedTokenSource(closing), heard = new();
        Task hearing = Hear(broken, heard.Token), telling = Tell(broken);
        int exit = await Task.Run(() => Ran(call, broken.Token), CancellationToken.None);
        byte[] code = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(code, exit);
        said.Writer.TryWrite(new(FrameKind.Done, code));
        said.Writer.Complete();
        await telling;
        await heard.CancelAsync();
        await hearing;
    }

    async Task<Call?> Called(CancellationToken closing)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(closing);
        late.CancelAfter(Patience);
        return await Frame.Read(stream, late.Token) is { Kind: FrameKind.Call } frame ? JsonSerializer.Deserialize<Call>(frame.Content.Span) : null;
    }

    async Task<int> Ran(Call call, CancellationToken cancel)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(call.Tongue);
        Here.Go(new()
        {
            Folder = call.Folder, Input = Wanted, Out = new FrameWriter(FrameKind.Out, said.Writer), Error = new FrameWriter(FrameKind.Error, said.Writer),
            OutLooks = call.Out, ErrorLooks = call.Error, IsWatched = call.IsWatched, Served = serving,
        });
        return await Failures.Answered(parse(call.Words), call.Words, cancel);
    }

    /// <summary>Standard input flows only when the command reads it.</summary>
    Stream Wanted()
    {
        said.Writer.TryWrite(new(FrameKind.Wanted, default));
        return input.Reader.AsStream();
    }

    /// <summary>Hears standard input and the end of it; a visitor who goes breaks the command off.</summary>
    async Task Hear(CancellationTokenSource broken, CancellationToken enough)
    {
        try
        {
            while (await Frame.Read(stream, enough) is { Kind: not FrameKind.Cancel } frame)
            {
                if (frame.Kind == FrameKind.Input) await input.Writer.WriteAsync(frame.Content, enough);
                else if (frame.Kind == FrameKind.InputEnd) await input.Writer.CompleteAsync();
            }

            await broken.CancelAsync();
            await input.Writer.CompleteAsync(new OperationCanceledException());
        }
        catch (OperationCanceledException)
        {
            // The command is done.
        }
        catch (Exception gone) when (gone is IOException or InvalidDataException or InvalidOperationException)
        {
            await broken.CancelAsync();
            await input.Writer.CompleteAsync(new OperationCanceledException());
        }
    }

    /// <summary>Sends what was said, as much at a time as there is.</summary>
    async Task Tell(CancellationTokenSource broken)
    {
        try
        {
            await using BufferedStream together = new(stream, Frame.Piece);
            while (await said.Reader.WaitToReadAsync())
            {
                while (said.Reader.TryRead(out Frame frame)) await frame.Write(together, CancellationToken.None);
                await together.FlushAsync();
            }
        }
        catch (IOException)
        {
            await broken.CancelAsync();
            await foreach (Frame _ in said.Reader.ReadAllAsync())
            {
                // Nobody is there to hear it.
            }
        }
    }
}
