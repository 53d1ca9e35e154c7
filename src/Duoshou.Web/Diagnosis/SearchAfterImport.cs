using Duoshou.App.Diagnosis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web.Diagnosis;

/// <summary>Looks for problems where facts moved, right after an import or an undo, and at the start where commands imported while nothing served.</summary>
sealed partial class SearchAfterImport(IDueSearches due, ILogger<SearchAfterImport> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await due.Settle(null, stoppingToken);
            }
            catch (Exception broke) when (broke is not OperationCanceledException)
            {
                // The next import tries again, and so does the page that asks for problems.
                Broke(log, broke);
            }

            await due.Moved(stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Error, "The shops that are due could not be looked over")]
    static partial void Broke(ILogger log, Exception broke);
}
