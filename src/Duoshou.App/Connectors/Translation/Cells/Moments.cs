using System.Globalization;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>In which order a column writes day, month and year when the year does not come first.</summary>
public enum DateOrder
{
    /// <summary>Day, month, year.</summary>
    DayFirst,

    /// <summary>Month, day, year.</summary>
    MonthFirst,
}

/// <summary>Reads moments as files write them into ticks of the shop's wall clock.</summary>
public static class Moments
{
    static readonly DateTime Earliest = new(1970, 1, 1), Latest = new(2101, 1, 1);

    /// <summary>Reads a moment; one with an offset or a zone is turned to the shop's clock, one without is taken as that clock's.</summary>
    public static CellOutcome TryRead(ReadOnlySpan<char> text, DateOrder order, ShopZone zone, out long ticks)
    {
        ticks = FactChunk.Unknown;
        if (IsoTicks(text, out ticks)) return CellOutcome.Value;
        if (Blank.Is(text) || text.StartsWith("0000-00-00") || text.StartsWith("0001-01-01")) return CellOutcome.Blank;
        if (Range(text, out int first, out int second))
            return TryRead(text[..first].Trim(), order, zone, out ticks) != CellOutcome.Value
                || TryRead(text[second..].Trim(), order, zone, out long end) != CellOutcome.Value ? CellOutcome.Unreadable
                : ticks / TimeSpan.TicksPerDay == end / TimeSpan.TicksPerDay ? CellOutcome.Value : CellOutcome.Range;
        Parts parts = new();
        if (text.Length > 64 || !(Number(text, zone, out DateTime moment) || Written(text, ref parts, order, zone,
            out moment))) return CellOutcome.Unreadable;
        if (moment < Earliest || moment >= Latest) return CellOutcome.Unreadable;
        ticks = moment.Ticks - moment.Ticks % TimeSpan.TicksPerSecond;
        return CellOutcome.Value;
    }

