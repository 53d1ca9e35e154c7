using System.Diagnostics.CodeAnalysis;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Files;

/// <summary>
/// A file cannot be read or understood, said so that a person can put it right: where, what stands there, and what to do. It is the
/// only exception that reading a file may throw for what is in the file.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "It is shown to people as a problem; the name says so.")]
public sealed class ImportProblem : Exception
{
    /// <summary>A problem of a file.</summary>
    /// <param name="code">The stable code, such as file.empty.</param>
    /// <param name="file">The file as its user knows it.</param>
    /// <param name="detail">What is wrong.</param>
    /// <param name="remedy">What to do.</param>
    public ImportProblem(string code, string file, Words detail, Words remedy, Exception? cause = null)
        : base($"{file}: {detail.En} {remedy.En}", cause) =>
        (Code, File, Detail, Remedy) = (code, file, detail, remedy);

    /// <summary>The stable code.</summary>
    public string Code { get; }

    /// <summary>The file as its user knows it.</summary>
    public string File { get; }

    /// <summary>What is wrong.</summary>
    public Words Detail { get; }

    /// <summary>What to do.</summary>
    public Words Remedy { get; }

    /// <summary>The line on which the trouble begins, when it is at a place.</summary>
    public int? Line { get; init; }

    /// <summary>The column's header, when it is in one.</summary>
    public string? Field { get; init; }

    /// <summary>What stands there.</summary>
    public string? Value { get; init; }

    internal static ImportProblem Empty(string file) => new("file.empty", file,
        new("文件是空的。", "The file is empty."), new("请重新导出后再试。", "Export it again and retry."));

    internal static ImportProblem Binary(string file) => new("file.binary", file,
        new("这不是表格文件，内容无法当作文本读取。", "This is not a table: its bytes are not text in any encoding that tables come in."),
        new("请给 csv、tsv、txt、xlsx、xls，或它们的 gz、zip。", "Give csv, tsv, txt, xlsx or xls, or one of these in gz or zip."));

    internal static ImportProblem Unsupported(string file, Words form) => new("file.unsupported", file,
        new($"这个文件是{form.Zh}，不是表格文件。", $"The file is {form.En}, not a file of tables."),
        new("请另存为或导出为 csv、tsv、xlsx、xls（可再压缩为 gz 或 zip）。", "Save or export it as csv, tsv, xlsx or xls (which may be in a gz or zip)."));

    internal static ImportProblem Damaged(string file, Exception cause) => new("file.damaged", file,
        new("文件不完整或已损坏。", "The file is cut off or damaged."), new("请重新下载或导出后再试。", "Download or export it again and retry."), cause);

    internal static ImportProblem Encrypted(string file, Exception cause) => new("file.encrypted", file,
        new("文件有密码。", "The file is locked with a password."), new("请去掉密码后再试。", "Save it without the password and retry."), cause);

    internal static ImportProblem TooBig(string file, long limitBytes) => new("file.too_big", file,
        new($"解压后超过 {limitBytes / (1 << 20)} MB，可能是压缩炸弹。", $"It unpacks to more than {limitBytes / (1 << 20)} MB, which is more than a table of its size can hold."),
        new("请拆成几个文件。", "Split it into several files."));

    internal static ImportProblem RecordTooLong(string file, int line, int limit) => new("record.too_long", file,
        new($"从第 {line} 行起的一条记录超过 {limit} 个字符。", $"The record that begins on line {line} is longer than {limit} characters."),
        new("请检查该处的引号和换行。", "Look at the quotes and line breaks there.")) { Line = line };

    internal static ImportProblem TooManyFields(string file, int line, int limit) => new("record.too_wide", file,
        new($"第 {line} 行的记录超过 {limit} 列。", $"The record on line {line} has more than {limit} fields."),
        new("请检查分隔符。", "Look at the delimiter.")) { Line = line };

    internal static ImportProblem Missing(string file, Exception cause) => new("file.unreachable", file,
        new("打不开这个文件。", "The file cannot be opened."), new("请检查路径和权限。", "Look at the path and its permissions."), cause);
}
