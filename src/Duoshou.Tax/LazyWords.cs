using System.Collections;
using Duoshou.Kernel;

namespace Duoshou.Tax;

/// <summary>Texts of a quote that are put together when they are first read; by any number of threads.</summary>
sealed class LazyWords : IReadOnlyList<Words>
{
    // Words that are ready, or a Deferred that makes them.
    object[] texts = [];

    public int Count { get; private set; }

    public Words this[int index] => index < Count ? Made(texts[index]) : throw new ArgumentOutOfRangeException(nameof(index));

    public void Add(Words ready) => Put(ready);

    /// <summary>The numbers are kept, not the text: most quotes of a program are never read out.</summary>
    public void Add<T>(T numbers, Func<T, Words> write) => Put(new Deferred<T>(numbers, write));

    public IEnumerator<Words> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return Made(texts[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    static Words Made(object text) => text as Words ?? ((Deferred)text).Words;

    void Put(object text)
    {
        if (Count == texts.Length) Array.Resize(ref texts, Math.Max(2, Count * 2));
        texts[Count++] = text;
    }

    abstract class Deferred
    {
        Words? made;

        public Words Words => made ??= Make();

        private protected abstract Words Make();
    }

    sealed class Deferred<T>(T numbers, Func<T, Words> write) : Deferred
    {
        private protected override Words Make() => write(numbers);
    }
}
