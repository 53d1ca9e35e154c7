using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Duoshou.Web.Tests.Shell;

/// <summary>Every text that a page asks for by name stands in the catalogue of its folder, in both languages, and no text is left over in neither.</summary>
public sealed partial class TextsTests
{
    static readonly string Web = Path.Combine(ReferenceFiles.Repository, "src", "Duoshou.Web");

    public static TheoryData<string> Folders => [.. Directory.EnumerateFiles(Web, "Texts.resx", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Web, Path.GetDirectoryName(file)!))];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_name_asked_for_is_there(string folder)
    {
        HashSet<string> own = Keys(folder, "Texts.resx"), shell = Keys("Shell", "Texts.resx");
        List<string> missing = [];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Web, folder), "*.*", SearchOption.AllDirectories).Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            bool isShell = text.Contains("IStringLocalizer<Duoshou.Web.Shell.Texts> T", StringComparison.Ordinal);
            missing.AddRange(Asked().Matches(text).Where(match => !(match.Groups[1].Value == "S" || isShell ? shell : own).Contains(match.Groups[2].Value))
                .Select(match => $"{Path.GetFileName(file)}: {match.Groups[2].Value}"));
        }

        missing.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Both_languages_take_the_same_arguments(string folder)
    {
        Dictionary<string, string> en = Texts(folder, "Texts.resx"), zh = Texts(folder, "Texts.zh.resx");
        en.Keys.Where(key => !Holes(en[key]).SetEquals(Holes(zh[key]))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Nobody_shouts_or_cheers(string folder)
    {
        foreach (string file in (string[])["Texts.resx", "Texts.zh.resx"])
            Texts(folder, file).Where(text => text.Value.Contains('!', StringComparison.Ordinal) || text.Value.Contains('！', StringComparison.Ordinal)
                || text.Value.Contains("successfully", StringComparison.OrdinalIgnoreCase) || text.Value.Contains('亲', StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static HashSet<string> Keys(string folder, string file) => [.. Texts(folder, file).Keys];

    static Dictionary<string, string> Texts(string folder, string file) => XDocument.Load(Path.Combine(Web, folder, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    static HashSet<string> Holes(string text) => [.. Hole().Matches(text).Select(match => match.Value)];

    [GeneratedRegex("""\b(T|S|texts)\["([a-zA-Z0-9_.]+)"[,\]]""")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
