using Duoshou.App.Connectors.Files;
using Duoshou.Kernel;

namespace Duoshou.App.Connectors.Translation;

/// <summary>Fills one column of the draft from a record.</summary>
abstract class Cell
{
    /// <summary>Fills the column; a fault when what stands there cannot be read.</summary>
    public abstract Fault? Fill(RecordReader record, RowDraft draft);
}

/// <summary>Text of one column of the file.</summary>
sealed class TextCell(int target, int field, string header, TextPool pool, bool isId) : Cell
{
    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        ReadOnlySpan<char> text = record.Field(field);
        if (Blank.Is(text)) return null;
        if (isId)
        {
            if (Ids.IsRounded(text)) return new("id.rounded", header, text.ToString());
            text = Ids.WithoutFloat(text);
        }
        draft.Text(target) = pool[text];
        return null;
    }
}

/// <summary>Texts of several columns, joined by a stroke; what is blank is left out.</summary>
sealed class JoinedCell(int target, int[] fields, TextPool pool) : Cell
{
    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        string joined = "";
        foreach (int field in fields)
            if (!Blank.Is(record.Field(field))) joined += (joined.Length > 0 ? " / "
                : "") + Ids.WithoutFloat(record.Field(field)).ToString();
        draft.Text(target) = pool[joined];
        return null;
    }
}

/// <summary>The same text in every row that has none yet.</summary>
sealed class ConstantCell(int target, string value) : Cell
{
    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        draft.Text(target) ??= value;
        return null;
    }
}

/// <summary>The same number or moment in every row that has none yet.</summary>
sealed class ConstantNumber(int target, long value) : Cell
{
    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        if (draft.Number(target) == FactChunk.Unknown) draft.Number(target) = value;
        return null;
    }
}

/// <summary>A term of a sum, or a factor.</summary>
readonly record struct Term(int Field, string Header, bool Minus);

/// <summary>A sum of columns; unknown when all of them are, for one that is blank adds nothing.</summary>
sealed class SumCell(int target, Term[] terms, char decimalSign, bool magnitude) : Cell
{
    /// <summary>The column whose words turn the sign; null where the numbers have their own.</summary>
    public (int Field, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words)? Outgoing { get; init; }

    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        Int128 sum = 0;
        bool known = false;
        foreach (Term term in terms)
        {
            ReadOnlySpan<char> text = record.Field(term.Field);
            CellOutcome outcome = Numbers.TryRead(text, decimalSign, out long value);
            if (outcome == CellOutcome.Blank) continue;
            if (outcome != CellOutcome.Value) return Bad(outcome, term, text);
            sum += term.Minus ? -value : value;
            known = true;
        }
        if (!known) return null;
        if (magnitude) sum = Int128.Abs(sum);
        if (sum > 0 && Outgoing is { } outgoing && outgoing.Words.Contains(record.Field(outgoing.Field))) sum = -sum;
        if (Int128.Abs(sum) > long.MaxValue) return new("number.too_large", terms[0].Header, record.Field(terms[0].Field).ToString());
        draft.Number(target) = (long)sum;
        return null;
    }

    public static Fault Bad(CellOutcome outcome, Term term, ReadOnlySpan<char> text) =>
        new(outcome == CellOutcome.TooLarge ? "number.too_large" : "number.unreadable", term.Header, text.ToString());
}

/// <summary>A product of columns, exact and then rounded half to even at the millionth; unknown when a factor is.</summary>
sealed class ProductCell(int target, Term[] factors, char decimalSign) : Cell
{
    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        if (draft.Number(target) != FactChunk.Unknown) return null;
        long product = FactChunk.Scale;
        bool first = true;
        foreach (Term factor in factors)
        {
            ReadOnlySpan<char> text = record.Field(factor.Field);
            CellOutcome outcome = Numbers.TryRead(text, decimalSign, out long value);
            if (outcome == CellOutcome.Blank) return null;
            if (outcome != CellOutcome.Value) return SumCell.Bad(outcome, factor, text);
            if (factor.Minus) value = -value;
            if (first) product = value;
            else if (!Times(product, value, out product)) return SumCell.Bad(CellOutcome.TooLarge, factor, text);
            first = false;
        }
        draft.Number(target) = product;
        return null;
    }

    static bool Times(long left, long right, out long product)
    {
        // Nearly always a factor is a whole number, and then nothing needs rounding.
        (long whole64, long rest64) = Math.DivRem(left, FactChunk.Scale);
        if (rest64 == 0 && Math.BigMul(whole64, right, out product) is var high && high == product >> 63) return true;
        (Int128 whole, Int128 rest) = Int128.DivRem((Int128)left * right, FactChunk.Scale);
        Int128 twice = Int128.Abs(rest) * 2;
        if (twice > FactChunk.Scale || twice == FactChunk.Scale && Int128.IsOddInteger(whole)) whole += Int128.Sign(rest);
        product = Int128.Abs(whole) > long.MaxValue ? 0 : (long)whole;
        return Int128.Abs(whole) <= long.MaxValue;
    }
}

/// <summary>A moment, from one column, or from a date and a time of day beside it.</summary>
sealed class MomentCell(int target, int[] fields, string header, DateOrder order, ShopZone zone) : Cell
{
    string last = "";
    long lastTicks = FactChunk.Unknown;

    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        ReadOnlySpan<char> text = record.Field(fields[0]);
        string? joined = fields.Length > 1 && !text.IsEmpty ? Joined(record) : null;
        if (joined is not null) text = joined;
        if (text.Length > 0 && text.SequenceEqual(last))
        {
            draft.Number(target) = lastTicks;
            return null;
        }
        CellOutcome outcome = Moments.TryRead(text, order, zone, out long ticks);
        if (outcome == CellOutcome.Blank) return null;
        if (outcome != CellOutcome.Value) return new(outcome == CellOutcome.Range ? "date.range" : "date.unreadable", header, text.ToString());
        draft.Number(target) = ticks;
        (last, lastTicks) = (text.ToString(), ticks);
        return null;
    }

    string Joined(RecordReader record)
    {
        string joined = "";
        foreach (int field in fields) joined += $"{record.Field(field)} ";
        return joined.TrimEnd();
    }
}

/// <summary>Country, region and city out of an address; the rest of it goes no further than here.</summary>
sealed class AddressCell(int field, FactTable table) : Cell
{
    readonly int country = table["country"].Ordinal, region = table.Find("region")?.Ordinal ?? -1, city = table.Find("city")?.Ordinal ?? -1;
    readonly Dictionary<string, Place> known = [];

    public override Fault? Fill(RecordReader record, RowDraft draft)
    {
        ReadOnlySpan<char> text = record.Field(field);
        if (Blank.Is(text)) return null;
        string address = text.ToString();
        if (!known.TryGetValue(address, out Place place))
        {
            place = Places.InAddress(address);
            if (known.Count < 1 << 16) known[address] = place;
        }
        draft.Text(country) ??= place.Country;
        if (region >= 0) draft.Text(region) ??= place.Region;
        if (city >= 0) draft.Text(city) ??= place.City;
        return null;
    }
}
