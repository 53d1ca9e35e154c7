using System.Diagnostics;
using System.Globalization;
using Duoshou.Analytics.Simulation.Files;
using Duoshou.ImportBench;
using Duoshou.Kernel;

// A csv of order lines goes in twice, each time by a process of its own: through the product, as a person imports it, and through
// DuckDB's own reader into a plain table of the same columns. Both times are of the whole process, from start to end.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["raw", string csv, string database, string threads]) return RawLoad.Run(csv, database, threads);

string product = args.Length > 2 ? Path.GetFullPath(args[2]) : Path.Combine(AppContext.BaseDirectory, "duoshou.dll");
int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 2_000_000, passes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
string folder = Directory.CreateTempSubdirectory("duoshou-bench-").FullName;
try
{
    string file = Path.Combine(folder, "orders.csv");
    using (FileStream stream = File.Create(file)) FactFiles.Write(FactKind.OrderLine, new FactFilePlan(20_261_126, new DateOnly(2026, 10, 31), 1, 365, rows), 0, stream);
    Console.WriteLine($"{rows:N0} order lines, {new FileInfo(file).Length / 1e6:N0} MB of csv; {Environment.ProcessorCount} processors, {Environment.OSVersion.Platform}, .NET {Environment.Version}");
    for (int pass = 1; pass <= passes; pass++) Compare(file, Directory.CreateDirectory(Path.Combine(folder, $"{pass}")).FullName);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;

void Compare(string file, string inside)
{
    string home = Path.Combine(inside, "home");
    Measured.Run(product, "client", "add", "C", "--home", home);
    Measured.Run(product, "shop", "add", "S", "--client", "C", "--platform", "tmall", "--country", "CN", "--currency", "CNY", "--zone", "Asia/Shanghai", "--home", home);
    Measured raw = Measured.Run(typeof(RawLoad).Assembly.Location, "raw", file, Path.Combine(inside, "raw.duckdb"), Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
    Measured first = Measured.Run(product, "import", file, "--shop", "S", "--json", "--home", home);
    Measured again = Measured.Run(product, "import", file, "--shop", "S", "--json", "--home", home);
    Console.WriteLine($"DuckDB read_csv into a plain table  {raw.Shown(rows)}");
    Console.WriteLine($"duoshou import                      {first.Shown(rows)}  ratio {raw.Seconds / first.Seconds:F2}, by processor {raw.Processor / first.Processor:F2}");
    Console.WriteLine($"duoshou import, the same file again {again.Shown(rows)}");
}
