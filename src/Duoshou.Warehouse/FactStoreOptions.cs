using Duoshou.Kernel;

namespace Duoshou.Warehouse;

/// <summary>How a fact store is opened.</summary>
public sealed record FactStoreOptions
{
    /// <summary>The database file; null keeps everything in memory until the store is disposed.</summary>
    public string? Path { get; init; }

    /// <summary>The most memory that the engine takes, such as 2GB.</summary>
    public string MemoryLimit { get; init; } = "2GB";

    /// <summary>Threads of the engine.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>A question that takes longer is called off; zero for no limit.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Answers are kept for minutes, until the ledger moves on, and given again to who may see the same; false works each out anew.</summary>
    public bool KeepsAnswers { get; init; } = true;

    /// <summary>The rates known now; asked at every question that converts money.</summary>
    public Func<RateBook> Rates { get; init; } = () => new RateBook([], Kernel.Currency.None);

    /// <summary>The clock by which a day is over or not.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
