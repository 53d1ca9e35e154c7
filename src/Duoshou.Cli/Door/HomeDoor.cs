using System.CommandLine;
using System.Net.Sockets;
using Duoshou.Cli.Commands;
using Duoshou.Cli.Terminal;

namespace Duoshou.Cli.Door;

/// <summary>
/// The way in for the command line while serve holds the home folder: one process alone can have the ledger open, so commands typed
/// elsewhere are handed over here and carried out in this process, on the services of the web application.
/// </summary>
sealed partial class HomeDoor : IAsyncDisposable
{
    /// <summary>The most commands at a time; further ones wait.</summary>
    const int Most = 32;

    /// <summary>How long a command that is broken off may take to leave things whole, when serve ends.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly CancellationTokenSource closing = new();
    readonly SemaphoreSlim room = new(Most);
    readonly RootCommand root = EveryCommand.Root();
    readonly Serving serving;
    readonly ILogger log;
    readonly string path;
    Task accepting = Task.CompletedTask;

    HomeDoor(Serving serving)
    {
        this.serving = serving;
        log = serving.Services.GetRequiredService<ILogger<HomeDoor>>();
        path = DoorPlace.Of(serving.Home.Folder);
    }

    /// <summary>Opens the door of a home folder whose ledger this process holds: what lies there of an earlier serve is dead.</summary>
    /// <exception cref="IOException">The folder takes no socket.</exception>
    public static HomeDoor Open(Serving serving)
    {
        HomeDoor door = new(serving);
        string home = serving.Home.Folder;
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(DoorPlace.Folder(home));
            else
            {
                Directory.CreateDirectory(DoorPlace.Folder(home), OwnersFolder);
                File.SetUnixFileMode(DoorPlace.Folder(home), OwnersFolder);
            }

            File.Delete(door.path);
            DoorPlace.Reach(home, door.listener.Bind);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(door.path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            door.listener.Listen(Most);
        }
        catch (Exception failed) when (failed is SocketException or ArgumentException or UnauthorizedAccessException)
        {
            door.listener.Dispose();
            throw new IOException(failed.Message, failed);
        }

        door.accepting = Task.Run(door.Accept);
        return door;
    }

    const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Closes the door: who is still inside is broken off, leaves things whole and is told.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Dispose();
        File.Delete(path);
        using CancellationTokenSource late = new(Patience);
        try
        {
            for (int left = 0; left < Most; left++) await room.WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            LogLeftInside(Patience);
        }
    }

    async Task Accept()
    {
        try
        {
            while (true)
            {
                await room.WaitAsync(closing.Token);
                Socket socket;
                try
                {
                    socket = await listener.AcceptAsync(closing.Token);
                }
                catch
                {
                    room.Release();
                    throw;
                }

                _ = Task.Run(() => Welcome(socket));
            }
        }
        catch (OperationCanceledException)
        {
            // Serve ends.
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            LogClosed(broken);
        }
    }

    async Task Welcome(Socket socket)
    {
        try
        {
            await using NetworkStream stream = new(socket, ownsSocket: true);
            Visitor visitor = new(stream, serving, Parsed);
            if (IsStranger(socket)) await visitor.Turn("owner", closing.Token);
            else await visitor.Served(closing.Token);
        }
        catch (Exception broken)
        {
            // Whatever goes wrong with one visitor is not the web application's end; one that hung up is nothing to tell.
            if (broken is not (IOException or OperationCanceledException)) LogVisitor(broken);
        }
        finally
        {
            room.Release();
        }
    }

    ParseResult Parsed(IReadOnlyList<string> words)
    {
        lock (root) return EveryCommand.Parse(root, words);
    }

    /// <summary>Linux tells who connects; the folder's and the socket's permissions keep others out everywhere.</summary>
    bool IsStranger(Socket socket)
    {
        if (!OperatingSystem.IsLinux()) return false;
        int who = UserOf(socket);
        return who != UserOf(listener) && who != 0;
    }

    /// <summary>SO_PEERCRED: process, user and group of the other side; of a listening socket, its own.</summary>
    static int UserOf(Socket socket)
    {
        const int socketLevel = 1, peerCredentials = 17;
        byte[] credentials = new byte[12];
        return socket.GetRawSocketOption(socketLevel, peerCredentials, credentials) == credentials.Length
            ? BitConverter.ToInt32(credentials, 4) : -1;
    }

    [LoggerMessage(LogLevel.Error, "A command that was handed over failed outside of itself.")]
    partial void LogVisitor(Exception broken);

    [LoggerMessage(LogLevel.Error, "The command line cannot reach this serve any more.")]
    partial void LogClosed(Exception broken);

    [LoggerMessage(LogLevel.Warning, "Commands that were handed over did not end within {Patience}.")]
    partial void LogLeftInside(TimeSpan patience);
}
