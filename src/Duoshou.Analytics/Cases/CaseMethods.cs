using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Duoshou.Analytics.Attribution.Cases;

namespace Duoshou.Analytics.Cases;

/// <summary>
/// Which function answers which method. A name stands for every method whose text contains it; the longest wins.
/// </summary>
static class CaseMethods
{
    public static IReadOnlyDictionary<string, Func<CaseInput, JsonObject>> ByName { get; } =
        new Dictionary<string, Func<CaseInput, JsonObject>>(StringComparer.OrdinalIgnoreCase)
        {
            ["LMDI-I"] = input => AttributionCases.LogMean(input.Params),
            ["Shapley"] = input => AttributionCases.Shapley(input.Params),
            ["midpoint"] = input => AttributionCases.Mix(input.Params),
            ["multi-dimensional root-cause localisation"] = RootCauseCases.OfTables,
            ["root-cause localisation, ratio measure"] = RootCauseCases.OfIncidents,
            ["two-proportion z"] = ExperimentCases.TwoArms,
            ["mSPRT"] = ExperimentCases.Sequential,
            ["Welch"] = ExperimentCases.Welch,
            ["CUPED"] = ExperimentCases.AdjustedByHistory,
            ["sample size"] = ExperimentCases.Size,
            ["synthetic DiD"] = EffectCases.ThreeEstimates,
            ["synthetic control with predictors"] = EffectCases.WithPredictors,
            ["structural time series"] = EffectCases.Impact,
            ["STL s.window"] = AnomalyCases.Decomposition,
            ["ETS("] = ForecastCases.Smoothing,
            ["Theta (SES"] = ForecastCases.StandardTheta,
            ["standard Theta"] = ForecastCases.StandardTheta,
            ["Croston"] = ForecastCases.Crostons,
            ["accuracy over all"] = ForecastCases.Competition,
            ["event-level F1"] = AnomalyCases.EventScore,
            ["ABC"] = PortfolioCases.Abc,
            ["early hit detection"] = PortfolioCases.EarlyHits,
            ["word segmentation"] = KeywordCases.Segmented,
            ["sentiment"] = KeywordCases.Sentiment,
            ["reorder point"] = StockCases.Reorder,
            ["newsvendor"] = StockCases.Newsvendor,
            ["economic order quantity"] = StockCases.Economic,
            ["elasticity"] = PricingCases.Elasticity,
            ["OLS log("] = PricingCases.Elasticity,
            ["mark-up"] = PricingCases.MarkUp,
            ["HHI"] = MarketCases.Concentrated,
            ["Wilson"] = MarketCases.Wilson,
            ["beta-binomial"] = MarketCases.Shrunk,
            ["rank by bid x quality"] = AdsCases.Auction,
            ["BG/NBD maximum likelihood"] = CustomerCases.FitBgNbd,
            ["BG/NBD expected"] = CustomerCases.PredictBgNbd,
            ["Pareto/NBD"] = CustomerCases.FitParetoNbd,
            ["Gamma-Gamma"] = CustomerCases.FitGammaGamma,
            ["RFM"] = CustomerCases.RecencyFrequencyMoney,
            ["item sets"] = BasketCases.Sets,
            ["rules with one item on the right"] = BasketCases.Rules,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
