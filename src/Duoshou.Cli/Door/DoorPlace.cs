using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Duoshou.Cli.Door;

/// <summary>Where the door of a home folder is: a socket that its owner alone can reach.</summary>
static class DoorPlace
{
    const string Name = "duoshou.sock";

    /// <summary>Systems allow a socket's path about a hundred bytes.</summary>
    const int LongestBytes = 100;

    public static string Folder(string home) => Path.Combine(home, "run");

    public static string Of(string home) => Path.Combine(Folder(home), Name);

    /// <summary>Binds or connects; a path that is too long for a socket is reached over a link that stands only meanwhile.</summary>
    public static void Reach(string home, Action<UnixDomainSocketEndPoint> use)
    {
        if (Encoding.UTF8.GetByteCount(Of(home)) <= LongestBytes)
        {
            use(new(Of(home)));
            return;
        }

        string link = Path.Combine(OperatingSystem.IsWindows() ? Path.GetTempPath() : "/tmp", "duoshou-" + RandomNumberGenerator.GetHexString(16));
        Directory.CreateSymbolicLink(link, Folder(home));
        try
        {
            use(new(Path.Combine(link, Name)));
        }
        finally
        {
            Directory.Delete(link);
        }
    }
}
