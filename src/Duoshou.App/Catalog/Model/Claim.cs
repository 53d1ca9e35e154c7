using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Catalog.Model;

/// <summary>A selling point that a shop claims: what, on which evidence, where it is used from when, and by which metric it must pay.</summary>
public sealed class Claim
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The claim in the words of the page.</summary>
    public required string Text { get; set; }

    /// <summary>The evidence: a report, a test, reviews.</summary>
    public required string Evidence { get; set; }

    /// <summary>Where it is used: image, title, detail page, ad.</summary>
    public required string UsedIn { get; set; }

    /// <summary>The item that carries it; empty for the whole shop.</summary>
    public required string Item { get; set; }

    /// <summary>The search word that it answers; empty for none.</summary>
    public required string SearchWord { get; set; }
    public required string Metric { get; set; }

    /// <summary>The first day on which it is used.</summary>
    public required DateOnly UsedFrom { get; set; }
    public required UserId RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<Claim>
    {
        public void Configure(EntityTypeBuilder<Claim> builder)
        {
            builder.ToTable("claim");
            builder.HasKey(claim => claim.Id);
            builder.Property(claim => claim.Id).ValueGeneratedNever();
            builder.Property(claim => claim.Text).HasMaxLength(200);
            builder.Property(claim => claim.Evidence).HasMaxLength(400);
            builder.Property(claim => claim.UsedIn).HasMaxLength(120);
            builder.Property(claim => claim.Item).HasMaxLength(120);
            builder.Property(claim => claim.SearchWord).HasMaxLength(120);
            builder.Property(claim => claim.Metric).HasMaxLength(40);
            builder.HasIndex(claim => new { claim.ShopId, claim.UsedFrom });
            builder.HasOne<Shop>().WithMany().HasForeignKey(claim => claim.ShopId);
        }
    }
}
