namespace Duoshou.Kernel;

/// <summary>The two languages in which the product speaks; equals.</summary>
public enum Language
{
    /// <summary>中文</summary>
    Chinese,

    /// <summary>English</summary>
    English,
}

/// <summary>One text in both languages. Neither may be empty: a text that exists in one language does not exist.</summary>
public sealed record Words
{
    /// <summary>A text given in Chinese and in English.</summary>
    /// <exception cref="ArgumentException">One of the two is blank.</exception>
    public Words(string zh, string en)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(zh);
        ArgumentException.ThrowIfNullOrWhiteSpace(en);
        (Zh, En) = (zh, en);
    }

    /// <summary>The text in Chinese.</summary>
    public string Zh { get; }

    /// <summary>The text in English.</summary>
    public string En { get; }

    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.Chinese ? Zh : En;
}
