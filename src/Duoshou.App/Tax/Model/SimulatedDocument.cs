using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Tax.Model;

/// <summary>What the port simulator remembers of a document that it was sent. It is the other side's memory, not ours.</summary>
public sealed class SimulatedDocument
{
    public required Guid Id { get; init; }

    /// <summary>Such as CEB311.</summary>
    public required string Kind { get; init; }
    public required string Guid { get; init; }

    /// <summary>Platform and order number: by which the four documents are matched.</summary>
    public required string Parcel { get; init; }
    public required string PersonKey { get; init; }
    public required int Year { get; init; }
    public required decimal Value { get; init; }
    public required byte[] Xml { get; init; }

    /// <summary>The last status that the simulator answered.</summary>
    public required string Status { get; set; }
    public required string InvtNo { get; init; }
    public required DateTimeOffset CameAt { get; init; }

    sealed class Table : IEntityTypeConfiguration<SimulatedDocument>
    {
        public void Configure(EntityTypeBuilder<SimulatedDocument> builder)
        {
            builder.ToTable("simulated_document");
            builder.HasKey(document => document.Id);
            builder.Property(document => document.Id).ValueGeneratedNever();
            builder.Property(document => document.Kind).HasMaxLength(6);
            builder.Property(document => document.Guid).HasMaxLength(36);
            builder.Property(document => document.Parcel).HasMaxLength(80);
            builder.Property(document => document.PersonKey).HasMaxLength(64);
            builder.Property(document => document.Status).HasMaxLength(10);
            builder.Property(document => document.InvtNo).HasMaxLength(20);
            builder.HasIndex(document => new { document.Parcel, document.Kind });
            builder.HasIndex(document => new { document.PersonKey, document.Year });
        }
    }
}
