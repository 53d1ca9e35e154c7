using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Audience.Model;

/// <summary>Whom a shop means to reach, as declared on a day. A later declaration replaces it; earlier ones stay to be read.</summary>
public sealed class TargetAudience
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }
    public required string Statement { get; set; }
    public decimal? PriceFrom { get; set; }
    public decimal? PriceTo { get; set; }

    /// <summary>ISO codes parted by commas; empty for any.</summary>
    public required string Countries { get; set; }
    public required decimal InsideShare { get; set; }
    public decimal? NewShare { get; set; }
    public required UserId DeclaredBy { get; init; }
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>Taken back: as if it had not been declared.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<TargetAudience>
    {
        public void Configure(EntityTypeBuilder<TargetAudience> builder)
        {
            builder.ToTable("target_audience");
            builder.HasKey(audience => audience.Id);
            builder.Property(audience => audience.Id).ValueGeneratedNever();
            builder.Property(audience => audience.Statement).HasMaxLength(400);
            builder.Property(audience => audience.Countries).HasMaxLength(200);
            builder.HasIndex(audience => new { audience.ShopId, audience.DeclaredAt });
            builder.HasOne<Shop>().WithMany().HasForeignKey(audience => audience.ShopId);
        }
    }
}
