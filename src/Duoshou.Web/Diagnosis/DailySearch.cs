using Duoshou.App.Diagnosis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web.Diagnosis;

/// <summary>
/// Looks for problems by the clock, so that what time alone makes a problem (a feed that stays away) is found on a day on which
/// nothing is imported, and looks every shop over, so that a diagnosis has earlier ones to be held against.
/// </summary>
sealed partial class DailySearch(IProblemSearch search, IShopDiagnosis diagnosis, TimeProvider clock, ILogger<DailySearch> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await search.Run(null, stoppingToken);
                await diagnosis.Every(stoppingToken);
            }
            catch (Exception broke) when (broke is not OperationCanceledException)
            {
                // The next tick tries again; a search that breaks must not end the web application.
                Broke(log, broke);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The search for problems broke")]
    static partial void Broke(ILogger log, Exception broke);
}
