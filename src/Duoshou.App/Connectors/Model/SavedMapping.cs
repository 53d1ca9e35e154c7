using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Connectors.Model;

/// <summary>A mapping that someone kept, found again by its name or by the headers of a file.</summary>
public sealed class SavedMapping
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>The fingerprint of the headers it was made for.</summary>
    public required string Headers { get; init; }

    /// <summary>The mapping as JSON, in the form of the formats that ship.</summary>
    public required string Body { get; set; }
    public required DateTimeOffset SavedAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<SavedMapping>
    {
        public void Configure(EntityTypeBuilder<SavedMapping> builder)
        {
            builder.ToTable("saved_mapping");
            builder.HasKey(mapping => mapping.Id);
            builder.Property(mapping => mapping.Id).ValueGeneratedNever();
            builder.Property(mapping => mapping.Name).HasMaxLength(60);
            builder.Property(mapping => mapping.Headers).HasMaxLength(40);
            builder.HasIndex(mapping => mapping.Headers).IsUnique();
        }
    }
}
