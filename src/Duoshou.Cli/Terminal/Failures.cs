using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Duoshou.App.Connectors.Files;
using Duoshou.App.Storage;
using Duoshou.Warehouse;
using Duoshou.Warehouse.Engine;
using Microsoft.Data.Sqlite;

namespace Duoshou.Cli.Terminal;

/// <summary>
/// Runs a command and tells what went wrong beyond its own refusals: one sentence and what to do. What nobody foresaw gets a reference,
/// under which its details stand in the home folder; a stack trace never reaches the terminal.
/// </summary>
static partial class Failures
{
    const int DiskFull = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    /// <summary>Carries out what was said, or tells what is wrong with it.</summary>
    public static Task<int> Answered(ParseResult parsed, IReadOnlyList<string> words, CancellationToken cancel) =>
        parsed.Errors.Count > 0 ? Task.FromResult(Misused(parsed, words.Contains("--json"))) : Guarded(parsed, cancel);

    static async Task<int> Guarded(ParseResult parsed, CancellationToken cancel)
    {
        Output output = Session.OutputOf(parsed);
        InvocationConfiguration how = new() { EnableDefaultExceptionHandler = false, Output = Here.Current.Out, Error = Here.Current.Error };

        // The signals of a serve are its own.
        if (Here.Current.Served is not null) how.ProcessTerminationTimeout = null;
        try
        {
            return await parsed.InvokeAsync(how, cancel);
        }
        catch (ImportProblem problem)
        {
            return output.RefuseFile(problem);
        }
        catch (Exception failure) when (Known(failure, Session.FolderOf(parsed)) is { } refusal)
        {
            return output.Refuse(refusal);
        }
        catch (Exception failure)
        {
            return output.Fail(Unforeseen(failure, Session.FolderOf(parsed)));
        }
    }

    /// <summary>A command that was written wrongly: what is wrong with it, and where to look.</summary>
    static int Misused(ParseResult parsed, bool json)
    {
        List<string> path = ["--help"];
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Parent: not null } command; at = at.Parent) path.Insert(0, command.Command.Name);
        string help = $"duoshou {string.Join(' ', path)}";
        (string Zh, string En)[] wrong = [.. parsed.Errors.Select(error => Told(error.Message))];
        Output output = new(json, Output.OfTerminal());
        return output.Refuse(new("usage.wrong", new(string.Join(' ', wrong.Select(one => one.Zh)), string.Join(' ', wrong.Select(one => one.En))), new($"用法：{help}",
            $"See: {help}")), Output.WrongUsage, 400);
    }

    /// <summary>The parser names types of the program where a value is no number or none of a list; people need the form that is wanted.</summary>
    static (string Zh, string En) Told(string message)
    {
        if (Unparsed().Match(message) is not { Success: true } match) return (message, message);
        string value = match.Groups[1].Value, option = match.Groups[2].Value, type = match.Groups[3].Value;
        string[] choices = message.Contains('\n', StringComparison.Ordinal)
            ? [.. message.Split('\n').Skip(1).Select(line => line.Trim().ToLowerInvariant()).Where(line => line.Length > 0)] : [];
        (string zh, string en) = choices.Length > 0 ? ($"可选：{string.Join("、", choices)}。", $"one of: {string.Join(", ", choices)}.")
            : type.Contains("Decimal", StringComparison.Ordinal) ? ("要写成数字，如 12.50。", "write a number such as 12.50.")
            : type.Contains("Int", StringComparison.Ordinal) ? ("要写成整数，如 12。", "write a whole number such as 12.") : ("形式不对。", "it is not of the form that is wanted.");
        return ($"{option}：“{value}”不能用；{zh}", $"{option}: “{value}” cannot be used; {en}");
    }

    [GeneratedRegex("^Cannot parse argument '(.*)' for (?:option|argument|command) '(.*?)' as expected type '(.*?)'")]
    private static partial Regex Unparsed();

    static Refusal? Known(Exception failure, string folder)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case OperationCanceledException:
                    return new("cancelled", new("已中断，什么也没留下。", "It was broken off; nothing of it was kept."), new("需要时再来一次。", "Run it again when you like."));
                case HomeProblem problem:
                    return problem.Refusal;
                case FactEngineException { Trouble: FactEngineTrouble.Held } or SqliteException { SqliteErrorCode: 5 or 6 }:
                    return Held(folder);
                case FactEngineException { Trouble: FactEngineTrouble.Damaged } or SqliteException { SqliteErrorCode: 11 or 26 }:
                    return Damaged(folder);
                case SqliteException { SqliteErrorCode: 8 or 14 } or UnauthorizedAccessException:
                    return new("home.not_permitted", new($"不能写入 {folder}。", $"{folder} cannot be written to."),
                        new("检查文件夹权限，或用 --home 指定另一个。", "Look at its permissions, or name another folder with --home."), "home", folder);
                case SqliteException { SqliteErrorCode: 13 } or IOException { HResult: DiskFull or DiskFullOnWindows }:
                    return new("disk.full", new("磁盘满了。", "The disk is full."), new("腾出空间后再来一次；没有留下半批数据。",
                        "Make room and run it again; no half batch was kept."), "home", folder);
                case IOException io:
                    return new("file.failed", new($"读写文件失败：{io.Message}", $"A file could not be read or written: {io.Message}"),
                        new("检查路径后再来一次。", "Look at its path and run this again."), "home", folder);
            }
        }

        return null;
    }

    static Refusal Held(string folder) => new("home.held",
        new($"{folder} 正被另一条还没结束的 duoshou 命令使用。", $"{folder} is in use by another duoshou command that has not ended."),
        new("等它结束再来一次；duoshou serve 运行时可以同时用多条命令。", "Run this again when it has; while duoshou serve runs, any number of commands may."), "home", folder);

    static Refusal Damaged(string folder) => new("home.damaged",
        new($"{folder} 里的数据库已损坏。", $"The database in {folder} is damaged."),
        new("从备份恢复；不要再往里写。", "Restore it from a backup, and write nothing more to it."), "home", folder);

    /// <summary>Keeps the details for whoever is asked about the reference.</summary>
    static Unforeseen Unforeseen(Exception failure, string folder)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        string reference = $"{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Guid.CreateVersion7(now).ToString("n")[^6..]}";
        try
        {
            string file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "failures")).FullName, reference + ".txt");
            File.WriteAllText(file, failure.ToString());
            return new(reference, file);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new(reference, null);
        }
    }
}

/// <summary>A failure that nobody foresaw.</summary>
/// <param name="Reference">By which it is asked about.</param>
/// <param name="File">Where its details stand; null when they could not be kept.</param>
readonly record struct Unforeseen(string Reference, string? File);
