using System.Globalization;
using System.Reflection;
using Duoshou.Warehouse;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Storage.Migrations;

/// <summary>
/// Brings the operations database to the newest schema. Each step is a numbered SQL file that runs once, in one transaction; a test
/// holds that all steps together make exactly what the model says (decision 0004).
/// </summary>
public static class SchemaSteps
{
    const string Folder = ".Storage.Migrations.Sqlite.";

    /// <summary>Runs the steps that this database has not had, oldest first.</summary>
    /// <exception cref="HomeProblem">The database was made by a newer version.</exception>
    public static async Task Apply(DuoshouDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancel);
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE IF NOT EXISTS schema_step (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL);", cancel);
        List<int> done = await db.Database.SqlQueryRaw<int>("SELECT number AS \"Value\" FROM schema_step").ToListAsync(cancel);
        IReadOnlyList<(int Number, string Name, string Sql)> steps = All();
        if (done.Count > 0 && done.Max() > steps[^1].Number) throw new HomeProblem(Newer(done.Max(), steps[^1].Number));

        foreach ((int number, string name, string sql) in steps.Where(step => !done.Contains(step.Number)))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await using (var command = db.Database.GetDbConnection().CreateCommand())
            {
                command.Transaction = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction);
                command.CommandText = sql;
                await command.ExecuteNonQueryAsync(cancel);
            }

            await db.Database.ExecuteSqlAsync($"INSERT INTO schema_step (number, name) VALUES ({number}, {name})", cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>The steps in order, each with its SQL.</summary>
    public static IReadOnlyList<(int Number, string Name, string Sql)> All()
    {
        Assembly assembly = typeof(SchemaSteps).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal))
            .Select(name => (Resource: name, File: name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..]))
            .Select(step => (int.Parse(step.File[..4], CultureInfo.InvariantCulture), step.File, Read(assembly, step.Resource)))
            .OrderBy(step => step.Item1)];
    }

    /// <summary>The database was made by a newer version.</summary>
    public static Refusal Newer(int made, int known) => new("home.newer",
        new($"这个家目录是更新版本的舵手建的（结构 {made}，本程序只认到 {known}）。", $"This home folder was made by a newer version of Duoshou (schema {made}, this program knows {known})."),
        new("安装那个版本，或用 --home 指定另一个文件夹。", "Install that version, or name another folder with --home."));

    static string Read(Assembly assembly, string resource)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
