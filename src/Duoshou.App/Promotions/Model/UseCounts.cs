using Duoshou.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Duoshou.App.Promotions.Model;

/// <summary>How many orders and units a promotion was used by. Its versions share the count.</summary>
public sealed class PromotionCount
{
    public required ShopId ShopId { get; init; }
    public required string Promotion { get; init; }
    public int Orders { get; set; }
    public int Units { get; set; }

    sealed class Table : IEntityTypeConfiguration<PromotionCount>
    {
        public void Configure(EntityTypeBuilder<PromotionCount> builder)
        {
            builder.ToTable("promotion_count", table =>
                table.HasCheckConstraint("CK_promotion_count", "\"Orders\" >= 0 AND \"Units\" >= 0"));
            builder.HasKey(count => new { count.ShopId, count.Promotion });
            builder.Property(count => count.Promotion).HasMaxLength(80);
        }
    }
}

/// <summary>How often a customer used a promotion.</summary>
public sealed class CustomerCount
{
    public required ShopId ShopId { get; init; }
    public required string Promotion { get; init; }
    public required string Customer { get; init; }
    public int Orders { get; set; }

    sealed class Table : IEntityTypeConfiguration<CustomerCount>
    {
        public void Configure(EntityTypeBuilder<CustomerCount> builder)
        {
            builder.ToTable("promotion_customer_count", table => table.HasCheckConstraint("CK_promotion_customer_count", "\"Orders\" >= 0"));
            builder.HasKey(count => new { count.ShopId, count.Promotion, count.Customer });
            builder.Property(count => count.Promotion).HasMaxLength(80);
            builder.Property(count => count.Customer).HasMaxLength(120);
        }
    }
}

/// <summary>Discount money of a promotion on one business day of its shop, in the smallest unit of a currency.</summary>
public sealed class DaySpend
{
    public required ShopId ShopId { get; init; }
    public required string Promotion { get; init; }
    public required Currency Currency { get; init; }
    public required DateOnly Day { get; init; }
    public long Spent { get; set; }

    sealed class Table : IEntityTypeConfiguration<DaySpend>
    {
        public void Configure(EntityTypeBuilder<DaySpend> builder)
        {
            builder.ToTable("promotion_spend", table => table.HasCheckConstraint("CK_promotion_spend", "\"Spent\" >= 0"));
            builder.HasKey(spend => new { spend.ShopId, spend.Promotion, spend.Currency, spend.Day });
            builder.Property(spend => spend.Promotion).HasMaxLength(80);
        }
    }
}
