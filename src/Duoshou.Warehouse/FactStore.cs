using Duoshou.Kernel;
using Duoshou.Warehouse.DuckDb;
using Duoshou.Warehouse.Engine;
using Duoshou.Warehouse.Ledger;
using Duoshou.Warehouse.Questions;

namespace Duoshou.Warehouse;

/// <summary>The warehouse on one machine: the ledger of facts and the answering of questions, on an embedded DuckDB.</summary>
public sealed partial class FactStore : IFactLedger, IMetricQuestions, IDisposable
{
    readonly FactStoreOptions options;
    readonly IFactEngine engine;
    readonly SemaphoreSlim writing = new(1, 1);
    ShopRegister shops;

    FactStore(FactStoreOptions options, IFactEngine engine)
    {
        (this.options, this.engine) = (options, engine);
        answers = new KnownAnswers(options.Clock);
        using IFactSession session = engine.Connect();
        LedgerSchema.Ensure(session);
        shops = ShopRegister.Load(session);
    }

    /// <summary>Opens a store, making what is missing. One process at a time may hold the file.</summary>
    /// <exception cref="FactEngineException">The file is held by another process, is not a store, or the settings are refused.</exception>
    public static FactStore Open(FactStoreOptions options)
    {
        DuckDbEngine engine = new(options);
        try
        {
            return new FactStore(options, engine);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>Closes the store. A batch that is not committed leaves no trace.</summary>
    public void Dispose()
    {
        engine.Dispose();
        writing.Dispose();
    }

    /// <summary>A session of the engine below, for what looks under the cover: benchmarks and tests.</summary>
    internal IFactSession Connect() => engine.Connect();

    /// <summary>Reads on a thread of the pool, because the engine blocks.</summary>
    Task<T> Reading<T>(Func<IFactSession, T> read, CancellationToken cancel) => Task.Run(() =>
    {
        using IFactSession session = engine.Connect();
        return read(session);
    }, cancel);
}
