namespace Duoshou.App.Connectors.Translation;

/// <summary>Names of months in the languages in which marketplaces write their reports.</summary>
static class MonthNames
{
    static readonly string[][] Names =
    [
        ["jan", "januar", "january", "janv", "janvier", "ene", "enero", "jän"], ["feb", "februar", "february", "févr", "février",
            "fev", "febrero", "fevereiro"],
        ["mar", "mär", "märz", "march", "mars", "marzo", "março", "mrz"], ["apr", "april", "avr", "avril", "abr", "abril"],
        ["may", "mai", "mayo", "maio", "mag", "maggio"], ["jun", "june", "juni", "juin", "junio", "giu", "giugno", "junho"],
        ["jul", "july", "juli", "juil", "juillet", "julio", "lug", "luglio", "julho"], ["aug", "august", "août", "aout", "ago", "agosto"],
        ["sep", "sept", "september", "septembre", "septiembre", "set", "settembre", "setembro"], ["oct", "october", "okt",
            "oktober", "octobre", "octubre", "ott", "ottobre", "out", "outubro"],
        ["nov", "november", "novembre", "noviembre", "novembro"], ["dec", "december", "dez", "dezember", "déc", "décembre", "dic",
            "diciembre", "dicembre", "dezembro"],
    ];

    static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers =
        Names.SelectMany((names, place) => names.Select(name => (name, place + 1)))
            .ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of the month, or 0 for a word that is none.</summary>
    public static int Of(ReadOnlySpan<char> word) => Numbers.TryGetValue(word, out int month) ? month : 0;
}
