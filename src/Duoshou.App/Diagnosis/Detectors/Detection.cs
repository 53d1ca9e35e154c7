namespace Duoshou.App.Diagnosis.Detectors;

/// <summary>Every detector over one shop. The fall of sales is asked last, for it is told only where nothing else explains it.</summary>
static class Detection
{
    public static List<Problem> All(Inspection shop)
    {
        List<Problem> found =
        [
            .. MissingDataDetector.Find(shop), .. StockOutDetector.Find(shop), .. AdsDetector.Find(shop),
                .. BelowCostDetector.Find(shop), .. ConversionDetector.Find(shop),
            .. ParcelDetector.Find(shop), .. ReviewDetector.Find(shop), .. RateDetector.Find(shop),
                .. BrushingDetector.Find(shop), .. TrackingDetector.Find(shop),
        ];
        return [.. found, .. SalesFallDetector.Find(shop, found)];
    }
}