    /// <summary>The form most files use: yyyy-MM-dd, or with HH:mm:ss behind it.</summary>
    static bool IsoTicks(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = FactChunk.Unknown;
        if (text.Length is not (10 or 19) || text[4] is not ('-' or '/') || text[7] != text[4]) return false;
        int year = Two(text, 0) * 100 + Two(text, 2), month = Two(text, 5), day = Two(text, 8), hour = 0, minute = 0, second = 0;
        if (text.Length == 19)
        {
            if (text[10] is not (' ' or 'T') || text[13] != ':' || text[16] != ':') return false;
            (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        }
        if ((month | day | hour | minute | second) < 0 || year is < 1970 or > 2100 || month is < 1 or > 12 || day < 1
            || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        ticks = new DateTime(year, month, day, hour, minute, second).Ticks;
        return true;
    }

    /// <summary>Two moments with a sign between them, as reports write the days they stand for.</summary>
    static bool Range(ReadOnlySpan<char> text, out int first, out int second)
    {
        first = text.IndexOfAny("~～至");
        second = first + 1;
        if (first < 0 && text.IndexOf(" - ") is > 5 and var dash) (first, second) = (dash, dash + 3);
        return first > 5 && second < text.Length - 5 && text[second..].IndexOfAny("~～至") < 0;
    }

    static int Two(ReadOnlySpan<char> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? int.MinValue / 200 : tens * 10 + ones;
    }

    /// <summary>Digits only: yyyyMMdd with or without a time, Unix seconds or milliseconds, or the serial day of a spreadsheet.</summary>
    static bool Number(ReadOnlySpan<char> text, ShopZone zone, out DateTime moment)
    {
        moment = default;
        if (text.EndsWith(".0")) text = text[..^2];
        if (text.ContainsAnyExceptInRange('0', '9'))
            return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal serial)
                && Serial(serial, out moment);
        string? form = text.Length switch { 8 => "yyyyMMdd", 12 => "yyyyMMddHHmm", 14 => "yyyyMMddHHmmss", _ => null };
        if (form is not null && DateTime.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out moment)) return true;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)) return false;
        if (text.Length is 10 or 13)
        {
            moment = zone.Local(DateTimeOffset.FromUnixTimeMilliseconds(text.Length == 10 ? number * 1000 : number));
            return true;
        }
        return Serial(number, out moment);
    }

    /// <summary>
    /// Days since 1899-12-30, as spreadsheets count; only 1984 to 2100, so that years and small numbers are not taken for days.
    /// </summary>
    static bool Serial(decimal days, out DateTime moment)
    {
        bool plausible = days is >= 30_682m and < 73_416m;
        moment = plausible ? new DateTime(1899, 12, 30).AddSeconds((double)decimal.Round(days * 86_400m)) : default;
        return plausible;
    }

    ref struct Parts
    {
        public int First, Second, Third, Count, YearAt, Named, DayAt, Hour, Minute, Second60, Times;
        public int OffsetMinutes;
        public bool Afternoon, Morning, HasOffset, Dotted;
    }

    static bool Written(ReadOnlySpan<char> text, ref Parts parts, DateOrder order, ShopZone zone, out DateTime moment)
    {
        moment = default;
        (parts.YearAt, parts.Named, parts.DayAt) = (-1, -1, -1);
        if (!Scan(text, ref parts) || parts.Count != 3) return false;
        (int year, int month, int day) = Ordered(parts, order);
        if (year < 100) year += year < 70 ? 2000 : 1900;
        int hour = parts.Afternoon && parts.Hour < 12 ? parts.Hour + 12 : parts.Morning && parts.Hour == 12 ? 0 : parts.Hour;
        if (year is < 1970 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || parts.Minute > 59 || parts.Second60 > 59) return false;
        moment = new(year, month, day, hour, parts.Minute, parts.Second60);
        if (parts.HasOffset) moment = zone.Local(new DateTimeOffset(moment, TimeSpan.Zero).AddMinutes(-parts.OffsetMinutes));
        return true;
    }

    static (int Year, int Month, int Day) Ordered(in Parts p, DateOrder order)
    {
        if (p.YearAt == 0) return (p.First, p.Second, p.Third);
        if (p.Named == 0 || p.DayAt == 1) return (p.Third, p.First, p.Second);
        if (p.Named == 1 || p.DayAt == 0 || p.Dotted) return (p.Third, p.Second, p.First);
        return order == DateOrder.DayFirst ? (p.Third, p.Second, p.First) : (p.Third, p.First, p.Second);
    }

    /// <summary>Numbers, names of months, times and zones, whatever stands between them.</summary>
    static bool Scan(ReadOnlySpan<char> text, ref Parts parts)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            if (char.IsAsciiDigit(text[i]))
            {
                while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
                if (!Digits(text, start, ref i, ref parts)) return false;
            }
            else if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i]) && (text[i] < 0x2E80 || i == start || IsMark(text[start..(i + 1)]))) i++;
                if (!Word(text, start, i, ref parts)) return false;
            }
            else if (text[i] is '+' or '-' && parts.Times > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
            {
                if (!Offset(text, ref i, ref parts)) return false;
            }
            else if (text[i] == '.' && parts is { Count: 1, Times: 0 })
            {
                parts.Dotted = true; // 5.1.2026 has the day first wherever it is written
                i++;
            }
            else if (text[i] is '-' or '/' or '.' or ' ' or ':' or ',' or '(' or ')' or '\u00A0' or '\u202F') i++;
            else return false;
        }
        return true;
    }

    static bool IsMark(ReadOnlySpan<char> word) => word is "上午" or "下午" or "午前" or "午後" or "凌晨" or "晚上" or "中午";

    static bool Digits(ReadOnlySpan<char> text, int start, ref int i, ref Parts parts)
    {
        if (i - start > 4) return false;
        int value = int.Parse(text[start..i], CultureInfo.InvariantCulture);
        char next = i < text.Length ? text[i] : '\0';
        if (parts.Count == 3 || (next is ':' or '时' or '時' or '点' && parts.Count > 0))
        {
            if (parts.Times == 0) parts.Hour = value;
            else if (parts.Times == 1) parts.Minute = value;
            else if (parts.Times == 2) parts.Second60 = value;
            if (parts.Times < 3) parts.Times++;
            if (next == '.' && parts.Times == 3)
                for (i++; i < text.Length && char.IsAsciiDigit(text[i]);) i++;
            return true;
        }
        if (next is '日' or '号') parts.DayAt = parts.Count;
        if (i - start == 4 || next is '年') parts.YearAt = parts.YearAt < 0 ? parts.Count : parts.YearAt;
        return Take(value, ref parts);
    }

    static bool Take(int value, ref Parts parts)
    {
        if (parts.Count == 0) parts.First = value;
        else if (parts.Count == 1) parts.Second = value;
        else if (parts.Count == 2) parts.Third = value;
        return ++parts.Count <= 3;
    }

    static bool Word(ReadOnlySpan<char> text, int start, int end, ref Parts parts)
    {
        ReadOnlySpan<char> word = text[start..end];
        if (word is "年" or "月" or "日" or "号" or "时" or "時" or "点" or "分" or "秒" or "T" or "t" or "de" or "at" or "um" or "à" or "of") return true;
        if (word is "下午" or "晚上" or "午後" || word.Equals("PM", StringComparison.OrdinalIgnoreCase)) return parts.Afternoon = true;
        if (word is "上午" or "凌晨" or "午前" || word.Equals("AM", StringComparison.OrdinalIgnoreCase)) return parts.Morning = true;
        if (word is "中午" or "p" or "m" or "a") return true;
        if (Zones.TryGetValue(word.ToString(), out int minutes)) return Zoned(ref parts, minutes);
        if (word is "st" or "nd" or "rd" or "th") return true;
        if (parts.Count > 0 && Joins.Contains(word.ToString()) && text[end..].ContainsAnyInRange('0', '9')) return true;
        if (parts.Count == 3 && (word is "г" || parts.Times > 0 && Hours.Contains(word.ToString()))) return true;
        if (Weekdays.Contains(word.ToString()) && (MonthNames.Of(word) == 0 || NamesMonth(text[end..]))) return true;
        int month = MonthNames.Of(word);
        if (month == 0 || parts.Count > 1 || parts.Named >= 0) return false;
        parts.Named = parts.Count;
        return Take(month, ref parts);
    }

    /// <summary>mar is a Tuesday where another month follows (mar. 17 nov. 2026), and March where none does.</summary>
    static bool NamesMonth(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length;)
        {
            int start = i;
            while (i < text.Length && char.IsLetter(text[i])) i++;
            if (i > start && MonthNames.Of(text[start..i]) > 0) return true;
            if (i == start) i++;
        }

        return false;
    }

    static bool Zoned(ref Parts parts, int minutes)
    {
        (parts.HasOffset, parts.OffsetMinutes) = (true, minutes);
        return true;
    }

    static bool Offset(ReadOnlySpan<char> text, ref int i, ref Parts parts)
    {
        int sign = text[i] == '-' ? -1 : 1, hours = 0, minutes = 0, digits = 0;
        for (i++; i < text.Length && (char.IsAsciiDigit(text[i]) || text[i] == ':') && digits < 4; i++)
        {
            if (text[i] == ':') continue;
            if (digits++ < 2) hours = hours * 10 + text[i] - '0';
            else minutes = minutes * 10 + text[i] - '0';
        }
        return hours <= 14 && minutes < 60 && Zoned(ref parts, sign * (hours * 60 + minutes));
    }

    static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["PST"] = -480, ["PDT"] = -420, ["MST"] = -420, ["MDT"] = -360, ["CDT"] = -300, ["EST"] = -300,
        ["EDT"] = -240, ["BST"] = 60, ["CET"] = 60, ["CEST"] = 120, ["MEZ"] = 60, ["MESZ"] = 120, ["JST"] = 540, ["BRT"] = -180,
            ["AEST"] = 600, ["AEDT"] = 660,
    };

    static readonly HashSet<string> Weekdays = new(
        ("Mon Tue Wed Thu Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mo Di Mi Do Fr Sa So lun mar mer jeu ven sam dim "
            + "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag lundi mardi mercredi jeudi vendredi samedi dimanche "
            + "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom segunda terça quarta quinta sexta feira seg ter qua qui sex").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Small words before another part of the moment: 12 de noviembre del 2026 a las 14:05, 1er août 2026 à 14h05.</summary>
    static readonly HashSet<string> Joins = new("del a al la las los le les e y et er às as ao".Split(' '), StringComparer.Ordinal);

    /// <summary>Words for hours behind the time: 14:05 hs., 14h05, 14:05 Uhr.</summary>
    static readonly HashSet<string> Hours = new("hs h hrs hr horas hora heures heure uhr ore min".Split(' '), StringComparer.OrdinalIgnoreCase);
}
