namespace Duoshou.App.Connectors.Translation;

/// <summary>Names of months in the languages in which marketplaces write their reports.</summary>
static class MonthNames
{
    static readonly string[][] Names =
    [
        ["jan", "januar", "january", "janv", "janvier", "ene", "enero", "jän", "jänner", "janeiro", "gen", "gennaio", "januari", "stycznia", "января"],
        ["feb", "februar", "february", "févr", "fév", "février", "fev", "febrero", "fevereiro", "febbraio", "februari", "lutego", "февраля"],
        ["mar", "mär", "märz", "march", "mars", "marzo", "março", "mrz", "maart", "mrt", "marca", "марта"],
        ["apr", "april", "avr", "avril", "abr", "abril", "aprile", "kwietnia", "апреля"],
        ["may", "mai", "mayo", "maio", "mag", "maggio", "mei", "maja", "мая"],
        ["jun", "june", "juni", "juin", "junio", "giu", "giugno", "junho", "czerwca", "июня"],
        ["jul", "july", "juli", "juil", "juillet", "julio", "lug", "luglio", "julho", "lipca", "июля"],
        ["aug", "august", "août", "aout", "ago", "agosto", "augustus", "sierpnia", "августа"],
        ["sep", "sept", "september", "septembre", "septiembre", "set", "settembre", "setembro", "setiembre", "września", "сентября"],
        ["oct", "october", "okt", "oktober", "octobre", "octubre", "ott", "ottobre", "out", "outubro", "października", "октября"],
        ["nov", "november", "novembre", "noviembre", "novembro", "listopada", "ноября"],
        ["dec", "december", "dez", "dezember", "déc", "décembre", "dic", "diciembre", "dicembre", "dezembro", "grudnia", "декабря"],
    ];

    static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Numbers =
        Names.SelectMany((names, place) => names.Select(name => (name, place + 1)))
            .ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The number of the month, or 0 for a word that is none.</summary>
    public static int Of(ReadOnlySpan<char> word) => Numbers.TryGetValue(word, out int month) ? month : 0;
}
