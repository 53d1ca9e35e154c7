using System.CommandLine;
using System.Globalization;
using System.Reflection;
using Duoshou.Kernel;

namespace Duoshou.Cli.Terminal;

/// <summary>
/// The help texts in Chinese. Commands say in English what they do, where they are made; <c>Help.zh.tsv</c> holds the same sentence in
/// Chinese, one to a line. One that ends with a colon stands for every text that begins with it.
/// </summary>
static class Help
{
    const string Example = "\nExample: ";

    static readonly Dictionary<string, string> Chinese = Read();

    /// <summary>The language in which help is asked for, before anything else is understood.</summary>
    public static Language LanguageOf(string[] args)
    {
        int at = Array.FindIndex(args, arg => arg == "--lang" || arg.StartsWith("--lang=", StringComparison.Ordinal));
        string? named = at < 0 ? null : args[at].Contains('=') ? args[at][7..] : args.ElementAtOrDefault(at + 1);
        return named switch { "zh" => Language.Chinese, "en" => Language.English, _ => Output.OfTerminal() };
    }

    /// <summary>Puts every text of a command and those below it into a language; the words of the parser itself follow.</summary>
    public static void Speak(Command command, Language language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(language == Language.Chinese ? "zh-Hans" : "en");
        if (language == Language.Chinese) Translate(command);
    }

    /// <summary>The texts of a command and those below it that have no Chinese.</summary>
    public static IEnumerable<string> Untranslated(Command command) => Symbols(command).Select(symbol => symbol.Description).OfType<string>()
        .Where(text => !IsKeys(text) && InChinese(text) is null).Distinct();

    /// <summary>Keys parted by commas are the same in every language.</summary>
    static bool IsKeys(string text) => text.Split(", ").All(key => !key.Contains(' '));

    static void Translate(Command command)
    {
        foreach (Symbol symbol in Symbols(command))
            if (symbol.Description is { } text && InChinese(text) is { } chinese) symbol.Description = chinese;
    }

    static IEnumerable<Symbol> Symbols(Command command) =>
        [command, .. command.Options.Where(option => option.GetType().IsGenericType), .. command.Arguments, .. command.Subcommands.SelectMany(Symbols)];

    static string? InChinese(string text)
    {
        string[] parts = text.ReplaceLineEndings("\n").Split(Example, 2);
        string? does = Chinese.GetValueOrDefault(parts[0]);
        if (does is null && Chinese.Keys.FirstOrDefault(known => known.EndsWith(':') && parts[0].StartsWith(known, StringComparison.Ordinal)) is { } begins)
            does = Chinese[begins] + parts[0][begins.Length..].TrimStart();
        return does is null ? null : parts.Length == 1 ? does : $"{does}\n示例：{ExampleInChinese(parts[1])}";
    }

    /// <summary>Names in an example are those of the demo in the language of the help, so that it runs as it is printed.</summary>
    internal static string ExampleInChinese(string example) => Chinese.Where(text => text.Key.StartsWith('"')).Aggregate(example,
        (said, text) => said.Replace(text.Key, text.Value, StringComparison.Ordinal));

    static Dictionary<string, string> Read()
    {
        using StreamReader lines = new(Assembly.GetExecutingAssembly().GetManifestResourceStream("Help.zh.tsv")!);
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        while (lines.ReadLine() is { } line)
            if (line.Split('\t') is [var english, var chinese]) texts[english] = chinese;
        return texts;
    }
}
