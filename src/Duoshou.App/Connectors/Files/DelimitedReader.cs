using System.Buffers;

namespace Duoshou.App.Connectors.Files;

/// <summary>
/// Reads text with delimiters over one pooled buffer. Quotes hold delimiters, doubled quotes and line breaks; a quote that never closes,
/// or that closes in the middle of a field, is taken as a plain character instead of swallowing the rest of the file.
/// </summary>
public sealed class DelimitedReader : RecordReader
{
    const char Blanks = '\0';

    /// <summary>
    /// After so many quotes that never close, quotes mean nothing in the file; looking for each one's end would never end.
    /// </summary>
    const int LimitUnclosed = 20;

    readonly string file;
    readonly TextReader text;
    readonly char delimiter;
    readonly char lineEnd;
    readonly SearchValues<char> stops;
    char[] buffer = ArrayPool<char>.Shared.Rent(1 << 16);
    readonly int[] starts = new int[LimitFields];
    readonly int[] ends = new int[LimitFields];
    int record, position, filled;
    int lines = 1;
    int unclosed;
    bool ended;
    bool quoting = true;

    /// <summary>Reads a file by its dialect.</summary>
    public DelimitedReader(InputFile file, Dialect dialect)
        : this(file.Name, InputFile.Guarded(file.Name, () => new StreamReader(file.Open(), TextEncoding.Named(dialect.Encoding),
            true, 1 << 16)), dialect)
    {
    }

    /// <summary>Reads text that is at hand, such as what a person pasted.</summary>
    public DelimitedReader(string name, TextReader text, Dialect dialect)
    {
        (file, this.text) = (name, text);
        delimiter = dialect.Delimiter == Dialect.BlankSeparated ? Blanks : dialect.Delimiter;
        lineEnd = dialect.LineEnd;
        stops = SearchValues.Create([delimiter, lineEnd]);
    }

    /// <inheritdoc />
    public override ReadOnlySpan<char> Field(int index) => index < Count ? buffer.AsSpan(starts[index], ends[index] - starts[index])
        : default;

    /// <inheritdoc />
    public override bool Read()
    {
        (Count, record, Line) = (0, position, lines);
        if (position == filled && !Refill()) return false;
        if (delimiter == Blanks) return ReadBlankSeparated();
        while (ReadField()) { }
        return true;
    }

    /// <summary>Reads one field; false after the last of the record.</summary>
    bool ReadField()
    {
        while (position < filled || Refill())
        {
            char next = buffer[position];
            if (next is not (' ' or '\t' or '\u00A0') || next == delimiter) break;
            position++;
        }
        return quoting && position < filled && buffer[position] == '"' ? ReadQuoted() : ReadPlain(position);
    }

    bool ReadPlain(int start)
    {
        int from = position, begin = start - record;
        while (true)
        {
            int found = buffer.AsSpan(from, filled - from).IndexOfAny(stops);
            if (found >= 0)
            {
                position = from + found;
                break;
            }
            int read = filled - record;
            if (!Refill())
            {
                position = filled;
                break;
            }
            from = record + read;
        }
        return Close(record + begin, position);
    }

    bool ReadQuoted()
    {
        int open = position - record, from = open + 1;
        bool doubled = false;
        while (true)
        {
            int found = buffer.AsSpan(record + from, filled - record - from).IndexOf('"');
            if (found < 0)
            {
                from = filled - record;
                if (from >= LimitCharacters || !Refill()) return Unclosed(open);
                continue;
            }
            from += found + 1;
            if (record + from == filled && from < LimitCharacters) Refill();
            if (record + from < filled && buffer[record + from] == '"')
            {
                (doubled, from) = (true, from + 1);
                if (EndsField(from) && OpensAnother(open, from - 2)) return ReadPlain(position = record + open);
                continue;
            }
            if (!EndsField(from))
            {
                if (OpensAnother(open, from - 1)) return ReadPlain(position = record + open);
                continue;
            }
            lines += buffer.AsSpan(record + open, from - open).Count(lineEnd);
            int length = doubled ? Undouble(buffer.AsSpan(record + open + 1, from - open - 2)) : from - open - 2;
            position = record + from;
            SkipToStop(); // may bring more text, which moves the record
            return Close(record + open + 1, record + open + 1 + length);
        }
    }

