using Duoshou.App.Storage;
using Spectre.Console;

namespace Duoshou.Cli.Terminal;

/// <summary>
/// Where the person is who typed the command: the folder that paths start from, the streams, the looks of the terminal. That is this
/// process, or, for a command that a running serve carries out, the process that handed it over. No command asks the console or the
/// working directory itself.
/// </summary>
sealed class Here
{
    static readonly AsyncLocal<Here?> Elsewhere = new();

    static readonly Here Own = new();

    /// <summary>The place of the command that runs.</summary>
    public static Here Current => Elsewhere.Value ?? Own;

    /// <summary>The words that this process was started with.</summary>
    public static IReadOnlyList<string> Words { get; set; } = [];

    /// <summary>The folder that relative paths start from.</summary>
    public string Folder { get => field ?? Environment.CurrentDirectory; init; }

    public TextWriter Out { get => field ?? Console.Out; init; }

    public TextWriter Error { get => field ?? Console.Error; init; }

    /// <summary>Standard input; it is asked for once.</summary>
    public Func<Stream> Input { get; init; } = Console.OpenStandardInput;

    /// <summary>How tables are to look; as this process' own terminal shows them when nothing is said.</summary>
    public Looks? OutLooks { get; init; }

    /// <summary>The same of progress.</summary>
    public Looks? ErrorLooks { get; init; }

    /// <summary>Somebody watches standard error.</summary>
    public bool IsWatched { get => field || (Served is null && !Console.IsErrorRedirected); init; }

    /// <summary>The serve that carries the command out; none when this process does it itself.</summary>
    public Serving? Served { get; init; }

    /// <summary>Lets what follows in this flow happen elsewhere.</summary>
    public static void Go(Here place) => Elsewhere.Value = place;

    /// <summary>A path as the person meant it.</summary>
    public static string Full(string path) => Path.GetFullPath(path, Current.Folder);

    /// <summary>Opens a file that the person names; - is standard input.</summary>
    public static Stream Open(string path) => path == "-" ? Current.Input() : File.OpenRead(Full(path));

    /// <summary>Reads a text that the person names; - is standard input.</summary>
    public static async Task<string> Text(string path, CancellationToken cancel)
    {
        using StreamReader text = new(Open(path));
        return await text.ReadToEndAsync(cancel);
    }

    /// <summary>A console that writes tables or progress as the terminal of the person shows them.</summary>
    public static IAnsiConsole Shown(TextWriter writer, Looks? looks)
    {
        AnsiConsoleSettings settings = new() { Out = new AnsiConsoleOutput(writer) };
        if (looks is null) return AnsiConsole.Create(settings);
        settings.Enrichment = new() { UseDefaultEnrichers = false };
        IAnsiConsole console = AnsiConsole.Create(settings);
        looks.Give(console.Profile);
        return console;
    }
}

/// <summary>A running serve.</summary>
/// <param name="Home">Its home folder.</param>
/// <param name="Services">What its commands work with.</param>
sealed record Serving(Home Home, IServiceProvider Services);

/// <summary>What a terminal can show.</summary>
sealed record Looks(int Width, int Height, bool Ansi, ColorSystem Colors, bool Links, bool Legacy, bool Interactive, bool Unicode)
{
    public static Looks Of(Profile profile) => new(profile.Width, profile.Height, profile.Capabilities.Ansi, profile.Capabilities.ColorSystem,
        profile.Capabilities.Links, profile.Capabilities.Legacy, profile.Capabilities.Interactive, profile.Capabilities.Unicode);

    public void Give(Profile profile)
    {
        (profile.Width, profile.Height) = (Width, Height);
        (profile.Capabilities.Ansi, profile.Capabilities.ColorSystem, profile.Capabilities.Links) = (Ansi, Colors, Links);
        (profile.Capabilities.Legacy, profile.Capabilities.Interactive, profile.Capabilities.Unicode) = (Legacy, Interactive, Unicode);
    }
}
