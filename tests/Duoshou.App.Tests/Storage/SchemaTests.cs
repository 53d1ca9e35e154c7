using Duoshou.App.Storage;
using Duoshou.App.Storage.Migrations;
using Duoshou.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Duoshou.App.Tests.Storage;

public sealed class SchemaTests
{
    /// <summary>With DUOSHOU_WRITE_SCHEMA=NNNN_name that step is written: the tables and indexes of the model that the other steps do not make.</summary>
    [Fact]
    public async Task All_steps_together_make_exactly_what_the_model_says()
    {
        await using DuoshouDb stepped = Open(), modelled = Open();
        if (Environment.GetEnvironmentVariable("DUOSHOU_WRITE_SCHEMA") is { Length: > 5 } step) await Write(step, modelled.Database.GenerateCreateScript());
        await SchemaSteps.Apply(stepped, CancellationToken.None);
        await modelled.Database.EnsureCreatedAsync();
        Schema(stepped).ShouldBe(Schema(modelled));
    }

    [Fact]
    public async Task Steps_run_once_and_a_newer_home_is_refused_in_words()
    {
        await using DuoshouDb db = Open();
        await SchemaSteps.Apply(db, CancellationToken.None);
        await SchemaSteps.Apply(db, CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync("INSERT INTO schema_step VALUES (9999, 'from the future')");
        (await Should.ThrowAsync<InvalidOperationException>(() => SchemaSteps.Apply(db, CancellationToken.None))).Message.ShouldContain("newer version");
    }

    /// <summary>The step is in the program only after the next build: run once to write it, once more to hold it.</summary>
    static async Task Write(string step, string script)
    {
        string[] others = [.. SchemaSteps.All().Where(other => other.Name != step + ".sql").SelectMany(other => Statements(other.Sql))];
        await File.WriteAllTextAsync(
            Path.Combine(ReferenceFiles.Repository, "src/Duoshou.App/Storage/Migrations/Sqlite", step + ".sql"),
            string.Join("\n\n", Statements(script).Except(others)) + "\n");
    }

    static IEnumerable<string> Statements(string script) =>
        script.ReplaceLineEndings("\n").Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(statement => statement.TrimEnd(';') + ";");

    static DuoshouDb Open()
    {
        SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        return new DuoshouDb(new DbContextOptionsBuilder<DuoshouDb>().UseSqlite(connection).Options);
    }

    static string[] Schema(DuoshouDb db) =>
    [
        .. db.Database.SqlQueryRaw<string>("SELECT sql AS \"Value\" FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'schema_step%' ORDER BY type, name")
            .AsEnumerable().Select(sql => string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
    ];
}