    /// <summary>
    /// Lines below the quote that opened this field, a quote stands where a field begins: the first one was an inch mark or a slip, for one
    /// that holds a line break would have doubled the quotes within. Taking it for a quote would swallow the records between.
    /// </summary>
    bool OpensAnother(int open, int at) => at > open + 1 && (buffer[record + at - 1] == delimiter || buffer[record + at - 1] == lineEnd)
        && buffer.AsSpan(record + open, at - open).Contains(lineEnd);

    /// <summary>Two quotes stand for one; the field is drawn together where it lies.</summary>
    static int Undouble(Span<char> field)
    {
        int length = 0;
        for (int i = 0; i < field.Length; i++)
        {
            field[length++] = field[i];
            if (field[i] == '"' && i + 1 < field.Length && field[i + 1] == '"') i++;
        }
        return length;
    }

    /// <summary>After a closing quote: nothing but blanks up to the delimiter or the end of the line.</summary>
    bool EndsField(int from)
    {
        for (int i = record + from; i < filled; i++)
            if (buffer[i] == delimiter || buffer[i] == lineEnd) return true;
            else if (buffer[i] is not (' ' or '\t' or '\r')) return false;
        return true;
    }

    void SkipToStop()
    {
        while ((position < filled || Refill()) && buffer[position] != delimiter && buffer[position] != lineEnd) position++;
    }

    /// <summary>The quote never closes: it was an inch mark or a slip, so the field ends at the next delimiter as any other.</summary>
    bool Unclosed(int open)
    {
        quoting = ++unclosed < LimitUnclosed;
        position = record + open;
        return ReadPlain(position);
    }

    bool Close(int start, int end)
    {
        bool more = position < filled && buffer[position] == delimiter;
        if (position < filled)
        {
            if (!more) lines++;
            position++;
        }
        Add(start, end);
        return more;
    }

    bool ReadBlankSeparated()
    {
        while (ReadToLineEnd()) { }
        int end = position;
        if (position < filled)
        {
            position++;
            lines++;
        }
        for (int i = record; i < end;)
        {
            while (i < end && char.IsWhiteSpace(buffer[i])) i++;
            int start = i;
            while (i < end && !char.IsWhiteSpace(buffer[i])) i++;
            if (i > start) Add(start, i);
        }
        return true;
    }

    bool ReadToLineEnd()
    {
        int found = buffer.AsSpan(position, filled - position).IndexOf(lineEnd);
        position = found >= 0 ? position + found : filled;
        return found < 0 && Refill();
    }

    void Add(int start, int end)
    {
        if (Count == LimitFields) throw ImportProblem.TooManyFields(file, Line, LimitFields);
        while (end > start && IsBlank(buffer[end - 1])) end--;
        while (start < end && IsBlank(buffer[start])) start++;
        (starts[Count], ends[Count]) = (start, end);
        Count++;
    }

    static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\u00A0' or '\u3000' or '\uFEFF';

    /// <summary>Brings more text behind what is held of the current record; fields found so far move with it.</summary>
    bool Refill()
    {
        if (ended) return false;
        int held = filled - record;
        if (held >= LimitCharacters) throw ImportProblem.RecordTooLong(file, Line, LimitCharacters);
        if (record > 0)
        {
            buffer.AsSpan(record, held).CopyTo(buffer);
            for (int i = 0; i < Count; i++) (starts[i], ends[i]) = (starts[i] - record, ends[i] - record);
            (position, filled, record) = (position - record, held, 0);
        }
        if (filled > buffer.Length / 2) Grow();
        int count;
        do
        {
            count = InputFile.Guarded(file, () => text.ReadBlock(buffer, filled, buffer.Length - filled));
            filled += Printed(buffer.AsSpan(filled, count));
        }
        while (count > 0 && filled == record + held);
        ended = count == 0;
        return !ended;
    }

    /// <summary>Takes out what no one ever means: bytes of zero, and byte-order marks where files were put together.</summary>
    static int Printed(Span<char> text)
    {
        int from = text.IndexOfAny('\0', '\uFEFF');
        if (from < 0) return text.Length;
        int length = from;
        for (int i = from; i < text.Length; i++)
            if (text[i] is not ('\0' or '\uFEFF')) text[length++] = text[i];
        return length;
    }

    void Grow()
    {
        char[] larger = ArrayPool<char>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<char>.Shared.Return(buffer);
        buffer = larger;
    }

    /// <inheritdoc />
    protected override void Close()
    {
        text.Dispose();
        if (buffer.Length > 0) ArrayPool<char>.Shared.Return(buffer);
        buffer = [];
    }
}
