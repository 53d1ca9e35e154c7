using System.Collections.Concurrent;
using Duoshou.App.Connectors;
using Duoshou.App.Connectors.Actions;
using Duoshou.App.Connectors.Files;
using Duoshou.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web.Connectors;

/// <summary>Imports that run while their person may look elsewhere. Each is found again by its id and person; the newest hundred are kept.</summary>
sealed partial class RunningImports(IServiceScopeFactory scopes, IHostApplicationLifetime life, ILogger<RunningImports> log)
{
    const int MostKept = 100;
    readonly ConcurrentDictionary<(UserId Person, Guid Id), Run> runs = new();

    /// <summary>One import: how far it is, then what came of it.</summary>
    public sealed class Run(ImportFiles.Request request) : IProgress<ImportProgress>
    {
        public ImportFiles.Request Request { get; } = request;
        public ImportProgress? Progress { get; private set; }
        public IReadOnlyList<ImportReport>? Reports { get; internal set; }
        public ImportProblem? Problem { get; internal set; }

        /// <summary>Something of ours broke; nothing was kept.</summary>
        public bool Broke { get; internal set; }
        public bool IsOver => Reports is not null || Problem is not null || Broke;

        public void Report(ImportProgress value) => Progress = value;
    }

    public Run? Find(UserId person, Guid id) => runs.GetValueOrDefault((person, id));

    /// <summary>Starts it. The same import is not started twice while it runs.</summary>
    public Run Start(Guid id, ImportFiles.Request request)
    {
        Run run = new(request);
        if (runs.TryGetValue((request.By, id), out Run? known) && !known.IsOver) return known;
        runs[(request.By, id)] = run;
        foreach (var old in runs.Where(each => each.Value.IsOver).Select(each => each.Key).OrderByDescending(key => key.Id).Skip(MostKept)) runs.TryRemove(old, out _);
        _ = Task.Run(() => Carry(run));
        return run;
    }

    async Task Carry(Run run)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            run.Reports = await scope.ServiceProvider.GetRequiredService<ImportFiles>().Run(run.Request, run, life.ApplicationStopping);
        }
        catch (ImportProblem problem)
        {
            run.Problem = problem;
        }
        catch (Exception fault)
        {
            Failed(log, fault);
            run.Broke = true;
        }
    }

    [LoggerMessage(LogLevel.Error, "An import broke; nothing of it was kept")]
    static partial void Failed(ILogger log, Exception fault);
}
