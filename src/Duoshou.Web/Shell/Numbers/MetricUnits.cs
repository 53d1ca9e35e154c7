using Duoshou.Kernel;
using Duoshou.Warehouse;

namespace Duoshou.Web.Shell.Numbers;

/// <summary>How a metric's figure is written, where its unit alone does not say.</summary>
public static class MetricUnits
{
    extension(Metric metric)
    {
        /// <summary>A ratio that people read as a number of times, such as 4.21 or 1.7 pieces per order, is not written as a percentage.</summary>
        public MetricUnit ShownUnit => metric.Key is "roas" or "units_per_order" ? MetricUnit.Score : metric.Unit;

        /// <summary>The unit as it stands beside the title of a picture, before what else is said there; nothing for pieces and scores, which have none.</summary>
        public string UnitBefore(Currency currency, Language language) => metric.ShownUnit switch
        {
            MetricUnit.Money => currency.Code + " · ",
            MetricUnit.Ratio => "% · ",
            MetricUnit.Seconds => new Words("秒 · ", "seconds · ").In(language),
            MetricUnit.Days => new Words("天 · ", "days · ").In(language),
            _ => "",
        };
    }
}
