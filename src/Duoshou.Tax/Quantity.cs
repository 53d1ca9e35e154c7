using Duoshou.Kernel;

namespace Duoshou.Tax;

/// <summary>The quantity of a line in the unit in which a law counts; refuses where it cannot be known.</summary>
static class Quantity
{
    public static IReadOnlyList<string> Units { get; } = ["kg", "t", "L", "m2", "unit", "carton", "ml"];

    public static decimal In(TaxLine line, string per, decimal? litresPerTonne = null, decimal? kilogramsPerLitre = null) =>
        per switch
    {
        "kg" => Kilograms(line) ?? throw Missing("kg", line, "千克数", "the net weight in kg"),
        "t" => (Kilograms(line) is { } kg ? kg / 1000m : line.Litres / litresPerTonne)
            ?? throw Missing("tonnes", line, "吨数", litresPerTonne is null ? "the tonnes" : "the tonnes or litres"),
        "L" => line.Litres ?? line.Tonnes * litresPerTonne ?? Kilograms(line) / kilogramsPerLitre
            ?? throw Missing("litres", line, "升数", "the litres"),
        "m2" => line.SquareMetresEach * Pieces(line)
            ?? throw Missing("m2_each", line, "每件平方米数", "the square metres of one piece"),
        "unit" => Pieces(line),
        "carton" => line.Cartons ?? throw Missing("cartons", line, "条数（200支）", "the cartons of 200"),
        "ml" => line.MillilitresEach * Pieces(line) ?? line.Litres * 1000m
            ?? throw Missing("ml", line, "每件毫升数", "the millilitres of one piece"),
        _ => throw new Refusal("bad_input.unit", new($"不认识计税单位 {per}；可用：{string.Join("、", Units)}。",
            $"The unit {per} is unknown; use one of {string.Join(", ", Units)}.")),
    };

    public static decimal Pieces(TaxLine line) => line.Pieces ?? throw Missing("qty", line, "件数", "the number of pieces");

    static decimal? Kilograms(TaxLine line) => line.Kilograms ?? line.Tonnes * 1000m;

    static Refusal Missing(string what, TaxLine line, string zh, string en) =>
        Refusal.Missing(what, new($"第 {line.Id} 行的{zh}", $"{en} of line {line.Id}"));
}
