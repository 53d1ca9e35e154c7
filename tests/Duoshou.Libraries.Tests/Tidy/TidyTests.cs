using System.Text.RegularExpressions;
using System.Xml.Linq;
using Duoshou.Tests;

namespace Duoshou.Libraries.Tests.Tidy;

/// <summary>Rules of the house that a reader cannot check by eye: which way the arrows point, how large things may be, words that hide a missing noun.</summary>
public sealed partial class TidyTests
{
    static readonly string Source = Path.Combine(ReferenceFiles.Repository, "src");

    static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Kernel"] = [],
        ["Tax"] = ["Kernel"],
        ["Promotions"] = ["Kernel"],
        ["Analytics"] = ["Kernel"],
        ["Trade"] = ["Kernel"],
        ["Warehouse"] = ["Kernel"],
        ["Connectors"] = ["Kernel"],
        ["App"] = ["Tax", "Promotions", "Analytics", "Trade", "Warehouse", "Connectors", "Kernel"],
        ["Web"] = ["App"],
        ["Cli"] = ["Web"],
    };

    static readonly string[] Modules =
        ["Shops", "Catalog", "Orders", "Metrics", "Diagnosis", "Promotions", "Ads", "Audience", "Trade", "Tax", "Tasks", "Reports", "Agency", "Connectors"];

    static readonly string[] BannedWords = ["Common", "Utils", "Util", "Helpers", "Helper", "Shared", "Manager", "Base", "Misc", "Service", "Impl"];

    [Fact]
    public void Projects_reference_only_what_stands_below_them()
    {
        foreach (string file in Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories))
        {
            string name = Path.GetFileNameWithoutExtension(file)["Duoshou.".Length..];
            IEnumerable<string> references = XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))["Duoshou.".Length..]);
            references.ShouldBeSubsetOf(Arrows[name], name);
        }
    }

    [Fact]
    public void Only_the_warehouse_is_unsafe_only_app_knows_EF_and_only_web_and_cli_know_ASPNET()
    {
        foreach ((string project, string text) in Projects())
        {
            if (project != "Warehouse") text.ShouldNotContain("AllowUnsafeBlocks", customMessage: project);
            if (project != "App") text.ShouldNotContain("EntityFrameworkCore", customMessage: project);
            if (project is not ("Web" or "Cli")) text.ShouldNotContain("Microsoft.AspNetCore.App", customMessage: project);
        }
    }

    [Fact]
    public void A_module_never_names_the_inside_of_another()
    {
        List<string> faults = [];
        foreach ((string file, string text) in Code())
        {
            string[] parts = Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar);
            string project = parts[0]["Duoshou.".Length..];
            if (project is not ("App" or "Web") || parts.Length < 3) continue;
            string own = parts[1];
            foreach (Match match in ModuleInside().Matches(text))
            {
                string module = match.Groups[1].Value, inside = match.Groups[2].Value;
                if (!Modules.Contains(module) || module == own && (project == "App" || inside == "Actions")) continue;
                if (project == "App" && AppMayName(own, parts[2], module, inside)) continue;
                if (project == "Web" && inside == "Actions" && WebMayName(own, module)) continue;
                faults.Add($"{Path.GetRelativePath(Source, file)} names App.{module}.{inside}");
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Files_stay_short_enough_to_read_and_lines_to_see()
    {
        List<string> faults = [];
        foreach ((string file, string text) in Code())
        {
            string name = Path.GetRelativePath(Source, file);
            string[] lines = text.Split('\n');
            if (lines.Length > 400) faults.Add($"{name} has {lines.Length} lines");
            int longest = lines.Max(line => line.Length);
            if (longest > 180) faults.Add($"{name} has a line of {longest} columns");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Folders_stay_small_enough_to_scan()
    {
        IEnumerable<string> faults = Directory.EnumerateDirectories(Source, "*", SearchOption.AllDirectories)
            .Where(folder => !folder.Contains("wwwroot", StringComparison.Ordinal))
            .Select(folder => (folder, files: Directory.EnumerateFiles(folder, "*.cs").Count()))
            .Where(found => found.files > 24)
            .Select(found => $"{Path.GetRelativePath(Source, found.folder)} holds {found.files} files; split it by a business noun");
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void No_name_hides_a_noun_that_was_not_found()
    {
        IEnumerable<string> faults = Directory.EnumerateFileSystemEntries(Source, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("wwwroot", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Source, path))
            .Where(path => CapitalWords().Matches(Path.GetFileNameWithoutExtension(path)) is var words
                && words.Count > 0 && BannedWords.Contains(words[^1].Value) && !path.EndsWith("FactTables.cs", StringComparison.Ordinal)
                && !IsFieldWord(path));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Time_and_chance_are_arguments_and_waiting_is_asynchronous()
    {
        List<string> faults = [];
        foreach ((string file, string text) in Code())
        {
            string name = Path.GetRelativePath(Source, file);
            foreach (string banned in (string[])["DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "DateTime.Today", "Guid.NewGuid()", "Random.Shared"])
                if (text.Contains(banned, StringComparison.Ordinal)) faults.Add($"{name} uses {banned}");
            if (SyncOverAsync().IsMatch(text)) faults.Add($"{name} waits for a task on a thread");
            if (text.Contains("NotImplementedException", StringComparison.Ordinal)) faults.Add($"{name} holds a stub");
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Pure_libraries_touch_neither_clock_nor_files_nor_threads()
    {
        string[] pure = ["Duoshou.Tax", "Duoshou.Promotions", "Duoshou.Analytics", "Duoshou.Kernel"];
        IEnumerable<string> faults = Code()
            .Where(found => pure.Any(library => found.File.Contains($"{Path.DirectorySeparatorChar}{library}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
            .SelectMany(found => Outside().Matches(found.Text).Select(match => $"{Path.GetRelativePath(Source, found.File)} uses {match.Value}"));
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_text_stands_in_both_languages()
    {
        List<string> faults = [];
        foreach (string chinese in Directory.EnumerateFiles(Source, "*.zh.resx", SearchOption.AllDirectories))
        {
            string english = chinese.Replace(".zh.resx", ".resx", StringComparison.Ordinal);
            string[] zh = Keys(chinese), en = Keys(english);
            faults.AddRange(zh.Except(en).Select(key => $"{Path.GetRelativePath(Source, english)} lacks {key}"));
            faults.AddRange(en.Except(zh).Select(key => $"{Path.GetRelativePath(Source, chinese)} lacks {key}"));
        }

        foreach (string english in Directory.EnumerateFiles(Source, "*.resx", SearchOption.AllDirectories).Where(file => !file.EndsWith(".zh.resx", StringComparison.Ordinal)))
            if (!File.Exists(english.Replace(".resx", ".zh.resx", StringComparison.Ordinal))) faults.Add($"{Path.GetRelativePath(Source, english)} has no Chinese beside it");
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Every_public_type_of_a_library_says_what_it_is()
    {
        string[] libraries = ["Duoshou.Kernel", "Duoshou.Tax", "Duoshou.Promotions", "Duoshou.Analytics", "Duoshou.Warehouse"];
        List<string> faults = [];
        foreach ((string file, string text) in Code().Where(found => libraries.Any(library =>
                     found.File.Contains($"{Path.DirectorySeparatorChar}{library}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))))
        {
            string[] lines = text.Split('\n');
            for (int i = 0; i < lines.Length; i++)
            {
                if (!PublicType().IsMatch(lines[i]) || lines[i].Contains(" partial ", StringComparison.Ordinal)) continue;
                int above = i - 1;
                while (above >= 0 && lines[above].TrimStart().StartsWith('[')) above--;
                if (above < 0 || !lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal))
                    faults.Add($"{Path.GetRelativePath(Source, file)}:{i + 1} {lines[i].Trim()}");
            }
        }

        faults.ShouldBeEmpty();
    }

    static string[] Keys(string resx) =>
        [.. XDocument.Load(resx).Root!.Elements("data").Where(data => !string.IsNullOrWhiteSpace(data.Element("value")?.Value)).Select(data => data.Attribute("name")!.Value)];

    /// <summary>
    /// The storage context and the demo, which sets a whole agency up, see every module's model and actions; the tables of any module, and
    /// nothing else of it, refer to those of clients and shops.
    /// </summary>
    static bool AppMayName(string own, string place, string module, string inside) =>
        own is "Storage" or "AppModules.cs" || inside == "Model" && module is "Agency" or "Shops" && (own is "Agency" or "Shops" || place == "Model")
        || own == "Agency" && inside == "Actions";

    /// <summary>The shell around every page serves every module.</summary>
    static bool WebMayName(string own, string module) => own == "Shell" || own == module || own == "Api" || module is "Metrics" or "Shops" or "Agency";

    /// <summary>Customer service is the field's own word, and so is the warehouse's "service" fact.</summary>
    static bool IsFieldWord(string path) => Path.GetFileNameWithoutExtension(path) is "Service" or "CustomerService";

    static IEnumerable<(string Project, string Text)> Projects() => Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories)
        .Select(file => (Path.GetFileNameWithoutExtension(file)["Duoshou.".Length..], File.ReadAllText(file)));

    /// <summary>A command may be carried out by a serve for somebody who typed it elsewhere: it asks Here for folder, input and output, never the process.</summary>
    [Fact]
    public void Commands_ask_where_they_are_typed_and_not_the_process()
    {
        List<string> faults = [], looked = [];
        foreach ((string file, string text) in Code().Where(code => code.File.Contains(Path.Combine("Duoshou.Cli", "Commands"), StringComparison.Ordinal)))
        {
            looked.Add(Path.GetFileName(file));
            if (Path.GetFileName(file) == "Serve.cs") continue;
            foreach (string line in text.Split('\n').Where(line => OfTheProcess().IsMatch(line)))
                faults.Add($"{Path.GetFileName(file)}: {line.Trim()}");
        }

        looked.ShouldContain("Import.cs");
        faults.ShouldBeEmpty();
    }

    [GeneratedRegex(@"(?<!\w)(Console\.|Path\.GetFullPath\(|Environment\.Current|Directory\.GetCurrent|File\.Read|new (FileInfo|DirectoryInfo)|(Option|Argument)<(FileInfo|DirectoryInfo|FileSystemInfo))")]
    private static partial Regex OfTheProcess();

    static IEnumerable<(string File, string Text)> Code() => Directory.EnumerateFiles(Source, "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        .Select(file => (file, File.ReadAllText(file)));

    [GeneratedRegex(@"Duoshou\.App\.(\w+)\.(Model|Actions|Jobs)\b")]
    private static partial Regex ModuleInside();

    /// <summary>The whole word: a LeavesFile that reads what it is handed is no file.</summary>
    [GeneratedRegex(@"(?<!\w)(File\.(Read|Write|Open|Create|Delete|Append)\w*|Directory\.\w+|Console\.\w+|HttpClient|ILogger|IServiceCollection|TimeProvider\.System)")]
    private static partial Regex Outside();

    [GeneratedRegex("[A-Z][a-z]+")]
    private static partial Regex CapitalWords();

    [GeneratedRegex(@"\.GetAwaiter\(\)\.GetResult\(\)|\.Wait\(\)")]
    private static partial Regex SyncOverAsync();

    [GeneratedRegex(@"^\s*public\s+(static |sealed |abstract |readonly |partial |ref )*(class|record|struct|interface|enum)\s")]
    private static partial Regex PublicType();
}
