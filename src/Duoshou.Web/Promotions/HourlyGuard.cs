using Duoshou.App.Agency;
using Duoshou.App.Promotions;
using Duoshou.Kernel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Duoshou.Web.Promotions;

/// <summary>Holds running campaigns against their guard-rails by the clock.</summary>
sealed partial class HourlyGuard(ICampaignWatch watch, IAgency agency, TimeProvider clock, ILogger<HourlyGuard> log) : BackgroundService
{
    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                AgencyCard? card = await agency.Agency(stoppingToken);
                if (card is not null) await watch.Run(card.DemoLastDay ?? new ShopZone(card.Zone).Day(clock.GetUtcNow()).AddDays(-1), stoppingToken);
            }
            catch (Exception broke) when (broke is not OperationCanceledException)
            {
                // The next tick tries again; a watch that breaks must not end the web application.
                Broke(log, broke);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Watching the guard-rails broke")]
    static partial void Broke(ILogger log, Exception broke);
}
