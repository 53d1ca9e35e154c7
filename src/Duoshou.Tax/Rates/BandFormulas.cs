namespace Duoshou.Tax.Rates;

/// <summary>The words that the table of bands may use; a new word needs code, a new country does not.</summary>
static class BandFormulas
{
    public static readonly string[] Duty =
    [
        "none", "given", "given_or_free", "given_or_open", "fixed", "fixed_less", "per_hs6", "excess", "whole_or_weight",
            "layers",
        "postal_specific", "postal_rate", "surcharge", "japan_simple", "japan_given",
    ];

    public static readonly string[] Tax = ["none", "rate", "inside", "japan"];

    public static readonly string[] Conditions =
        ["b2b", "registered", "food", "from", "origin", "post", "courier", "luxury", "gift", "method", "light", "hs"];
}
