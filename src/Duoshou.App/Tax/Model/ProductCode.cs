using Duoshou.App.Shops.Model;
using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Tax.Model;

/// <summary>The commodity code that a shop uses for a product from a moment on. An earlier choice stays as history.</summary>
public sealed class ProductCode
{
    public required Guid Id { get; init; }
    public required ShopId ShopId { get; init; }

    /// <summary>The product's name as its facts carry it.</summary>
    public required string Product { get; init; }
    public required string Hs { get; init; }

    /// <summary>Country of origin, two letters.</summary>
    public required string Origin { get; init; }
    public required string Why { get; init; }
    public required Guid ByPerson { get; init; }
    public required DateTimeOffset ChosenAt { get; init; }
    public DateTimeOffset? ReplacedAt { get; set; }

    sealed class Table : IEntityTypeConfiguration<ProductCode>
    {
        public void Configure(EntityTypeBuilder<ProductCode> builder)
        {
            builder.ToTable("product_code");
            builder.HasKey(code => code.Id);
            builder.Property(code => code.Id).ValueGeneratedNever();
            builder.Property(code => code.Product).HasMaxLength(200);
            builder.Property(code => code.Hs).HasMaxLength(10);
            builder.Property(code => code.Origin).HasMaxLength(2);
            builder.Property(code => code.Why).HasMaxLength(300);
            builder.HasIndex(code => new { code.ShopId, code.Product, code.ChosenAt });
            builder.HasOne<Shop>().WithMany().HasForeignKey(code => code.ShopId);
        }
    }
}
