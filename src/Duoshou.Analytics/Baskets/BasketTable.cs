using System.Runtime.InteropServices;

namespace Duoshou.Analytics.Baskets;

/// <summary>
/// Baskets as sets of numbered items, packed in two arrays. An item counts once in a basket however many were bought.
/// </summary>
public sealed class BasketTable
{
    readonly string[] names;

    BasketTable(string[] names, int[] items, int[] starts) => (this.names, Items, Starts) = (names, items, starts);

    /// <summary>Baskets, empty ones included: shares are shares of all of them.</summary>
    public int Count => Starts.Length - 1;

    /// <summary>Different items.</summary>
    public int ItemCount => names.Length;

    /// <summary>The name of an item by its number.</summary>
    public string NameOf(int item) => names[item];

    internal int[] Items { get; }

    internal int[] Starts { get; }

    /// <summary>
    /// Baskets of item names. Numbers follow the names' ordinal order, so the order of the rows does not matter.
    /// </summary>
    public static BasketTable From(IEnumerable<IEnumerable<string>> baskets)
    {
        Builder builder = new();
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (IEnumerable<string> basket in baskets)
        {
            foreach (string name in basket)
            {
                ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, name, out bool known);
                if (!known) number = numbers.Count - 1;
                builder.Add(number);
            }

            builder.Close();
        }

        string[] byNumber = new string[numbers.Count];
        foreach ((string name, int number) in numbers) byNumber[number] = name;
        return builder.Build(byNumber);
    }

    /// <summary>Item numbers separated by blanks, one basket per line: the form of the FIMI repository.</summary>
    public static BasketTable ReadNumbers(Stream text)
    {
        Builder builder = new();
        Dictionary<int, int> numbers = [];
        List<string> byNumber = [];
        byte[] buffer = new byte[1 << 16];
        int value = -1, read;
        bool open = false;
        while ((read = text.Read(buffer)) > 0)
        {
            foreach (byte b in buffer.AsSpan(0, read))
            {
                if (b is >= (byte)'0' and <= (byte)'9')
                {
                    value = Math.Max(0, value) * 10 + (b - '0');
                    open = true;
                    continue;
                }

                Take();
                if (b != '\n') continue;
                builder.Close();
                open = false;
            }
        }

        Take();
        if (open) builder.Close();
        return builder.Build([.. byNumber]);

        void Take()
        {
            if (value < 0) return;
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, value, out bool known);
            if (!known)
            {
                number = numbers.Count - 1;
                byNumber.Add(value.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }

            builder.Add(number);
            value = -1;
        }
    }

    sealed class Builder
    {
        readonly List<int> items = [], starts = [0];

        public void Add(int item) => items.Add(item);

        public void Close() => starts.Add(items.Count);

        /// <summary>Renumbers by name and drops repeats inside a basket.</summary>
        public BasketTable Build(string[] names)
        {
            int[] order = [.. Enumerable.Range(0, names.Length)], renumbered = new int[names.Length];
            Array.Sort((string[])names.Clone(), order, StringComparer.Ordinal);
            for (int i = 0; i < order.Length; i++) renumbered[order[i]] = i;
            int[] packed = new int[items.Count], ends = new int[starts.Count];
            int[] seenIn = new int[names.Length];
            int used = 0;
            for (int b = 0; b + 1 < starts.Count; b++)
            {
                for (int k = starts[b]; k < starts[b + 1]; k++)
                {
                    int item = renumbered[items[k]];
                    if (seenIn[item] == b + 1) continue;
                    seenIn[item] = b + 1;
                    packed[used++] = item;
                }

                ends[b + 1] = used;
            }

            return new([.. order.Select(i => names[i])], packed[..used], ends);
        }
    }
}
