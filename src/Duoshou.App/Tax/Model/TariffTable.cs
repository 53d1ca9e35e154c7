using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Tax.Model;

/// <summary>A table of codes or rates that somebody brought in. It stays for ever; taking it back only marks it.</summary>
public sealed class TariffTable
{
    public required Guid Id { get; init; }
    public required TableKind Kind { get; init; }

    /// <summary>The file's name; for a table of the rate book, the table that it takes the place of.</summary>
    public required string Name { get; init; }

    /// <summary>Two letters; * for the Harmonized System.</summary>
    public required string Country { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }
    public required string Source { get; init; }
    public required string Figures { get; init; }
    public required bool Whole { get; init; }
    public required string Digest { get; init; }
    public required int Rows { get; init; }

    /// <summary>The text as CSV, compressed.</summary>
    public required byte[] Content { get; init; }
    public required Guid ByPerson { get; init; }
    public required DateTimeOffset BroughtAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<TariffTable>
    {
        public void Configure(EntityTypeBuilder<TariffTable> builder)
        {
            builder.ToTable("tariff_table");
            builder.HasKey(table => table.Id);
            builder.Property(table => table.Id).ValueGeneratedNever();
            builder.Property(table => table.Kind).HasConversion<string>().HasMaxLength(16);
            builder.Property(table => table.Name).HasMaxLength(200);
            builder.Property(table => table.Country).HasMaxLength(2);
            builder.Property(table => table.Source).HasMaxLength(400);
            builder.Property(table => table.Figures).HasMaxLength(12);
            builder.Property(table => table.Digest).HasMaxLength(12);
            builder.HasIndex(table => new { table.Kind, table.Country, table.From });
        }
    }
}
