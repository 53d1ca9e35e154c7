using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Tax.Model;

/// <summary>How a shop's parcels reach its buyers, as somebody set it; a shop without one has no tax computed.</summary>
public sealed class ShopTax
{
    public required ShopId ShopId { get; init; }
    public required ParcelRoute Route { get; set; }

    /// <summary>From where, two letters; also the origin of products that have none of their own.</summary>
    public required string From { get; set; }

    /// <summary>The seller is registered for the market's tax at sale: IOSS, UK VAT, GST, low-value goods tax.</summary>
    public required bool Registered { get; set; }

    /// <summary>What buyers pay holds the tax already.</summary>
    public required bool PricesHoldTax { get; set; }
    public required Guid ByPerson { get; set; }
    public required DateTimeOffset ChangedAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<ShopTax>
    {
        public void Configure(EntityTypeBuilder<ShopTax> builder)
        {
            builder.ToTable("shop_tax");
            builder.HasKey(set => set.ShopId);
            builder.Property(set => set.Route).HasConversion<string>().HasMaxLength(16);
            builder.Property(set => set.From).HasMaxLength(2);
            builder.HasOne<Shop>().WithOne().HasForeignKey<ShopTax>(set => set.ShopId);
        }
    }
}
