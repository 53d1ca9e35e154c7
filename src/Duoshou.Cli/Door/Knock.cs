using System.Buffers.Binary;
using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Duoshou.App.Storage;
using Duoshou.Cli.Terminal;
using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Cli.Door;

/// <summary>The other side of the door: a command that needs a home folder which a running serve holds is handed over to it.</summary>
static class Knock
{
    /// <summary>The serve that holds a home folder; nothing when there is none. A socket on which nobody listens is of one that was killed.</summary>
    /// <exception cref="HomeProblem">Whoever asks may not come in.</exception>
    public static Socket? At(string home)
    {
        if (!File.Exists(DoorPlace.Of(home))) return null;
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            DoorPlace.Reach(home, socket.Connect);
            return socket;
        }
        catch (SocketException refused)
        {
            socket.Dispose();
            if (refused.SocketErrorCode == SocketError.AccessDenied) throw new HomeProblem(Turned("owner", home));
            return null;
        }
    }

    /// <summary>Hands a command over where a serve holds the home folder that it names.</summary>
    /// <exception cref="HomeIsServed">There is such a serve; the command goes on there.</exception>
    public static void First(ParseResult parsed)
    {
        if (Here.Current.Served is null && At(Session.FolderOf(parsed)) is { } socket) throw new HomeIsServed(socket);
    }

    /// <summary>What takes the place of a home folder cannot be done while it is served.</summary>
    public static Refusal? Forbids(ParseResult parsed)
    {
        string folder = Session.FolderOf(parsed);
        using Socket? socket = Here.Current.Served is null ? At(folder) : null;
        return Here.Current.Served is null && socket is null ? null : new("home.held",
            new($"duoshou serve 正在用 {folder} 运行。", $"duoshou serve is running on {folder}."),
            new("先停掉它，再来一次；或用 --home 指定另一个文件夹。", "Stop it and run this again, or name another folder with --home."), "home", folder);
    }

    /// <summary>The command, carried out by the serve behind a socket, as if it were here.</summary>
    public static async Task<int> HandOver(Socket socket, ParseResult parsed, CancellationToken cancel)
    {
        Output output = Session.OutputOf(parsed);
        await using NetworkStream stream = new(socket, ownsSocket: true);
        using Stream answers = Console.OpenStandardOutput(), errors = Console.OpenStandardError();
        using SemaphoreSlim one = new(1);
        await Send(new(FrameKind.Call, JsonSerializer.SerializeToUtf8Bytes(new Call(Call.OwnBuild, Here.Words, Here.Current.Folder,
            output.Language == Language.Chinese ? "zh-Hans" : "en", Looks.Of(output.People.Profile), Looks.Of(output.Progress.Profile),
            Here.Current.IsWatched))));
        await using CancellationTokenRegistration breaking = cancel.Register(() => _ = Send(new(FrameKind.Cancel, default)));
        while (await Heard() is { } frame)
        {
            switch (frame.Kind)
            {
                case FrameKind.Wanted:
                    _ = Task.Run(Input, CancellationToken.None);
                    break;
                case FrameKind.Out:
                    await answers.WriteAsync(frame.Content, CancellationToken.None);
                    break;
                case FrameKind.Error:
                    await errors.WriteAsync(frame.Content, CancellationToken.None);
                    break;
                case FrameKind.Done:
                    return BinaryPrimitives.ReadInt32LittleEndian(frame.Content.Span);
                default:
                    return output.Refuse(Turned(Encoding.UTF8.GetString(frame.Content.Span), Session.FolderOf(parsed)));
            }
        }

        return output.Refuse(new("home.serve_ended", new("duoshou serve 在答复之前停了。", "duoshou serve ended before it had answered."),
            new("用 batch list 看看留下了什么，再来一次。", "See what was kept with batch list, and run this again."), "home", Session.FolderOf(parsed)));

        async Task<Frame?> Heard()
        {
            try
            {
                return await Frame.Read(stream, CancellationToken.None);
            }
            catch (IOException)
            {
                return null;
            }
        }

        async Task Send(Frame frame)
        {
            await one.WaitAsync(CancellationToken.None);
            try
            {
                await frame.Write(stream, CancellationToken.None);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // The reading side tells it.
            }
            finally
            {
                one.Release();
            }
        }

        async Task Input()
        {
            using Stream standard = Console.OpenStandardInput();
            byte[] piece = new byte[Frame.Piece];
            while (await standard.ReadAsync(piece, CancellationToken.None) is > 0 and var read) await Send(new(FrameKind.Input, piece.AsMemory(0, read)));
            await Send(new(FrameKind.InputEnd, default));
        }
    }

    static Refusal Turned(string why, string folder) => why == "build"
        ? new("home.other_version", new($"{folder} 由另一个版本的 duoshou serve 使用。", $"{folder} is held by a duoshou serve of another version."),
            new("停掉 duoshou serve，用这个版本重新启动。", "Stop duoshou serve and start it again with this version."), "home", folder)
        : new("home.not_permitted", new($"{folder} 是别人的。", $"{folder} is another person's."),
            new("以拥有它的人的身份运行，或用 --home 指定另一个。", "Run this as the person who owns it, or name another folder with --home."), "home", folder);
}

/// <summary>The home folder that a command needs is held by a running serve, which carries the command out instead.</summary>
sealed class HomeIsServed(Socket serve) : Exception("The home folder is held by duoshou serve.")
{
    /// <summary>The way to it.</summary>
    public Socket Serve { get; } = serve;
}
