namespace Duoshou.App.Storage;

/// <summary>The folder in which one installation keeps everything: databases, raw input as it came, keys.</summary>
public sealed class Home
{
    /// <summary>Opens the folder, making what is missing. Keys are readable by the owner alone.</summary>
    public Home(string folder)
    {
        Folder = Path.GetFullPath(folder);
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(RawFolder);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(KeyFolder);
        else Directory.CreateDirectory(KeyFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>The folder itself, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Shops, people, settings.</summary>
    public string OperationsFile => Path.Combine(Folder, "operations.db");

    /// <summary>There is an installation in a folder; asking makes none.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, "operations.db"));

    /// <summary>The ledger of facts.</summary>
    public string FactsFile => Path.Combine(Folder, "facts.duckdb");

    /// <summary>Input files as they came, compressed.</summary>
    public string RawFolder => Path.Combine(Folder, "raw");

    /// <summary>Keys of this installation.</summary>
    public string KeyFolder => Path.Combine(Folder, "keys");

    /// <summary>DUOSHOU_HOME, or the platform's folder for application data.</summary>
    public static string DefaultFolder =>
        Environment.GetEnvironmentVariable("DUOSHOU_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "duoshou");

    /// <summary>A secret of this installation by name, made at its first use.</summary>
    public byte[] Secret(string name)
    {
        string file = Path.Combine(KeyFolder, name + ".key");
        if (File.Exists(file)) return File.ReadAllBytes(file);
        byte[] secret = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using FileStream stream = new(file, options);
        stream.Write(secret);
        return secret;
    }
}
