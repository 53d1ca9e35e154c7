using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Duoshou.Warehouse.DuckDb;

/// <summary>The C interface of DuckDB (duckdb.h), as far as the warehouse needs it. One partial file per topic of the header.</summary>
static partial class Native
{
    const string Library = "duckdb";

    /// <summary>What calls answer: 0 is success.</summary>
    internal const int Success = 0;

    /// <summary>Rows of one vector, fixed when DuckDB is compiled.</summary>
    internal const int VectorSize = 2048;

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    /// <summary>The file that DUOSHOU_DUCKDB names, else the one beside the assembly, else the system's.</summary>
    static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != Library) return 0;
        if (Environment.GetEnvironmentVariable("DUOSHOU_DUCKDB") is { Length: > 0 } named) return NativeLibrary.Load(named);
        string file = OperatingSystem.IsWindows() ? "duckdb.dll" : OperatingSystem.IsMacOS() ? "libduckdb.dylib" : "libduckdb.so";
        string beside = Path.Combine(AppContext.BaseDirectory, file);
        return NativeLibrary.TryLoad(beside, out nint found) || NativeLibrary.TryLoad(file, out found)
            ? found
            : throw new DllNotFoundException($"{file} is not beside the program; run npm ci and build again, or name the library in DUOSHOU_DUCKDB.");
    }

    [LibraryImport(Library, EntryPoint = "duckdb_free")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial void Free(nint memory);

    /// <summary>A string that DuckDB owns and frees with the thing it belongs to.</summary>
    internal static string Borrowed(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
