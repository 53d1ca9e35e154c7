using System.Globalization;
using Duoshou.App.Diagnosis.Detectors;
using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Health;

/// <summary>Everything that one shop's diagnosis is made from.</summary>
sealed record Examined(Inspection Shop, WeekFigures Weeks, Background Background)
{
    public DateOnly On => Shop.On;

    public Currency Currency => Shop.Evidence.Shop.Currency;

    /// <summary>What a week brings, by the four weeks before; the yardstick of money at stake.</summary>
    public decimal WeeklySales { get; } = 7 * Shop.PaidPerDay(new(Shop.On.AddDays(-27), Shop.On));

    public bool Knows(FactKind kind) => Shop.Evidence.Feeds.Any(feed => feed.Kind == kind && feed.Rows > 0);

    /// <summary>Whether any facts of the shop are known at all.</summary>
    public bool KnowsAnything => Shop.Evidence.Feeds.Any(feed => feed.Rows > 0);

    /// <summary>A share as people read it.</summary>
    public static string Percent(decimal share) => (share * 100m).ToString(Math.Abs(share) < 0.1m ? "0.00" : "0.0", CultureInfo.InvariantCulture) + "%";

    public static string Plain(decimal value) => value.ToString(Math.Abs(value) >= 100m ? "#,##0" : "0.##", CultureInfo.InvariantCulture);

    public string Amount(decimal value) => new Money(value, Currency).Rounded().ToString();
}
