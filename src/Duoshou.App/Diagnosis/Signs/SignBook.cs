using Duoshou.Kernel;

namespace Duoshou.App.Diagnosis.Signs;

/// <summary>All signs of a shop. A change that a sign of the facts has for its cause is not told a second time.</summary>
static class SignBook
{
    public static IReadOnlyList<Sign> Of(ShopEvidence shop)
    {
        List<Sign> found =
        [
            .. StockOuts.Find(shop), .. AdCollapses.Find(shop), .. RivalMoves.Find(shop), .. ReviewTurns.Find(shop), .. SlowParcels.Find(shop),
            .. BrushedOrders.Find(shop), .. LostVisitors.Find(shop),
        ];
        HashSet<string> told = [.. found.Select(sign => sign.Cause?.Id).OfType<string>()];
        return [.. found.Select(WithItsCause), .. ChangeSigns.Find(shop).Where(sign => !told.Contains(sign.Id))];
    }

    /// <summary>The logged change gives the sign its name and says who and why.</summary>
    static Sign WithItsCause(Sign sign)
    {
        if (sign.Cause is not { } cause) return sign;
        Words log = ChangeSigns.Told(cause);
        bool named = sign.Detail.En.Contains(cause.New, StringComparison.Ordinal) && cause.New.Length > 1;
        string[] by = [.. new[] { cause.By, cause.Why }.Where(text => text.Length > 0)];
        Words detail = named
            ? by.Length == 0 ? sign.Detail : new($"{sign.Detail.Zh}，{string.Join("，", by)}", $"{sign.Detail.En}, {string.Join(", ", by)}")
            : new($"{log.Zh}；{sign.Detail.Zh}", $"{log.En}; {sign.Detail.En}");
        return sign with { Id = cause.Id, Detail = detail };
    }
}
