using Microsoft.Win32.SafeHandles;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>An open database; closing it writes what the log still holds into the file.</summary>
sealed class DatabaseHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { Native.Close(ref handle); return true; }
}

/// <summary>A connection, which holds at most one transaction.</summary>
sealed class ConnectionHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { Native.Disconnect(ref handle); return true; }
}

/// <summary>Settings with which a database is opened.</summary>
sealed class ConfigHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { Native.DestroyConfig(ref handle); return true; }
}

/// <summary>A prepared statement.</summary>
sealed class StatementHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { Native.DestroyPrepare(ref handle); return true; }
}

/// <summary>A type of a column.</summary>
sealed class LogicalTypeHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { Native.DestroyLogicalType(ref handle); return true; }
}

/// <summary>Up to 2048 rows, column by column.</summary>
sealed class DataChunkHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { Native.DestroyDataChunk(ref handle); return true; }
}

/// <summary>The bulk way into a table.</summary>
sealed class AppenderHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() { _ = Native.DestroyAppender(ref handle); return true; }
}
