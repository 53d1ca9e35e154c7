using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Tax.Model;

/// <summary>
/// How the last attempt to hand a document to a port went. Written before the attempt, so that one that is cut off is known as such. A
/// document without it was never tried, or was handed over before attempts were kept.
/// </summary>
public sealed class DocumentDelivery
{
    public required Guid DocumentId { get; init; }
    public required Guid DeclarationId { get; init; }
    public required DateTimeOffset StartedAt { get; set; }

    /// <summary>When the port had it; none while that is not known.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>What the port said when it failed; empty while it runs, after it went well, or when it was cut off.</summary>
    public required string Failure { get; set; }

    sealed class Table : IEntityTypeConfiguration<DocumentDelivery>
    {
        public void Configure(EntityTypeBuilder<DocumentDelivery> builder)
        {
            builder.ToTable("document_delivery");
            builder.HasKey(delivery => delivery.DocumentId);
            builder.Property(delivery => delivery.DocumentId).ValueGeneratedNever();
            builder.Property(delivery => delivery.Failure).HasMaxLength(400);
            builder.HasIndex(delivery => delivery.DeclarationId);
            builder.HasOne<DeclaredDocument>().WithOne().HasForeignKey<DocumentDelivery>(delivery => delivery.DocumentId);
        }
    }
}
