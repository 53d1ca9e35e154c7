using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Duoshou.Web.Tests.Cli;

/// <summary>A home folder of its own, and the built program run on it as a person or a script runs it: as a process.</summary>
sealed class Shell : IDisposable
{
    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "duoshou.dll");
    readonly List<Process> started = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("duoshou-cli-").FullName;

    public string Home { get => field ?? Path.Combine(Folder, "home"); init; }

    /// <summary>The folder in which commands are typed.</summary>
    public string From { get => field ?? Folder; set; }

    /// <summary>The locale of the terminal.</summary>
    public string Locale { get; set; } = "en_US.UTF-8";

    /// <summary>A shop that sells in yuan, with its client.</summary>
    public Shell WithShop(string name = "天猫旗舰店")
    {
        Run("client", "add", "澜石家居").ShouldBeDone();
        Run("shop", "add", name, "--client", "澜石家居", "--platform", "tmall", "--country", "CN", "--currency", "CNY", "--zone", "Asia/Shanghai").ShouldBeDone();
        return this;
    }

    /// <summary>A file beside the home folder.</summary>
    public string File(string name, string text) => File(name, new UTF8Encoding(false).GetBytes(text));

    public string File(string name, byte[] bytes)
    {
        string path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    public Ran Run(params string[] command) => Finish(Start(command), null);

    public Ran Pipe(string input, params string[] command) => Finish(Start(command), input);

    public Process Start(params string[] command)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8, WorkingDirectory = From,
        };
        foreach (string word in (string[])["exec", Program, .. command]) start.ArgumentList.Add(word);
        foreach (string variable in (string[])["LANG", "LC_ALL", "LANGUAGE"]) start.Environment[variable] = Locale;
        start.Environment["DUOSHOU_HOME"] = Home;
        Process process = Process.Start(start)!;
        started.Add(process);
        return process;
    }

    /// <summary>Starts the web application on the home folder and waits until it listens.</summary>
    /// <returns>The process and its address.</returns>
    public (Process Process, string Address) Serve()
    {
        Process serve = Start("serve", "--empty", "--urls", "http://127.0.0.1:0", "--lang", "en");
        string told = serve.StandardOutput.ReadLine() ?? throw new InvalidOperationException(serve.StandardError.ReadToEnd());
        return (serve, told[told.IndexOf("http", StringComparison.Ordinal)..]);
    }

    /// <summary>Sends a process a signal, as a person at its terminal does.</summary>
    public static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public static Ran Finish(Process process, string? input)
    {
        Task<string> answer = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (input is not null) process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return new(process.ExitCode, answer.Result, error.Result);
    }

    public void Dispose()
    {
        foreach (Process process in started)
        {
            if (!process.HasExited) process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>What a run of the program left.</summary>
readonly record struct Ran(int Exit, string Out, string Err)
{
    /// <summary>Standard output, which must be one document and nothing else.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Standard error, which must be one ProblemDetails and nothing else.</summary>
    public JsonElement Problem => JsonDocument.Parse(Err).RootElement;

    public Ran ShouldBeDone()
    {
        Exit.ShouldBe(0, Err);
        return this;
    }

    /// <summary>It failed with a code, said so as ProblemDetails and answered nothing.</summary>
    public JsonElement ShouldFail(string code, int exit = 1)
    {
        Exit.ShouldBe(exit, Err);
        Out.ShouldBeEmpty();
        JsonElement problem = Problem;
        problem.GetProperty("code").GetString().ShouldBe(code);
        foreach (string member in (string[])["type", "title", "detail", "remedy"]) problem.GetProperty(member).GetString().ShouldNotBeNullOrWhiteSpace();
        problem.GetProperty("status").GetInt32().ShouldBeInRange(400, 599);
        foreach (JsonProperty member in problem.EnumerateObject()) member.Value.ValueKind.ShouldNotBe(JsonValueKind.Null, member.Name);
        return problem;
    }
}
