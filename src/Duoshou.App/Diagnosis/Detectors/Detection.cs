namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Every detector over one shop. The fall of sales is asked last, for it is told only where nothing else explains it.</summary>
static class Detection
{
    /// <param name="hints">Tells what is too weak to be told unasked as well.</param>
    public static List<Problem> All(Inspection shop, bool hints = false)
    {
        List<Problem> found =
        [
            .. MissingDataDetector.Find(shop), .. StockOutDetector.Find(shop), .. AdsDetector.Find(shop),
                .. BelowCostDetector.Find(shop), .. ConversionDetector.Find(shop, hints),
            .. ParcelDetector.Find(shop), .. ReviewDetector.Find(shop), .. RateDetector.Find(shop),
                .. BrushingDetector.Find(shop), .. TrackingDetector.Find(shop),
        ];
        return [.. found, .. SalesFallDetector.Find(shop, [.. found.Where(problem => !problem.IsHint)])];
    }
}
