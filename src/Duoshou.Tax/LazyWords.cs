using System.Collections;
using Duoshou.Kernel;

namespace Duoshou.Tax;

/// <summary>Texts of a quote that are put together when they are first read; by any number of threads.</summary>
sealed class LazyWords : IReadOnlyList<Words>
{
    readonly List<Text> texts = [];

    public int Count => texts.Count;

    public Words this[int index] => texts[index].Words;

    public void Add(string zh, string en) => texts.Add(new(new Words(zh, en)));

    public void Add(Func<string> zh, Func<string> en) => texts.Add(new(zh, en));

    public IEnumerator<Words> GetEnumerator()
    {
        foreach (Text text in texts) yield return text.Words;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    sealed class Text
    {
        readonly Func<string>? zh, en;
        Words? made;

        public Text(Func<string> zh, Func<string> en) => (this.zh, this.en) = (zh, en);

        public Text(Words made) => this.made = made;

        public Words Words => made ??= new(zh!(), en!());
    }
}
