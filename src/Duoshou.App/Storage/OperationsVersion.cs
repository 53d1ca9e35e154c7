using Microsoft.Data.Sqlite;

namespace Duoshou.App.Storage;

/// <summary>
/// A number that changes with every commit to the operations file, of this process or another: what was read under it holds for as long as it
/// stands. To ask costs some microseconds, far less than a question.
/// </summary>
sealed class OperationsVersion(Home home) : IDisposable
{
    readonly Lock gate = new();
    SqliteConnection? connection;
    SqliteCommand? command;

    public long Now()
    {
        lock (gate)
        {
            if (command is null)
            {
                // Not of the pool: the number is told apart by the connection that asks.
                connection = new SqliteConnection($"Data Source={home.OperationsFile};Mode=ReadOnly;Pooling=False");
                connection.Open();
                command = connection.CreateCommand();
                command.CommandText = "PRAGMA data_version";
                command.Prepare();
            }

            return (long)command.ExecuteScalar()!;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            command?.Dispose();
            connection?.Dispose();
            (command, connection) = (null, null);
        }
    }
}
